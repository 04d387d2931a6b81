"""Intervals of shares, against SciPy's own Beta distribution."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, binom, binomtest

from bridgehead.methods.beta_intervals import beta_interval, exact_interval, product_interval, share_interval


@pytest.mark.parametrize(("wins", "losses"), [(0, 0), (3, 0), (1.5, 2.25), (40, 60)])
def test_ends_are_the_quantiles_of_a_beta_distribution(wins: float, losses: float) -> None:
    low, high = beta_interval(wins, losses)
    assert (low, high) == pytest.approx(beta.ppf([0.05, 0.95], 1 + wins, 1 + losses), abs=1e-12)


def test_nothing_seen_gives_the_uniform_prior() -> None:
    assert share_interval(0, 0) == pytest.approx((0.05, 0.95))


def test_a_part_that_rounding_made_larger_than_its_whole_is_the_whole() -> None:
    assert share_interval(3.0000000001, 3) == pytest.approx(share_interval(3, 3))


def test_the_product_of_two_uniform_shares_is_known_in_closed_form() -> None:
    """P(XY ≤ z) = z − z·ln z for two uniform ones."""
    ends = product_interval((0, 0), (0, 0))
    assert [z - z * np.log(z) for z in ends] == pytest.approx([0.05, 0.95], abs=1e-10)


@pytest.mark.parametrize(("one", "other"), [((3, 0), (2.5, 1)), ((40, 2), (0, 0.5)), ((0.4, 3), (25, 30))])
def test_a_products_interval_is_that_of_draws(one: tuple[float, float], other: tuple[float, float]) -> None:
    rng = np.random.default_rng(7)
    draws = np.prod([rng.beta(1 + wins, 1 + losses, 1_000_000) for wins, losses in (one, other)], axis=0)
    assert product_interval(one, other) == pytest.approx(np.quantile(draws, [0.05, 0.95]), abs=2e-3)


WEIGHT = st.floats(0, 60)
PAIR = st.tuples(WEIGHT, WEIGHT)


@given(PAIR, PAIR)
def test_a_product_does_not_care_for_the_order_and_lies_between_0_and_1(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    low, high = product_interval(one, other)
    assert 0 < low < high < 1
    assert product_interval(other, one) == pytest.approx((low, high), abs=1e-8)


@pytest.mark.parametrize(("wins", "of"), [(0, 1), (0, 3), (1, 1), (3, 4), (27, 202), (202, 202)])
def test_clopper_pearson_leaves_a_twentieth_of_the_binomial_on_each_side(wins: int, of: int) -> None:
    """The definition itself, by SciPy's binomial (Clopper and Pearson 1934)."""
    low, high = exact_interval(wins, of)
    if wins:
        assert binom.sf(wins - 1, of, low) == pytest.approx(0.05)
    else:
        assert low == 0.0
    if wins < of:
        assert binom.cdf(wins, of, high) == pytest.approx(0.05)
    else:
        assert high == 1.0
    expected = binomtest(wins, of).proportion_ci(0.9, method="exact")
    assert (low, high) == pytest.approx((expected.low, expected.high))
