"""How long personal data is kept: what is due to go by the settings, and its removal.

Nothing is due unless the settings say after how many months. Interviews are only named: evidence rests on them, and
what is to go of them is for people to judge. Everything else can be removed, for good: no undo brings it back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.contrib.sessions.models import Session
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from bridgehead.ecosystem.models import Person, Source, User
from bridgehead.ecosystem.queries.membership_records import requests_due
from bridgehead.ecosystem.services.joining import forget_requests
from bridgehead.events.services.person_registrations import erase_registrations, registrations_due
from bridgehead.followup.models import Interaction
from bridgehead.kit import partial_dates
from bridgehead.kit.change_writer import batch
from bridgehead.kit.models import Batch, Change
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.write_lock import write_lock
from bridgehead.mail.models import SENDING, SENT, OutboxMail
from bridgehead.mail.services.mail_kinds import withdraw
from bridgehead.match.models import Mark
from bridgehead.settings.models import REMOVE
from bridgehead.settings.queries import workspace_settings
from bridgehead.workspace.core.retention_period import same_day_before
from bridgehead.workspace.services.personal_data import erase_people

INTERVIEWS, CONTACTS, REGISTRATIONS = "interviews", "contacts", "registrations"
REQUESTS, MAILS, HISTORY, SESSIONS = "requests", "mails", "history", "sessions"
KINDS = (INTERVIEWS, CONTACTS, REGISTRATIONS, REQUESTS, MAILS, HISTORY, SESSIONS)
BY_ID = frozenset({INTERVIEWS, CONTACTS, REGISTRATIONS, REQUESTS})
PERSON = "person"
SHOWN = 20
"""How many interviews are named."""


@dataclass(frozen=True)
class DueData:
    """Personal data of a kind that is kept longer than the settings say.

    Attributes
    ----------
    since
        What is older than this day is due.
    ids
        Of the contacts, interviews, registrations or applications for membership; none for what has no page.
    titles
        Id and title of the first interviews, for whoever judges them.
    """

    kind: str
    months: int
    since: date
    count: int
    ids: tuple[str, ...] = ()
    titles: tuple[tuple[str, str], ...] = ()

    @property
    def is_removable(self) -> bool:
        """Whether it can be removed without anybody looking at each."""
        return self.kind != INTERVIEWS


def due_now() -> list[DueData]:
    """What is due today, by kind; kinds that are kept for good are left out."""
    settings, found = workspace_settings(), []
    for kind in KINDS:
        months = getattr(settings, f"keep_{kind}")
        if months is not None:
            since = same_day_before(timezone.localdate(), months)
            ids = tuple(_ids(kind, since))
            count = len(ids) if kind in BY_ID else _rows(kind, since).count()
            titles = _titles(ids[:SHOWN]) if kind == INTERVIEWS else ()
            found.append(DueData(kind, months, since, count, ids, titles))
    return found


def remove_due(*, viewer: Viewer) -> Receipt[dict[str, int]]:
    """Remove for good what is due, interviews apart; how much of each kind. All of it goes, or nothing.

    What a mail offered that never went out can be offered again. The change log says when it was done and how much
    went, not what it was.

    Raises
    ------
    NotAllowed
        To whoever may not change settings.
    Busy
        If others wrote for longer than one waits.
    """
    viewer.require(Verb.CHANGE, Resource.SETTING)
    removed = {}
    with write_lock():
        for due in due_now():
            if due.is_removable and due.count:
                removed[due.kind] = _remove(due, viewer)
        if not removed:
            return Receipt({})
        done = Batch.objects.create(action="retention.remove", who_id=viewer.id, parameters={"removed": removed})
    return Receipt(removed, done.pk)


def remove_if_decided(*, viewer: Viewer) -> dict[str, int]:
    """Remove what is due where the settings say so; nothing where they ask for a proposal."""
    return remove_due(viewer=viewer).result if workspace_settings().retention == REMOVE else {}


def _remove(due: DueData, viewer: Viewer) -> int:
    if due.kind == CONTACTS:
        erase_people(due.ids, viewer=viewer)
        return len(due.ids)
    if due.kind == REGISTRATIONS:
        with batch("registration.erase", viewer=viewer, count=len(due.ids)) as writer:
            erase_registrations(writer, due.ids)
        return len(due.ids)
    if due.kind == REQUESTS:
        with batch("membership.forget", viewer=viewer, count=len(due.ids)) as writer:
            forget_requests(writer, due.ids)
        return len(due.ids)
    if due.kind == HISTORY:
        return _history(due.since).update(before=None, after=None)
    rows = _rows(due.kind, due.since)
    if due.kind == MAILS:
        for unsent in _old_mails(due.since).exclude(state=SENT):
            withdraw(unsent, viewer)
    number = rows.count()
    rows.delete()
    return number


def _ids(kind: str, since: date) -> Iterable[str]:
    if kind == INTERVIEWS:
        dated = Source.objects.filter(kind="interview").exclude(date="").order_by("pk").values_list("pk", "date")
        return (id_ for id_, day in dated if partial_dates.ends(day) < since)
    if kind == REGISTRATIONS:
        return registrations_due(since)
    if kind == REQUESTS:
        return requests_due(since)
    return _idle_contacts(since) if kind == CONTACTS else ()


def _titles(ids: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple(Source.objects.filter(pk__in=ids).order_by("date", "pk").values_list("pk", "title"))


def _rows(kind: str, since: date) -> QuerySet[OutboxMail] | QuerySet[Change] | QuerySet[Session]:
    if kind == MAILS:
        return _old_mails(since)
    return _history(since) if kind == HISTORY else Session.objects.filter(expire_date__lt=_moment(since))


def _old_mails(since: date) -> QuerySet[OutboxMail]:
    return OutboxMail.objects.filter(at__lt=_moment(since)).exclude(state=SENDING)


def _history(since: date) -> QuerySet[Change]:
    """The lines of the change log that still hold earlier versions of contacts."""
    kept = Q(before__isnull=False) | Q(after__isnull=False)
    return Change.objects.filter(kept, table=PERSON, batch__at__lt=_moment(since))


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _idle_contacts(since: date) -> list[str]:
    """Contacts of whom nothing was heard and nothing changed since a day; those of whom nothing is known stay."""
    changed = Change.objects.filter(table=PERSON).order_by().values_list("key").annotate(last=Max("batch__at"))
    last = {key: timezone.localdate(at) for key, at in changed}
    said = {by: day for by, day in Mark.objects.order_by().values_list("by").annotate(last=Max("date")) if day}
    mailed = OutboxMail.objects.exclude(sent_at=None).order_by().values_list("to").annotate(last=Max("sent_at"))
    heard = {to.casefold(): timezone.localdate(at) for to, at in mailed}
    signed_in = {}
    for email, at, active in User.objects.exclude(email="").values_list("email", "last_login", "is_active"):
        signed_in[email.casefold()] = date.max if active else timezone.localdate(at) if at else date.min
    talks = Interaction.objects.exclude(person=None).exclude(date="").order_by().values_list("person")
    spoken = dict(talks.annotate(last=Max("date")))
    idle = []
    for id_, email in Person.objects.order_by("pk").values_list("pk", "email"):
        known = [last.get(id_), heard.get(email.casefold()) if email else None]
        known += [partial_dates.ends(days[id_]) for days in (said, spoken) if id_ in days]
        known += [signed_in.get(email.casefold()) if email else None]
        days = [day for day in known if day is not None]
        if days and max(days) < since:
            idle.append(id_)
    return idle
