"""Who came: ticked off at the door, added there, or read from a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from django.utils import timezone

from bridgehead.ecosystem.queries import activity as find_activity
from bridgehead.events import phrases
from bridgehead.events.core.seats import ABSENT, ATTENDED, REGISTERED
from bridgehead.events.models import Registration
from bridgehead.events.queries import registration
from bridgehead.events.services.register import MOST, origin_of
from bridgehead.events.services.seat_changes import next_number
from bridgehead.importers.core.name_keys import name_key
from bridgehead.importers.readers.attendance_lists import Attendee
from bridgehead.kit import ids
from bridgehead.kit.change_log import changes_of
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt


@dataclass(frozen=True)
class ListOutcome:
    """What came of an attendance list.

    Attributes
    ----------
    known, added
        How many were ticked who had registered, and how many had not registered and were added.
    before
        How many had been ticked before.
    same
        How many rows name somebody whom an earlier row names.
    """

    known: int
    added: int
    before: int = 0
    same: int = 0


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
        for rows in _rows(activity, [given])[:2]:
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
    InputError
        If the event would have more people than any has.
    """
    viewer.require(Verb.CHANGE, Resource.REGISTRATION)
    about, listed = find_activity(activity), list(people)
    with batch("attendance.read", activity, viewer=viewer, activity=about.name, count=len(listed)) as writer:
        rows, known, outcome = _rows(activity, listed)
        if known:
            writer.put(Registration, known)
        if rows:
            writer.put(Registration, rows)
    return writer.receipt(outcome)


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


class _Listed:
    """Who is on the list of an event, found again by address, else by name and organisation."""

    def __init__(self, activity: str) -> None:
        self.by_email: dict[str, str] = {}
        self.by_name: dict[str, list[tuple[str, set[str]]]] = {}
        self.here: set[str] = set()
        for found in Registration.objects.filter(activity=activity).select_related("actor").order_by("number", "pk"):
            called = {found.organisation, found.actor.name if found.actor else ""}
            self.note(found.pk, found.name, found.email, called)
            if found.status == ATTENDED:
                self.here.add(found.pk)

    def note(self, id_: str, name: str, email: str, organisations: Iterable[str]) -> None:
        """Put somebody on the list."""
        if email:
            self.by_email.setdefault(email.casefold(), id_)
        if name:
            keys = {name_key(each) for each in organisations} - {""}
            self.by_name.setdefault(name_key(name), []).append((id_, keys))

    def find(self, each: Attendee) -> str | None:
        """Who somebody is: by address; else by name, and by organisation where both say one; None for nobody."""
        if each.email:
            return self.by_email.get(each.email.casefold())
        named, organisation = self.by_name.get(name_key(each.name), []), name_key(each.organisation)
        alike = [id_ for id_, keys in named if organisation in keys]
        open_ = [id_ for id_, keys in named if not organisation or not keys]
        return next(iter([*alike, *open_]), None)


def _rows(activity: str, people: Iterable[Attendee]) -> tuple[list[dict[str, Any]], list[dict[str, Any]], ListOutcome]:
    """New rows, changes of those who are on the list already, and how many there are of each; each person once."""
    listed = _Listed(activity)
    new: list[dict[str, Any]] = []
    seen: set[str] = set()
    same = 0
    number = next_number(activity)
    now = timezone.localtime().replace(tzinfo=None).isoformat(timespec="minutes")
    for each in people:
        there = listed.find(each)
        if there is None:
            row = _new(activity, each) | {"number": number + len(new), "created": now}
            new.append(row)
            there = row["id"]
            listed.note(there, each.name, each.email, [each.organisation])
        elif there in seen:
            same += 1
        seen.add(there)
    known = seen - {row["id"] for row in new}
    ticked = sorted(known - listed.here)
    outcome = ListOutcome(len(ticked), len(new), len(known & listed.here), same)
    if Registration.objects.filter(activity=activity).count() + len(new) > MOST:
        raise InputError("", sentence=phrases.attendance_too_long(MOST))
    return new, [{"id": id_, "status": ATTENDED} for id_ in ticked], outcome


def _new(activity: str, each: Attendee) -> dict[str, Any]:
    said = {name: getattr(each, name) for name in ("name", "email", "organisation", "role", "phone")}
    row = {"id": ids.joined(activity, token_hex(8)), "activity_id": activity, "status": ATTENDED, "consent": "no"}
    return {**row, **said, **origin_of(each.email, each.organisation)}
