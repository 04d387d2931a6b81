"""What the settings bring to every page: the logo and the accent."""

from django.urls import URLPattern

from bridgehead.settings.web import brand


def urls() -> list[URLPattern]:
    """Where they stand."""
    return brand.urls()
