"""What the workspace holds about a person: handed out on request, and erased for good.

A contact is personal data, and so is every older version of it in the change log. Erasing removes the
record and empties its lines of the log, which therefore cannot bring it back; names, addresses and phone numbers that
are nobody else's are blotted out wherever else they are.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import models, transaction

from bridgehead.ecosystem.core.consent import plain_address
from bridgehead.ecosystem.models import Actor, Person, StoredFile, User
from bridgehead.ecosystem.services.accounts import remove_accounts
from bridgehead.ecosystem.services.joining import erase_requests, requests_of
from bridgehead.events.services.person_registrations import erase_registrations_of, registrations_of
from bridgehead.followup.services.person_followup import erase_followup, followup_of
from bridgehead.importers.models import ImportJob
from bridgehead.kit.change_writer import Writer, batch
from bridgehead.kit.erasure import forget_lines
from bridgehead.kit.errors import NotFound
from bridgehead.kit.models import Change
from bridgehead.kit.permissions import OF_MEMBERS, Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.mail.models import OutboxMail
from bridgehead.match.models import Mark
from bridgehead.match.services.marks import erase_person_from_marks
from bridgehead.views.models import SavedView
from bridgehead.workspace import phrases
from bridgehead.workspace.case_files import tables
from bridgehead.workspace.core.erased_words import ErasedWords
from bridgehead.workspace.services.erased_files import (
    documents_that_name,
    forget_files,
    uploads_that_name,
)
from bridgehead.workspace.services.erased_texts import TextSweep
from bridgehead.workspace.services.import_results import erase_person_from_results

PERSON = "person"
MAIL = ("kind", "to", "subject", "body", "state", "about", "at", "sent_at")
MARK = ("opportunity_id", "actor_id", "mark", "date", "by", "reason")


def export_person(id_: str, *, viewer: Viewer) -> dict[str, Any]:
    """Everything that is kept about a person: record, history, accounts, marks, and where the name occurs.

    Marks are what the person said of opportunities, and what the weekly mail offered to them and when. Mails
    are those of the outbox, whole.

    Raises
    ------
    NotAllowed
        If the viewer may not change all records: it has notes and emails, which fewer may read than contacts.
    NotFound
        If there is no such person.
    """
    viewer.require(Verb.CHANGE, Resource.CASE)
    person = person_on_record(id_)
    history = Change.objects.filter(table=PERSON, key=id_).order_by("id")
    return {
        "person": {f.attname: getattr(person, f.attname) for f in Person._meta.concrete_fields},
        "history": list(history.values("batch__at", "action", "before", "after")),
        "accounts": _accounts(person),
        "mails": list(_mails(person).order_by("pk").values(*MAIL)),
        "marks": list(Mark.objects.filter(by__in=_called(person)).order_by("date", "id").values(*MARK)),
        "followup": followup_of(person),
        "registrations": registrations_of(person),
        "membership_requests": requests_of(person),
        "mentions": mentions(person.name, person.email),
    }


@dataclass(frozen=True)
class Erased:
    """What an erasure did, and what is left for a person to judge.

    Attributes
    ----------
    texts
        How many texts had something of the person.
    accounts
        Accounts of members with the person's address, which were removed.
    kept_accounts
        Those of staff, which were not.
    uploads
        Names of files that had been uploaded, and had the person.
    mentions
        Where a name or address still is that others have too (`table`, `id`, `column`).
    documents
        Stored files with the person that can only be edited outside, as a PDF.
    """

    texts: int
    accounts: tuple[str, ...]
    kept_accounts: tuple[str, ...]
    uploads: tuple[str, ...]
    mentions: tuple[dict[str, str], ...]
    documents: tuple[str, ...]


def erase_person(id_: str, *, viewer: Viewer) -> Receipt[Erased]:
    """Erase a person from everything: records, texts, log, accounts, sessions, mails, uploads, indices.

    Marks that they gave or got, and that somebody of their organisation came to an event, stay without the name. What
    is no longer in the store is overwritten on the disk as soon as the transaction ends.

    Raises
    ------
    NotFound
        If there is no such person, or somebody erased them meanwhile.
    Busy
        If others wrote for longer than one waits.
    """
    return erase_people([id_], viewer=viewer)


def erase_people(ids: Collection[str], *, viewer: Viewer) -> Receipt[Erased]:
    """Erase several people at once, as `erase_person` does: the texts are looked through once."""
    viewer.require(Verb.CHANGE, Resource.CASE)
    words = words_of([person_on_record(id_) for id_ in ids])
    originals, documents = documents_that_name(words)
    uploads = uploads_that_name(words)
    with batch("person.erase", viewer=viewer) as writer:
        people = [person_on_record(id_) for id_ in ids]
        accounts = [name for person in people for name in _accounts_of_members(person)]
        kept = [name for person in people for name in _accounts(person) if name not in accounts]
        for person in people:
            _erase_records(writer, person, viewer)
        views = SavedView.objects.filter(owner__in=accounts).exclude(shared="yes")
        writer.remove(SavedView, list(views.values_list("pk", flat=True)))
        remove_accounts(accounts)
        writer.remove(StoredFile, originals)
        forget_lines(StoredFile, originals)
        ImportJob.objects.filter(pk__in=[job.pk for job in uploads]).exclude(state=ImportJob.State.DONE).delete()
        sweep = TextSweep(writer, words, accounts)
        sweep.run()
    transaction.on_commit(partial(forget_files, words, uploads))
    left = [each for each in documents if StoredFile.objects.filter(pk=each).exists()]
    found = mentions(*(word for person in people for word in (person.name, person.email)))
    names = tuple(job.name for job in uploads)
    return writer.receipt(Erased(sweep.blotted, tuple(accounts), tuple(kept), names, tuple(found), tuple(left)))


def person_on_record(id_: str) -> Person:
    """A contact person.

    Raises
    ------
    NotFound
        If there is no such person.
    """
    person = Person.objects.filter(pk=id_).first()
    if person is None:
        raise NotFound(phrases.no_such_person(id_))
    return person


def mentions(*words: str) -> list[dict[str, str]]:
    """Rows of the case folder whose text has one of the words, people apart."""
    found = []
    for table in tables():
        if table.model is Person:
            continue
        for column in table.columns:
            if column.refers:
                continue
            field = table.model._meta.get_field(column.attribute)
            if isinstance(field, models.CharField | models.TextField):
                found += [{"table": table.name, "id": id_, "column": column.name} for id_ in _rows(field, words)]
    return found


def words_of(people: Sequence[Person]) -> ErasedWords:
    """What tells of these people and of nobody else, by their records, earlier versions of them, and registrations."""
    held = [row for person in people for row in _held(person)]
    names, addresses, phones = (
        {str(row.get(each) or "").strip() for row in held} for each in ("name", "email", "phone")
    )
    others = list(Person.objects.exclude(pk__in=[p.pk for p in people]).values_list("name", "email", "phone"))
    called = [name for name, _, _ in others]
    called += [text for name, aliases in Actor.objects.values_list("name", "aliases") for text in (name, *aliases)]
    reached = {plain_address(email) for _, email, _ in others}
    reached |= {
        plain_address(email) for email in User.objects.exclude(role__in=OF_MEMBERS).values_list("email", flat=True)
    }
    rung = "\n".join(phone for _, _, phone in others)
    return ErasedWords(
        tuple(name for name in sorted(names) if not any(map(ErasedWords((name,)).are_in, called))),
        tuple(each for each in sorted(addresses) if each and plain_address(each) not in reached),
        tuple(each for each in sorted(phones) if not ErasedWords(phones=(each,)).are_in(rung)),
    )


def _held(person: Person) -> Iterator[dict[str, Any]]:
    yield {"name": person.name, "email": person.email, "phone": person.phone}
    lines = Change.objects.filter(table=PERSON, key=person.pk).values_list("before", "after")
    yield from (state for pair in lines for state in pair if state)
    yield from registrations_of(person)
    yield from (row | {"name": row["contact"]} for row in requests_of(person))


def _erase_records(writer: Writer, person: Person, viewer: Viewer) -> None:
    names = _called(person)
    erase_followup(writer, person)
    erase_registrations_of(writer, person)
    erase_requests(writer, person)
    writer.remove(Person, [person.pk])
    forget_lines(Person, [person.pk], person.pk)
    _mails(person).delete()
    erase_person_from_marks(names, viewer=viewer)
    erase_person_from_results(person.pk, (person.name, person.email), viewer=viewer)


def _mails(person: Person) -> models.QuerySet[OutboxMail]:
    """The mails of the outbox to the person's address, and the weekly ones that were written for them."""
    theirs = models.Q(about__reader__in=_called(person)) | models.Q(about__person=person.pk)
    return OutboxMail.objects.filter(theirs | models.Q(to__iexact=person.email) if person.email else theirs)


def _accounts(person: Person) -> list[str]:
    """The accounts that sign in with the person's address."""
    if not person.email:
        return []
    found = User.objects.filter(email__iexact=person.email).order_by("username")
    return list(found.values_list("username", flat=True))


def _accounts_of_members(person: Person) -> list[str]:
    theirs = User.objects.filter(username__in=_accounts(person), role__in=OF_MEMBERS).order_by("username")
    return list(theirs.values_list("username", flat=True))


def _called(person: Person) -> list[str]:
    """What marks call the person: the contact's id, or an account's name."""
    return [person.pk, *_accounts(person)]


def _rows(field: "models.Field[Any, Any]", words: Iterable[str]) -> Iterator[str]:
    wanted = models.Q()
    for word in filter(None, words):
        wanted |= models.Q(**{f"{field.name}__icontains": word})
    if wanted:
        found = field.model._default_manager.filter(wanted).order_by("pk").values_list("pk", flat=True)
        yield from (str(id_) for id_ in found)
