"""How often the mail of a view goes out, and how far ahead it looks."""

from datetime import date, timedelta

DAILY, WEEKLY = "daily", "weekly"
DAYS = {DAILY: 1, WEEKLY: 7}
"""How many days lie at least between two mails."""
AHEAD = {DAILY: 3, WEEKLY: 14}
"""Within how many days something is due that a mail names."""


def is_mail_due(rhythm: str, last: date | None, today: date) -> bool:
    """Whether a mail is due; without a last one, or where that is dated in the future, it is at once."""
    return rhythm in DAYS and (last is None or not -1 <= (today - last).days < DAYS[rhythm])


def due_until(rhythm: str, today: date) -> date:
    """The last day on which something is due that a mail of today names."""
    return today + timedelta(days=AHEAD[rhythm])
