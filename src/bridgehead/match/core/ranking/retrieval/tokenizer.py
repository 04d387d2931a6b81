"""From a text to the words that count."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

# English function words, and what every project says of itself.
OFTEN = (
    "a about above after again all also am an and any are as at based be because been before being below between "
    "both but by can could did do does doing down during each few for from further had has have having he her here "
    "hers him his how i if in into is it its itself just may me more most must my new no nor not now of off on "
    "once only or other our ours out over own same she should so some such t than that the their theirs them then "
    "there these they this those through to too under until up very was we were what when where which while who "
    "whom why will with would you your aim aims develop developed development europe european eu innovation "
    "innovative objective objectives project projects proposal proposed research results use used using"
)
STOP = frozenset(OFTEN.split())
# Longest first: a light stemmer in the spirit of Harman (1991), "How effective is suffixing?", section 2.
SUFFIXES = (("ations", "ation"), ("sses", "ss"), ("ies", "y"), ("ing", ""), ("s", ""))
# Letters of any script; a word starts with a letter and has at least two characters.
WORD = re.compile(r"[^\W\d_][^\W_]+")
# Before a word that does not begin a sentence, a line or the text.
INSIDE = re.compile(r"(?<![.!?:]\s)(?<!\n)(?<!^)\b")
CAPITALS = re.compile(r"\b[A-Z][A-Z0-9]{2,}\b")
PART = re.compile(r"[^\W_]+")
# More capitals than this tell no proper nouns: German gives all nouns one, and some titles all words.
SHARE, DOZEN = 1 / 3, 12
FEWEST = 3  # letters of an abbreviation that may be told from a word
LONGEST = 100  # letters: what is longer is no word, and all words of a vocabulary take the room of the longest
# Articles, conjunctions and prepositions that initials often leave out.
BETWEEN = "and da de del della den der des di do du e en et for fur für i la le of og the und van voor y"
SMALL = frozenset(BETWEEN.split())


@lru_cache(200_000)
def stem(word: str) -> str:
    """Cut plural and gerund endings of words longer than four letters."""
    if len(word) > 4:
        for suffix, instead in SUFFIXES:
            if word.endswith(suffix) and not word.endswith("ss") and len(word) - len(suffix) >= 3:
                return word[: -len(suffix)] + instead
    return word


def stems(text: str) -> list[str]:
    """Stemmed words that count, in their order."""
    return [stem(word) for word in WORD.findall(text.lower()) if word not in STOP and len(word) <= LONGEST]


def terms(text: str) -> list[str]:
    """Stemmed words and pairs of neighbours, such as ``["wind", "turbine", "wind_turbine"]``."""
    return with_pairs(stems(text))


def with_pairs(words: list[str]) -> list[str]:
    """Words, then pairs of neighbours."""
    return words + pairs(words)


def pairs(words: list[str]) -> list[str]:
    """Pairs of neighbours."""
    return [f"{a}_{b}" for a, b in pairwise(words)]


def proper(text: str) -> list[str]:
    """Stemmed words that a text writes with a capital inside of sentences, and nowhere without; none if too many do."""
    words = [(found.start(), found[0]) for found in WORD.finditer(text)]
    small = {word for _, word in words if word[0].islower()}
    great = [word for at, word in words if word[0].isupper() and INSIDE.match(text, at)]
    if len(great) > max(SHARE * len(words), DOZEN):
        return []
    return stems(" ".join(word for word in great if word.lower() not in small))


def capitals(text: str) -> list[str]:
    """Words in capitals that may be abbreviations, such as ``["CNRS", "H2020"]``."""
    return CAPITALS.findall(text)


def initials(name: str) -> set[str]:
    """What a name may be abbreviated to, by its first letters, with small words and without.

    ``Centre National de la Recherche Scientifique``: ``CNDLRS`` and ``CNRS``.
    """
    words = PART.findall(name)
    full = [word for word in words if word.lower() not in SMALL]
    short = {"".join(word[0] for word in some).upper() for some in (words, full)}
    return {letters for letters in short if len(letters) >= FEWEST}
