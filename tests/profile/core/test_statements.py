"""What is stated, denied, contested or unknown, by how many independent voices."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.profile.core.statements import Statement, mentions, statements_of_actors
from tests.profile.core.plain import frame

STRENGTH, WEAKNESS = {"direction": "strength"}, {"direction": "weakness"}


def said(*rows: dict[str, Any]) -> Statement:
    return statements_of_actors(frame(*({"code": "barrier.capital", **row} for row in rows)))["firm"]["barrier.capital"]


def talk(name: str, **values: str) -> dict[str, Any]:
    return {"source": name, "source_kind": "interview", **STRENGTH, **values}


def test_one_voice_states() -> None:
    assert said(talk("a"), talk("a")) == Statement("stated", 1, 0, triangulated=False)


def test_both_sides_contest() -> None:
    assert said(talk("a"), talk("b", **WEAKNESS)) == Statement("contested", 1, 1, triangulated=False)


def test_two_voices_of_two_kinds_triangulate() -> None:
    paper = talk("paper", source_kind="document", **WEAKNESS)
    assert said(talk("a", **WEAKNESS), paper) == Statement("denied", 0, 2, triangulated=True)
    assert not said(talk("a"), talk("b")).triangulated


def test_sources_of_one_voice_count_once() -> None:
    assert said(talk("a", voice="Ane"), talk("b", voice="Ane")).voices_for == 1
    assert said(talk("a", voice="Ane"), talk("Ane")).voices_for == 2  # a source that is called like a voice


def test_a_row_without_a_source_is_a_voice_of_its_own_and_of_no_kind() -> None:
    assert said({"source": "", **STRENGTH}, talk("a")) == Statement("stated", 2, 0, triangulated=False)


def test_a_row_counts_whatever_its_weight_but_not_what_a_reconciled_row_replaced() -> None:
    passage = talk("a", locator="1", purpose="no", current="no", trust="no")
    assert said(passage).status == "stated"
    both = said({**passage, "coder": "ann", **WEAKNESS}, {**passage, "coder": "reconciled"})
    assert both == Statement("stated", 1, 0, triangulated=False)


def test_what_has_no_direction_or_is_hoped_for_states_nothing() -> None:
    rows = frame({"code": "motive.market", "direction": ""}, {"code": "motive.market", "prospective": "yes"})
    assert statements_of_actors(rows) == {}


def test_a_theme_is_mentioned_by_voices() -> None:
    rows = [
        {"code": "theme.trust", "direction": direction, **place}
        for direction in ("", "strength")
        for place in ({"source": "a"}, {"source": "b", "voice": "Bo"}, {"source": "c", "voice": "Bo"})
    ]
    assert mentions(frame(*rows)) == {"firm": {"theme.trust": 2}}


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["strength", "weakness"])), min_size=1, max_size=8))
def test_the_status_follows_from_who_said_what(rows: list[tuple[str, str]]) -> None:
    found = said(*(talk(source, direction=direction) for source, direction in rows))
    sides = {d: {s for s, direction in rows if direction == d} for d in ("strength", "weakness")}
    assert (found.voices_for, found.voices_against) == (len(sides["strength"]), len(sides["weakness"]))
    expected = {(True, True): "contested", (True, False): "stated", (False, True): "denied"}
    assert found.status == expected[bool(sides["strength"]), bool(sides["weakness"])]


@pytest.mark.parametrize("day", ["2018", "2020"])
def test_no_evidence_no_statements(day: str) -> None:
    assert statements_of_actors(frame({"code": "motive.market", "direction": "", "date": day})) == {}
