import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.opportunities.core.eligibility import KINDS, SIZES, judge

CASES = [
    ("", "firm", "sme", "DK", True, "open to everybody"),
    ("sme", "firm", "sme", "DK", True, "SME, as the call asks"),
    ("sme", "firm", "large", "DK", False, "the call asks for SME; this is large firm"),
    ("sme", "firm", "", "DK", None, "the call asks for SME; its size is not known"),
    ("sme", "knowledge", "", "DK", False, "the call asks for SME; this is knowledge institution"),
    ("firm;sme", "firm", "large", "DK", False, "the call asks for SME; this is large firm"),
    ("sme;knowledge", "knowledge", "", "DK", True, "knowledge institution, as the call asks"),
    ("firm", "firm", "", "DK", True, "firm, as the call asks"),
    ("country:DK;country:SE", "firm", "", "SE", True, "in SE, as the call asks"),
    ("country:DK", "firm", "", "", None, "the call asks for DK; its country is not known"),
    ("sme;country:DK", "firm", "sme", "NO", False, "the call asks for DK; this is in NO"),
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
