"""What every stage's phrases share: lists with their "and", probabilities and shares, in the reader's language."""

from collections.abc import Iterable

from babel.lists import format_list
from django.utils.translation import get_language, pgettext

from bridgehead.kit import countries

LEAST_P = 0.001


def and_list(items: Iterable[object]) -> str:
    """Names as one text with its last "and": `A, B and C`, `A, B og C`."""
    return str(format_list([str(item) for item in items], locale=_locale()))


def running_list(labels: Iterable[str]) -> str:
    """Labels as one text, the first as it stands alone: `Own network, the cluster and a partner`."""
    return and_list(label if not place else running(label) for place, label in enumerate(labels))


def running(label: str) -> str:
    """A label inside a sentence: its capital goes, unless the first word is written in capitals, as `EU` is."""
    return label[:1].lower() + label[1:] if label[1:2].islower() or label[1:2] == " " else label


def country_inside(code: str) -> str:
    """A country's name as it stands inside a sentence: `the Netherlands`."""
    name = countries.name(code)
    return pgettext("country", "the {name}").format(name=name) if code in countries.WITH_ARTICLE else name


def signed(value: float) -> str:
    """A figure with two digits and a minus sign where it is negative: `−0.43`."""
    return f"{value:.2f}".replace("-", "\u2212")


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
