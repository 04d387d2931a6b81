"""Ranked lists of a query, for several choices of candidates, as the product makes them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bridgehead.match.core.ranking.model.score_fusion import Suits
from bridgehead.match.core.ranking.ranked_list import ranked_list
from bridgehead.match.core.ranking.ranker import Ranker
from bridgehead.match.core.ranking.retrieval.query import Query

DEPTH = 100


def ranked_lists(
    ranker: Ranker, query: Query, masks: Sequence[NDArray[np.bool_] | None], suits: Suits | None = None
) -> list[list[str]]:
    """The best actors, best first, the lead left out, for each choice of candidates; None is everybody.

    Parameters
    ----------
    suits
        Whom a list may hold. The baselines leave nobody out, so what is compared with them does not either; what
        the product shows leaves out whom nothing speaks for (`ranked_list.has_evidence`).
    """
    looked, actors = ranker.look_up(query), ranker.index.teams.actors
    everybody = np.ones(len(actors), np.float32)
    counts = [everybody if mask is None else mask.astype(np.float32) for mask in masks]
    return [actors[ranked_list(looked, each, DEPTH, suits=suits)[0]].tolist() for each in counts]
