"""The arrows of figure 3d, by hand from the definition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.influence.core.level_relations import ARROWS, LevelRelation, arrows
from tests.influence.frames import NO, YES, relations


def first(*rows: dict[str, object]) -> LevelRelation:
    return arrows(relations(*rows))[0]


def test_strength_shrinks_when_little_supports_it() -> None:
    one = first({"source": "a", "strength": 3, "directness": "direct", **YES})
    assert one.strength == pytest.approx(1 / 2)  # 1·3/3 ÷ (1 + 1)
    three = first(*({"source": name, "strength": 3, "directness": "direct", **YES} for name in "abc"))
    assert three.strength == pytest.approx(3 / 4)


def test_a_mixed_arrow_by_hand() -> None:
    arrow = first(
        {"source": "a", "strength": 3, "directness": "direct", **YES},  # a = 1
        {"source": "b", "strength": 1, "directness": "indirect", "purpose": "yes"},  # a = (1 + ½ + ½)/3 = ⅔
        {"strength": 2, "directness": "indirect"},  # no source: a = ½
    )
    assert arrow.strength == pytest.approx((1 + (2 / 3) / 3 + 0.5 * 2 / 3) / (1 + 1 + 2 / 3 + 0.5))
    assert arrow.direct_share == pytest.approx(1 / (1 + 2 / 3 + 0.5))
    assert (arrow.directness, arrow.sources) == ("indirect", 3)
    assert arrow.interval is not None
    assert 0 <= arrow.interval[0] <= arrow.strength <= arrow.interval[1] <= 1


def test_one_half_is_direct() -> None:
    arrow = first(
        *({"source": f"d{n}", "strength": 1, "directness": "direct", "trust": "no"} for n in range(3)),
        *({"source": f"i{n}", "strength": 1, "directness": "indirect", "trust": "no"} for n in range(3)),
    )
    assert (arrow.direct_share, arrow.directness) == (0.5, "direct")


def test_the_interval_needs_three_sources_not_three_relations() -> None:
    row = {"strength": 2, **YES}
    assert first(*({"source": s, **row} for s in "aab")).interval is None
    assert first(*({"source": s, **row} for s in "abc")).interval is not None
    assert first({"strength": 2}, {"strength": 2}, {"strength": 2}).sources == 3


def test_without_support_there_is_no_directness() -> None:
    arrow = first({"source": "a", "strength": 3, "directness": "direct", **NO})
    assert (arrow.strength, arrow.direct_share, arrow.directness, arrow.sources) == (0.0, None, None, 1)
    assert [(a.from_level, a.to_level) for a in arrows(relations())] == list(ARROWS)


def test_a_relation_without_strength_says_nothing_of_it() -> None:
    known = {"source": "a", "strength": 3, "directness": "direct", **YES}
    arrow = first(known, {"source": "b", "strength": None, "directness": "indirect", **YES})
    assert (arrow.strength, arrow.direct_share, arrow.sources) == (pytest.approx(0.5), 0.5, 2)


@given(st.lists(st.tuples(st.integers(1, 3), st.sampled_from("abcd")), max_size=12))
def test_strength_stays_between_nothing_and_full(given_rows: list[tuple[int, str]]) -> None:
    arrow = first(*({"strength": s, "source": name, **YES} for s, name in given_rows))
    assert 0 <= arrow.strength < 1
    assert arrow.sources == len({name for _, name in given_rows})
