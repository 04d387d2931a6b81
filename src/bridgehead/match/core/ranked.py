"""Whom a query's list holds, and in which order."""

import numpy as np

from bridgehead.match.core.partners.arrays import Floats, Ints
from bridgehead.match.core.partners.features import group
from bridgehead.match.core.partners.fusion import WEIGHTS
from bridgehead.match.core.partners.ranker import Looked

GENERAL = frozenset({"country", "kind", "career"})


def best(looked: Looked, counts: Floats, top: int) -> tuple[Ints, Floats]:
    """Rows of the best actors, best first, and their fit.

    Parameters
    ----------
    counts
        What an actor's fit counts, shape (actors,): 0 for whoever is no candidate.
    """
    rows = looked.candidates(top, counts * evident(looked))
    fit = looked.fit(rows) * counts[rows]
    order = np.argsort(-fit, kind="stable")[:top]
    return rows[order], fit[order]


def evident(looked: Looked) -> Floats:
    """1 for actors of whom something speaks for this query in particular, else 0, shape (actors,).

    To be from a usual country, of a usual kind, or busy says nothing of the question.
    """
    special = [looked.features.column(name) > 0 for name in WEIGHTS if group(name) not in GENERAL]
    return np.asarray(np.logical_or.reduce(special), np.float32)
