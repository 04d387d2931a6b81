"""What a trained list owes to decisions: the head by the sum of fusion."""

from dataclasses import replace

import numpy as np
import pytest

from bridgehead.match.core.ranking.features.feature_table import SUM
from bridgehead.match.core.ranking.ranker import Ranker, ScoredQuery
from bridgehead.match.core.ranking.retrieval.query import Query
from tests.match.core.ranking.world import DAY, LITTLE, world

WIND = Query("fatigue of offshore wind turbine blades", ("wind",), "wind0", "DK", "PRC")


NEAR_HEAD = replace(LITTLE, head=1.0)
"""The head of a small list is near its middle."""


def explained(looked: ScoredQuery) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Scores, what the sum of fusion added to them and how far it stands above its mean, in deviations."""
    rows = looked.candidates(100)
    names, values, added = looked.explain(rows)
    sums = values[:, names.index(SUM)]
    return looked.scores(rows), added[:, names.index(SUM)], (sums - sums.mean()) / sums.std()


def test_the_head_by_the_sum_moves_up_by_what_the_reasons_say_and_nobody_else_moves() -> None:
    ranker = Ranker.fit(world(), DAY, config=NEAR_HEAD)
    after, said, apart = explained(ranker.look_up(WIND))
    plain = replace(ranker, config=replace(NEAR_HEAD, leap=0.0))
    before, said_before, _ = explained(plain.look_up(WIND))
    leap = 0.2 * np.maximum(apart - 1, 0)
    assert 0 < np.count_nonzero(leap) < len(leap)
    assert after - before == pytest.approx(leap, abs=1e-4)
    assert said - said_before == pytest.approx(leap, abs=1e-4)
