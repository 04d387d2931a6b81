"""How a tool counts is told by the names that its selections quote."""

from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bridgehead.evidence.core.qda.text_offsets import (
    STANDARD,
    WAYS,
    CountingRule,
    SourceText,
    ToolSelection,
    count_unquoted,
    detect_counting_rule,
    to_own_offsets,
)

WORDS = ["harbour", "trusts", "pump 🌬", "price", "answered", "March", "twice", "Århus", "money", "👋🏽 hello", "never"]


def text_of(seed: int, words: int) -> str:
    """Words in lines, some of them blank, that do not repeat."""
    draw = Random(seed)  # noqa: S311 no secret
    said = (f"{draw.choice(WORDS)} {number}{draw.choice([',', '.', ''])}" for number in range(words))
    return "".join(part + draw.choice([" ", " ", " ", "\r\n", "\r\n\r\n"]) for part in said)


def as_a_tool_counts(text: SourceText, way: CountingRule, at: tuple[int, int], name: str) -> ToolSelection:
    ticks = text.ticks(way)
    return ToolSelection(int(ticks[at[0]]) - way.shift, int(ticks[at[1]]) - way.shift - way.last, name)


@given(
    seed=st.integers(0, 999),
    words=st.integers(8, 60),
    few=st.integers(2, 6),
    rule=st.sampled_from(WAYS),
    shift=st.sampled_from([0, -1, 1, -3, -17, 5]),
    origin=st.sampled_from(["", "MAXQDA 24", "NVivo 12", "ATLAS.ti 23"]),
)
def test_names_tell_how_a_tool_counts_and_shifts(
    seed: int, words: int, few: int, rule: CountingRule, shift: int, origin: str
) -> None:
    text, draw = SourceText.of(text_of(seed, words)), Random(seed + 1)  # noqa: S311
    starts = [i for i in range(1, len(text.plain) - 20) if text.plain[i - 1].isspace() and text.plain[i].isalnum()]
    assume(len(starts) >= few)
    spans = [(start, start + draw.randint(14, 20)) for start in draw.sample(starts, few)]
    assume(all(text.plain.count(text.plain[slice(*at)].strip()) == 1 for at in spans))
    way = CountingRule(rule.unit, rule.line_end, rule.last, shift)
    chosen = [as_a_tool_counts(text, way, at, text.plain[slice(*at)]) for at in spans]
    found = detect_counting_rule(text, chosen, origin)
    assert [to_own_offsets(text.ticks(found), found, at) for at in chosen] == spans


@pytest.mark.parametrize("origin", ["", "NVivo 12", "ATLAS.ti 23"])
def test_names_that_quote_nothing_change_nothing_and_are_counted(origin: str) -> None:
    text = SourceText.of("The harbour trusts our pumps.\r\nThey answered in March.\r\n")
    chosen = [ToolSelection(4, 11, "Reference 1"), ToolSelection(12, 18, "Reference 2"), ToolSelection(0, 3, "")]
    found = detect_counting_rule(text, chosen, origin)
    spans = [to_own_offsets(text.ticks(found), found, at) for at in chosen]
    assert (found.shift, spans) == (0, [(4, 11), (12, 18), (0, 3)])
    assert count_unquoted(text, chosen, spans) == 2
    assert count_unquoted(text, [ToolSelection(4, 11, "harbour")], [(4, 11)]) == 0


def test_one_selection_beyond_the_end_does_not_move_the_others() -> None:
    text = SourceText.of("\n".join(f"Line {number} about pumps" for number in range(12)))
    starts = [text.plain.index(f"Line {number} ") for number in range(12)]
    chosen = [ToolSelection(start, start + 4) for start in starts]
    beyond = ToolSelection(len(text.plain) - 5, len(text.plain) + 7)
    found = detect_counting_rule(text, [*chosen, beyond], "")
    assert found == STANDARD
    assert to_own_offsets(text.ticks(found), found, beyond) == (len(text.plain) - 5, len(text.plain))
