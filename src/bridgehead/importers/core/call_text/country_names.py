"""Names and codes of countries in texts: in the languages of Europe, with what else people call them."""

import re
from collections.abc import Callable, Iterator
from functools import cache

import pycountry
from babel import Locale

from bridgehead.importers.core.call_text.cues import fold
from bridgehead.kit import countries
from bridgehead.kit.country_spellings import ALSO, CODES

# fmt: off
OWN = {
    "bg": ("BG",), "cs": ("CZ",), "da": ("DK",), "de": ("DE", "AT", "CH", "LU", "BE"), "el": ("GR", "CY"),
    "es": ("ES",), "et": ("EE",), "fi": ("FI",), "fr": ("FR", "BE", "LU", "CH"), "ga": ("IE",), "hr": ("HR",),
    "hu": ("HU",), "is": ("IS",), "it": ("IT", "CH"), "lt": ("LT",), "lv": ("LV",), "mt": ("MT",), "nb": ("NO",),
    "nl": ("NL", "BE"), "pl": ("PL",), "pt": ("PT",), "ro": ("RO", "MD"), "sk": ("SK",), "sl": ("SI",),
    "sv": ("SE", "FI"),
}
# fmt: on
"""Language to the countries that call themselves so, also in texts of other languages."""
SHORT = {code: CODES[code] for code in ("1A", "EL", "KOS", "UAE", "UK")}
NO_CODES = {"CPV", "COM", "EUR", "PDF"}
NO_COUNTRIES = {"AQ", "IM", "JE", "GG"}
CLASHES = {"island": "en"}
"""Words of a language that are another's name of a country."""
ARTICLES = {"ga": r"^(?:an|na|an t-)\s", "mt": r"^(?:il|l|is|id|in|ir|it|ix|iz|iż)-"}
WORD = re.compile(r"[^\W\d_]+(?:[.'’][^\W\d_]+)*\.?")
CODE = re.compile(r"(?<![\w/.\-])([A-Z]{2,3}|1A)(?![\w/\-]|\.\w)")
LONGEST = 7
"""So many words has the longest name."""

Place = tuple[int, int, str]
"""Where a country is named, and its code."""


def countries_of_list(text: str) -> Iterator[Place]:
    """Names, in any language, and codes of countries in a text that is a list of them."""
    taken: list[tuple[int, int]] = []
    for start, end, code in names_in(text, None):
        taken.append((start, end))
        yield start, end, code
    for match in CODE.finditer(text):
        code = country_of_code(match[1])
        if code and not any(start < match.end() and match.start() < end for start, end in taken):
            yield match.start(), match.end(), code


def country_of_code(written: str) -> str:
    """The country of a code of two or three letters; blank where it is none."""
    if written in NO_CODES:
        return ""
    if written in SHORT:
        return SHORT[written]
    if len(written) == 3:
        known = pycountry.countries.get(alpha_3=written)
        return known.alpha_2 if known else ""
    return written if written in countries.names() else ""


def names_in(text: str, language: str | None) -> Iterator[Place]:
    """Names of countries in a text: in English, in the text's own language, and as a country calls itself.

    Parameters
    ----------
    language
        Of the text; None for a list of countries, whose names may be in any language and without capitals.
    """
    words = [(m.start(), m.end()) for m in WORD.finditer(text)]
    at = 0
    while at < len(words):
        start = words[at][0]
        place = (
            _longest(text, words[at : at + LONGEST], language) if language is None or text[start].isupper() else None
        )
        if place is not None:
            yield start, place[0], place[1]
        at += place[2] if place is not None else 1


def _longest(text: str, words: list[tuple[int, int]], language: str | None) -> tuple[int, str, int] | None:
    """The end, the country and the number of words of the longest name that begins with the first of some words."""
    for length in range(len(words), 0, -1):
        start, end = words[0][0], words[length - 1][1]
        name = fold(" ".join(text[start:end].split())).rstrip(".")
        code = _meant(name, language)
        if code:
            return end, code, length
    return None


def _meant(name: str, language: str | None) -> str:
    meanings = _known_names().get(name)
    if meanings is None or (name in CLASHES and CLASHES[name] == language):
        return ""
    if language is None:
        return meanings.get("en") or next(iter(meanings.values()))
    return meanings.get("en") or meanings.get(language) or meanings.get("own", "")


@cache
def _known_names() -> dict[str, dict[str, str]]:
    """Folded name to country, by the language in which it is called so; `own` is the country's own language."""
    found: dict[str, dict[str, str]] = {}

    def add(name: str, language: str, code: str) -> None:
        if len(name) > 3 and code not in NO_COUNTRIES and code in countries.names():
            found.setdefault(fold(name), {}).setdefault(language, code)

    for code, name in countries.names().items():
        add(name, "en", code)
    for country in pycountry.countries:
        for attribute in ("name", "official_name", "common_name"):
            add(getattr(country, attribute, ""), "en", country.alpha_2)
    for code, others in ALSO.items():
        for name in others:
            found.setdefault(fold(name), {})["en"] = code
    for language in countries.LANGUAGES:
        _add_locale(language, add)
    return found


def _add_locale(language: str, add: Callable[[str, str, str], None]) -> None:
    for code, name in Locale.parse(language).territories.items():
        if len(code) == 2:
            bare = re.sub(ARTICLES[language], "", name) if language in ARTICLES else name
            add(bare, language, code)
            if code in OWN.get(language, ()):
                add(bare, "own", code)
