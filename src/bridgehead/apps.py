"""One Django app for the whole package."""

from django.apps import AppConfig


class BridgeheadConfig(AppConfig):
    """Label `bridgehead`; the stages' models meet in `bridgehead.models`."""

    name = "bridgehead"
    verbose_name = "Bridgehead"
    default_auto_field = "django.db.models.BigAutoField"
