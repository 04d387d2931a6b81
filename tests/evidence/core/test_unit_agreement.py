"""Agreement on units: who did not open a source is missing, and a filter changes no figure."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridgehead.evidence.core.coded_material import AppliedCode, CodedMaterial
from bridgehead.evidence.core.passage_agreement import passage_extents
from bridgehead.evidence.core.text_units import CodingUnit
from bridgehead.evidence.core.unit_agreement import unit_decisions
from bridgehead.methods.intercoder_agreement import MeasurementLevel
from bridgehead.methods.unitising_agreement import unitising

NOMINAL, ORDINAL = MeasurementLevel
TEXT = "One line.\nAnother line.\nA third.\nThe last."
LINES = [(0, 9), (10, 23), (24, 32), (33, 42)]
A, B = ("a", *LINES[0]), ("b", *LINES[1])
CODES = ["network", "price", "trust"]

marks = st.builds(
    lambda source, line, code, coder, salience: AppliedCode(source, *LINES[line], code, coder, salience),
    st.sampled_from(["a", "b", "c"]),
    st.integers(0, 3),
    st.sampled_from(CODES),
    st.sampled_from(["ida", "jon", "kai"]),
    st.sampled_from([None, 1.0, 2.0, 3.0]),
)


def material(found: list[AppliedCode], codes: list[str] | None = None) -> CodedMaterial:
    used = sorted({mark.code for mark in found})
    return CodedMaterial(used if codes is None else codes, {mark.source: TEXT for mark in found}, found)


@settings(max_examples=25)
@given(st.lists(marks, min_size=1, max_size=25))
def test_a_filtered_figure_is_its_row_in_the_whole_table(found: list[AppliedCode]) -> None:
    whole = material(found)
    code = whole.codes[0]
    alone = material(found, [code])
    for level in MeasurementLevel:
        one, all_ = (unit_decisions(m, CodingUnit.PARAGRAPH, level) for m in (alone, whole))
        assert one.row([code]) == all_.row([code])
        assert one.coded_only().row([code]) == all_.coded_only().row([code])
    assert passage_extents(alone).row([code]) == passage_extents(whole).row([code])


@settings(max_examples=25)
@given(st.lists(marks, min_size=1, max_size=25))
def test_a_source_of_one_coder_alone_changes_nothing(found: list[AppliedCode]) -> None:
    """Neither on units nor on passages: nobody can agree or differ there."""
    extra = [AppliedCode("alone", *LINES[line], code, "ida", 1.0) for line, code in enumerate(CODES)]
    codes = sorted({mark.code for mark in found})
    before, after = material(found, codes), material([*found, *extra], codes)
    assert passage_extents(before).row(codes) == passage_extents(after).row(codes)
    without, with_ = (unit_decisions(m, CodingUnit.PARAGRAPH, NOMINAL).row(codes) for m in (before, after))
    assert (with_.alpha, with_.percent) == (without.alpha, without.percent)


def test_one_coder_alone_agrees_with_nobody_in_any_unit() -> None:
    lone = material(
        [AppliedCode("a", *LINES[0], "price", "ida", 2.0), AppliedCode("b", *LINES[1], "price", "jon", 2.0)]
    )
    for unit in (CodingUnit.SENTENCE, CodingUnit.PARAGRAPH, CodingUnit.SOURCE):
        assert unit_decisions(lone, unit, NOMINAL).row(["price"]).alpha.reason == "no_pairs"
    found = passage_extents(lone).row(["price"]).alpha
    assert (found.value, found.interval, found.reason) == (None, None, "no_pairs")
    whole_source = material([AppliedCode("a", None, None, "price", coder, None) for coder in ("ida", "jon")])
    assert passage_extents(whole_source).row(["price"]).alpha.reason == "one_value", "no passage has an extent"


def test_on_passages_texts_are_of_those_who_read_them() -> None:
    both = [AppliedCode("a", *span, "price", coder, None) for coder, span in (("ida", LINES[0]), ("jon", (0, 20)))]
    more = [AppliedCode("b", *LINES[2], "price", coder, None) for coder in ("jon", "kai")]
    alone = unitising([[LINES[0]], [(0, 20)]], len(TEXT))
    assert passage_extents(material(both)).row(["price"]).alpha.value == pytest.approx(alone.alpha)
    agreed = unitising([[LINES[2]], [LINES[2]]], len(TEXT))
    found = passage_extents(material(both + more)).row(["price"]).alpha
    assert found.value == pytest.approx(1 - alone.observed / (alone.expected + agreed.expected))
    assert found.units == 4


def test_salience_that_nobody_judged_is_no_level() -> None:
    unjudged = [AppliedCode("a", *LINES[n], "price", coder, None) for n, coder in ((0, "ida"), (0, "jon"), (1, "jon"))]
    assert unit_decisions(material(unjudged), CodingUnit.PARAGRAPH, ORDINAL).row(["price"]).alpha.reason == (
        "no_salience"
    )
    judged = [AppliedCode("a", *LINES[2], "price", "ida", 3.0), AppliedCode("a", *LINES[2], "price", "jon", 1.0)]
    found = unit_decisions(material(unjudged + judged), CodingUnit.PARAGRAPH, ORDINAL)
    assert np.isnan(found.values[:, 0, 0]).all(), "applied, how strongly is unknown"
    assert found.values[:, :, 0].tolist()[0][1:] == [0, 3, 0]
    assert found.row(["price"]).alpha.units == 2, "the last two lines"
    twice = unit_decisions(
        material([*judged, AppliedCode("a", 25, 30, "price", "ida", None)]), CodingUnit.PARAGRAPH, ORDINAL
    )
    assert twice.values[0, 2, 0] == 3, "the judged passage stands"


def test_rare_codes_explain_why_alpha_is_low() -> None:
    text = "\n".join("A line." for _ in range(40))
    found = [AppliedCode("a", 0, 7, "price", "ida", None), AppliedCode("a", 8, 15, "price", "jon", None)]
    rare = CodedMaterial(["price"], {"a": text}, found)
    row = unit_decisions(rare, CodingUnit.PARAGRAPH, NOMINAL).row(["price"])
    assert row.puzzles
    assert row.percent == pytest.approx(0.95)
    assert row.applied == pytest.approx(2 / 80)
    assert row.alpha.value is not None
    assert row.alpha.value < 0
    assert row.ac1 == pytest.approx((0.95 - 2 * 0.025 * 0.975) / (1 - 2 * 0.025 * 0.975))
    kept = unit_decisions(rare, CodingUnit.PARAGRAPH, NOMINAL).coded_only().row(["price"])
    assert not kept.puzzles
