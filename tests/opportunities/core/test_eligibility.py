import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.opportunities.core.eligibility import KINDS, SIZES, EligibilityReason, judge

CASES = [
    ("", "firm", "sme", "DK", True, EligibilityReason("open")),
    ("sme", "firm", "sme", "DK", True, EligibilityReason("who_met", ("sme",), "sme")),
    ("sme", "firm", "large", "DK", False, EligibilityReason("who_unmet", ("sme",), "large")),
    ("sme", "firm", "", "DK", None, EligibilityReason("size_unknown", ("sme",))),
    ("sme", "", "", "DK", None, EligibilityReason("kind_unknown", ("sme",))),
    ("sme", "knowledge", "", "DK", False, EligibilityReason("who_unmet", ("sme",), "knowledge")),
    ("firm;sme", "firm", "large", "DK", False, EligibilityReason("who_unmet", ("sme",), "large")),
    ("sme;knowledge", "knowledge", "", "DK", True, EligibilityReason("who_met", ("sme", "knowledge"), "knowledge")),
    ("firm", "firm", "", "DK", True, EligibilityReason("who_met", ("firm",), "firm")),
    ("country:DK;country:SE", "firm", "", "SE", True, EligibilityReason("where_met", ("DK", "SE"), "SE")),
    ("country:DK", "firm", "", "", None, EligibilityReason("country_unknown", ("DK",))),
    ("sme;country:DK", "firm", "sme", "NO", False, EligibilityReason("where_unmet", ("DK",), "NO")),
    ("two years of accounts", "firm", "sme", "DK", None, EligibilityReason("by_hand", found="two years of accounts")),
]


@pytest.mark.parametrize(("conditions", "kind", "size", "country", "eligible", "reason"), CASES)
def test_conditions_are_judged(
    conditions: str, kind: str, size: str, country: str, eligible: bool | None, reason: EligibilityReason
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
