"""Who perceives a region's identity, by hand from the definition of a standing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.influence.core.perceived_identity import Perception, perceptions
from tests.influence.frames import NO, YES, evidence

SEEN = {"code": "Oi.identity", "direction": "strength", "salience": 3, **YES}


def seen(perceived_by: str, *rows: dict[str, object]) -> dict[str, Perception]:
    by = {f"e{n}": name for n, name in enumerate(perceived_by.split(), 1)}
    return perceptions(evidence(*rows), by)


def test_each_perceiver_has_its_own_standing() -> None:
    found = seen(
        "insider insider outsider",
        {"actor": "a", "source": "x", **SEEN},
        {"actor": "b", "source": "y", **SEEN},
        {"actor": "a", "source": "x", **SEEN, "direction": "weakness"},
    )
    # Beta(1 + 6, 1): mean 7/8; the q-quantile of x^7 is q^(1/7).
    assert found["insider"].standing == pytest.approx(7 / 8)
    assert found["insider"].interval == pytest.approx((0.05 ** (1 / 7), 0.95 ** (1 / 7)))
    assert (found["insider"].label, found["insider"].evidence, found["insider"].voices) == ("strong", 2, 2)
    assert found["outsider"].standing == pytest.approx(1 / 5)
    official = found["official"]
    assert (official.standing, official.label, official.evidence, official.mentions) == (0.5, "unknown", 0, 0)
    assert official.interval == pytest.approx((0.05, 0.95))
    assert list(found) == ["insider", "official", "outsider"]


def test_one_source_is_capped_over_the_whole_region() -> None:
    found = seen("insider insider", {"actor": "a", "source": "x", **SEEN}, {"actor": "b", "source": "x", **SEEN})
    assert found["insider"].standing == pytest.approx(4 / 5)  # Beta(1 + 3, 1), not 1 + 6
    assert (found["insider"].evidence, found["insider"].voices) == (2, 1)


def test_passages_of_two_actors_stay_two_and_coders_share_one() -> None:
    passage = {"source": "x", "locator": "p. 1", **SEEN, "salience": 1}
    coders = [{"actor": "a", "coder": name, **passage} for name in ("one", "two")]
    found = seen("outsider outsider outsider", *coders, {"actor": "b", "coder": "one", **passage})
    assert found["outsider"].standing == pytest.approx(3 / 4)  # ½ + ½ + 1
    assert (found["outsider"].evidence, found["outsider"].mentions) == (2, 2)


def test_what_does_not_say_who_perceives_is_kept_apart() -> None:
    found = seen("", {"actor": "a", **SEEN}, {"actor": "a", **SEEN, "code": "Oa.capital"})
    assert (found[""].evidence, found["insider"].mentions) == (1, 0)


def test_a_mention_without_direction_has_a_voice_and_no_standing() -> None:
    mention = {"actor": "a", "source": "x", "code": "theme.identity_strength", **YES}
    found = seen("official", mention)
    assert (found["official"].label, found["official"].evidence) == ("unknown", 0)
    assert (found["official"].mentions, found["official"].voices) == (1, 1)


def test_what_is_hoped_for_counts_for_nobody() -> None:
    assert seen("insider", {"actor": "a", **SEEN, "prospective": "yes"})["insider"].mentions == 0


@given(st.lists(st.tuples(st.sampled_from(["insider", "official", "outsider"]), st.booleans(), st.integers(1, 3))))
def test_perceivers_do_not_touch_each_other(rows: list[tuple[str, bool, int]]) -> None:
    made = [
        {"actor": "a", "code": "Oi.identity", "direction": "strength" if up else "weakness", "salience": n, **YES}
        for _, up, n in rows
    ]
    whole = seen(" ".join(name for name, _, _ in rows), *made)
    assert sum(found.mentions for found in whole.values()) == len(rows)
    for name in ("insider", "official", "outsider"):
        up = sum(n for who, is_up, n in rows if who == name and is_up)
        down = sum(n for who, is_up, n in rows if who == name and not is_up)
        assert whole[name].standing == pytest.approx((1 + up) / (2 + up + down))


def test_an_appraisal_of_no_weighs_nothing() -> None:
    assert seen("insider", {"actor": "a", "source": "x", **SEEN, **NO})["insider"].standing == 0.5
