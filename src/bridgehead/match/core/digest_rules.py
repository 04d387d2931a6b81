"""When a member's weekly mail goes out, and to whom it does not."""

from datetime import date, timedelta

from bridgehead.kit import partial_dates

WEEK = timedelta(days=7)
REFUSALS = frozenset({"no", "none", "refused", "withdrawn", "false", "0", "nej"})


def is_due(last: str, today: date) -> bool:
    """Whether a week has passed since the last mail (a day, or blank if there was none)."""
    return not last or partial_dates.starts(last) + WEEK <= today


def refuses(consent: str) -> bool:
    """Whether what stands under `consent` is a no."""
    return consent.strip().casefold() in REFUSALS
