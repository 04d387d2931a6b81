"""What months and days of the week are called in the languages of Europe, by the Unicode locale data (by Babel)."""

from functools import cache

from babel import Locale

from bridgehead.importers.core.call_text.cues import fold
from bridgehead.kit import countries

FURTHER = ("no", "is", "tr", "uk", "ru", "sr", "mk", "sq", "bs", "ca")
"""Languages of Europe beside those in which calls are written."""
DOUBTS = {"ca"}
"""Shortened names of days that say something else beside a date."""
ALSO = {"sept": {"en": 9}, "agst": {"en": 8}, "janner": {"de": 1}, "feber": {"de": 2}, "ag": {"ca": 8}}


@cache
def months() -> dict[str, dict[str, int]]:
    """Folded name of a month, whole or shortened, to what it means in each language in which calls are written."""
    return _named(countries.LANGUAGES)


@cache
def all_months() -> dict[str, dict[str, int]]:
    """The same in all languages of Europe."""
    return _named((*countries.LANGUAGES, *FURTHER))


@cache
def weekdays() -> frozenset[str]:
    """Folded names of the days of the week, whole or shortened, in all languages of Europe."""
    names = (
        name
        for language in (*countries.LANGUAGES, *FURTHER)
        for forms in Locale.parse(language).days.values()
        for width in ("wide", "abbreviated", "short")
        for name in forms.get(width, {}).values()
    )
    return frozenset(fold(name).rstrip(".") for name in names) - DOUBTS


def _named(languages: tuple[str, ...] | list[str]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {word: dict(meanings) for word, meanings in ALSO.items()}
    for language in languages:
        for forms in Locale.parse(language).months.values():
            for width in ("wide", "abbreviated"):
                for month, name in forms[width].items():
                    word = fold(name.rstrip("."))
                    if len(word) >= 3 and word.isalpha():
                        found.setdefault(word, {})[language] = month
    return found
