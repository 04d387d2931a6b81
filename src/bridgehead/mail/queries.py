"""Reads of the outbox."""

from django.db.models import QuerySet

from bridgehead.kit.errors import NotFound
from bridgehead.kit.word_filter import with_words
from bridgehead.mail import phrases
from bridgehead.mail.models import ACCOUNT, DIGEST, FAILED, GROUP, SENT, WAITING, OutboxMail


def outbox_mails(*, state: str = "", words: str = "") -> QuerySet[OutboxMail]:
    """Mails, the latest first; a blank filter lets everything through."""
    found = OutboxMail.objects.order_by("-pk")
    if state:
        found = found.filter(state=state)
    return with_words(found, words, ("to", "subject"))


def outbox_mail(id_: int) -> OutboxMail:
    """One mail.

    Raises
    ------
    NotFound
        If there is none of that number.
    """
    found = OutboxMail.objects.filter(pk=id_).first()
    if found is None:
        raise NotFound(phrases.no_such_mail(id_))
    return found


def unsent_count() -> int:
    """How many mails wait or have failed; those that nobody wants any more are done with."""
    return OutboxMail.objects.filter(state__in=(WAITING, FAILED)).exclude(reason="not_wanted").count()


def unsent_interactions() -> list[str]:
    """The interactions that a mail to a group was kept as, and that have not gone out."""
    unsent = OutboxMail.objects.filter(kind=GROUP).exclude(state=SENT).values_list("about", flat=True)
    return [str(about["interaction"]) for about in unsent if "interaction" in about]


def shows_body(found: OutboxMail, *, changes_accounts: bool) -> bool:
    """Whether somebody may read a mail: the link in a mail of accounts opens the account."""
    return found.kind != ACCOUNT or changes_accounts


def attached_file(id_: int, place: int, *, changes_accounts: bool) -> dict[str, str]:
    """A file that is attached to a mail which somebody may read: its `name`, `type`, and `content` in base64.

    Raises
    ------
    NotFound
        If there is no such mail or file, or they may not read it.
    """
    found = outbox_mail(id_)
    if not shows_body(found, changes_accounts=changes_accounts) or place >= len(found.attachments):
        raise NotFound(phrases.no_such_mail(id_))
    file: dict[str, str] = found.attachments[place]
    return file


def unsent_readers() -> frozenset[str]:
    """Whose weekly mail is written and did not go out."""
    unsent = OutboxMail.objects.filter(kind=DIGEST).exclude(state=SENT)
    return frozenset(str(about.get("reader", "")) for about in unsent.values_list("about", flat=True))
