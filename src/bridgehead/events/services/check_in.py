"""Who came: ticked off at the door, added there, or read from a list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from django.utils import timezone

from bridgehead.ecosystem.queries import activity as find_activity
from bridgehead.events import phrases
from bridgehead.events.core.seats import ABSENT, ATTENDED, REGISTERED
from bridgehead.events.models import Registration
from bridgehead.events.queries import registration
from bridgehead.events.services.register import origin_of
from bridgehead.events.services.seat_changes import next_number
from bridgehead.importers.core.name_keys import name_key
from bridgehead.importers.readers.attendance_lists import Attendee
from bridgehead.kit import ids
from bridgehead.kit.change_log import changes_of
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import NotFound
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt


@dataclass(frozen=True)
class ListOutcome:
    """What came of an attendance list: how many came who had registered, and how many had not."""

    known: int
    added: int


def check_in(id_: str, *, here: bool, viewer: Viewer) -> Receipt[None]:
    """Note that somebody came, or take that back: then they are again what they were before.

    Raises
    ------
    NotAllowed
        To whoever may not change registrations.
    NotFound
        If there is no such registration.
    """
    viewer.require(Verb.CHANGE, Resource.REGISTRATION)
    found = registration(id_)
    if found is None:
        raise NotFound(phrases.no_such_registration())
    action = "registration.check_in" if here else "registration.check_out"
    with batch(action, found.activity_id, viewer=viewer, activity=found.activity.name) as writer:
        ticked = Registration.objects.filter(pk=id_, status=ATTENDED).exists()
        if ticked != here:
            writer.put(Registration, [{"id": id_, "status": ATTENDED if here else _before_tick(id_)}])
    return writer.receipt(None)


def _before_tick(id_: str) -> str:
    """What somebody was before they were ticked; registered, where they were added at the door."""
    ticks = changes_of(Registration, id_).filter(after__status=ATTENDED).exclude(before__status=None)
    before = ticks.values_list("before__status", flat=True).last()
    return str(before or REGISTERED)


def add_walk_in(activity: str, given: Attendee, *, viewer: Viewer) -> Receipt[None]:
    """Add somebody who came without registering; whoever is on the list already is ticked there.

    Raises
    ------
    NotAllowed
        To whoever may not change registrations.
    NotFound
        If there is no such activity.
    """
    viewer.require(Verb.CHANGE, Resource.REGISTRATION)
    about = find_activity(activity)
    with batch("registration.walk_in", activity, viewer=viewer, activity=about.name) as writer:
        for rows in _rows(activity, [given]):
            if rows:
                writer.put(Registration, rows)
    return writer.receipt(None)


def add_attendance_list(activity: str, people: Iterable[Attendee], *, viewer: Viewer) -> Receipt[ListOutcome]:
    """Note who came, by a list: those who registered are ticked, by address or name; the others are added.

    Raises
    ------
    NotAllowed
        To whoever may not change registrations.
    NotFound
        If there is no such activity.
    """
    viewer.require(Verb.CHANGE, Resource.REGISTRATION)
    about, listed = find_activity(activity), list(people)
    with batch("attendance.read", activity, viewer=viewer, activity=about.name, count=len(listed)) as writer:
        rows, known = _rows(activity, listed)
        if known:
            writer.put(Registration, known)
        if rows:
            writer.put(Registration, rows)
    return writer.receipt(ListOutcome(len(known), len(rows)))


def mark_absent(activity: str, *, viewer: Viewer) -> Receipt[int]:
    """Note that everybody who has a seat and was not ticked did not come; how many.

    Raises
    ------
    NotAllowed
        To whoever may not change registrations.
    NotFound
        If there is no such activity.
    """
    viewer.require(Verb.CHANGE, Resource.REGISTRATION)
    about = find_activity(activity)
    with batch("registration.absent", activity, viewer=viewer, activity=about.name) as writer:
        keys = list(Registration.objects.filter(activity=activity, status=REGISTERED).values_list("pk", flat=True))
        if keys:
            writer.put(Registration, [{"id": key, "status": ABSENT} for key in keys])
    return writer.receipt(len(keys))


def _rows(activity: str, people: Iterable[Attendee]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """New rows, and changes of those who are on the list already; each person once."""
    by_email: dict[str, str] = {}
    by_name: dict[str, str] = {}
    for id_, name, email in Registration.objects.filter(activity=activity).values_list("pk", "name", "email"):
        _note(by_email, by_name, id_, name, email)
    new: list[dict[str, Any]] = []
    known: dict[str, dict[str, Any]] = {}
    number = next_number(activity)
    now = timezone.localtime().replace(tzinfo=None).isoformat(timespec="minutes")
    for each in people:
        there = _known(each, by_email, by_name)
        if there is not None:
            known[there] = {"id": there, "status": ATTENDED}
            continue
        row = _new(activity, each) | {"number": number + len(new), "created": now}
        _note(by_email, by_name, "", each.name, each.email)
        new.append(row)
    return new, [row for id_, row in known.items() if id_]


def _known(each: Attendee, by_email: Mapping[str, str], by_name: Mapping[str, str]) -> str | None:
    """The registration of somebody: by address, else by name where the list has no address; None for nobody."""
    if each.email:
        return by_email.get(each.email.casefold())
    return by_name.get(name_key(each.name))


def _note(by_email: dict[str, str], by_name: dict[str, str], id_: str, name: str, email: str) -> None:
    if email:
        by_email.setdefault(email.casefold(), id_)
    if name:
        by_name.setdefault(name_key(name), id_)


def _new(activity: str, each: Attendee) -> dict[str, Any]:
    said = {name: getattr(each, name) for name in ("name", "email", "organisation", "role", "phone")}
    row = {"id": ids.joined(activity, token_hex(8)), "activity_id": activity, "status": ATTENDED, "consent": "no"}
    return {**row, **said, **origin_of(each.email, each.organisation)}
