"""Additionality (framework, section 6): values worked out by hand, and what must hold for any firm."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import beta

from bridgehead.framework.component_effects import ComponentEffect
from bridgehead.framework.loader import load_framework
from bridgehead.match.core.additionality import (
    Additionality,
    OpportunityEffects,
    additionality,
    expected_gain,
    network_proximity,
)
from bridgehead.match.phrases import phrase
from bridgehead.profile.core.standing import OwnStanding, Standing, nothing_known
from tests.match.shortfall import expected_minimum

LABELS = load_framework().vocabularies["component"]
CAPITAL, NETWORK = "Oa.capital", "Oa.network"
TWO = OpportunityEffects((ComponentEffect(NETWORK, 0.2, 1.0), ComponentEffect(CAPITAL, 0.3, 1.0)), ("SE",))


WEIGHT = 8.0
"""Of the own evidence of a firm in these tests: its standing is spread as that of 8 weighty pieces."""


def stands(value: float) -> Standing:
    """A known standing whose own evidence, and no other, has this mean."""
    strength = max(0.0, value * (2 + WEIGHT) - 1)
    own = OwnStanding((1 + strength) / (2 + WEIGHT), (0.0, 1.0), strength, max(0.0, WEIGHT - strength), known=True)
    return replace(nothing_known(), label="adequate", evidence=3, own=own)


def shortfall(x: float, a: float, b: float) -> float:
    """G(x) by its definition, E[max(0, x − S)] of S ~ Beta(a, b), integrated numerically."""
    return quad(lambda s: (x - s) * beta.pdf(s, a, b), 0, max(0.0, x))[0]


def gain(value: float, effect: float) -> float:
    """What an effect is expected to add to a firm of this standing."""
    own = stands(value).own
    return expected_minimum(own.strength, own.weakness, effect)


def added(
    aim: OpportunityEffects,
    known: Mapping[str, float],
    *,
    home: str = "DK",
    steps: Mapping[str, int | None] | None = None,
) -> Additionality:
    standings = {code: stands(known[code]) if code in known else nothing_known() for code in LABELS}
    return additionality(aim, standings, home=home, steps=steps or {})


def test_by_hand() -> None:
    """Own evidence of strength 1 and weakness 3: S ~ Beta(2, 4), of which the textbook integrals are polynomials.

    I_x(2, 4) = 1 − (1 − x)^5 − 5x(1 − x)^4, and of Beta(3, 4) the binomial tail; t = 0.6, e = 0.2.
    G(0.6) = 0.6·0.91296 − ⅓·0.8208 = 0.274176, G(0.4) = 0.4·0.66304 − ⅓·0.45568 = 0.113322667.
    """
    own = OwnStanding(1 / 3, (0.0, 1.0), 1.0, 3.0, known=True)
    assert expected_gain(own, 0.2) == pytest.approx(0.274176 - 0.113322667, abs=1e-8)
    aim = OpportunityEffects((ComponentEffect(NETWORK, 0.2, 1.0),), ("SE",))
    standings = {NETWORK: replace(nothing_known(), label="weak", own=own)}
    found = additionality(aim, standings, home="DK", steps={"SE": 2})  # r = ½
    assert found.value == pytest.approx(0.5 * (0.274176 - 0.113322667) / 0.6, abs=1e-8)


@pytest.mark.parametrize(("hops", "left"), [(None, 1.0), (2, 0.5), (3, 0.75), (1, 0.0)])
def test_two_components_and_the_way_to_the_market(hops: int | None, left: float) -> None:
    found = added(TWO, {NETWORK: 0.25, CAPITAL: 0.4}, steps={"SE": hops})
    assert found.value == pytest.approx(left * (gain(0.25, 0.2) + gain(0.4, 0.3)) / 0.6 / 2)
    assert (found.known, found.unknown) == ((NETWORK, CAPITAL), ())


@given(st.floats(0, 9), st.floats(0, 9), st.floats(0.01, 1))
def test_the_closed_form_is_the_expectation(strength: float, weakness: float, effect: float) -> None:
    own = OwnStanding(0.5, (0.0, 1.0), strength, weakness, known=True)
    a, b = 1 + strength, 1 + weakness
    expected = shortfall(0.6, a, b) - shortfall(0.6 - effect, a, b)
    assert expected_gain(own, effect) == pytest.approx(expected, abs=1e-7)
    assert 0 <= expected_gain(own, effect) <= min(effect, 0.6)


def test_only_own_evidence_counts() -> None:
    """Strong by the cluster alone: of its own the firm has nothing, so that much is added."""
    helped = replace(nothing_known(), standing=0.9, label="strong", own=replace(nothing_known().own, known=True))
    aim = OpportunityEffects((ComponentEffect(NETWORK, 0.3, 1.0),))
    found = additionality(aim, {NETWORK: helped}, home="DK", steps={})
    assert found.value == pytest.approx((0.6**2 / 2 - 0.3**2 / 2) / 0.6)  # Beta(1, 1): G(x) = x²/2
    assert phrase(found.reasons[0]).startswith("Room to improve")


def test_weights_count() -> None:
    aim = OpportunityEffects((ComponentEffect(NETWORK, 0.3, 3.0), ComponentEffect(CAPITAL, 0.3, 1.0)), ("SE",))
    expected = (3 * gain(0.3, 0.3) + gain(0.9, 0.3)) / 0.6 / 4
    assert added(aim, {NETWORK: 0.3, CAPITAL: 0.9}).value == pytest.approx(expected)


def test_what_is_not_known_is_left_out_and_counted() -> None:
    found = added(TWO, {CAPITAL: 0.3})
    assert found.value == pytest.approx(gain(0.3, 0.3) / 0.6)
    assert (found.known, found.unknown) == ((CAPITAL,), (NETWORK,))
    assert "No evidence on business network" in map(phrase, found.reasons)


def test_nothing_known_is_null_with_the_reason() -> None:
    found = added(TWO, {})
    assert found.value is None
    assert found.unknown == (NETWORK, CAPITAL)
    assert tuple(map(phrase, found.reasons)) == ("No evidence on business network and access to capital",)


def test_what_raises_nothing_is_null() -> None:
    found = added(OpportunityEffects((), ("SE",)), {NETWORK: 0.2})
    assert (found.value, *map(phrase, found.reasons)) == (None, *("The opportunity names no advantage",))


def test_without_weight_it_is_null() -> None:
    assert added(OpportunityEffects((ComponentEffect(NETWORK, 0.2, 0.0),)), {NETWORK: 0.2}).value is None


def test_without_a_market_the_factor_is_left_out_and_said() -> None:
    found = added(OpportunityEffects(TWO.raises), {NETWORK: 0.25, CAPITAL: 0.4}, steps={"SE": 1})
    assert found.value == pytest.approx((gain(0.25, 0.2) + gain(0.4, 0.3)) / 0.6 / 2)
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
        (("KR", "DK"), {"KR": None}, 0.0, "No own path to South Korea"),
        (("DK",), {}, None, "Home market: no introduction needed"),
        (("BE", "FR", "KR", "SE"), {}, 0.0, "No own path to any of 4 markets"),
    ],
)
def test_the_nearest_market_counts(
    markets: tuple[str, ...], steps: dict[str, int | None], near: float | None, says: str
) -> None:
    found = added(replace(TWO, markets=markets), {NETWORK: 0.25}, steps=steps)
    assert found.nearness == near
    assert phrase(found.reasons[-1]) == says


def test_reasons_say_where_it_is_weak_first() -> None:
    found = added(TWO, {NETWORK: 0.9, CAPITAL: 0.3})
    assert tuple(map(phrase, found.reasons[:2])) == (
        "Weak in access to capital, so support helps most",
        "Already strong in business network",
    )


FIGURES = st.floats(0, 1)
WEIGHTS = st.floats(0, 9, allow_subnormal=False)  # below, a float has too few digits left to divide by
AIMS = st.builds(
    OpportunityEffects,
    st.lists(
        st.builds(ComponentEffect, st.sampled_from(list(LABELS)), st.floats(0.01, 1), WEIGHTS),
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
