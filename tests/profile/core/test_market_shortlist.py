"""Lenses on markets, agreement of measures and composites, by hand."""

import pytest

from bridgehead.profile.core.market_shortlist import Market, agreement, composite, disagreement, shortlist

NEAR = Market("NO", 500.0, {}, None, 0.0, score=0.2)
KNOWN = Market("KR", 8000.0, {}, 1, 0.2, score=0.3)
RICH = Market("US", 6000.0, {}, 2, 0.1, score=0.9)
BLANK = Market("XX", None, {}, None, 0.0, score=None)


@pytest.mark.parametrize(
    ("lens", "expected"),
    [("nearest", ["NO", "US", "KR", "XX"]), ("network", ["KR", "US", "NO", "XX"]), ("best", ["US", "KR", "NO", "XX"])],
)
def test_each_lens_has_its_order_and_puts_what_it_cannot_place_last(lens: str, expected: list[str]) -> None:
    assert [p.market.market for p in shortlist([NEAR, KNOWN, RICH, BLANK], lens)] == expected


def test_places_and_their_spread() -> None:
    placed = {p.market.market: p for p in shortlist([NEAR, KNOWN, RICH, BLANK], "best")}
    assert placed["KR"].places == {"nearest": 3, "network": 1, "best": 2}
    assert (placed["KR"].spread, placed["XX"].spread) == (2, None)


def test_equal_markets_share_the_better_place() -> None:
    twin = Market("SE", 500.0, {}, None, 0.0)
    places = [p.places["nearest"] for p in shortlist([NEAR, twin, RICH], "nearest")]
    assert places == [1, 1, 3]


def test_disagreement_of_lenses_over_what_both_can_place() -> None:
    # Nearest places NO, US, KR as 1, 2, 3; the best lens as 3, 1, 2: one pair of three agrees.
    found = disagreement(shortlist([NEAR, KNOWN, RICH, BLANK], "best"))
    assert found["nearest", "best"] == pytest.approx(-1 / 3)
    assert found["nearest", "network"] == pytest.approx(-1.0)


def test_agreement_of_measures() -> None:
    found = agreement({"a": {"NO": 1.0, "SE": 2.0, "US": 3.0}, "b": {"NO": 5.0, "SE": None, "US": 9.0}, "c": {}})
    assert found == {("a", "b"): pytest.approx(1.0), ("a", "c"): None, ("b", "c"): None}


def test_a_composite_has_only_the_users_weights() -> None:
    distances = {"a": {"NO": 1.0, "US": 3.0}, "b": {"NO": 30.0, "US": 10.0}, "c": {"NO": None, "US": 1.0}}
    assert composite(distances, {"a": 3.0, "b": 1.0}) == {"NO": pytest.approx(-0.5), "US": pytest.approx(0.5)}
    assert composite(distances, {"a": 1.0, "c": 1.0})["NO"] is None
