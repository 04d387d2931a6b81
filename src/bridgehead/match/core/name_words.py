"""Which words of a name say something of what it does: a place or a legal form says nothing of that."""

from collections.abc import Collection
from functools import lru_cache

from bridgehead.importers.core.name_normalisation import legal_forms
from bridgehead.kit.countries import place_names
from bridgehead.match.core.ranking.retrieval.tokenizer import WORD, stems

LONGEST = 5
"""Words of the longest place."""


def telling_words(name: str, places: Collection[str] = ()) -> list[str]:
    """The words of a name, as it writes them, without those of places and legal forms.

    Parameters
    ----------
    places
        Towns and regions on record, beside the countries and cities that are known.
    """
    known = [_parts(place_names()), _parts(frozenset(places))]
    words = list(dict.fromkeys(WORD.findall(name)))
    parts = [stems(word) for word in words]
    silent = {at for at, word in enumerate(words) if legal_forms(word)}
    for first in range(len(words)):
        for last in range(first + 1, min(first + LONGEST, len(words)) + 1):
            called = tuple(part for its in parts[first:last] for part in its)
            if any(called in there for there in known):
                silent.update(range(first, last))
    return [word for at, word in enumerate(words) if at not in silent]


@lru_cache(maxsize=4)
def _parts(places: frozenset[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(parts for place in places if (parts := tuple(stems(place))))
