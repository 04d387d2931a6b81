"""Resampling: whole units, the same every time, intervals that mean what they say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.methods import bootstrap


@given(st.integers(1, 40))
def test_each_resample_has_as_many_units(units: int) -> None:
    counts = bootstrap.counts(units, draws=20)
    assert counts.shape == (20, units)
    assert (counts.sum(axis=1) == units).all()
    assert (counts == bootstrap.counts(units, draws=20)).all()


def test_the_interval_of_a_mean_is_near_the_textbooks() -> None:
    values = np.random.default_rng(1).normal(size=400)
    found = bootstrap.interval(bootstrap.counts(400) @ values / 400)
    half = 1.645 * values.std() / 20
    assert found == pytest.approx((values.mean() - half, values.mean() + half), abs=0.01)


def test_resamples_without_the_statistic_are_left_out_unless_they_are_most() -> None:
    assert bootstrap.interval([1.0, 1.0, np.nan]) == (1.0, 1.0)
    assert bootstrap.interval([1.0, np.nan, np.nan]) is None
    assert bootstrap.interval([]) is None
