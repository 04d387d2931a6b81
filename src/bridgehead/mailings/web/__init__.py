"""Pages of mails to a group."""

from django.urls import URLPattern

from bridgehead.kit.record_pages import RecordPage
from bridgehead.mailings.models import MailTemplate
from bridgehead.mailings.web import group_mail, unsubscribe

RECORD_PAGES = {MailTemplate: RecordPage("mailing", "")}


def urls() -> list[URLPattern]:
    """Where the pages stand."""
    pages = (group_mail, unsubscribe)
    return [url for page in pages for url in page.urls()]
