"""Newcomers to learn from are made by hiding what some did."""

import numpy as np
import polars as pl
import pytest

from bridgehead.match.core.ranking.model.model_ensemble import ModelEnsemble
from bridgehead.match.core.ranking.ranker import Ranker
from bridgehead.match.core.ranking.training.cold_start_simulation import hide_history, partial_histories
from tests.match.core.ranking.world import DAY, world

pytestmark = pytest.mark.usefixtures("few")


def test_training_hides_the_past_of_some_and_keeps_what_the_others_teach(monkeypatch: pytest.MonkeyPatch) -> None:
    known = world().before(DAY)
    left = partial_histories(known, 0)
    assert 0 < len(left) < len(known.actors) / 2
    assert set(left["silent"]) == {True, False}
    assert left.equals(partial_histories(known, 0))
    hidden = hide_history(known, left)
    others = ~pl.col("actor").is_in(left["actor"].implode())
    assert hidden.participations.filter(others).equals(known.participations.filter(others))
    found = Ranker.fit(world(), DAY).taught
    monkeypatch.setattr("bridgehead.match.core.ranking.training.cold_start_simulation.SHARE", 0.0)
    without = Ranker.fit(world(), DAY).taught
    assert isinstance(found, ModelEnsemble)
    assert isinstance(without, ModelEnsemble)
    assert np.array_equal(found.led.known.weights, without.led.known.weights)
    assert not np.array_equal(found.led.newcomers.weights, without.led.newcomers.weights)
