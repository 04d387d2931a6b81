"""Exposure: worked by hand, and the floor against every order there is."""

from itertools import permutations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridgehead.match.core.exposure import GROUPS, LISTS, POOL, apply_floor, position_weights, shares, top_share


def lists(*rows: tuple[str, str, int]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=LISTS, orient="row")


def pool(**of: int) -> pl.DataFrame:
    return pl.DataFrame([("q1", group, count) for group, count in of.items()], schema=POOL, orient="row")


def groups(**of: str) -> pl.DataFrame:
    return pl.DataFrame(list(of.items()), schema=GROUPS, orient="row")


def test_places_are_worth_what_singh_and_joachims_say() -> None:
    assert position_weights(3) == pytest.approx([1, 1 / np.log2(3), 0.5])


def test_shares_worked_by_hand() -> None:
    found = {
        share.group: share
        for share in shares(
            lists(("q1", "a", 1), ("q1", "b", 2), ("q2", "a", 1), ("q2", "c", 2)),
            groups(a="large", b="sme", c="sme"),
            pool(large=1, sme=3),
        )
    }
    second = 1 / np.log2(3)
    assert found["large"].exposure == pytest.approx(1 / (1 + second))
    assert found["sme"].exposure == pytest.approx(second / (1 + second))
    assert (found["large"].base, found["sme"].base) == (0.25, 0.75)


def test_the_interval_is_as_wide_as_lists_differ() -> None:
    of, there = groups(a="large", b="sme"), pool(large=1, sme=1)
    alike = lists(*((f"q{n}", actor, rank) for n in range(9) for actor, rank in (("a", 1), ("b", 2))))
    unlike = lists(*((f"q{n}", "a" if n % 2 else "b", 1) for n in range(9)))
    same, spread = (next(s for s in shares(each, of, there) if s.group == "sme") for each in (alike, unlike))
    assert same.high - same.low == pytest.approx(0)
    assert spread.low < spread.exposure < spread.high


def test_who_could_be_in_a_list_is_counted_list_by_list() -> None:
    rows = [("q1", "sme", 1), ("q1", "large", 1), ("q2", "sme", 9)]
    there = pl.DataFrame(rows, schema=POOL, orient="row")
    found = shares(lists(("q1", "a", 1), ("q2", "a", 1)), groups(a="sme"), there)
    assert {share.group: share.base for share in found} == {"sme": 0.75, "large": 0.25}


def test_nothing_recommended_says_nothing() -> None:
    assert shares(lists(), groups(), pool(sme=1)) == []
    assert top_share(lists()) == 0


def test_the_most_recommended_take_their_part() -> None:
    assert top_share(lists(("q1", "a", 1), ("q2", "a", 1), ("q3", "b", 1)), 1) == pytest.approx(2 / 3)


def test_a_floor_that_is_met_changes_nothing() -> None:
    found = apply_floor(np.array([0.9, 0.8, 0.1]), np.array([True, False, False]), floor=0.3, top=3)
    assert found.order.tolist() == [0, 1, 2]
    assert (found.bonus, found.lifted.tolist()) == (0, [])


def test_a_floor_lifts_the_group_by_the_smallest_bonus() -> None:
    found = apply_floor(np.array([0.9, 0.8, 0.7, 0.2]), np.array([False, False, False, True]), floor=0.19, top=4)
    assert found.order.tolist() == [0, 1, 3, 2]
    assert found.bonus == pytest.approx(0.5)
    assert found.lifted.tolist() == [3]


def test_a_group_that_is_too_small_stands_first_and_misses_the_floor() -> None:
    found = apply_floor(np.array([0.9, 0.8, 0.1]), np.array([False, False, True]), floor=0.9, top=3)
    assert found.order.tolist() == [2, 0, 1]
    assert found.share < 0.9


candidates = st.lists(st.tuples(st.integers(0, 8), st.booleans()), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(candidates, st.floats(0, 1), st.integers(1, 6))
def test_no_order_with_as_much_exposure_has_more_score(rows: list[tuple[int, bool]], floor: float, top: int) -> None:
    scores, protected = np.array([s / 8 for s, _ in rows]), np.array([p for _, p in rows])
    found = apply_floor(scores, protected, floor=floor, top=top)
    worth = position_weights(len(found.order))

    def part(order: np.ndarray) -> float:
        return float(worth[protected[order]].sum() / worth.sum())

    assert found.share == pytest.approx(part(found.order))
    assert len(set(found.order.tolist())) == len(found.order) == min(top, len(rows))
    orders = [np.array(order) for order in permutations(range(len(rows)), len(found.order))]
    if any(part(order) >= floor for order in orders):
        assert found.share >= floor - 1e-12
    value = worth @ scores[found.order]
    assert all(worth @ scores[o] <= value + 1e-9 for o in orders if part(o) >= found.share - 1e-12)
