"""Eligibility and conditions in words."""

import pytest

from bridgehead.opportunities.core.eligibility import EligibilityFacts, judge
from bridgehead.opportunities.phrases import KINDS, ONE_OF_KIND, condition_phrases, conditions_text, eligibility_phrase

CASES = [
    ("", "firm", "sme", "DK", "Open to all"),
    ("sme", "firm", "sme", "DK", "Meets the condition: SME"),
    ("sme", "firm", "large", "DK", "Requires an SME; Ørsted is a large firm"),
    ("sme", "firm", "", "DK", "Requires an SME; size not recorded"),
    ("firm", "", "", "DK", "Requires a firm; type not recorded"),
    ("sme", "knowledge", "", "DK", "Requires an SME; Ørsted is a knowledge institution"),
    ("firm;sme", "firm", "large", "DK", "Requires an SME; Ørsted is a large firm"),
    (
        "sme;knowledge",
        "public",
        "",
        "DK",
        "Requires an SME or a knowledge institution; Ørsted is a public organisation",
    ),
    ("firm", "firm", "", "DK", "Meets the condition: firm"),
    ("country:DK;country:SE", "firm", "", "SE", "Meets the condition: Sweden"),
    ("country:DK", "firm", "", "", "Country not recorded"),
    ("country:DK;country:SE", "firm", "sme", "NO", "Requires Denmark or Sweden; based in Norway"),
    ("two years of accounts", "firm", "sme", "DK", "Check manually: two years of accounts"),
    ("two {years} of accounts", "firm", "sme", "DK", "Check manually: two {years} of accounts"),
]


@pytest.mark.parametrize(("conditions", "kind", "size", "country", "text"), CASES)
def test_each_condition_is_one_sentence(conditions: str, kind: str, size: str, country: str, text: str) -> None:
    verdict = judge(conditions.split(";"), EligibilityFacts(kind, size, country), day="2024")
    assert text in [eligibility_phrase(reason, "Ørsted") for reason in verdict.reasons]


KNOWN = EligibilityFacts(
    "firm", "sme", "DK", "DK04", "2014-05", 260, 1_500_000.5, "Heat transfer", ("separation", "heat pumps")
)
BLANK = EligibilityFacts("firm", "sme", "")
SENTENCES = [
    ("region: DK04, SE22", "Meets the condition: Central Denmark (DK04)", "region not recorded as a NUTS code"),
    ("region: DK05", "Requires North Denmark (DK05); based in Central Denmark (DK04)", "Requires North Denmark (DK05)"),
    ("region: DK042", "Requires East Jutland (DK042); recorded only as Central Denmark (DK04)", "NUTS code"),
    ("region: FR1", "Requires FR1; based in Central Denmark (DK04)", "Requires FR1; region not recorded"),
    ("age: at most 5", "Requires at most 5 years since founding; founded May 2014", "date of founding not recorded"),
    ("age: over 1", "Meets the condition: more than 1 year since founding (founded May 2014)", "not recorded"),
    (
        "age: at least 10",
        "exact date of founding not recorded (May 2014)",
        "Requires at least 10 years since founding;",
    ),
    ("age: under 1", "Requires less than 1 year since founding; founded May 2014", "not recorded"),
    ("age: 2 to 20", "Meets the condition: 2 to 20 years since founding (founded May 2014)", "not recorded"),
    ("staff: under 250", "Requires fewer than 250 employees; 260 recorded", "number of employees not recorded"),
    ("staff: 50 to 1000", "Meets the condition: 50 to 1,000 employees (260 recorded)", "not recorded"),
    ("staff: over 9.5", "Meets the condition: more than 9.5 employees (260 recorded)", "not recorded"),
    (
        "turnover: at most 1000000",
        "Requires a turnover of at most €\xa01,000,000; €\xa01,500,000.5 recorded",
        "turnover",
    ),
    ("turnover: over 1000000", "Meets the condition: a turnover above €\xa01,000,000", "turnover not recorded"),
    ("sector: water, energy", "Requires the sector water or energy; Heat transfer recorded", "sector not recorded"),
    ("sector: heat", "Meets the condition: sector Heat transfer", "Requires the sector heat; sector not recorded"),
    ("technology: pumps", "Meets the condition: heat pumps", "Requires pumps; capabilities not recorded"),
    ("technology: wind", "Requires wind; not among the recorded capabilities", "capabilities not recorded"),
]


@pytest.mark.parametrize(("condition", "known", "blank"), SENTENCES)
def test_a_condition_is_said_of_what_is_recorded_and_of_what_is_not(condition: str, known: str, blank: str) -> None:
    for facts, text in ((KNOWN, known), (BLANK, blank)):
        (reason,) = judge([condition], facts, day="2024").reasons
        said = eligibility_phrase(reason, "Ørsted")
        assert text in said
        assert "{" not in said


def test_conditions_of_an_opportunity_in_words() -> None:
    conditions = ["firm", "sme", "knowledge", "country:DK", "country:SE", "two years of accounts"]
    said = ["SME or knowledge institution", "Based in Denmark or Sweden", "two years of accounts"]
    assert condition_phrases(conditions) == said
    assert conditions_text(conditions[:4]) == "SME or knowledge institution and based in Denmark"
    assert (condition_phrases([]), conditions_text([])) == ([], "")


def test_every_condition_in_words() -> None:
    conditions = [
        "region: DK04, DK", "age: at most 5", "staff: under 250", "turnover: 0.5 to 5000000", "sector: water, energy",
        "technology: heat pumps", "age: young",
    ]  # fmt: skip
    assert condition_phrases(conditions) == [
        "Based in Central Denmark (DK04) or Denmark",
        "At most 5 years since founding",
        "Fewer than 250 employees",
        "A turnover of €\xa00.5 to €\xa05,000,000",
        "Sector water or energy",
        "Technology heat pumps",
        "age: young",
    ]
    assert conditions_text(conditions[2:3] + conditions[5:6]) == "fewer than 250 employees and technology heat pumps"


def test_every_kind_has_its_words() -> None:
    assert set(KINDS) == set(ONE_OF_KIND)
