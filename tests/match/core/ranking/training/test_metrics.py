import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.match.core.ranking.training.metrics import METRICS, average, difference, measure


def test_a_ranking_worked_out_by_hand() -> None:
    values = dict(zip(METRICS, measure(["x", "a", "y", "b"], {"a", "b", "unseen"}), strict=True))
    ideal = 1 + 1 / math.log2(3) + 1 / 2
    assert values["ndcg@20"] == pytest.approx((1 / math.log2(3) + 1 / math.log2(5)) / ideal)
    assert values["recall@20"] == values["recall@100"] == pytest.approx(2 / 3)
    assert values["hit@10"] == 1
    assert values["mrr"] == pytest.approx(1 / 2)


def test_depths_are_kept_apart() -> None:
    ranked = [f"x{i}" for i in range(20)] + ["a"]
    assert measure(ranked, {"a"}).tolist() == [0, 0, 1, 0, pytest.approx(1 / 21)]


def test_nobody_relevant_is_an_error() -> None:
    with pytest.raises(ValueError, match="without a relevant actor"):
        measure(["a"], set())


@given(st.permutations([f"a{i}" for i in range(30)]), st.sets(st.integers(0, 35), min_size=1))
def test_metrics_stay_between_0_and_1(ranked: list[str], relevant: set[int]) -> None:
    values = measure(ranked, {f"a{i}" for i in relevant})
    assert ((values >= 0) & (values <= 1 + 1e-12)).all()


@given(st.lists(st.booleans(), min_size=2, max_size=30), st.data())
def test_moving_a_relevant_actor_up_never_hurts(hits: list[bool], data: st.DataObject) -> None:
    names = [f"a{i}" for i in range(len(hits))]
    relevant = {n for n, hit in zip(names, hits, strict=True) if hit} | {"unseen"}
    at = data.draw(st.integers(1, len(hits) - 1))
    better = names.copy()
    if hits[at] and not hits[at - 1]:
        better[at - 1], better[at] = better[at], better[at - 1]
    assert (measure(better, relevant) >= measure(names, relevant) - 1e-12).all()


def test_interval_of_a_constant_gap_is_that_gap() -> None:
    ours = np.linspace(0, 1, 50)
    mean, (low, high) = difference(ours, ours - 0.1)
    assert (mean, low, high) == pytest.approx((0.1, 0.1, 0.1))


def test_interval_covers_the_normal_one() -> None:
    gap = np.random.default_rng(3).normal(0.2, 1, 400)
    mean, (low, high) = difference(gap, np.zeros(400))
    half = 1.96 * gap.std() / 20
    assert (low, high) == pytest.approx((mean - half, mean + half), abs=0.02)
    assert difference(gap, np.zeros(400)) == (mean, (low, high))


def test_average_names_the_metrics() -> None:
    assert average(np.array([[0, 0, 0, 0, 0], [1, 1, 1, 1, 1]])) == dict.fromkeys(METRICS, 0.5)
