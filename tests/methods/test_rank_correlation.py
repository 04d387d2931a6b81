"""Kendall's τ-b and its permutation test, against SciPy and a published example."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kendalltau

from bridgehead.methods.rank_correlation import permutation_p, signs, tau_b

# Hollander & Wolfe, Nonparametric Statistical Methods, §8.1, as R's `cor.test` prints it: τ = 0.4444,
# two-sided p = 0.1194. Lightness of canned tuna by instrument and by a panel.
LIGHTNESS = [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1]
PANEL = [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8]


def test_published_example() -> None:
    assert tau_b(signs(LIGHTNESS), signs(PANEL)) == pytest.approx(0.4444, abs=5e-5)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=12))
def test_tau_equals_scipy_with_ties(pairs: list[tuple[int, int]]) -> None:
    x, y = zip(*pairs, strict=True)
    ours, theirs = tau_b(signs(x), signs(y)), kendalltau(x, y).statistic
    assert (ours is None) == bool(np.isnan(theirs))
    assert ours is None or ours == pytest.approx(theirs)


@pytest.mark.parametrize("y", [[1, 2, 3, 4], [2, 1, 4, 3, 5], [3, 1, 2, 5, 4, 6], [7, 1, 2, 3, 4, 5, 6, 8]])
def test_exact_p_equals_scipy_without_ties(y: list[int]) -> None:
    x = list(range(len(y)))
    assert permutation_p(signs(x), signs(y)) == pytest.approx(kendalltau(x, y, method="exact").pvalue)


def test_exact_p_by_hand_with_ties() -> None:
    # Of the 6 distinct ways to lay 1, 1, 2, 2 beside 1, 2, 3, 4, two are as far from 0 as this one.
    assert permutation_p(signs([1, 2, 3, 4]), signs([1, 1, 2, 2])) == pytest.approx(2 / 6)


def test_beyond_eight_p_is_drawn_with_a_seed_and_near_the_exact_one() -> None:
    first, second = signs(LIGHTNESS), signs(PANEL)
    p = permutation_p(first, second)
    assert p == permutation_p(first, second)
    assert p == pytest.approx(0.1194, abs=0.01)


def test_pairs_without_order_count_as_ties() -> None:
    # The year overlaps both of its months; the months have an order: 5 of 6 pairs are ordered.
    order = signs([1, 2, 3, 4])
    order[0, 1] = order[1, 0] = 0
    assert tau_b(order, signs([1, 2, 3, 4])) == pytest.approx(5 / np.sqrt(5 * 6))


@settings(max_examples=25)
@given(st.permutations(list(range(6))))
def test_turning_one_order_round_turns_the_sign_and_keeps_p(y: list[int]) -> None:
    x = signs(range(6))
    assert tau_b(x, signs(y)) == pytest.approx(-tau_b(x, -signs(y)))
    assert permutation_p(x, signs(y)) == permutation_p(x, -signs(y))
