"""What the workspace holds about a person: handed out on request, and erased for good.

A contact is personal data, and so is every older version of it in the change log. Erasing removes the
record and empties its lines of the log, which therefore cannot bring it back.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db import models

from bridgehead.ecosystem.models import Person, User
from bridgehead.ecosystem.services.joining import erase_requests, requests_of
from bridgehead.events.services.person_registrations import erase_registrations_of, registrations_of
from bridgehead.followup.services.person_followup import erase_followup, followup_of
from bridgehead.kit import search_index
from bridgehead.kit.change_writer import batch
from bridgehead.kit.erasure import forget_lines
from bridgehead.kit.errors import NotFound
from bridgehead.kit.models import Change
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.mail.models import OutboxMail
from bridgehead.match.models import Mark
from bridgehead.match.services.marks import erase_person_from_marks
from bridgehead.workspace import phrases
from bridgehead.workspace.case_files import tables
from bridgehead.workspace.services.import_results import erase_person_from_results

PERSON = "person"
MAIL = ("kind", "to", "subject", "body", "state", "about", "at", "sent_at")
MARK = ("opportunity_id", "actor_id", "mark", "date", "by", "reason")


def export_person(id_: str) -> dict[str, Any]:
    """Everything that is kept about a person: record, history, accounts, marks, and where the name occurs.

    Marks are what the person said of opportunities, and what the weekly mail offered to them and when. Mails
    are those of the outbox, whole.

    Raises
    ------
    NotFound
        If there is no such person.
    """
    person = _person(id_)
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


def erase_person(id_: str, *, viewer: Viewer) -> Receipt[list[dict[str, str]]]:
    """Erase a person from the records, the log and import previews; marks that they gave or got stay without the name.

    Returns
    -------
    Receipt of list of dict
        Where the name or address still occurs in free text (`table`, `id`, `column`), for a person to judge.

    Raises
    ------
    NotFound
        If there is no such person, or somebody erased them meanwhile.
    Busy
        If others wrote for longer than one waits.
    """
    viewer.require(Verb.CHANGE, Resource.CASE)
    with batch("person.erase", viewer=viewer) as writer:
        person = _person(id_)
        names = _called(person)
        erase_followup(writer, person)
        erase_registrations_of(writer, person)
        erase_requests(writer, person)
        writer.remove(Person, [id_])
        forget_lines(Person, [id_], id_)
        _mails(person).delete()
        erase_person_from_marks(names, viewer=viewer)
        erase_person_from_results(id_, (person.name, person.email), viewer=viewer)
    search_index.clear_index(settings.WORKSPACE)
    return writer.receipt(mentions(person.name, person.email))


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


def _person(id_: str) -> Person:
    person = Person.objects.filter(pk=id_).first()
    if person is None:
        raise NotFound(phrases.no_such_person(id_))
    return person


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
