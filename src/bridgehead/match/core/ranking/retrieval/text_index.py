"""Words (BM25) and meaning (LSA) of documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bridgehead.match.core.ranking.retrieval.randomised_svd import truncated_svd
from bridgehead.match.core.ranking.retrieval.sparse_ops import (
    Floats,
    Ints,
    Sparse,
    row_sums,
    scale_columns,
    scale_rows,
    scale_to_max,
    unit_rows,
    weighted_row_sum,
)
from bridgehead.match.core.ranking.retrieval.tokenizer import stems, terms, with_pairs
from bridgehead.match.core.ranking.retrieval.word_forms import FEW, other_forms

TOPICS = 200  # dimensions of the meaning space; a usual size, no other was tried
SATURATION, LENGTH = 1.5, 0.75  # k1 and b of BM25


@dataclass(frozen=True)
class TextMatch:
    """How one text compares with the documents.

    Attributes
    ----------
    stems
        Its words that count, in their order.
    known
        Where its terms stand in the vocabulary, (terms,).
    vector
        Their tf-idf, of length 1, (terms,).
    """

    index: TextIndex
    stems: list[str]
    known: Ints
    vector: Floats

    @cached_property
    def bm25(self) -> Floats:
        """The best has 1, shape (documents,)."""
        return scale_to_max(weighted_row_sum(self.index.weights, self.known, np.ones(len(self.known), np.float32)))

    @cached_property
    def words(self) -> Floats:
        """Cosine of tf-idf, shape (documents,)."""
        return weighted_row_sum(self.index.tfidf, self.known, self.vector)

    @cached_property
    def meaning(self) -> Floats:
        """Cosine in the topic space, shape (documents,)."""
        return np.asarray(self.index.documents @ self.embedding, np.float32)

    @cached_property
    def embedding(self) -> Floats:
        """The text among the topics, of length 1, shape (topics,)."""
        return np.asarray(unit_rows((self.vector @ self.index.topics[self.known])[None])[0])


@dataclass(frozen=True)
class TextIndex:
    """Documents as BM25 weights, tf-idf and topics.

    Attributes
    ----------
    vocabulary
        Terms in alphabetical order, shape (terms,).
    weights
        BM25 weight of a term in a document, shape (terms, documents), so that
        a question reads the rows of its own terms only.
        Robertson & Zaragoza (2009), "The probabilistic relevance framework",
        section 3.4, with the idf of section 3.1 kept above 0.
    idf, usual_length
        What they rest on: (terms,), and the mean length of a document, (1,).
    tfidf
        Columns of length one, shape (terms, documents).
    rarity
        The idf of tf-idf, shape (terms,).
    topics
        Term loadings, shape (terms, dimensions): truncated SVD of `tfidf`,
        Deerwester et al. (1990), "Indexing by latent semantic analysis".
    documents
        Documents in the topic space, rows of length one.
    """

    vocabulary: NDArray[np.str_]
    weights: Sparse
    idf: Floats
    usual_length: Floats
    tfidf: Sparse
    rarity: Floats
    topics: Floats
    documents: Floats

    @classmethod
    def build(cls, texts: list[str], seed: int = 0) -> TextIndex:
        """Index `texts`; pairs of words that occur in one document only are left out."""
        lists = [Counter(terms(text)) for text in texts]
        seen = Counter(term for words in lists for term in words)
        vocabulary = np.array(sorted(t for t, n in seen.items() if n > 1 or "_" not in t), dtype=np.str_)
        counts = count(lists, vocabulary)
        inside = np.bincount(counts.indices, minlength=len(vocabulary)).astype(np.float32)
        rarity = (np.log((1 + len(texts)) / (1 + inside)) + 1).astype(np.float32)
        idf = np.log1p((len(texts) - inside + 0.5) / (inside + 0.5)).astype(np.float32)
        usual_length = np.maximum(row_sums(counts).mean(keepdims=True), 1e-9)
        tfidf = weigh(counts, rarity)
        topics = loadings(tfidf, seed)
        documents = unit_rows(tfidf @ topics)
        weights = bm25(counts, idf, usual_length).T.tocsr()
        return cls(vocabulary, weights, idf, usual_length, tfidf.T.tocsr(), rarity, topics, documents)

    def folded(self, rows: Ints, texts: list[str]) -> TextIndex:
        """The same with other documents, which change no weight of a word and no topic.

        A word that no document had gets the weight of one that a single document has, and no topic.
        Topics: folding-in of Deerwester et al. (1990), section "Folding-in".

        Parameters
        ----------
        rows
            Where each document is now, -1 for those of `texts`, in their order.
        """
        lists = [Counter(terms(text)) for text in texts]
        words = np.array(sorted({t for words in lists for t in words if "_" not in t}), dtype=np.str_)
        fresh = np.setdiff1d(words, self.vocabulary)
        vocabulary = np.union1d(self.vocabulary, fresh)
        old, new = np.searchsorted(vocabulary, self.vocabulary), np.searchsorted(vocabulary, fresh)
        number = len(self.documents)
        idf = _spread(self.idf, old, new, float(np.log1p((number - 0.5) / 1.5)))
        rarity = _spread(self.rarity, old, new, float(np.log((1 + number) / 2) + 1))
        topics = np.zeros((len(vocabulary), self.topics.shape[1]), np.float32)
        topics[old] = self.topics
        counts = count(lists, vocabulary)
        tfidf = weigh(counts, rarity)
        kept, is_new = rows[rows >= 0], rows < 0
        order = np.where(is_new, len(kept) + np.cumsum(is_new) - 1, np.cumsum(~is_new) - 1)
        return TextIndex(
            vocabulary=vocabulary,
            weights=_stacked(self.weights.T.tocsr()[kept], old, bm25(counts, idf, self.usual_length))[order].T.tocsr(),
            idf=idf,
            usual_length=self.usual_length,
            tfidf=_stacked(self.tfidf.T.tocsr()[kept], old, tfidf)[order].T.tocsr(),
            rarity=rarity,
            topics=topics,
            documents=np.vstack([self.documents[kept], unit_rows(tfidf @ topics)])[order],
        )

    def rarity_of(self, words: NDArray[np.str_]) -> Floats:
        """The idf of tf-idf of words in alphabetical order, of what no document has as if none could, their shape."""
        known = np.isin(words, self.vocabulary)
        found = np.full(len(words), np.log(1 + len(self.documents)) + 1, np.float32)
        found[known] = self.rarity[np.searchsorted(self.vocabulary, words[known])]
        return found

    @property
    def is_small(self) -> bool:
        """Whether so few documents are here that other forms of a word are looked for."""
        return len(self.documents) <= FEW

    def match(self, text: str) -> TextMatch:
        """Compare a text with all documents."""
        words = stems(text)
        asked: dict[str, int] = Counter(with_pairs(words))
        if self.is_small:
            asked = {**asked, **other_forms(asked, self.vocabulary)}
        known, counts = known_terms(asked, self.vocabulary)
        vector = (1 + np.log(counts)) * self.rarity[known]
        return TextMatch(self, words, known, vector / max(float(np.linalg.norm(vector)), 1e-9))


def known_terms(words: Mapping[str, int], vocabulary: NDArray[np.str_]) -> tuple[Ints, Floats]:
    """Where the known ones of a few terms stand, and how often each was said."""
    inside = sorted(words)  # in the order of the vocabulary, so that the search finds it near where it was
    asked, numbers = np.array(inside, dtype=np.str_), np.array([words[term] for term in inside], np.float32)
    if not len(vocabulary):
        return np.zeros(0, np.int64), np.zeros(0, np.float32)
    place = np.minimum(np.searchsorted(vocabulary, asked), len(vocabulary) - 1)
    known = vocabulary[place] == asked
    return place[known], numbers[known]


def _spread(values: Floats, old: Ints, new: Ints, value: float) -> Floats:
    """Put values into their new places, one value into all others."""
    wide = np.empty(len(old) + len(new), np.float32)
    wide[old], wide[new] = values, value
    return wide


def _stacked(above: Sparse, columns: Ints, below: Sparse) -> Sparse:
    """Rows of a matrix whose columns have moved, then rows of another."""
    moved = sparse.csr_matrix(
        (above.data, columns[above.indices].astype(np.int32), above.indptr), (above.shape[0], below.shape[1])
    )
    return sparse.vstack([moved, below]).tocsr()


def count(lists: Sequence[Mapping[str, int]], vocabulary: NDArray[np.str_]) -> Sparse:
    """Counts of known terms, shape (texts, terms)."""
    place = {term: at for at, term in enumerate(vocabulary.tolist())}
    cells = [(row, place[t], n) for row, words in enumerate(lists) for t, n in words.items() if t in place]
    rows, columns, numbers = np.array(cells, dtype=np.int32).reshape(-1, 3).T
    shape = (len(lists), len(vocabulary))
    return sparse.csr_matrix((numbers.astype(np.float32), (rows, columns)), shape)


def bm25(counts: Sparse, idf: Floats, usual_length: Floats) -> Sparse:
    """Weigh terms of documents by BM25, shape of `counts`."""
    cells = counts.tocoo()
    norm = SATURATION * (1 - LENGTH + LENGTH * row_sums(counts)[cells.row] / usual_length)
    value = cells.data * (SATURATION + 1) / (cells.data + norm) * idf[cells.col]
    return sparse.csr_matrix((value.astype(np.float32), (cells.row, cells.col)), counts.shape)


def weigh(counts: Sparse, rarity: Floats) -> Sparse:
    """Turn counts into tf-idf rows of length one."""
    damped = counts.copy()
    damped.data = 1 + np.log(damped.data)
    damped = scale_columns(damped, rarity)
    length = np.sqrt(row_sums(damped.multiply(damped)))
    return scale_rows(damped, 1 / np.maximum(length, 1e-9)).astype(np.float32)


def loadings(tfidf: Sparse, seed: int) -> Floats:
    """Right singular vectors of the largest values, shape (terms, dimensions)."""
    size = min(TOPICS, min(tfidf.shape) - 2)
    if size < 2:
        return np.zeros((tfidf.shape[1], 1), np.float32)
    return truncated_svd(tfidf, size, seed)[2]
