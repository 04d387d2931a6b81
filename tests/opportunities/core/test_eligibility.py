import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.opportunities.core.eligibility import KINDS, SIZES, judge

CASES = [
    ("", "firm", "sme", "DK", True, "open to everybody"),
    ("sme", "firm", "sme", "DK", True, "SME, as asked"),
    ("sme", "firm", "large", "DK", False, "an SME is asked for; this is a large firm"),
    ("sme", "firm", "", "DK", None, "an SME is asked for; its size is not known"),
    ("sme", "knowledge", "", "DK", False, "an SME is asked for; this is a knowledge institution"),
    ("firm;sme", "firm", "large", "DK", False, "an SME is asked for; this is a large firm"),
    ("sme;knowledge", "knowledge", "", "DK", True, "knowledge institution, as asked"),
    ("firm", "firm", "", "DK", True, "firm, as asked"),
    ("country:DK;country:SE", "firm", "", "SE", True, "in Sweden, as asked"),
    ("country:DK", "firm", "", "", None, "somebody in Denmark is asked for; its country is not known"),
    ("sme;country:DK", "firm", "sme", "NO", False, "somebody in Denmark is asked for; this is in Norway"),
    ("two years of accounts", "firm", "sme", "DK", None, "check by hand: two years of accounts"),
]


@pytest.mark.parametrize(("conditions", "kind", "size", "country", "eligible", "reason"), CASES)
def test_conditions_are_judged(
    conditions: str, kind: str, size: str, country: str, eligible: bool | None, reason: str
) -> None:
    verdict = judge(conditions.split(";"), kind=kind, size=size, country=country)
    assert verdict.eligible is eligible
    assert reason in verdict.reasons


@given(
    st.lists(st.sampled_from([*SIZES, *KINDS, "country:DK", "country:SE", "something else"])),
    st.sampled_from(KINDS),
    st.sampled_from(["sme", "large"]),
    st.sampled_from(["DK", "SE", "NO"]),
)
def test_knowing_less_never_turns_a_yes_into_a_no(conditions: list[str], kind: str, size: str, country: str) -> None:
    full = judge(conditions, kind=kind, size=size, country=country).eligible
    less = judge(conditions, kind=kind, size="", country="").eligible
    assert less is full or less is None
