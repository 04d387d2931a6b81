"""The JSON shapes of the calendar."""

from collections.abc import Iterable

from pydantic import BaseModel

from bridgehead.calendar.core.month_view import CalendarItem


class CalendarItemOut(BaseModel):
    """What stands in the calendar: `kind` is deadline, activity, trip or task.

    `start` and `end` are partial dates, `clock` from when to when on a day; blank where unknown. `about` says of a task
    whose it is and about whom, `sort` of an activity which kind it is.
    """

    kind: str
    id: str
    title: str
    start: str
    end: str
    clock: str
    place: str
    about: str
    sort: str
    cancelled: bool
    done: bool


class CalendarOut(BaseModel):
    """A span of the calendar, by day."""

    items: list[CalendarItemOut]

    @classmethod
    def of(cls, found: Iterable[CalendarItem]) -> "CalendarOut":
        """The answer for some items."""
        return cls(
            items=[
                CalendarItemOut(
                    kind=item.kind,
                    id=item.id,
                    title=item.title,
                    start=item.start,
                    end=item.end,
                    clock=item.clock,
                    place=item.place,
                    about=item.about,
                    sort=item.sort,
                    cancelled=item.cancelled,
                    done=item.over,
                )
                for item in found
            ]
        )
