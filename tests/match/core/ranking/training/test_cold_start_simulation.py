"""Newcomers to learn from are made by hiding what some did."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from bridgehead.match.core.ranking.model.model_ensemble import ModelEnsemble
from bridgehead.match.core.ranking.ranker import Ranker
from bridgehead.match.core.ranking.training.cold_start_simulation import hide_history, partial_histories
from tests.match.core.ranking.world import DAY, LITTLE, world

pytestmark = pytest.mark.slow


def test_training_hides_the_past_of_some_and_keeps_what_the_others_teach() -> None:
    known = world().before(DAY)
    left = partial_histories(known, 0, LITTLE.hidden_share)
    assert 0 < len(left) < len(known.actors) / 2
    assert set(left["silent"]) == {True, False}
    assert left.equals(partial_histories(known, 0, LITTLE.hidden_share))
    hidden = hide_history(known, left)
    others = ~pl.col("actor").is_in(left["actor"].implode())
    assert hidden.participations.filter(others).equals(known.participations.filter(others))
    found = Ranker.fit(world(), DAY, config=LITTLE).taught
    without = Ranker.fit(world(), DAY, config=replace(LITTLE, hidden_share=0.0)).taught
    assert isinstance(found, ModelEnsemble)
    assert isinstance(without, ModelEnsemble)
    assert np.array_equal(found.led.known.weights, without.led.known.weights)
    assert not np.array_equal(found.led.newcomers.weights, without.led.newcomers.weights)
