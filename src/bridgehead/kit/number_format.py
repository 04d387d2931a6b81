"""Numbers as text, one canonical form for each value."""

import math
from decimal import Decimal


def render(value: float | None) -> str:
    """Shortest text that reads back as the same number; never an exponent, never a trailing `.0`."""
    if value is None:
        return ""
    if isinstance(value, int) or float(value).is_integer():
        return str(int(value))
    return format(Decimal(repr(float(value))), "f")


def parse(text: str) -> float:
    """A finite number with a decimal point.

    Raises
    ------
    ValueError
        If the text is anything else.
    """
    value = float(text)
    if not math.isfinite(value) or "_" in text:
        raise ValueError(f"{text!r} is no finite number")
    return value
