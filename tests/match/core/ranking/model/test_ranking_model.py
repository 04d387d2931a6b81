"""What the trees may learn, and what they may not."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bridgehead.match.core.ranking.model.ranking_model import CandidateScale, RankingModel, train

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
