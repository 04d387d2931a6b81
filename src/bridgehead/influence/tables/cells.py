"""Cells that several lists of the influence stage share: numbers, intervals, bars."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from bridgehead.kit import svg
from bridgehead.kit.phrases import share

Interval = tuple[float, float]


def decimals(value: float | None, digits: int = 2) -> str:
    """A number with so many digits; blank where it is unknown."""
    return "" if value is None else f"{value:.{digits}f}"


def interval_text(found: Interval | None, digits: int = 2) -> str:
    """An interval by its bounds; blank where there is none."""
    return "" if found is None else f"{found[0]:.{digits}f} – {found[1]:.{digits}f}"


def bound(found: Interval | None, end: int) -> float | None:
    """One bound of an interval; None where there is none."""
    return None if found is None else found[end]


def percent(value: float | None) -> str:
    """A share as whole per cent; blank where it is unknown."""
    return "" if value is None else share(value)


def rate_bar(text: str, rate: float, found: Interval) -> SafeString:
    """A share in words and drawn with its interval."""
    return format_html('<span class="small quiet">{}</span>{}', text, svg.bar(rate, *found))
