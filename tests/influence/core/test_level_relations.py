"""The arrows of figure 3d, by hand from the definition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.influence.core.level_relations import ARROWS, LevelRelation, RelationPart, arrows
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
    assert (arrow.strength, arrow.direct_share, arrow.directness, arrow.sources) == (None, None, None, 1)
    assert arrow.direct == RelationPart(None, None, 1)
    assert [(a.from_level, a.to_level) for a in arrows(relations())] == list(ARROWS)


def test_a_relation_without_strength_counts_for_directness_only() -> None:
    known = {"source": "a", "strength": 3, "directness": "direct", **YES}
    unmeasured = {"strength": None, "directness": "indirect", **YES}
    arrow = first(known, {"source": "b", **unmeasured})
    assert (arrow.strength, arrow.direct_share, arrow.sources) == (pytest.approx(0.5), 0.5, 1)
    assert (arrow.direct, arrow.indirect) == (RelationPart(0.5, None, 1), None)
    # Two that are measured and one that is not have two sources, so no interval.
    assert first(known, known | {"source": "c"}, {"source": "b", **unmeasured}).interval is None
    alone = first({"source": "b", **unmeasured})
    assert (alone.strength, alone.direct_share, alone.directness, alone.sources) == (None, 0.0, "indirect", 0)


def test_a_relation_without_directness_counts_for_the_whole_only() -> None:
    arrow = first(
        {"source": "a", "strength": 3, "directness": "direct", **YES},
        {"source": "b", "strength": 3, "directness": "", **YES},
    )
    assert (arrow.strength, arrow.sources) == (pytest.approx(2 / 3), 2)
    assert (arrow.direct_share, arrow.directness) == (1.0, "direct")
    assert (arrow.direct, arrow.indirect) == (RelationPart(0.5, None, 1), None)
    assert [directness for directness, _ in arrow.drawn] == ["direct"]
    assert arrow.drawn[0][1].strength == pytest.approx(2 / 3)  # one arrow, of the whole
    uncoded = first({"source": "b", "strength": 3, "directness": "", **YES})
    assert (uncoded.strength, uncoded.direct_share, uncoded.directness) == (pytest.approx(0.5), None, None)


def test_both_parts_are_two_arrows_by_hand() -> None:
    arrow = first(
        *({"source": s, "strength": 3, "directness": "direct", **YES} for s in "abc"),
        {"source": "a", "strength": 1, "directness": "indirect", **YES},
        {"source": "d", "strength": 2, "directness": "indirect"},  # a = ½
    )
    assert arrow.direct is not None
    assert arrow.indirect is not None
    assert (arrow.direct.strength, arrow.direct.sources) == (pytest.approx(3 / 4), 3)
    assert arrow.indirect.strength == pytest.approx((1 / 3 + 0.5 * 2 / 3) / (1 + 1.5))
    assert (arrow.indirect.interval, arrow.indirect.sources) == (None, 2)
    assert arrow.sources == 4  # a source of both parts counts once
    assert arrow.drawn == (("direct", arrow.direct), ("indirect", arrow.indirect))
    # Every resample of three sources alike is the same.
    assert arrow.direct.interval == pytest.approx((0.75, 0.75))
    assert (arrow.ids("direct"), arrow.ids("indirect")) == (("e1", "e2", "e3"), ("e4", "e5"))
    assert arrow.key("indirect") == "macro-meso-indirect"


def test_a_resample_without_support_has_no_strength() -> None:
    arrow = first(*({"source": s, "strength": 3, **(NO if s == "c" else YES)} for s in "abc"))
    assert arrow.strength == pytest.approx(2 / 3)
    # Of a and b: 1, 2 or 3 in a resample, or none, which has no strength: ½ to ¾.
    assert arrow.interval == pytest.approx((0.5, 0.75))


def test_a_level_on_itself_is_no_arrow() -> None:
    row = {"from_level": "macro", "to_level": "macro", "strength": 3, "directness": "direct", **YES}
    assert all(arrow.sources == 0 for arrow in arrows(relations(row)))


CODED = st.tuples(
    st.sampled_from(["", "direct", "indirect"]),
    st.none() | st.integers(1, 3),
    st.sampled_from(["", "a", "b", "c", "d"]),
    st.sampled_from([YES, NO, {}]),
)


@given(st.lists(CODED, max_size=12))
def test_an_arrow_is_what_its_relations_say(coded: list[tuple[str, int | None, str, dict[str, str]]]) -> None:
    arrow = first(*({"directness": d, "strength": s, "source": source, **a} for d, s, source, a in coded))
    weights = [1.0 if a is YES else 0.0 if a is NO else 0.5 for _, _, _, a in coded]
    rows = list(zip(coded, weights, strict=True))

    def strength(some: list[tuple[tuple[str, int | None, str, dict[str, str]], float]]) -> float | None:
        measured = [(w, row[1]) for row, w in some if row[1] is not None]
        total = sum(w for w, _ in measured)
        return pytest.approx(sum(w * s / 3 for w, s in measured) / (1 + total)) if total else None

    def sources(some: list[tuple[tuple[str, int | None, str, dict[str, str]], float]]) -> int:
        named = [row[2] for row, _ in some if row[1] is not None]
        return len(set(named) - {""}) + named.count("")

    assert (arrow.strength, arrow.sources) == (strength(rows), sources(rows))
    for name, part in arrow.parts.items():
        some = [(row, w) for row, w in rows if row[0] == name]
        assert (part is None) == (sources(some) == 0)
        if part is not None:
            assert (part.strength, part.sources) == (strength(some), sources(some))
            assert part.interval is None or len(some) >= 3
    directed = sum(w for row, w in rows if row[0])
    direct = sum(w for row, w in rows if row[0] == "direct")
    assert arrow.direct_share == (pytest.approx(direct / directed) if directed else None)
    assert arrow.interval is None or (arrow.sources >= 3 and 0 <= arrow.interval[0] <= arrow.interval[1] < 1)
