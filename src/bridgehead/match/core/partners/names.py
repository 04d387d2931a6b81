"""What actors are called, word by word."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from bridgehead.match.core.partners.arrays import Floats, Ints, Sparse
from bridgehead.match.core.partners.frames import History
from bridgehead.match.core.partners.teams import Teams
from bridgehead.match.core.partners.text import TextIndex
from bridgehead.match.core.partners.words import stems

SHORT = 5.0  # a name of one usual word must not be said whole by that word


@dataclass(frozen=True)
class Names:
    """Words of names and what they weigh. w words, a actors.

    Attributes
    ----------
    words
        In alphabetical order, (w,).
    weights
        (w, a): how rare a word is among names, where it is one of the actor's name.
    rarity
        (w,): how rare it is among the documents (idf of tf-idf).
    whole
        (a,): the weights of all words of a name, never below `SHORT`.
    """

    words: NDArray[np.str_]
    weights: Sparse
    rarity: Floats
    whole: Floats

    @classmethod
    def build(cls, past: History, teams: Teams, text: TextIndex) -> Names:
        """Read the names of a history that is already cut; an actor of several names has the words of all."""
        called = past.names.drop_nulls(["actor", "name"]).group_by("actor").agg(pl.col("name").str.join(" "))
        said = {actor: sorted(set(stems(name))) for actor, name in called.iter_rows()}
        inside = [(row, word) for row, actor in enumerate(teams.actors.tolist()) for word in said.get(actor, ())]
        names, count = len({row for row, _ in inside}), Counter(word for _, word in inside)
        words = np.array(sorted(count), dtype=np.str_)
        rare = np.array([np.log((names + 1) / count[word]) for word in words.tolist()], np.float32)
        place = {word: at for at, word in enumerate(words.tolist())}
        rows, columns = np.array([(place[word], row) for row, word in inside], np.int64).reshape(-1, 2).T
        shape = (len(words), len(teams.actors))
        weights = sparse.csr_matrix((rare[rows], (rows, columns)), shape, dtype=np.float32)
        whole = np.bincount(columns, rare[rows], len(teams.actors)).astype(np.float32)
        return cls(words, weights, text.rarity_of(words), np.maximum(whole, SHORT))

    def said(self, text: str) -> Ints:
        """Which of the words a text says, as places in `words`."""
        return np.flatnonzero(np.isin(self.words, stems(text)))
