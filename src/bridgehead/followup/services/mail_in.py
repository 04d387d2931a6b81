"""Emails filed as interactions: of the member whose address wrote them, or to whom a colleague wrote.

A sender is known by the address alone. A mail of somebody unknown, or of an address that two organisations share, is
filed without a member, to be assigned. One that a program wrote, one that we wrote ourselves, and one that is filed
already are not filed.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bridgehead.ecosystem.models import Person, User
from bridgehead.followup.core.document_types import media_type_of
from bridgehead.followup.core.incoming_mail import IncomingMail, nameless_id, read_mail
from bridgehead.followup.models import Interaction
from bridgehead.followup.services.attachments import put_documents
from bridgehead.kit.change_writer import Writer, batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.field_limits import TEXT_LENGTH
from bridgehead.kit.permissions import OF_MEMBERS, Resource, Verb, Viewer
from bridgehead.kit.readable_ids import free_id
from bridgehead.kit.receipt import Receipt
from bridgehead.settings.queries import workspace_settings

FILED, ALREADY, OWN = "filed", "already_filed", "own"
SHOWN = 8
"""So many attachments that are not kept are named."""
ROOM = 2_000
"""Characters of a text that stay free for what was not kept."""


@dataclass(frozen=True)
class FiledMail:
    """What became of an email.

    Attributes
    ----------
    outcome
        `FILED`, `ALREADY`, `OWN`, or what wrote it (`core.incoming_mail`) where that is a program.
    interaction
        The id of the interaction that it is filed as; blank where it is not filed.
    actor
        The organisation that it is filed with; blank where nobody knows.
    subject, sender
        As the mail has them.
    not_kept
        Names of attachments of a type that is not kept.
    """

    outcome: str
    subject: str
    sender: str
    interaction: str = ""
    actor: str = ""
    not_kept: tuple[str, ...] = ()


@dataclass(frozen=True)
class FiledMails:
    """What became of several emails, each with the name of its file, and why others are none, as sentences."""

    mails: tuple[tuple[str, FiledMail], ...]
    refused: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Correspondence:
    """Whose mail it is: the organisation and the person, as far as one is known, and the colleague who wrote it."""

    actor: str | None = None
    person: str | None = None
    by: str = ""


def file_mail(content: bytes, *, name: str | None = None, viewer: Viewer) -> Receipt[FiledMail]:
    """File an email.

    Parameters
    ----------
    content
        The message as it arrived.
    name
        Of its file, for an error.

    Raises
    ------
    NotAllowed
        To whoever may not log interactions.
    InputError
        If it is no email, or too large.
    """
    viewer.require(Verb.CHANGE, Resource.NOTE)
    mail = read_mail(content, name)
    with batch("mail.file", viewer=viewer) as writer:
        filed = _file(writer, mail)
    return writer.receipt(filed)


def file_mails(given: Iterable[tuple[str, bytes]], *, viewer: Viewer) -> Receipt[FiledMails]:
    """File several emails, each the content of a file with its name, as one batch that one undo takes back.

    A file that is no email, or too large, does not keep the others from being filed.

    Raises
    ------
    NotAllowed
        To whoever may not log interactions.
    """
    viewer.require(Verb.CHANGE, Resource.NOTE)
    mails, refused = list[tuple[str, IncomingMail]](), list[str]()
    for name, content in given:
        try:
            mails.append((name, read_mail(content, name)))
        except InputError as error:
            refused.append(str(error))
    with batch("mails.file", viewer=viewer) as writer:
        found = [(name, _file(writer, mail)) for name, mail in mails]
    return writer.receipt(FiledMails(tuple(found), tuple(refused)))


def _file(writer: Writer, mail: IncomingMail) -> FiledMail:
    """File an email in a batch, unless it is filed already or is none to be filed."""
    if outcome := _not_filed(mail):
        return FiledMail(outcome, mail.subject, mail.sender)
    same = Q(message_id=mail.message_id, sender=mail.sender)
    same |= Q(message_id=nameless_id(mail.message_id, mail.sender))  # filed once, and its sender erased since
    before = Interaction.objects.filter(same).values_list("pk", "actor").first()
    if before is not None:
        id_, actor = before
        return FiledMail(ALREADY, mail.subject, mail.sender, id_, actor or "")
    whose = _whose(mail)
    kept, not_kept = _sorted_documents(mail.documents)
    row = {
        "id": free_id(Interaction, "email", _day(mail)),
        "channel": "email",
        "direction": "outgoing" if whose.by else "incoming",
        "date": _day(mail),
        "by": whose.by,
        "actor_id": whose.actor,
        "person_id": whose.person,
        "subject": mail.subject,
        "text": _text(mail, not_kept),
        "sender": mail.sender,
        "message_id": mail.message_id,
    }
    writer.put(Interaction, [row])
    about = {"actor_id": whose.actor, "person_id": whose.person, "interaction_id": row["id"]}
    put_documents(writer, kept, about, by=whose.by)
    return FiledMail(FILED, mail.subject, mail.sender, str(row["id"]), whose.actor or "", tuple(not_kept))


def _not_filed(mail: IncomingMail) -> str:
    """Why a mail is not filed, whoever wrote it; blank where it is."""
    ours = workspace_settings().mail_from.rpartition("<")[2].strip("> ").lower()
    return OWN if ours and mail.sender == ours else mail.written_by


def _whose(mail: IncomingMail) -> _Correspondence:
    """With whom the cluster corresponds in a mail: its sender, or, where a colleague wrote it, whom it went to."""
    colleague = User.objects.filter(email__iexact=mail.sender).exclude(role__in=OF_MEMBERS) if mail.sender else None
    writer = colleague.first() if colleague is not None else None
    if writer is None:
        return _known([mail.sender])
    known = _known(mail.recipients)
    return _Correspondence(known.actor, known.person, writer.username)


def _known(addresses: Iterable[str]) -> _Correspondence:
    """The one organisation to which these addresses belong, and the person where there is one."""
    people: set[tuple[str, str]] = set()
    actors: set[str] = set()
    for address in filter(None, addresses):
        found = Person.objects.filter(email__iexact=address).values_list("pk", "actor")
        people.update(found)
        actors.update(actor for _person, actor in found)
        accounts = User.objects.filter(email__iexact=address, role__in=OF_MEMBERS).exclude(actor=None)
        actors.update(str(actor) for actor in accounts.values_list("actor", flat=True))
    if len(actors) != 1:
        return _Correspondence()
    return _Correspondence(next(iter(actors)), next(iter(people))[0] if len(people) == 1 else None)


def _day(mail: IncomingMail) -> str:
    """The day on which it was sent, in the workspace's zone; of one that says none, or a day to come, today."""
    now = timezone.localtime()
    if mail.moment is None:
        return now.date().isoformat()
    try:
        moment = mail.moment if mail.moment.tzinfo else timezone.make_aware(mail.moment)
        day = timezone.localtime(moment).date()
    except (OverflowError, ValueError):
        return now.date().isoformat()
    return min(day, now.date()).isoformat()


def _sorted_documents(documents: Iterable[tuple[str, bytes]]) -> tuple[list[tuple[str, bytes]], list[str]]:
    """The attachments that are kept, and the names of those that are not."""
    kept, not_kept = [], []
    for name, content in documents:
        try:
            media_type_of(name, content)
        except InputError:
            not_kept.append(name)
        else:
            kept.append((name, content))
    return kept, not_kept


def _text(mail: IncomingMail, not_kept: list[str]) -> str:
    """What it says, and below it what was left out."""
    notes = [] if mail.is_read else [_("[This message has too many parts to be read. Only its subject is kept.]")]
    notes += [_("[The rest of the message is not kept.]")] if mail.is_cut else []
    notes += [_("[Attachment not kept: {name}]").format(name=name[:200]) for name in not_kept[:SHOWN]]
    if more := len(not_kept[SHOWN:]) + mail.more_documents:
        said = ngettext("[{count} more attachment not kept]", "[{count} more attachments not kept]", more)
        notes.append(said.format(count=more))
    said = mail.text[: TEXT_LENGTH - ROOM] if notes else mail.text
    return "\n\n".join(filter(None, [said, *notes]))
