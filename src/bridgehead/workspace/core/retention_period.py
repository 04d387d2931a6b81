"""Since when something is kept too long."""

from calendar import monthrange
from datetime import date


def same_day_before(day: date, months: int) -> date:
    """The day so many months before another; the last of its month where that one is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < 1:
        return date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
