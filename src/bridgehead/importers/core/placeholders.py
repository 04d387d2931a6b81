"""Texts that stand for nothing: signs, errors of spreadsheets, and what people write where they know nothing."""

import re
import unicodedata
from enum import Enum

from bridgehead.importers.core.name_normalisation import normalise_name
from bridgehead.importers.core.placeholder_words import (
    BRACKETED,
    GIVEN_NAMES,
    INITIALS,
    NEVER_NAMES,
    SURNAMES,
    TOWNS,
    WORDS,
)

FIXED = frozenset(
    {"#n/a", "#na", "#nv", "#i/t", "#n/d", "#n/b", "#saknas!", "#puuttuu!", "#brak", "#nd", "#hiv", "#null!"}
)
ERRORS = re.compile(r"#[^\W\d_][\w/]{1,11}[!?]", re.IGNORECASE)
"""Errors of spreadsheets, whatever their language: `#REF!`, `#VÆRDI!`, `#NAVN?`."""

INITIALLED = re.compile(
    r"(?:n\s?[./\\-]\s?(?:a|d|k|p|r|v|z|e|b|i|m|c|h)|k\s?[./\\-]\s?a|s\s?[./\\-]\s?(?:d|o|i)|b\s?[./\\-]\s?(?:d|z|i|p)"
    r"|e\s?[./\\-]\s?(?:t|i)|i\s?[./\\-]\s?(?:t|a)|o\s?[./\\-]\s?a|u\s?[./\\-]\s?[ak]|x\s?/\s?x"
    r"|н\s?[./\\-]\s?(?:д|п|в|о|а)|б\s?[./\\-]\s?д|δ\s?[./\\-]\s?(?:υ|δ|ι|α)|μ\s?[./\\-]\s?(?:δ|ε)"
    r"|n\.?\s?v\.?\s?t|t\.?\s?b\.\s?[acd]|α\s?[./\\-]\s?α)\.?"
)
"""Initials of “not available”, “keine Angabe” and the like, set off from each other: `n/a`, `k. A.`, `н/д`."""

LONGEST = 45
OUTER = " \t\"'“”„«»‘’`*.!…:;,-–—_~=<>()[]{}|/\\#?"


class Place(Enum):
    """Where a text stands: there some words for nothing are a name."""

    VALUE = "value"
    ORGANISATION = "organisation"
    PERSON = "person"
    SURNAME = "surname"
    TOWN = "town"
    COUNTRY = "country"
    ANSWER = "answer"


def is_placeholder(text: str, place: Place = Place.VALUE) -> bool:
    """Whether a text stands for nothing.

    Tom and Null are people and Leer is a town where a capital says so; `TBD`, `brak` and `NULL` are nobody. Initials
    in capitals may be a firm's name. Where an answer is asked for, every word is one.
    """
    plain = " ".join(text.casefold().split())
    if all(unicodedata.category(sign)[0] in "PZC" or sign in "~|=<>+^`´" for sign in plain):
        return True
    if len(plain) > LONGEST:
        return False
    bare = plain.strip(OUTER)
    if plain in FIXED or any(shape.fullmatch(said) for shape in (ERRORS, INITIALLED) for said in (plain, bare)):
        return True
    if place is Place.ANSWER:
        return False
    word = normalise_name(bare)
    if word in NEVER_NAMES or (bare != plain and word in BRACKETED and plain[0] in "([<{-–—*"):
        return True
    return word in WORDS and not _is_name(text.strip(), word, place)


def _is_name(text: str, word: str, place: Place) -> bool:
    """Whether a word for nothing is written as somebody's name here."""
    if place is Place.COUNTRY:
        return word in INITIALS
    if place is Place.ORGANISATION and text.isupper() and word in INITIALS:
        return True
    known = {Place.PERSON: SURNAMES, Place.SURNAME: SURNAMES, Place.ORGANISATION: SURNAMES, Place.TOWN: TOWNS}
    return text.istitle() and word in known.get(place, ())


def is_doubtful_name(text: str) -> bool:
    """Whether a word that stands alone for somebody's whole name may stand for nothing: a surname, as `Null`."""
    return text.istitle() and normalise_name(text) in SURNAMES - GIVEN_NAMES
