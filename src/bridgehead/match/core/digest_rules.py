"""When a member's weekly mail goes out, and to whom it does not."""

from collections.abc import Iterable
from datetime import date, timedelta

from bridgehead.ecosystem.core.consent import FOR_MAIL, agrees
from bridgehead.kit import partial_dates

DAY, WEEK = timedelta(days=1), timedelta(days=7)


def is_due(days: Iterable[str], today: date) -> bool:
    """Whether no mail went out within a week.

    Parameters
    ----------
    days
        Of the mails to a reader. One that lies ahead was noted by a clock that was wrong, and holds nothing up;
        tomorrow may be another zone's today.
    """
    known = (partial_dates.starts(day) for day in days if partial_dates.is_date(day))
    return not any(today - WEEK < day <= today + DAY for day in known)


def agrees_to_digest(consent: str) -> bool:
    """Whether somebody clearly agreed to be written to: where purposes are named, to mail or matchmaking."""
    return any(agrees(consent, purpose) for purpose in FOR_MAIL)
