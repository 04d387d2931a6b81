"""Hours of a week: entered as one table of days and what they were worked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from bridgehead.followup import phrases
from bridgehead.followup.models import StaffHours
from bridgehead.kit import change_log
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import Difference, InputError, Stale
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.template_tags import short_date

DAYS = 7
LONGEST = 24


@dataclass(frozen=True)
class HoursRow:
    """What a colleague worked in a week for one thing: an activity, a member, both or neither; None where nothing.

    Attributes
    ----------
    hours
        One a day, from Monday on.
    """

    activity: str
    actor: str
    hours: tuple[float | None, ...]


def save_week(
    person: str, monday: date, rows: Sequence[HoursRow], *, seen: int | None = None, viewer: Viewer
) -> Receipt[float]:
    """Give a week of a colleague these hours, instead of those that it has; the result is their sum.

    Parameters
    ----------
    seen
        The last line of the change log when the form was opened; None asks for no comparison.

    Raises
    ------
    NotAllowed
        To whoever may not record hours.
    InputError
        At more than 24 hours in a day, two rows for the same thing (`row` counts from 1), or a reference to what is
        not there.
    Stale
        If others gave one of these days other hours since.
    """
    viewer.require(Verb.CHANGE, Resource.HOURS)
    days = [(monday + timedelta(days=n)).isoformat() for n in range(DAYS)]
    _require_rows(rows)
    new = [
        _row(person, day, row.activity, row.actor, hours)
        for row in rows
        for day, hours in zip(days, row.hours, strict=True)
        if hours
    ]
    with batch("hours.save", viewer=viewer, week=monday.isoformat()) as writer:
        stored = StaffHours.objects.filter(person=person, date__in=days).select_related("activity", "actor")
        before = {one.pk: one for one in stored}
        if seen is not None:
            _require_fresh(person, days, before, {row["id"]: row for row in new}, seen)
        writer.remove(StaffHours, sorted(set(before) - {row["id"] for row in new}))
        if new:
            writer.put(StaffHours, new)
    return writer.receipt(sum(row["hours"] for row in new))


def _require_rows(rows: Sequence[HoursRow]) -> None:
    """Refuse two rows for the same thing, and days that are longer than a day."""
    known: set[tuple[str, str]] = set()
    spent = [0.0] * DAYS
    for number, row in enumerate(rows, 1):
        if not any(row.hours):
            continue
        if (row.activity, row.actor) in known:
            raise InputError("", row=number, column="activity", sentence=phrases.same_thing_twice())
        known.add((row.activity, row.actor))
        for day, hours in enumerate(row.hours):
            spent[day] += hours or 0
            if hours and spent[day] > LONGEST:
                raise InputError("", row=number, column=f"day{day}", sentence=phrases.longer_than_a_day(spent[day]))


def _require_fresh(
    person: str, days: Sequence[str], before: Mapping[str, StaffHours], new: Mapping[str, dict[str, Any]], seen: int
) -> None:
    """Refuse to overwrite hours of these days that were given since a form was opened."""
    ofdays = Q()
    for day in days:
        ofdays |= Q(key__startswith=StaffHours.key_of({"person": person, "date": day}))
    later = list(change_log.later_lines(StaffHours, seen).filter(ofdays))
    differing = []
    for key in dict.fromkeys(line.key for line in later):
        theirs, yours = before.get(key), new.get(key)
        hours = (theirs.hours if theirs else None), (yours["hours"] if yours else None)
        if hours[0] != hours[1]:
            about = theirs or StaffHours(**(yours or {}))
            differing.append(Difference(_called(about), *hours))
    if differing:
        who = later[-1].batch.who
        raise Stale(later[-1].pk, who.get_username() if who else "", differing)


def _called(one: StaffHours) -> str:
    """The day and what was done, as a page says it."""
    things = " · ".join(str(thing) for thing in (one.activity, one.actor) if thing)
    return f"{short_date(one.date)}: {things}" if things else short_date(one.date)


def _row(person: str, day: str, activity: str, actor: str, hours: float) -> dict[str, Any]:
    values = {"person": person, "date": day, "activity_id": activity or None, "actor_id": actor or None}
    return {"id": StaffHours.key_of(values), **values, "hours": hours}
