"""When a member's weekly mail goes out, and to whom it does not."""

from datetime import date, timedelta

from bridgehead.ecosystem.core.consent import FOR_MAIL, agrees
from bridgehead.kit import partial_dates

WEEK = timedelta(days=7)


def is_due(last: str, today: date) -> bool:
    """Whether a week has passed since the last mail (a day, or blank if there was none)."""
    return not last or partial_dates.starts(last) + WEEK <= today


def agrees_to_digest(consent: str) -> bool:
    """Whether somebody clearly agreed to be written to: where purposes are named, to mail or matchmaking."""
    return any(agrees(consent, purpose) for purpose in FOR_MAIL)
