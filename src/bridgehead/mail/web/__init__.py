"""Pages of the outbox."""

from django.urls import URLPattern

from bridgehead.mail.web import outbox_pages


def urls() -> list[URLPattern]:
    """Where the pages stand."""
    return outbox_pages.urls()
