"""Words: BM25 over a set of documents (Robertson & Zaragoza 2009; Lù 2024 for the sparse form)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import bm25s
import numpy as np
import numpy.typing as npt
import Stemmer

Scores = npt.NDArray[np.float32]

STEM = Stemmer.Stemmer("english")


@dataclass(frozen=True)
class Words:
    """An index over documents, searched by words.

    Attributes
    ----------
    count
        Number of documents.
    """

    count: int
    index: Any

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Words":
        """Index documents; an index over none, or over empty ones, answers zeros."""
        tokens = [tokenize(text) for text in texts]
        if not any(tokens):
            return cls(len(texts), None)
        index = bm25s.BM25()
        index.index(tokens, show_progress=False)
        return cls(len(texts), index)

    def scores(self, text: str) -> Scores:
        """BM25 score of every document for a text, shape (count,)."""
        known = [] if self.index is None else [t for t in tokenize(text) if t in self.index.vocab_dict]
        if not known:
            return np.zeros(self.count, dtype=np.float32)
        scores: Scores = np.maximum(self.index.get_scores(known), 0).astype(np.float32)
        return scores


def tokenize(text: str) -> list[str]:
    """Lower-case stems of a text's words, English stop words left out."""
    found: list[list[str]] = bm25s.tokenize([text], stopwords="en", stemmer=STEM, return_ids=False, show_progress=False)
    return found[0]


def shared(text: str, other: str, most: int = 4) -> list[str]:
    """Words of `text` whose stems occur in `other` too, the longest first, as `text` writes them."""
    stems = set(tokenize(other))
    words: dict[str, str] = {}
    for word in bm25s.tokenize([text], stopwords="en", return_ids=False, show_progress=False)[0]:
        stem = STEM.stemWord(word)
        if stem in stems and len(word) > 3:
            words.setdefault(stem, word)
    return sorted(words.values(), key=lambda word: (-len(word), word))[:most]
