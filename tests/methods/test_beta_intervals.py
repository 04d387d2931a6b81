"""Intervals of shares, against SciPy's own Beta distribution."""

import pytest
from scipy.stats import beta

from bridgehead.methods.beta_intervals import beta_interval, share_interval


@pytest.mark.parametrize(("wins", "losses"), [(0, 0), (3, 0), (1.5, 2.25), (40, 60)])
def test_ends_are_the_quantiles_of_a_beta_distribution(wins: float, losses: float) -> None:
    low, high = beta_interval(wins, losses)
    assert (low, high) == pytest.approx(beta.ppf([0.05, 0.95], 1 + wins, 1 + losses), abs=1e-12)


def test_nothing_seen_gives_the_uniform_prior() -> None:
    assert share_interval(0, 0) == pytest.approx((0.05, 0.95))


def test_a_part_that_rounding_made_larger_than_its_whole_is_the_whole() -> None:
    assert share_interval(3.0000000001, 3) == pytest.approx(share_interval(3, 3))
