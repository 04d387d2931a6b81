"""Entries on a common line of years, as attributes of SVG only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString

from bridgehead.kit import partial_dates
from bridgehead.kit.svg import percent


@dataclass(frozen=True)
class TimelineScale:
    """The line of years that several entries share."""

    first: int
    last: int

    def place(self, day: date) -> float:
        """Where a day stands on the line, from 0 to 1."""
        begin, end = date(self.first, 1, 1).toordinal(), date(self.last, 12, 31).toordinal()
        return (day.toordinal() - begin) / (end - begin)


def years(texts: Sequence[str]) -> TimelineScale | None:
    """The years that some partial dates cover; None where all are blank."""
    known = [partial_dates.starts(text).year for text in texts if text]
    return TimelineScale(min(known), max(known)) if known else None


def moment(text: str, line: TimelineScale) -> SafeString:
    """A date on the line of years, as wide as the time that it may cover; nothing for an unknown date."""
    if not text:
        return SafeString("")
    low, high = line.place(partial_dates.starts(text)), line.place(partial_dates.ends(text))
    return format_html(
        '<svg class="interval" role="img" aria-label="{}"><line class="axis" x1="0" x2="100%" y1="50%" y2="50%"/>'
        '<line class="range" x1="{}" x2="{}" y1="50%" y2="50%"/><circle class="dot" cx="{}" cy="50%" r="4"/></svg>',
        text,
        percent(low),
        percent(high),
        percent((low + high) / 2),
    )
