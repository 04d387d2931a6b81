"""A query's ranked list holds those for whom something speaks, unless whoever asks leaves nobody out."""

import numpy as np

from bridgehead.match.core.ranking.ranked_list import ranked_list
from bridgehead.match.core.ranking.ranker import Ranker
from bridgehead.match.core.ranking.retrieval.query import Query
from tests.match.core.ranking.world import DAY, members


def test_whom_nothing_speaks_for_is_listed_only_where_nobody_is_left_out() -> None:
    ranker = Ranker.fit(members(), DAY)
    looked, everybody = ranker.look_up(Query("zymurgy")), np.ones(len(ranker.index.teams.actors), np.float32)
    assert len(ranked_list(looked, everybody, 5)[0]) == 0
    assert len(ranked_list(looked, everybody, 5, suits=None)[0]) == 5


def test_who_counts_half_has_half_the_fit_and_stands_where_that_puts_it() -> None:
    ranker = Ranker.fit(members(), DAY)
    looked, counts = ranker.look_up(Query("biogas from manure")), np.ones(len(ranker.index.teams.actors), np.float32)
    rows, fit = ranked_list(looked, counts, 5)
    counts[rows[0]] = 0.5
    halved, lower = ranked_list(looked, counts, len(counts))
    place = halved.tolist().index(rows[0])
    assert lower[place] == np.float32(fit[0] * 0.5)
    assert np.all(np.diff(lower) <= 0)
    counts[rows[0]] = 0
    assert rows[0] not in ranked_list(looked, counts, len(counts))[0]
