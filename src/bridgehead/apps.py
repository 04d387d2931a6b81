"""One Django app for the whole package."""

from django.apps import AppConfig


class BridgeheadConfig(AppConfig):
    """Label `bridgehead`; the stages' models meet in `bridgehead.models`."""

    name = "bridgehead"
    verbose_name = "Bridgehead"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell `kit` where vocabularies, navigation, records, phrases of changes come from."""
        from django.utils.translation import gettext  # noqa: PLC0415

        from bridgehead.framework import labels  # noqa: PLC0415
        from bridgehead.framework.loader import load_framework  # noqa: PLC0415 Django imports this module before the settings stand
        from bridgehead.kit import (  # noqa: PLC0415
            change_phrases,
            clock,
            doors,
            expected_phrases,
            navigation,
            permissions,
            record_kinds,
            record_pages,
            record_phrases,
            record_tabs,
            reference_fields,
            saved_lists,
            vocabularies,
        )
        from bridgehead.mail.services import mail_kinds  # noqa: PLC0415
        from bridgehead.settings import queries as workspace_settings  # noqa: PLC0415
        from bridgehead.site import stages  # noqa: PLC0415

        labels.provide(gettext)
        vocabularies.provide(lambda: load_framework().vocabularies)
        mail_kinds.provide(stages.mail_kinds)
        clock.provide(workspace_settings.time_zone)
        navigation.provide(stages.navigation)
        doors.provide(stages.doors)
        permissions.provide_shared(stages.shared_between_members)
        record_pages.provide(stages.record_pages)
        record_kinds.provide(stages.record_kinds)
        record_phrases.provide(stages.record_phrases)
        record_tabs.provide(stages.record_tabs)
        reference_fields.provide(stages.record_names)
        saved_lists.provide(stages.saved_lists)
        change_phrases.provide(stages.change_phrases)
        expected_phrases.provide(stages.expected_phrases)
