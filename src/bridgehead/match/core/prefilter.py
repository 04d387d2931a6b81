"""Which of many opportunities an actor's own words speak for: a cheap first look, before each is ranked."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log, sqrt

from bridgehead.match.core.ranking.ranked_list import DECIMALS
from bridgehead.match.core.ranking.retrieval.tokenizer import STOP, WORD, stem

LONGEST = 4_000
"""Characters of a text that are read: a call says first what it wants."""


def prefilter_opportunities(said: Sequence[str], texts: Mapping[str, str], most: int) -> list[str]:
    """The opportunities nearest to what an actor says and did, the nearest first.

    The cosine of both: an opportunity's words weighted by how few opportunities have them, the actor's by
    the logarithm of how often it uses them too (Salton & Buckley 1988, "Term-weighting approaches in
    automatic text retrieval").

    Parameters
    ----------
    said
        Texts of the actor and of its past work.
    texts
        Opportunity to its text.
    most
        How many are given, at most; the first of `texts` where nothing tells them apart.
    """
    words = {name: _words(text) for name, text in texts.items()}
    spread = Counter(word for some in words.values() for word in some)
    rarity = {word: log(1 + len(texts) / number) for word, number in spread.items()}
    used = Counter(word for text in said for word in _words(text) if word in rarity)
    own = {word: (1 + log(number)) * rarity[word] ** 2 for word, number in used.items()}

    def nearness(name: str) -> float:
        length = sqrt(sum(rarity[word] ** 2 for word in words[name]))
        return sum(own.get(word, 0.0) for word in words[name]) / length if length else 0.0

    return sorted(texts, key=lambda name: -round(nearness(name), DECIMALS))[:most]


def _words(text: str) -> set[str]:
    return {stem(word) for word in set(WORD.findall(text[:LONGEST].lower())) - STOP}
