"""Seats of an event: who gets one, who waits, who moves up; and when one can register."""

from collections.abc import Sequence
from datetime import date

from bridgehead.kit import partial_dates

INVITED, REGISTERED, WAITING = "invited", "registered", "waiting"
CANCELLED, ATTENDED, ABSENT = "cancelled", "attended", "absent"
SEATED = frozenset({REGISTERED, ATTENDED, ABSENT})
"""Those who have a seat, whether they came or not."""
FULL = "full"
NOT_YET, OPEN, CLOSED, OVER, CALLED_OFF = "not_yet", "open", "closed", "over", "called_off"


def place_for(capacity: int | None, seated: int, waiting: int, *, waiting_list: bool) -> str:
    """What whoever registers now becomes: `registered`, `waiting`, or `full` where there is no place of any kind.

    Nobody passes those who wait: a seat that is free while somebody waits is theirs.

    Parameters
    ----------
    capacity
        Seats; None for any number.
    seated, waiting
        How many have a seat, and how many wait.
    """
    if capacity is None or (seated < capacity and not waiting):
        return REGISTERED
    return WAITING if waiting_list else FULL


def moving_up(capacity: int | None, seated: int, waiting: Sequence[str]) -> Sequence[str]:
    """Those of the waiting list, in their order, for whom there are seats now."""
    return waiting if capacity is None else waiting[: max(0, capacity - seated)]


def phase(opens: str, closes: str, last_day: str, today: date) -> str:
    """Whether one can register on a day: `not_yet`, `open`, `closed`, or `over` once the event is.

    Parameters
    ----------
    opens, closes
        First and last day of registration (partial dates); blank for no limit.
    last_day
        The last day of the event; blank where it is unknown.
    """
    if last_day and partial_dates.ends(last_day) < today:
        return OVER
    if opens and today < partial_dates.starts(opens):
        return NOT_YET
    return CLOSED if closes and partial_dates.ends(closes) < today else OPEN
