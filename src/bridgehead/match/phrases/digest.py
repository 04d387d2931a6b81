"""The weekly mail in words."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def digest_subject(cluster: str, name: str, count: int) -> str:
    """The subject of a weekly mail."""
    text = ngettext("{cluster}: {count} opportunity for {name}", "{cluster}: {count} opportunities for {name}", count)
    return text.format(cluster=cluster, count=count, name=name)


def digest_opening(contact: str, name: str) -> str:
    """How a weekly mail begins."""
    if not contact:
        return _("These opportunities may suit {name}.").format(name=name)
    return _("Dear {contact}, these opportunities may suit {name}.").format(contact=contact, name=name)


def rehearsed_count(count: int) -> str:
    """How many mails a rehearsal would have sent."""
    text = ngettext("{count} email would be sent.", "{count} emails would be sent.", count)
    return text.format(count=count)


def no_recipient(name: str) -> str:
    """Why there is no mail to somebody."""
    return _("{name} is not a recipient.").format(name=name)


def link_invalid() -> str:
    """Why a link of a mail does nothing."""
    page = settings.ADDRESS + reverse("opportunities")
    return _("This link is incomplete, expired or from a preview. Open {page} instead.").format(page=page)
