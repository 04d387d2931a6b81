"""How long personal data is kept: what is due to go by the settings, and its removal.

Nothing that people wrote is due unless the settings say after how many months. Interviews are only named: evidence
rests on them, and what is to go of them is for people to judge. All else can be removed for good: no undo helps.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

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
from bridgehead.kit.compact_store import compact_store
from bridgehead.kit.models import AuditEntry, Batch, Change
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.write_lock import write_lock
from bridgehead.mail.models import SENDING, SENT, OutboxMail
from bridgehead.mail.services.mail_kinds import withdraw
from bridgehead.match.models import Mark
from bridgehead.match.services.index_store import prune_indices
from bridgehead.settings.models import REMOVE
from bridgehead.settings.queries import workspace_settings
from bridgehead.workspace.core.retention_period import same_day_before
from bridgehead.workspace.services import kept_work
from bridgehead.workspace.services.personal_data import erase_people

INTERVIEWS, CONTACTS, REGISTRATIONS = "interviews", "contacts", "registrations"
RECORDINGS, TRANSCRIPTS, TASKS = "recordings", "transcripts", "tasks"
REQUESTS, MAILS, HISTORY, SESSIONS = "requests", "mails", "history", "sessions"
UPLOADS, JOBS, AUDIT = "uploads", "jobs", "audit"
KINDS = (
    INTERVIEWS, RECORDINGS, TRANSCRIPTS, CONTACTS, REGISTRATIONS, REQUESTS, TASKS, MAILS, HISTORY, SESSIONS, UPLOADS,
    JOBS, AUDIT,
)  # fmt: skip
ALWAYS = frozenset({SESSIONS, UPLOADS, JOBS, AUDIT})
"""What nobody reads any more: it goes every night, also where the settings ask for a proposal."""
BY_ID = frozenset(KINDS) - {MAILS, HISTORY, SESSIONS, AUDIT}
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


def remove_due(kinds: Collection[str] = KINDS, *, viewer: Viewer) -> Receipt[dict[str, int]]:
    """Remove for good what is due of some kinds, interviews apart; how much of each. All of it goes, or nothing.

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
            if due.kind in kinds and due.is_removable and due.count:
                removed[due.kind] = _remove(due, viewer)
        if not removed:
            return Receipt({})
        done = Batch.objects.create(action="retention.remove", who_id=viewer.id, parameters={"removed": removed})
    return Receipt(removed, done.pk)


def remove_nightly(*, viewer: Viewer) -> dict[str, int]:
    """Remove what is due where the settings say so, and what nobody reads any more in any case; free the disk of it."""
    kinds = KINDS if workspace_settings().retention == REMOVE else ALWAYS
    removed = remove_due(kinds, viewer=viewer).result
    prune_indices()
    compact_store()
    return removed


def _remove(due: DueData, viewer: Viewer) -> int:
    return _REMOVERS[due.kind](due, viewer)


def _remove_registrations(due: DueData, viewer: Viewer) -> int:
    with batch("registration.erase", viewer=viewer, count=len(due.ids)) as writer:
        erase_registrations(writer, due.ids)
    return len(due.ids)


def _remove_requests(due: DueData, viewer: Viewer) -> int:
    with batch("membership.forget", viewer=viewer, count=len(due.ids)) as writer:
        forget_requests(writer, due.ids)
    return len(due.ids)


def _remove_contacts(due: DueData, viewer: Viewer) -> int:
    erase_people(due.ids, viewer=viewer)
    return len(due.ids)


def _remove_mails(due: DueData, viewer: Viewer) -> int:
    for unsent in _old_mails(due.since).exclude(state=SENT):
        withdraw(unsent, viewer)
    return _remove_rows(due, viewer)


def _remove_rows(due: DueData, _viewer: Viewer) -> int:
    rows = _rows(due.kind, due.since)
    number = rows.count()
    rows.delete()
    return number


def _ids(kind: str, since: date) -> Iterable[str]:
    found = _FOUND.get(kind)
    return found(since) if found else ()


def _titles(ids: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple(Source.objects.filter(pk__in=ids).order_by("date", "pk").values_list("pk", "title"))


def _rows(kind: str, since: date) -> QuerySet[OutboxMail] | QuerySet[Change] | QuerySet[Session] | QuerySet[AuditEntry]:
    if kind == MAILS:
        return _old_mails(since)
    if kind == AUDIT:
        return AuditEntry.objects.filter(at__lt=kept_work.moment(since))
    return _history(since) if kind == HISTORY else Session.objects.filter(expire_date__lt=kept_work.moment(since))


def _old_mails(since: date) -> QuerySet[OutboxMail]:
    return OutboxMail.objects.filter(at__lt=kept_work.moment(since)).exclude(state=SENDING)


def _history(since: date) -> QuerySet[Change]:
    """The lines of the change log that still hold earlier versions of contacts."""
    kept = Q(before__isnull=False) | Q(after__isnull=False)
    return Change.objects.filter(kept, table=PERSON, batch__at__lt=kept_work.moment(since))


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


_FOUND: Mapping[str, Callable[[date], Iterable[str]]] = {
    INTERVIEWS: kept_work.old_interviews,
    RECORDINGS: kept_work.old_recordings,
    TRANSCRIPTS: kept_work.old_transcripts,
    CONTACTS: _idle_contacts,
    REGISTRATIONS: registrations_due,
    REQUESTS: requests_due,
    TASKS: kept_work.finished_tasks,
    UPLOADS: kept_work.old_uploads,
    JOBS: kept_work.old_jobs,
}
_REMOVERS: Mapping[str, Callable[[DueData, Viewer], int]] = {
    CONTACTS: _remove_contacts,
    REGISTRATIONS: _remove_registrations,
    REQUESTS: _remove_requests,
    TASKS: lambda due, viewer: kept_work.remove_tasks(due.ids, viewer),
    RECORDINGS: lambda due, viewer: kept_work.remove_files(due.ids, viewer),
    TRANSCRIPTS: lambda due, viewer: kept_work.remove_files(due.ids, viewer),
    UPLOADS: lambda due, _viewer: kept_work.remove_uploads(due.ids),
    JOBS: lambda due, _viewer: kept_work.remove_jobs(due.ids),
    HISTORY: lambda due, _viewer: _history(due.since).update(before=None, after=None),
    MAILS: _remove_mails,
    SESSIONS: _remove_rows,
    AUDIT: _remove_rows,
}
