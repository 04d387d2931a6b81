"""What every stage's phrases share: lists with their "and", probabilities and shares, in the reader's language."""

from collections.abc import Iterable

from babel.lists import format_list
from django.utils.translation import get_language

LEAST_P = 0.001


def and_list(items: Iterable[object]) -> str:
    """Names as one text with its last "and": `A, B and C`, `A, B og C`."""
    return str(format_list([str(item) for item in items], locale=_locale()))


def or_list(items: Iterable[object]) -> str:
    """Names as one text with its last "or": `A, B or C`, `A, B eller C`."""
    return str(format_list([str(item) for item in items], style="or", locale=_locale()))


def probability(value: float) -> str:
    """A p-value as it is written: `0.034`, and `< 0.001` where three digits say nothing."""
    return f"< {LEAST_P}" if value < LEAST_P else f"{value:.3f}"


def share(value: float) -> str:
    """A share as whole per cent with its thin space: `12 %`."""
    return f"{100 * value:.0f}\u202f%"


def _locale() -> str:
    language = get_language() or "en"
    return "en_GB" if language.startswith("en") else language.replace("-", "_")
