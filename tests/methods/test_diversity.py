"""Variety against published values and the documented examples of R packages."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.methods.diversity import (
    ei_index,
    herfindahl,
    hill,
    location_quotient,
    proximity,
    relatedness_density,
    variety,
)

# Spiders under girdled and logged trees (Ellison et al. 2010), the documented example of the R
# package iNEXT, which prints the observed diversities of order 0, 1 and 2.
GIRDLED = [46, 22, 17, 15, 15, 9, 8, 6, 6, 4, 2, 2, 2, 2, *[1] * 12]
LOGGED = [88, 22, 16, 15, 13, 10, 8, 8, 7, 7, 7, 5, 4, 4, 4, 3, 3, 3, 3, 2, 2, 2, 2, *[1] * 14]

# The documented example of EconGeo's location.quotient and Hachman: regions in rows.
ECONGEO = [[100, 0, 0, 0, 0], [0, 15, 5, 70, 10], [0, 20, 10, 20, 50], [0, 25, 30, 5, 40], [0, 40, 55, 5, 0]]


@pytest.mark.parametrize(
    ("counts", "published"), [(GIRDLED, (26, 12.060, 7.840)), (LOGGED, (37, 14.421, 6.761))], ids=["girdled", "logged"]
)
def test_hill_numbers_are_those_of_inext(counts: list[int], published: tuple[float, ...]) -> None:
    assert [hill(counts, order) for order in (0, 1, 2)] == pytest.approx(published, abs=5e-4)


def test_location_quotients_of_the_econgeo_example() -> None:
    # Every row and column of the example sums to 100 of 500, so that a quotient is a cell over 20.
    assert location_quotient(ECONGEO) == pytest.approx(np.array(ECONGEO) / 20)


def test_relatedness_density_by_the_econgeo_formula() -> None:
    home = [[1, 1, 0], [0, 1, 0]]
    related = [[0, 1, 1], [1, 0, 0], [1, 0, 0]]
    # Related to the first are the second and third; the first region has one of them, and so on.
    assert relatedness_density(home, related).tolist() == [[0.5, 1, 1], [0.5, 0, 0]]


def test_proximity_is_the_smaller_conditional_probability() -> None:
    home = [[1, 1, 0], [1, 0, 0], [1, 1, 0]]
    assert proximity(home).tolist() == [[0, pytest.approx(2 / 3), 0], [pytest.approx(2 / 3), 0, 0], [0, 0, 0]]
    assert np.isnan(relatedness_density(home, proximity(home))[:, 2]).all()


def test_related_and_unrelated_variety_by_hand() -> None:
    found = variety({("a", "a1"): 2, ("a", "a2"): 2, ("b", "b1"): 4, ("c", "c1"): 0})
    assert found is not None
    assert (found.unrelated, found.related, found.total) == pytest.approx((1.0, 0.5, 1.5))
    assert variety({("a", "a1"): 0}) is None


def test_empty_and_missing_and_negative() -> None:
    assert np.isnan(hill([], 1))
    assert np.isnan(hill([0, 0], 2))
    assert np.isnan(location_quotient([[0, 0], [1, 0]])).tolist() == [[True, True], [False, True]]
    for wrong in ([-1, 2], [float("nan"), 1]):
        with pytest.raises(ValueError, match="at least 0"):
            hill(wrong, 1)
    with pytest.raises(ValueError, match="order"):
        hill([1], -1)


def test_concentration_and_inside_ties() -> None:
    assert herfindahl([1, 1, 2]) == pytest.approx(0.375)
    assert ei_index(1, 3) == -0.5
    assert ei_index(0, 0) is None


counts = st.lists(st.integers(0, 1000), min_size=1, max_size=30).filter(any)


@given(counts)
def test_higher_orders_are_less_diverse(weights: list[int]) -> None:
    zero, one, two = (hill(weights, order) for order in (0, 1, 2))
    assert 1 - 1e-9 <= two <= one + 1e-9 <= zero + 2e-9
    assert hill(weights, 1.000001) == pytest.approx(one, rel=1e-4)
    assert herfindahl(weights) == pytest.approx(1 / two)


@given(counts, st.integers(2, 5))
def test_copying_every_category_multiplies_diversity(weights: list[int], times: int) -> None:
    for order in (0, 1, 2):
        assert hill(weights * times, order) == pytest.approx(times * hill(weights, order))


@given(st.dictionaries(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), st.integers(0, 50), min_size=1))
def test_varieties_add_up_to_the_entropy_of_the_leaves(weights: dict[tuple[str, str], float]) -> None:
    found = variety(weights)
    if found is not None:
        assert 2**found.total == pytest.approx(hill(list(weights.values()), 1))
        assert found.related >= -1e-12
