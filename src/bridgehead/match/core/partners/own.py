"""Features from an actor's best document: what counts is how well one fits, not how many there are."""

from __future__ import annotations

import numpy as np

from bridgehead.match.core.partners.about import steep
from bridgehead.match.core.partners.among import Among
from bridgehead.match.core.partners.arrays import Floats
from bridgehead.match.core.partners.columns import Columns
from bridgehead.match.core.partners.context import Context
from bridgehead.match.core.partners.index import Index


def best_document(index: Index, context: Context, among: Among) -> Columns:
    """Score every actor by the one of its documents that is nearest.

    A newcomer has one document where others have many, so that sums over documents hide it.
    """
    match = context.match
    return {
        "words: best document": lambda: largest(among, match.bm25),
        "words: best with meaning": lambda: steep(largest(among, context.similar), 50),
        "meaning: best document": lambda: np.maximum(largest(among, match.meaning), 0),
    }


def largest(among: Among, values: Floats) -> Floats:
    """The largest value among the documents of each actor, shape (n,); 0 for one without any.

    Parameters
    ----------
    values
        (documents,).
    """
    documents, lengths = among.documents
    found, some = np.zeros(len(lengths), np.float32), lengths > 0
    if len(documents):
        first = np.cumsum(lengths) - lengths
        found[some] = np.maximum.reduceat(values.take(documents), first[some])
    return found
