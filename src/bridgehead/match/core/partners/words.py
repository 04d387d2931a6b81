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
    return [stem(word) for word in WORD.findall(text.lower()) if word not in STOP]


def terms(text: str) -> list[str]:
    """Stemmed words and pairs of neighbours, such as ``["wind", "turbine", "wind_turbine"]``."""
    words = stems(text)
    return words + [f"{a}_{b}" for a, b in pairwise(words)]
