"""Words (BM25) and meaning (LSA) of documents."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bridgehead.match.core.partners.arrays import Floats, Sparse, row_sums, scale_columns, scale_rows, unit_rows
from bridgehead.match.core.partners.svd import truncated
from bridgehead.match.core.partners.words import terms

TOPICS = 200  # dimensions of the meaning space; a usual size, no other was tried
SATURATION, LENGTH = 1.5, 0.75  # k1 and b of BM25


@dataclass(frozen=True)
class Match:
    """How one text compares with the documents."""

    bm25: Floats  # (documents,), the best has 1
    words: Floats  # (documents,), cosine of tf-idf
    meaning: Floats  # (documents,), cosine in the topic space
    embedding: Floats  # (topics,), of length 1


@dataclass(frozen=True)
class TextIndex:
    """Documents as BM25 weights, tf-idf and topics.

    Attributes
    ----------
    vocabulary
        Terms in alphabetical order, shape (terms,).
    weights
        BM25 weight of a term in a document, shape (documents, terms).
        Robertson & Zaragoza (2009), "The probabilistic relevance framework",
        section 3.4, with the idf of section 3.1 kept above 0.
    tfidf
        Rows of length one, shape (documents, terms).
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
    tfidf: Sparse
    rarity: Floats
    topics: Floats
    documents: Floats

    @classmethod
    def build(cls, texts: list[str], seed: int = 0) -> TextIndex:
        """Index `texts`; pairs of words that occur in one document only are left out."""
        lists = [terms(text) for text in texts]
        seen = Counter(term for words in lists for term in set(words))
        vocabulary = np.array(sorted(t for t, n in seen.items() if n > 1 or "_" not in t), dtype=np.str_)
        counts = count(lists, vocabulary)
        inside = np.asarray((counts > 0).sum(axis=0), np.float32).ravel()
        rarity = (np.log((1 + len(texts)) / (1 + inside)) + 1).astype(np.float32)
        tfidf = weigh(counts, rarity)
        topics = loadings(tfidf, seed)
        return cls(vocabulary, bm25(counts, inside), tfidf, rarity, topics, unit_rows(tfidf @ topics))

    def match(self, text: str) -> Match:
        """Compare a text with all documents."""
        counts = count([terms(text)], self.vocabulary)
        vector = weigh(counts, self.rarity)
        embedding = unit_rows(np.asarray(vector @ self.topics))[0]
        scores = column(self.weights @ (counts > 0).astype(np.float32).T)
        return Match(
            bm25=scores / max(float(scores.max(initial=0)), 1e-9),
            words=column(self.tfidf @ vector.T),
            meaning=self.documents @ embedding,
            embedding=embedding,
        )


def count(lists: list[list[str]], vocabulary: NDArray[np.str_]) -> Sparse:
    """Count known terms, shape (texts, terms)."""
    known = [Counter(words) for words in lists]
    flat = np.array([term for words in known for term in words], dtype=np.str_)
    number = np.array([n for words in known for n in words.values()], dtype=np.float32)
    row = np.repeat(np.arange(len(known)), [len(words) for words in known])
    place = np.searchsorted(vocabulary, flat)
    place[place == len(vocabulary)] = 0
    hit = vocabulary[place] == flat if len(vocabulary) else np.zeros(len(flat), bool)
    return sparse.csr_matrix((number[hit], (row[hit], place[hit])), (len(lists), len(vocabulary)))


def bm25(counts: Sparse, inside: Floats) -> Sparse:
    """Weigh terms of documents by BM25, shape of `counts`."""
    documents, length = counts.shape[0], row_sums(counts)
    rarity = np.log1p((documents - inside + 0.5) / (inside + 0.5))
    cells = counts.tocoo()
    norm = SATURATION * (1 - LENGTH + LENGTH * length[cells.row] / max(float(length.mean()), 1e-9)) if documents else 1
    value = cells.data * (SATURATION + 1) / (cells.data + norm) * rarity[cells.col]
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
    return truncated(tfidf, size, seed)[2]


def column(matrix: Any) -> Floats:
    """Make a one-column sparse matrix a vector."""
    return np.asarray(matrix.todense(), np.float32).ravel()
