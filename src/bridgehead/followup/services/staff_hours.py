"""Hours of a week: entered as one table of days and what they were worked for."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bridgehead.followup.models import StaffHours
from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt

DAYS = 7


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


def save_week(person: str, monday: date, rows: Iterable[HoursRow], *, viewer: Viewer) -> Receipt[float]:
    """Give a week of a colleague these hours, instead of those that it has; the result is their sum.

    Raises
    ------
    NotAllowed
        To whoever may not record hours.
    InputError
        At more than 24 hours, or a reference to what is not there.
    """
    viewer.require(Verb.CHANGE, Resource.HOURS)
    days = [(monday + timedelta(days=n)).isoformat() for n in range(DAYS)]
    worked: defaultdict[tuple[str, str, str], float] = defaultdict(float)
    for row in rows:
        for day, hours in zip(days, row.hours, strict=True):
            if hours:
                worked[day, row.activity, row.actor] += hours
    new = [_row(person, *which, hours) for which, hours in worked.items()]
    with batch("hours.save", viewer=viewer, week=monday.isoformat()) as writer:
        stored = set(StaffHours.objects.filter(person=person, date__in=days).values_list("pk", flat=True))
        writer.remove(StaffHours, sorted(stored - {row["id"] for row in new}))
        if new:
            writer.put(StaffHours, new)
    return writer.receipt(sum(worked.values()))


def _row(person: str, day: str, activity: str, actor: str, hours: float) -> dict[str, Any]:
    values = {"person": person, "date": day, "activity_id": activity or None, "actor_id": actor or None}
    return {"id": StaffHours.key_of(values), **values, "hours": hours}
