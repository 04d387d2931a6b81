"""Which of many opportunities an actor's own words speak for: a cheap first look, before each is ranked."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log, sqrt

from bridgehead.match.core.partners.words import terms


def likely(said: Sequence[str], texts: Mapping[str, str], most: int) -> list[str]:
    """The opportunities nearest to what an actor says and did, the nearest first.

    The cosine of both, words weighted by how few of the opportunities have them: Salton & Buckley (1988),
    "Term-weighting approaches in automatic text retrieval". Repetition counts by its logarithm.

    Parameters
    ----------
    said
        Texts of the actor and of its past work.
    texts
        Opportunity to its text.
    most
        How many are given; all of them, in this order, if there are no more.
    """
    counts = {name: Counter(terms(text)) for name, text in texts.items()}
    spread = Counter(word for words in counts.values() for word in words)
    rarity = {word: log(1 + len(texts) / number) for word, number in spread.items()}
    own = _weighted(Counter(word for text in said for word in terms(text) if word in rarity), rarity)
    near = {name: _cosine(own, _weighted(words, rarity)) for name, words in counts.items()}
    return sorted(texts, key=lambda name: -near[name])[:most]


def _weighted(counts: Mapping[str, int], rarity: Mapping[str, float]) -> dict[str, float]:
    return {word: (1 + log(number)) * rarity[word] for word, number in counts.items()}


def _cosine(own: Mapping[str, float], other: Mapping[str, float]) -> float:
    length = sqrt(sum(weight**2 for weight in other.values()))
    return sum(own.get(word, 0.0) * weight for word, weight in other.items()) / length if length else 0.0
