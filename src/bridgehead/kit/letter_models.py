"""How likely the letters of a word are in a language.

Counted in the Unicode locale data, which name the countries, languages, months and currencies of the world in each
language (by Babel). A letter is judged with the one before it and the one after it. The models tell a wrong decoding of
a text from the right one, where each gives letters that exist: Danish has `ø` after `r`, and nobody writes a small
letter before a capital one.
"""

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from babel import Locale
from babel.languages import get_official_languages

_CODES = """
en da de fr es it nl pl sv nb fi pt cs sk hu ro bg el hr sl sr et lv lt mt ga is fo tr uk ru mk sq be ca gl eu cy
vi he ar ja zh zh_Hant ko
"""
LANGUAGES = tuple(_CODES.split())
"""Languages whose letters are known, the likelier ones first."""

EDGE = " "
PAIR_WEIGHT, LETTER_WEIGHT = 0.7, 0.3
NOWHERE = 1e-6
IDEOGRAPH = 1 / 4000
"""How likely an ideograph is that the locale data of its language do not have: some thousands are in use."""
BEFORE_WORDS, AFTER_WORDS = "‘“„«‹¿¡’‚€£§–—µ•·\xa0", "’”“»›®™©°…²³ªº–—½¼¾€£·\xa0"
MARK, MARK_ASTRAY, NO_TEXT = -6.0, -13.0, -25.0
ALSO, SEEN_ALSO = {"fr": "œÿæ", "de": "ß", "pl": "ź", "ro": "â", "hu": "ű"}, 3
"""Letters of a language that those names hardly have, and how often each is counted besides."""
DOTTED = str.maketrans("İI", "iı")
"""Turkish has a small letter with and one without a dot."""
CEDILLAS = str.maketrans("şţ", "șț")
"""Romanian letters as fonts and encodings long had them, and as they are."""
WRONG_CASE, TWO_SCRIPTS = -7.0, -9.0


@cache
def languages_of(country: str) -> tuple[str, ...]:
    """The languages that are official in a country, as far as their letters are known."""
    found = get_official_languages(country, regional=True, de_facto=True)
    plain = ["nb" if code in ("nn", "no") else "zh_Hant" if code == "zh_Hant" else code for code in found]
    return tuple(dict.fromkeys(code for code in plain if code in LANGUAGES))


@lru_cache(maxsize=200_000)
def likelihood(word: str, language: str) -> float:
    """Logarithm of how likely the letters beyond ASCII of a word are in a language; 0 for a word without such."""
    letters, pairs = _model(language)
    total, lower = 0.0, word.lower()
    if language == "tr":
        lower = word.translate(DOTTED).lower()
    elif language == "ro":
        lower = lower.translate(CEDILLAS)
    around = f"{EDGE}{lower if len(lower) == len(word) else word}{EDGE}"
    for place, sign in enumerate(word):
        if sign.isascii():
            continue
        if not sign.isalpha() and not unicodedata.category(sign).startswith("M"):
            total += _of_mark(word, place)
            continue
        before, letter, after = tuple(around[place : place + 3])
        flat = letters.get(letter, 0.0) or (IDEOGRAPH if _is_wide(letter, language) else 0.0)
        total += math.log(PAIR_WEIGHT * pairs.get(before + letter, 0.0) + LETTER_WEIGHT * flat + NOWHERE)
        if after.isascii() and (usual := letters.get(after, 0.0)):
            ratio = pairs.get(letter + after, 0.0) / usual
            total += math.log(PAIR_WEIGHT * ratio + LETTER_WEIGHT)
        total += _of_case(word, place)
        total += TWO_SCRIPTS * any(_script(other) not in ("", _script(sign)) for other in (before, after))
    return total


def script_of(word: str) -> str:
    """The script of the first letter beyond ASCII; blank without one."""
    return next((_script(sign) for sign in word if not sign.isascii() and sign.isalpha()), "")


@cache
def scripts_of(language: str) -> frozenset[str]:
    """The scripts of a language."""
    letters, _ = _model(language)
    return frozenset(_script(letter) for letter in letters) - {""}


def _of_mark(word: str, place: int) -> float:
    """A sign that is no letter: typographic ones stand before, after and between words, others hardly anywhere."""
    sign = word[place]
    if unicodedata.category(sign) in ("Cc", "Cf", "Cn", "Co") or sign == "\ufffd":
        return NO_TEXT
    before, after = word[place - 1 : place] if place else "", word[place + 1 : place + 2]
    if before.isalpha() and after.isalpha():
        return MARK if sign == "’" else MARK_ASTRAY
    if sign == "’" and not before and _script(after) not in ("", "LATIN"):
        return MARK_ASTRAY  # Dutch and English leave out letters there: ’t Hooft
    return MARK if sign in (AFTER_WORDS if before else BEFORE_WORDS) else MARK_ASTRAY


def _of_case(word: str, place: int) -> float:
    """A capital after a small letter, or a small one between capitals, is hardly ever meant."""
    sign, before, after = word[place], word[place - 1 : place] if place else "", word[place + 1 : place + 2]
    rises = sign.isupper() and (before.islower() or (before.isupper() and after.islower()))
    dips = sign.islower() and (before.isupper() and (after.isupper() or (not after and place > 1)))
    starts_low = sign.islower() and not before and after.isupper()
    return WRONG_CASE if rises or dips or starts_low else 0.0


@cache
def _script(sign: str) -> str:
    """`LATIN`, `GREEK`, `CJK`; blank for what is no letter. Japanese writes three scripts as one."""
    if not sign.isalpha():
        return ""
    name = unicodedata.name(sign, "").partition(" ")[0]
    return "CJK" if name in ("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC", "HALFWIDTH") else name


def _is_wide(letter: str, language: str) -> bool:
    return language in ("ja", "zh", "zh_Hant") and "\u3400" <= letter <= "\u9fff"


@cache
def _model(language: str) -> tuple[dict[str, float], dict[str, float]]:
    """Shares of letters, and of pairs given their first letter, in the names of a language."""
    letters: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    letters.update(ALSO.get(language, "") * SEEN_ALSO)
    for word in _words(language):
        around = f"{EDGE}{word}{EDGE}"
        letters.update(word)
        pairs.update(map("".join, pairwise(around)))
    firsts: Counter[str] = Counter()
    for pair, count in pairs.items():
        firsts[pair[0]] += count
    total = letters.total()
    return (
        {letter: count / total for letter, count in letters.items()},
        {pair: count / firsts[pair[0]] for pair, count in pairs.items()},
    )


def _words(language: str) -> Iterable[str]:
    locale = Locale.parse(language)
    texts: list[str] = [*locale.territories.values(), *locale.languages.values(), *locale.currencies.values()]
    texts += [name for widths in locale.months.values() for names in widths.values() for name in names.values()]
    texts += [name for widths in locale.days.values() for names in widths.values() for name in names.values()]
    for text in texts:
        yield from (part for part in _split(text.lower()) if part)


def _split(text: str) -> Sequence[str]:
    return "".join(sign if sign.isalpha() or unicodedata.category(sign)[0] == "M" else EDGE for sign in text).split()
