"""What the trees may learn, and what they may not."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bridgehead.match.core.ranking.model.ranking_model import CandidateScale, RankingModel, logistic, train

NAMES = ("circle: joint projects", "career: projects", "question: programme parts")
ROWS = 4000


def taught(seed: int = 0) -> RankingModel:
    """A model of noise in which joint projects and busy careers go with not taking part."""
    chance = np.random.default_rng(seed)
    values = chance.random((ROWS, len(NAMES)), np.float32)
    joined = (values[:, :2].sum(axis=1) + chance.normal(0, 0.3, ROWS) < 0.8).astype(np.float32)
    return train(*CandidateScale.of(values, NAMES).apply(values), joined, np.ones(ROWS, np.float32), NAMES, seed)


def by_trees(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """What the trees alone say of rows (rows, features and ranks)."""
    model = taught()
    return replace(model, weights=np.zeros_like(model.weights)).score(rows, rows)


def test_more_ties_never_lower_what_the_trees_add_though_the_lessons_say_so() -> None:
    rows = np.random.default_rng(1).random((200, len(NAMES) + 1)).astype(np.float32)
    closer = rows.copy()
    closer[:, 0] += 0.5
    assert (by_trees(closer) >= by_trees(rows)).all()


def test_what_is_no_likeness_and_no_tie_may_speak_against_somebody() -> None:
    rows = np.full((1, len(NAMES) + 1), 0.5, np.float32)
    busy = rows.copy()
    busy[:, 1] = 1
    assert by_trees(busy) < by_trees(rows)


def test_the_same_lessons_and_seed_teach_the_same() -> None:
    assert taught().trees == taught().trees


def test_candidates_that_are_alike_make_nobody_infinitely_far() -> None:
    alike = np.ones((1500, len(NAMES)), np.float32)
    alike[0] += 1e-2
    linear, _ = CandidateScale.of(alike, NAMES).apply(np.full((1, len(NAMES)), 9, np.float32))
    assert np.abs(linear).max() <= 40
    rounding = CandidateScale.of(np.full((1500, len(NAMES)), 1 / 3, np.float32), NAMES)
    assert np.abs(rounding.apply(np.full((1, len(NAMES)), 9, np.float32))[0][:, : len(NAMES)]).max() == 0


@given(st.integers(0, 2**32 - 1), st.sampled_from([0.1, 10.0, 1000.0]))
def test_the_logistic_part_is_where_penalised_surprise_is_least(seed: int, ridge: float) -> None:
    chance = np.random.default_rng(seed)
    rows = chance.normal(size=(200, 3)).astype(np.float32)
    joined = (rows[:, 0] + chance.normal(size=200) > 1).astype(np.float32)
    weight = chance.uniform(0.3, 3, 200).astype(np.float32)
    weights, offset = logistic(rows, joined, weight, ridge)
    slope = weight * (1 / (1 + np.exp(-(rows @ weights + offset))) - joined)
    assert np.abs(slope @ rows + ridge * weights).max() < 1e-3 * weight.sum()
    assert abs(slope.sum()) < 1e-3 * weight.sum()  # the constant bears no penalty


@pytest.mark.parametrize(("joined", "offset"), [(0, np.log(0.5 / 8.5)), (1, np.log(8.5 / 0.5))])
def test_where_nobody_or_everybody_joined_only_the_odds_are_learned(joined: int, offset: float) -> None:
    rows = np.random.default_rng(0).normal(size=(4, 2)).astype(np.float32)
    weights, constant = logistic(rows, np.full(4, joined, np.float32), np.full(4, 2, np.float32), 1000)
    assert not weights.any()
    assert constant == pytest.approx(offset)
