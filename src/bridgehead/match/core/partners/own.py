"""Features from an actor's best document: what counts is how well one fits, not how many there are."""

from __future__ import annotations

import numpy as np

from bridgehead.match.core.partners.about import steep
from bridgehead.match.core.partners.among import Among
from bridgehead.match.core.partners.arrays import Floats, Sparse
from bridgehead.match.core.partners.columns import Columns
from bridgehead.match.core.partners.context import Context
from bridgehead.match.core.partners.index import Index


def best_document(index: Index, context: Context, among: Among) -> Columns:
    """Score every actor by the one of its documents that is nearest.

    A newcomer has one document where others have many, so that sums over documents hide it.
    """
    match = context.match
    return {
        "words: best document": lambda: largest(among.documents, match.bm25),
        "words: best with meaning": lambda: steep(largest(among.documents, context.similar), 50),
        "meaning: best document": lambda: np.maximum(largest(among.documents, match.meaning), 0),
    }


def largest(wrote: Sparse, values: Floats) -> Floats:
    """The largest value among each row's documents, shape (rows,); 0 for a row without one.

    Parameters
    ----------
    wrote
        (rows, documents), 0/1.
    values
        (documents,).
    """
    found = np.zeros(wrote.shape[0], np.float32)
    rows = np.flatnonzero(np.diff(wrote.indptr))
    if len(rows):
        found[rows] = np.maximum.reduceat(values[wrote.indices].astype(np.float32), wrote.indptr[rows])
    return found
