"""A month as weeks of days, with what stands on each day and what is known to the month or the year only."""

from calendar import Calendar
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bridgehead.kit import partial_dates

DEADLINE, ACTIVITY, TRIP, TASK = "deadline", "activity", "trip", "task"
KINDS = (DEADLINE, ACTIVITY, TRIP, TASK)
YEARS = range(1900, 2200)
"""The years that can be shown; nothing is planned in others."""
LONGEST = 14
"""An item of more days than these stands on its first and its last day only."""
SHOWN = 3
"""So many items of a day are seen at once; the others unfold."""
DAY, MONTH, YEAR = len("2026-05-31"), len("2026-05"), len("2026")
STARTS, ENDS, GOES_ON = "starts", "ends", "goes_on"


@dataclass(frozen=True)
class CalendarItem:
    """What stands in the calendar.

    Attributes
    ----------
    start, end
        Partial dates; an item without an end is over on the day on which it starts.
    clock
        From when to when on a day, as it is shown; blank for the whole day.
    over
        Whether it is done with: a task that is done.
    about
        Of a task, whose it is and which organisation it is about.
    sort
        Of an activity, its kind in the vocabulary.
    """

    kind: str
    id: str
    title: str
    start: str
    end: str = ""
    clock: str = ""
    place: str = ""
    cancelled: bool = False
    over: bool = False
    about: str = ""
    sort: str = ""


@dataclass(frozen=True)
class DayEntry:
    """An item on a day.

    Attributes
    ----------
    edge
        `starts`, `ends` or `goes_on` of an item of several days; blank where it has this day alone.
    """

    item: CalendarItem
    edge: str = ""


@dataclass(frozen=True)
class MonthDay:
    """A day of a month's weeks, with what stands on it."""

    day: date
    inside: bool
    entries: tuple[DayEntry, ...] = ()

    @property
    def shown(self) -> tuple[DayEntry, ...]:
        """What is seen at once: all, if no more than one would unfold."""
        return self.entries if len(self.entries) <= SHOWN + 1 else self.entries[:SHOWN]

    @property
    def folded(self) -> tuple[DayEntry, ...]:
        """What unfolds."""
        return self.entries[len(self.shown) :]


@dataclass(frozen=True)
class MonthView:
    """A month.

    Attributes
    ----------
    weeks
        From Monday to Sunday; the first and the last may hold days of the months beside it.
    some_day, some_month
        What has no day: known to be in this month, or in this year.
    throughout
        What began before this month, ends after it or on a day that is not known, and so stands on none of its days.
    """

    year: int
    month: int
    weeks: tuple[tuple[MonthDay, ...], ...]
    some_day: tuple[CalendarItem, ...] = ()
    some_month: tuple[CalendarItem, ...] = field(default=())
    throughout: tuple[CalendarItem, ...] = ()

    @property
    def days(self) -> tuple[MonthDay, ...]:
        """Its own days that hold something."""
        return tuple(d for week in self.weeks for d in week if d.inside and d.entries)


def read_month(text: str, today: date) -> tuple[int, int]:
    """The year and month that an address names (`2026-12`); those of today where it names none that can be shown."""
    if len(text) == MONTH and partial_dates.is_date(text) and int(text[:4]) in YEARS:
        return int(text[:4]), int(text[5:])
    return today.year, today.month


def month_beside(year: int, month: int, step: int) -> str:
    """The month so many later, or earlier, as an address names it; blank beyond what can be shown."""
    months = year * 12 + month - 1 + step
    return f"{months // 12:04}-{months % 12 + 1:02}" if months // 12 in YEARS else ""


def days_of(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of the weeks of a month."""
    weeks = Calendar().monthdatescalendar(year, month)
    return weeks[0][0], weeks[-1][-1]


def month_view(year: int, month: int, items: Sequence[CalendarItem]) -> MonthView:
    """A month with the items that stand in it: timed ones by their times, others before them, by kind and title."""
    ordered = sorted(items, key=_order)
    first, last = days_of(year, month)
    by_day: dict[date, list[DayEntry]] = {}
    for item in ordered:
        for day, edge in _days(item, first, last):
            by_day.setdefault(day, []).append(DayEntry(item, edge))
    weeks = tuple(
        tuple(MonthDay(day, day.month == month, tuple(by_day.get(day, ()))) for day in week)
        for week in Calendar().monthdatescalendar(year, month)
    )
    known_to = f"{year:04}-{month:02}"
    some_day = tuple(item for item in ordered if _begin(item) == known_to)
    some_month = tuple(item for item in ordered if _begin(item) == known_to[:YEAR])
    shown = {*some_day, *some_month, *(entry.item for week in weeks for d in week if d.inside for entry in d.entries)}
    throughout = tuple(item for item in ordered if item not in shown and _goes_on(item, known_to))
    return MonthView(year, month, weeks, some_day, some_month, throughout)


def _goes_on(item: CalendarItem, month: str) -> bool:
    """Whether something of which both ends are known goes on in a month."""
    if not item.start or not item.end:
        return False
    first, last = partial_dates.parse(month)
    return partial_dates.starts(item.start) <= last and partial_dates.ends(item.end) >= first


def _order(item: CalendarItem) -> tuple[str, int, str, str]:
    return item.clock, KINDS.index(item.kind), item.title.casefold(), item.id


def _begin(item: CalendarItem) -> str:
    return item.start or item.end


def _days(item: CalendarItem, first: date, last: date) -> list[tuple[date, str]]:
    """The days between two days on which an item stands."""
    if len(_begin(item)) != DAY:
        return []
    start = partial_dates.starts(_begin(item))
    end = partial_dates.starts(item.end) if len(item.end) == DAY else start
    if end <= start:
        found = [(start, "")]
    elif (end - start).days >= LONGEST:
        found = [(start, STARTS), (end, ENDS)]
    else:
        between = [(start + timedelta(days=n), GOES_ON) for n in range(1, (end - start).days)]
        found = [(start, STARTS), *between, (end, ENDS)]
    return [(day, edge) for day, edge in found if first <= day <= last]
