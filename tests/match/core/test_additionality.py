"""Additionality (framework, section 6): values worked out by hand, and what must hold for any firm."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.framework.component_effects import ComponentEffect
from bridgehead.framework.loader import load_framework
from bridgehead.match.core.additionality import Additionality, OpportunityEffects, additionality, network_proximity
from bridgehead.match.phrases import phrase
from bridgehead.profile.core.standing import Standing, nothing_known

LABELS = load_framework().vocabularies["component"]
CAPITAL, NETWORK = "Oa.capital", "Oa.network"
TWO = OpportunityEffects((ComponentEffect(NETWORK, 0.2, 1.0), ComponentEffect(CAPITAL, 0.3, 1.0)), ("SE",))


def stands(value: float) -> Standing:
    label = "weak" if value < 0.4 else "strong" if value > 0.6 else "adequate"
    return replace(nothing_known(), standing=value, label=label, evidence=3)


def added(
    aim: OpportunityEffects,
    known: Mapping[str, float],
    *,
    home: str = "DK",
    steps: Mapping[str, int | None] | None = None,
) -> Additionality:
    standings = {code: stands(known[code]) if code in known else nothing_known() for code in LABELS}
    return additionality(aim, standings, home=home, steps=steps or {})


@pytest.mark.parametrize(
    ("network", "capital", "hops", "value"),
    [
        # min(0.2, 0.35) + min(0.3, 0.2) = 0.4; ÷ 0.6 ÷ 2 = 1/3; nothing reaches the market
        (0.25, 0.4, None, 1 / 3),
        # the same, one introduction away: r = ½
        (0.25, 0.4, 2, 1 / 6),
        # two introductions away: r = ¼
        (0.25, 0.4, 3, 1 / 4),
        # inside already: r = 1
        (0.25, 0.4, 1, 0.0),
        # strong in both: nothing to raise
        (0.7, 0.9, None, 0.0),
        # strong in one: min(0.3, 0.5) ÷ 0.6 ÷ 2
        (0.7, 0.1, None, 0.25),
    ],
)
def test_by_hand(network: float, capital: float, hops: int | None, value: float) -> None:
    found = added(TWO, {NETWORK: network, CAPITAL: capital}, steps={"SE": hops})
    assert found.value == pytest.approx(value)
    assert (found.known, found.unknown) == ((NETWORK, CAPITAL), ())


def test_weights_count() -> None:
    aim = OpportunityEffects((ComponentEffect(NETWORK, 0.3, 3.0), ComponentEffect(CAPITAL, 0.3, 1.0)), ("SE",))
    assert added(aim, {NETWORK: 0.3, CAPITAL: 0.9}).value == pytest.approx(3 * 0.3 / 0.6 / 4)


def test_what_is_not_known_is_left_out_and_counted() -> None:
    found = added(TWO, {CAPITAL: 0.3})
    assert found.value == pytest.approx(0.3 / 0.6)
    assert (found.known, found.unknown) == ((CAPITAL,), (NETWORK,))
    assert "No evidence on network" in map(phrase, found.reasons)


def test_nothing_known_is_null_with_the_reason() -> None:
    found = added(TWO, {})
    assert found.value is None
    assert found.unknown == (NETWORK, CAPITAL)
    assert tuple(map(phrase, found.reasons)) == ("No evidence on network and access to capital",)


def test_what_raises_nothing_is_null() -> None:
    found = added(OpportunityEffects((), ("SE",)), {NETWORK: 0.2})
    assert (found.value, *map(phrase, found.reasons)) == (None, *("The opportunity names no advantage",))


def test_without_weight_it_is_null() -> None:
    assert added(OpportunityEffects((ComponentEffect(NETWORK, 0.2, 0.0),)), {NETWORK: 0.2}).value is None


def test_without_a_market_the_factor_is_left_out_and_said() -> None:
    found = added(OpportunityEffects(TWO.raises), {NETWORK: 0.25, CAPITAL: 0.4}, steps={"SE": 1})
    assert found.value == pytest.approx(1 / 3)
    assert found.nearness is None
    assert phrase(found.reasons[-1]) == "No market named; network distance not counted"


@pytest.mark.parametrize(
    ("markets", "steps", "near", "says"),
    [
        (("SE",), {"SE": None}, 0.0, "No own path to Sweden"),
        (("SE",), {"SE": 1}, 1.0, "Already connected in Sweden"),
        (("SE",), {"SE": 2}, 0.5, "1 introduction away from Sweden"),
        (("SE",), {"SE": 4}, 0.125, "3 introductions away from Sweden"),
        (("KR", "SE"), {"KR": 4, "SE": 2}, 0.5, "1 introduction away from Sweden"),
        (("KR", "SE"), {"KR": None, "SE": None}, 0.0, "No own path to South Korea or Sweden"),
        (("KR", "DK"), {"KR": None}, 1.0, "Home market: no introduction needed"),
        (("BE", "FR", "KR", "SE"), {}, 0.0, "No own path to any of 4 markets"),
    ],
)
def test_the_nearest_market_counts(
    markets: tuple[str, ...], steps: dict[str, int | None], near: float, says: str
) -> None:
    found = added(replace(TWO, markets=markets), {NETWORK: 0.25}, steps=steps)
    assert found.nearness == near
    assert phrase(found.reasons[-1]) == says


def test_reasons_say_where_it_is_weak_first() -> None:
    found = added(TWO, {NETWORK: 0.9, CAPITAL: 0.3})
    assert tuple(map(phrase, found.reasons[:2])) == (
        "Weak in access to capital, so support helps most",
        "Already strong in network",
    )


FIGURES = st.floats(0, 1)
AIMS = st.builds(
    OpportunityEffects,
    st.lists(
        st.builds(ComponentEffect, st.sampled_from(list(LABELS)), st.floats(0.01, 1), st.floats(0, 9)),
        unique_by=lambda effect: effect.component,
        max_size=5,
    ).map(tuple),
    st.lists(st.sampled_from(["SE", "KR", "DK", "US"]), unique=True).map(tuple),
)
PROFILES = st.dictionaries(st.sampled_from(list(LABELS)), FIGURES)
STEPS = st.dictionaries(st.sampled_from(["SE", "KR", "US"]), st.none() | st.integers(1, 30))


@given(AIMS, PROFILES, STEPS)
def test_it_lies_between_0_and_1_or_is_null(aim: OpportunityEffects, known: dict[str, float], steps: Any) -> None:
    found = added(aim, known, steps=steps)
    assert found.value is None or 0 <= found.value <= 1 + 1e-12
    assert len(found.known) + len(found.unknown) == len(aim.raises)
    assert (found.value is None) == (sum(e.weight for e in aim.raises if e.component in known) == 0)
    assert all(found.reasons)


@given(AIMS, PROFILES, STEPS, st.floats(0, 1))
def test_who_is_stronger_gains_no_more(
    aim: OpportunityEffects, known: dict[str, float], steps: Any, more: float
) -> None:
    stronger = {code: value + more * (1 - value) for code, value in known.items()}
    before, after = added(aim, known, steps=steps).value, added(aim, stronger, steps=steps).value
    assert (before is None) == (after is None)
    assert before is None or after is None or after <= before + 1e-12


@given(AIMS, PROFILES, st.integers(1, 29))
def test_who_is_further_away_gains_no_less(aim: OpportunityEffects, known: dict[str, float], hops: int) -> None:
    near = added(aim, known, steps=dict.fromkeys(aim.markets, hops)).value
    far = added(aim, known, steps=dict.fromkeys(aim.markets, hops + 1)).value
    assert near is None or far is None or near <= far


@given(st.lists(st.sampled_from(["SE", "KR", "US"]), min_size=1), STEPS)
def test_another_market_never_lowers_the_nearness(markets: list[str], steps: Any) -> None:
    whole, first = network_proximity("DK", markets, steps), network_proximity("DK", markets[:1], steps)
    assert whole is not None
    assert first is not None
    assert 0 <= first <= whole <= 1
