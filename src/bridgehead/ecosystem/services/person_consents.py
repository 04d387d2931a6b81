"""What a person agrees to, purpose by purpose, as staff record it; the change log keeps what they agreed to before."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bridgehead.ecosystem.core.consent import PURPOSES
from bridgehead.ecosystem.models import Person
from bridgehead.ecosystem.phrases.consents import no_such_person
from bridgehead.kit import change_log
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.expectations import expects
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt


@dataclass(frozen=True)
class ConsentGiven:
    """What stood under `consent` from a moment on, and who wrote it."""

    at: datetime
    consent: str
    by: str


def record_consents(id_: str, purposes: Collection[str], *, seen: int | None = None, viewer: Viewer) -> Receipt[None]:
    """Record the purposes to which a person agrees; none is a clear no to all of them.

    Raises
    ------
    NotAllowed
        If the viewer may not change contacts of the person's organisation.
    NotFound
        If there is no such person.
    InputError
        If a purpose is none.
    Stale
        If somebody recorded something else since the form was opened.
    """
    person = _person(id_)
    viewer.require(Verb.CHANGE, Resource.CONTACT, owner=person.actor_id)
    if unknown := sorted(set(purposes) - set(PURPOSES)):
        raise InputError(expects("one_of", options=PURPOSES), column="purposes", found=unknown[0])
    with batch("person.consents", id_, viewer=viewer) as writer:
        row = {"id": id_, "consent": ";".join(each for each in PURPOSES if each in purposes) or "no"}
        writer.require_fresh(Person, row, seen)
        writer.put(Person, [row])
    return writer.receipt(None)


def consent_history(person: Person) -> list[ConsentGiven]:
    """What the person agreed to over time, the latest first.

    The line of the log that added them has no values: what it wrote is what the first change of it found.
    """
    found: list[ConsentGiven] = []
    later = person.consent
    for line in change_log.changes_of(Person, person.pk).select_related("batch__who").order_by("-pk"):
        if line.action == line.Action.ADD:
            found.append(ConsentGiven(line.batch.at, later, line.batch.by))
        elif "consent" in (line.after or {}):
            found.append(ConsentGiven(line.batch.at, later, line.batch.by))
            later = str((line.before or {}).get("consent") or "")
    return found


def _person(id_: str) -> Person:
    person = Person.objects.filter(pk=id_).first()
    if person is None:
        raise NotFound(no_such_person(id_))
    return person
