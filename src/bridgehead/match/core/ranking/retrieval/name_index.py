"""What actors are called: the parts of names that a text may say, and whose name has which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bridgehead.match.core.ranking.retrieval.history import History
from bridgehead.match.core.ranking.retrieval.participation_matrix import ParticipationMatrix, index_of
from bridgehead.match.core.ranking.retrieval.sparse_ops import Floats, Ints, Sparse, incidence
from bridgehead.match.core.ranking.retrieval.text_index import TextIndex
from bridgehead.match.core.ranking.retrieval.tokenizer import initials, pairs, stems


@dataclass(frozen=True)
class NameParts:
    """Parts of names. n parts, a actors.

    Attributes
    ----------
    values
        In alphabetical order, (n,).
    having
        Whose name has which, (n, a).
    shared
        How many actors have each, (n,).
    """

    values: NDArray[np.str_]
    having: Sparse
    shared: Floats

    @classmethod
    def of(cls, found: Iterable[tuple[int, str]], actors: int) -> NameParts:
        """Gather parts of names from actors' rows and what each has, which may be named twice."""
        pairs = sorted(set(found))
        count = Counter(value for _, value in pairs)
        values = np.array(sorted(count), dtype=np.str_)
        place = {value: at for at, value in enumerate(values.tolist())}
        cells = ([place[value] for _, value in pairs], [row for row, _ in pairs])
        shared = np.array([count[value] for value in values.tolist()], np.float32)
        return cls(values, incidence(*cells, (len(values), actors)), shared)

    def among(self, said: Iterable[str]) -> Ints:
        """Where those that are said stand in `values`."""
        wanted = np.array(sorted(set(said)), dtype=np.str_)
        at = np.searchsorted(self.values, wanted)
        found = at[at < len(self.values)]  # what stands after the last one is none
        return np.asarray(found[self.values[found] == wanted[: len(found)]], np.int64)


@dataclass(frozen=True)
class NameIndex:
    """Words, pairs of neighbouring words and initials of names; an actor may have several names.

    Attributes
    ----------
    rarity
        How rare a word is among names, shape of `words.values`: log((named + 1) / shared).
    weights
        The same times how rare it is among the documents (idf of tf-idf).
    """

    words: NameParts = field(metadata={"part": NameParts})
    pairs: NameParts = field(metadata={"part": NameParts})
    initials: NameParts = field(metadata={"part": NameParts})
    rarity: Floats
    weights: Floats

    @classmethod
    def build(cls, past: History, teams: ParticipationMatrix, text: TextIndex) -> NameIndex:
        """Read the names of a history that is already cut."""
        known = past.names.drop_nulls(["actor", "name"]).unique(maintain_order=True)
        known = known.filter(known["actor"].is_in(teams.actors.tolist()))
        named = list(zip(index_of(teams.actors, known["actor"]).tolist(), known["name"].to_list(), strict=True))
        actors = len(teams.actors)
        words = NameParts.of(((row, word) for row, name in named for word in stems(name)), actors)
        rarity = np.log((len({row for row, _ in named}) + 1) / words.shared).astype(np.float32)
        return cls(
            words=words,
            pairs=NameParts.of(((row, pair) for row, name in named for pair in pairs(stems(name))), actors),
            initials=NameParts.of(((row, short) for row, name in named for short in initials(name)), actors),
            rarity=rarity,
            weights=rarity * text.rarity_of(words.values),
        )
