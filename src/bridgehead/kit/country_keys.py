"""Names of countries made comparable: their words in one order, without accents, articles and abbreviations."""

import re
import unicodedata
from collections.abc import Iterator

from bridgehead.kit.folding import fold

WORD = re.compile(r"[^\W_]+")
TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})
SHORT = {
    "rep": "republic", "dem": "democratic", "fed": "federal", "kgr": "kongeriget", "st": "saint", "ste": "sainte",
    "n": "north", "s": "south", "gt": "great",
}  # fmt: skip
PASSED_OVER = frozenset(
    """
    the of and a an l la le les d de del della des di du da das dem den der det die el i il in na o og och os ja y e
    et u und un en id is it lo los las het van von
    """.split()  # noqa: SIM905 a list of words reads better as words
)
"""Articles and the like, which tell no countries apart."""
STATES = frozenset(
    """
    kingdom republic federal democratic kongeriget konungariket kongedommet konigreich koenigreich republik republikken
    republiken republika republique republiek repubblica republica royaume koninkrijk reino regno state commonwealth
    islamic bolivarian plurinational
    """.split()  # noqa: SIM905
)
"""Forms of state."""


def name_key(text: str) -> str:
    """The words of a name in one order, without articles, abbreviations written out: what tells names apart."""
    words = [word for word in _joined(WORD.findall(fold(text))) if word]
    if len(words) > 1:
        words = [SHORT.get(word, word) for word in words]
        if words[-1] in ("is", "isl"):
            words[-1] = "islands"
        words = [word for word in words if word not in PASSED_OVER] or words
    return " ".join(sorted(set(words)))


def _joined(words: list[str]) -> Iterator[str]:
    """Words with initials that were spelled apart as one: `u`, `s`, `a` as `usa`."""
    run = ""
    for word in words:
        if len(word) == 1 and word.isascii() and word.isalpha():
            run += word
        else:
            yield run
            run = ""
            yield word
    yield run


def without_state(key: str) -> str:
    """A name without what it says of its form of state; blank where it says nothing of it."""
    words = key.split()
    left = [word for word in words if word not in STATES]
    return " ".join(left) if 0 < len(left) < len(words) else ""


def spelled_out(name: str) -> Iterator[str]:
    """A name as keyboards without its letters write it: `Oesterreich`, `Faeroeerne`, `Aaland`."""
    lower = unicodedata.normalize("NFC", name).casefold()
    yield lower.translate(TWO_LETTERS)
    yield lower.replace("æ", "a")
    yield lower.replace("'", "").replace("’", "")
