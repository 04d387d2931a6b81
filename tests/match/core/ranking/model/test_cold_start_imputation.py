"""What stands in the place of a record that is not known."""

from dataclasses import replace

import numpy as np
import pytest

from bridgehead.match.core.ranking.features.feature_table import IMPUTED
from bridgehead.match.core.ranking.model import cold_start_imputation
from bridgehead.match.core.ranking.ranker import Ranker
from bridgehead.match.core.ranking.ranker_config import RankerConfig
from bridgehead.match.core.ranking.retrieval.query import Query
from tests.match.core.ranking.world import DAY, LITTLE, ranked, with_newcomers, world

WIND = Query("fatigue of offshore wind turbine blades", ("wind",), "wind0", "DK", "PRC")


UNLED = Query(WIND.text, WIND.programmes)


def test_nobody_else_is_scored_otherwise_for_it() -> None:
    plain, other = (
        Ranker.fit(history, DAY, trained=False, config=LITTLE) for history in (world(), with_newcomers(world()))
    )
    order = [a for a in ranked(other, UNLED).actors if not a.startswith("new-")]
    assert order[:6] == ranked(plain, UNLED).actors[:6]


def test_where_hardly_anybody_has_a_record_nothing_is_put_in_its_place() -> None:
    history = with_newcomers(world())

    def added(config: RankerConfig) -> np.ndarray:
        looked = Ranker.fit(history, DAY, trained=False, config=config).look_up(UNLED)
        return looked.fusion.parts(looked.candidates(100))[IMPUTED]

    assert added(LITTLE).any()
    assert not added(replace(LITTLE, enough_known=1_000)).any()


def test_what_is_put_in_its_place_is_part_of_the_contributions() -> None:
    ranker = Ranker.fit(with_newcomers(world()), DAY, trained=False, config=LITTLE)
    looked, rows = ranker.look_up(UNLED), ranked(ranker, UNLED, among=["new-wind"]).rows
    names, _values, contributions = looked.explain(rows)
    assert contributions.sum() == pytest.approx(looked.scores(rows)[0], abs=1e-4)
    assert contributions[0, names.index(IMPUTED)] > 0


def test_the_first_stage_puts_newcomers_whose_words_are_nearer_first() -> None:
    chance = np.random.default_rng(0)
    near = chance.random(60).astype(np.float32)
    fresh = np.arange(60) < 20
    sums = np.where(fresh, 0.1, near + chance.normal(0, 0.05, 60)).astype(np.float32)
    told = cold_start_imputation.TextSignal(near, fresh, ~fresh, np.ones(60, np.float32))
    added = cold_start_imputation.impute_scores_linear(told, sums, LITTLE)
    assert not added[~fresh].any()
    assert (np.diff(added[:20][np.argsort(near[:20])]) >= 0).all()
    assert (added + sums)[:20] == pytest.approx(near[:20], abs=0.1)
