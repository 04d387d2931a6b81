"""Time slots from a plan: "two days, 9 to 16, 30 minutes, three tables, two sites"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

LAST = 24 * 60
"""Minutes of a day."""
TIME = re.compile(r"(\d{1,2})(?:[:.]([0-5]\d))?", re.ASCII)


@dataclass(frozen=True)
class SlotPlan:
    """When and where meetings can be.

    Attributes
    ----------
    first, days
        The first day, and how many there are in a row.
    begin, end
        From when to when on each day, in minutes: no slot ends later.
    minutes, pause
        How long a slot is, and how long it is to the next one.
    breaks
        From when to when nobody meets; the next slot begins when a break ends.
    tables
        At each site.
    sites
        Names; a blank one where there is only one site and it has no name.
    """

    first: date
    days: int
    begin: int
    end: int
    minutes: int
    pause: int = 0
    breaks: tuple[tuple[int, int], ...] = ()
    tables: int = 1
    sites: tuple[str, ...] = ("",)


@dataclass(frozen=True)
class PlannedSlot:
    """A time at a table; tables are counted from 1 at each site."""

    start: datetime
    end: datetime
    site: str
    table: int


@dataclass(frozen=True)
class SlotChange:
    """What a plan would do.

    Attributes
    ----------
    times, days, places
        How many times it has, on how many days, and how many places: times at tables.
    added, removed
        Rows of slots that are new, and keys of those that go.
    kept
        Slots outside the plan that stay, since meetings use them.
    taken
        Places that are left out, since another slot has their table at that time.
    unticked
        Keys of availability for times that go.
    """

    times: int
    days: int
    places: int
    added: Sequence[Mapping[str, Any]]
    removed: Sequence[str]
    kept: int
    taken: int
    unticked: Sequence[str]


def read_time(text: str) -> int | None:
    """A time of day in minutes: `9`, `9:30`, `09.30`, `24`; None where it is none."""
    found = TIME.fullmatch(text.strip())
    minutes = int(found[1]) * 60 + int(found[2] or 0) if found else LAST + 1
    return minutes if minutes <= LAST else None


def read_break(text: str) -> tuple[int, int] | None:
    """From when to when a break is: `12:00-13:00`; None where it is none, or ends before it starts."""
    ends = [read_time(part) for part in re.split("[-–]", text)]
    start, end = ends if len(ends) == 2 else (None, None)
    return (start, end) if start is not None and end is not None and start < end else None


def times_of_day(plan: SlotPlan) -> list[tuple[int, int]]:
    """From when to when each slot of a day is, in minutes."""
    found: list[tuple[int, int]] = []
    at = plan.begin
    while plan.minutes > 0 and at + plan.minutes <= min(plan.end, LAST):
        until = next((end for start, end in sorted(plan.breaks) if start < at + plan.minutes and at < end), None)
        if until is not None:
            at = until
        else:
            found.append((at, at + plan.minutes))
            at += plan.minutes + plan.pause
    return found


def planned_slots(plan: SlotPlan) -> list[PlannedSlot]:
    """The slots of a plan, by time, site and table."""
    return [
        PlannedSlot(_at(day, start), _at(day, end), site, table)
        for day in (plan.first + timedelta(days=n) for n in range(plan.days))
        for start, end in times_of_day(plan)
        for site in plan.sites
        for table in range(1, plan.tables + 1)
    ]


def overlap(one: Sequence[datetime], other: Sequence[datetime]) -> bool:
    """Whether two spans of time, each from and until, share a moment; one without an end is a moment."""
    (a, b), (c, d) = one, other
    return (a < d and c < b) or a == c


def _at(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minutes)
