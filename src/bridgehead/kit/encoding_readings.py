"""What a text is in one encoding, and how likely: its letters are judged by the languages of the countries beside them.

The constants are logarithms of odds, set on lists of 16 countries in the encodings of each.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bridgehead.kit import letter_models
from bridgehead.kit.country_reader import country_code

UNLIKELY = -12.0
"""What a letter may have on average; below, no reading makes sense."""
ELSEWHERE, OTHER_SCRIPT, SECOND, AWAY, RARE, HARDLY_USED = -4.0, -10.0, -3.0, -6.0, -3.0, -9.0
COUNTRY_NAMED, USUAL = 8.0, 3.0
CELLS = re.compile(rb"[;,\t]")
APART = re.compile(r"[\x00-&(-,/-@\[-`{-\x7f]+")
HOMES = {
    **dict.fromkeys(("cp1250", "iso8859-2", "cp852", "mac-latin2"), "pl cs sk hu sl hr ro sq"),
    **dict.fromkeys(("cp1257", "iso8859-13", "iso8859-4", "cp775"), "lt lv et"),
    **dict.fromkeys(("cp1254", "cp857", "mac-turkish"), "tr"),
    **dict.fromkeys(("mac-iceland", "cp861"), "is"),
    "cp865": "da nb is",
    "iso8859-16": "ro pl hu hr sl sq",
    "iso8859-3": "mt tr",
}
"""The languages for which an encoding of Latin letters was made, where these are not those of western Europe."""
SELDOM = ("iso8859-3", "iso8859-4", "iso8859-16", "mac-greek")
"""Encodings that hardly anybody used."""
FOR_OTHERS = frozenset("pl cs sk hu sl hr ro lt lv tr mt".split())  # noqa: SIM905
"""Languages with letters that the encodings of western Europe do not have."""


@dataclass(frozen=True)
class EncodingReading:
    """What the words of a text are in an encoding, and how likely."""

    encoding: str
    score: float
    fit: float
    """What of the score the letters give, and not how common the encoding is."""
    words: tuple[str, ...]
    signs: int
    told: int
    """How many of the words stand in a row that names its country."""


def country_place(lines: Sequence[bytes]) -> int:
    """Which cell of a line names its country, counted from 0; -1 where none does in at least half of the lines."""
    hits: Counter[int] = Counter()
    filled: Counter[int] = Counter()
    for line in lines:
        for place, cell in enumerate(CELLS.split(line)):
            filled[place] += bool(cell.strip())
            hits[place] += bool(_country(cell.decode("latin-1"))) or not cell.isascii()
    known = {
        place for line in lines for place, cell in enumerate(CELLS.split(line)) if _country(cell.decode("latin-1"))
    }
    fits = [(hits[place], -place) for place in known if hits[place] * 2 >= filled[place]]
    return -max(fits)[1] if fits else -1


@lru_cache(maxsize=20_000)
def _country(cell: str) -> str:
    """The country that a cell names; a number is none."""
    return country_code(cell) if any(sign.isalpha() for sign in cell) else ""


def words_of(lines: Iterable[bytes], place: int) -> list[tuple[bytes, bytes]]:
    """Each cell beyond ASCII once, with the cell of its row that names a country."""
    found: dict[tuple[bytes, bytes], None] = {}
    for line in lines:
        cells = CELLS.split(line)
        country = cells[place] if 0 <= place < len(cells) else b""
        for cell in cells:
            if not cell.isascii():
                found.setdefault((cell.strip(), country.strip()))
    return list(found)


def reading_in(name: str, cells: Sequence[tuple[bytes, bytes]]) -> EncodingReading | None:
    """What the words are in an encoding, and how likely; None where one of them is nothing."""
    try:
        decoded = [(cell.decode(name), country.decode(name)) for cell, country in cells]
    except UnicodeDecodeError:
        return None
    words: dict[tuple[str, str], None] = {}
    score = 0.0
    for cell, country in decoded:
        code = _country(country)
        score += COUNTRY_NAMED * (bool(code) and cell == country)
        for word in APART.split(cell):
            if not word.isascii():
                words[(word.strip("'.-"), code)] = None
    anywhere = [word for word, code in words if not code]
    totals = {code: sum(letter_models.likelihood(w, code) for w in anywhere) for code in _of_any(anywhere)}
    main = max(totals, key=lambda code: totals[code], default="en")
    languages: Counter[str] = Counter()
    for word, country in words:
        own = letter_models.languages_of(country) if country else ()
        best, language = _best(word, own, main)
        score += best
        languages.update({code: 1 / len(own) for code in own} or {language: 1})
    home = HOMES.get(name, "")
    usual = languages.most_common(1)[0][0] if languages else "en"
    score += (RARE + AWAY * (usual not in home.split())) if home else AWAY * (usual in FOR_OTHERS)
    common = USUAL * (name == "cp1252") + HARDLY_USED * (name in SELDOM)
    signs = sum(1 for word, _ in words for sign in word if not sign.isascii())
    told = len(words) - len(anywhere)
    return EncodingReading(name, score + common, score, tuple(word for word, _ in words), max(signs, 1), told)


def _best(word: str, own: Sequence[str], main: str) -> tuple[float, str]:
    """How likely a word is in the language that suits it best, and which that is.

    Letters of a language that is not one of the country's count less, those of another script much less.
    """
    signs = sum(1 for sign in word if not sign.isascii())
    script = letter_models.script_of(word)
    at_home = any(script in letter_models.scripts_of(code) for code in own) or not script
    found = []
    for code in letter_models.LANGUAGES:
        if code in own or (not own and code == main):
            away = 0.0
        elif script not in letter_models.scripts_of(code) and script:
            continue
        elif not own:
            away = SECOND
        else:
            away = (ELSEWHERE if at_home else OTHER_SCRIPT) * signs
        found.append((letter_models.likelihood(word, code) + away, code))
    return max(found, key=lambda entry: entry[0], default=(UNLIKELY * signs, "en"))


def _of_any(words: Sequence[str]) -> set[str]:
    """The languages that have the script of one of the words."""
    scripts = {letter_models.script_of(word) for word in words}
    return {code for code in letter_models.LANGUAGES if scripts & letter_models.scripts_of(code)}


def telling_word(reading: EncodingReading, others: Sequence[EncodingReading]) -> str:
    """A word by which a reading differs from the others."""
    differing = (w for w in reading.words if any(w not in other.words for other in others))
    return next(differing, reading.words[0] if reading.words else "")
