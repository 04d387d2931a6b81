"""How alike two names of organisations are: word by word, a rare word more than a common one.

Two names that share all but one word are often of two organisations: Università di Milano and Università
di Torino. So what is left over on both sides speaks against them, most of all a place or a number.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

import pycountry
from rapidfuzz import fuzz

from bridgehead.importers.core.name_normalisation import strip_legal_form

SPELLED_ALIKE = 0.8
TYPED_ALIKE = 0.9
SHORT = 4
ELSEWHERE, CONTRADICTED = 0.5, 0.4
"""What is left of a score where both names have a place or number of their own, or only words of their own."""


@dataclass(frozen=True)
class NameVocabulary:
    """The words of all names, and which of them are names of places.

    Attributes
    ----------
    counts
        In how many organisations' names each word occurs.
    hosts
        How many organisations have each website.
    """

    counts: Counter[str] = field(default_factory=Counter)
    places: frozenset[str] = frozenset()
    hosts: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, names: Iterable[Iterable[str]], towns: Iterable[str], hosts: Iterable[str]) -> "NameVocabulary":
        """Count the words of names, several an organisation; places are towns that occur, and the world's regions."""
        counts = Counter(word for known in names for word in {w for name in known for w in name.split()})
        here = {word for town in set(towns) for word in strip_legal_form(town).split() if len(word) > SHORT}
        return cls(counts, _regions() | here, Counter(hosts))

    def weight(self, word: str) -> float:
        """How much a word tells."""
        return float(1 / (1 + self.counts[word]) ** 0.5)

    def tells_apart(self, word: str) -> bool:
        """Whether it is a place or holds a number."""
        return word in self.places or any(sign.isdigit() for sign in word)


@cache
def _regions() -> frozenset[str]:
    """Words of the names of provinces, counties and the like (ISO 3166-2)."""
    names = (strip_legal_form(region.name) for region in pycountry.subdivisions)
    return frozenset(word for name in names for word in name.split() if len(word) > SHORT)


def name_similarity(one: str, other: str, words: NameVocabulary) -> float:
    """How alike two names without legal forms are, from 0 to 1."""
    if one == other or one.replace(" ", "") == other.replace(" ", ""):
        return 1.0
    first, second = one.split(), other.split()
    total = sum(map(words.weight, (*first, *second)))
    matched, left, right = _matched(first, second, words)
    joined = "".join(left), "".join(right)
    if left and right and min(map(len, joined)) > SHORT and fuzz.ratio(*joined) >= 100 * TYPED_ALIKE:
        matched += fuzz.ratio(*joined) / 100 * sum(map(words.weight, (*left, *right)))
        left, right = [], []
    for rest, name in ((left, second), (right, first)):
        matched += _initials(rest, name, words)
    return matched / total * _agreement(left, right, words)


def _matched(first: Sequence[str], second: Sequence[str], words: NameVocabulary) -> tuple[float, list[str], list[str]]:
    """The weight of the words that have a counterpart, and those of either name that have none."""
    same = Counter(first) & Counter(second)
    matched = sum(2 * words.weight(word) * count for word, count in same.items())
    left, right = list((Counter(first) - same).elements()), list((Counter(second) - same).elements())
    pairs = sorted(((fuzz.ratio(a, b) / 100, a, b) for a in left for b in right), reverse=True)
    for likeness, a, b in pairs:
        if a in left and b in right and _may_be_one(a, b, likeness, words):
            matched += likeness * (words.weight(a) + words.weight(b))
            left.remove(a)
            right.remove(b)
    return matched, left, right


def _may_be_one(one: str, other: str, likeness: float, words: NameVocabulary) -> bool:
    """Whether two words may be one, typed or spelled another way; short ones, numbers and two places are not."""
    if likeness < SPELLED_ALIKE or min(len(one), len(other)) <= SHORT:
        return False
    if (one in words.places and other in words.places) or any(sign.isdigit() for sign in one + other):
        return False
    return likeness >= TYPED_ALIKE or min(words.counts[one], words.counts[other]) <= 1


def _initials(rest: list[str], name: Sequence[str], words: NameVocabulary) -> float:
    """The weight of words that are the initials of the other name, such as DTU; they are taken out of `rest`."""
    long = "".join(word[0] for word in name if len(word) > 3)
    whole = "".join(word[0] for word in name)
    found = [word for word in rest if len(word) > 1 and word in (long, whole)]
    for word in found:
        rest.remove(word)
    return sum(map(words.weight, found))


def _agreement(left: Sequence[str], right: Sequence[str], words: NameVocabulary) -> float:
    """1 where one name only says more than the other; less where each says something of its own."""
    if any(map(words.tells_apart, left)) and any(map(words.tells_apart, right)):
        return ELSEWHERE
    own = [max((words.weight(word) for word in rest if len(word) > 2), default=0.0) for rest in (left, right)]
    return 1 - CONTRADICTED * min(own) / max(own) if min(own) else 1.0
