"""Eligibility: each condition against what is recorded, at its limits, and where something is not known."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bridgehead.opportunities.core.conditions import KINDS, SIZES, Bound, fault, sort_conditions
from bridgehead.opportunities.core.eligibility import EligibilityFacts, EligibilityReason, judge

DAY = "2024-06-15"
CASES = [
    ("", "firm", "sme", "DK", True, EligibilityReason("open")),
    ("sme", "firm", "sme", "DK", True, EligibilityReason("who_met", ("sme",), "sme")),
    ("SME", "firm", "sme", "DK", True, EligibilityReason("who_met", ("sme",), "sme")),
    ("sme", "firm", "large", "DK", False, EligibilityReason("who_unmet", ("sme",), "large")),
    ("sme", "firm", "", "DK", None, EligibilityReason("size_unknown", ("sme",))),
    ("sme", "", "", "DK", None, EligibilityReason("kind_unknown", ("sme",))),
    ("sme", "knowledge", "", "DK", False, EligibilityReason("who_unmet", ("sme",), "knowledge")),
    ("firm;sme", "firm", "large", "DK", False, EligibilityReason("who_unmet", ("sme",), "large")),
    ("sme;knowledge", "knowledge", "", "DK", True, EligibilityReason("who_met", ("sme", "knowledge"), "knowledge")),
    ("firm", "firm", "", "DK", True, EligibilityReason("who_met", ("firm",), "firm")),
    ("country:DK;country:SE", "firm", "", "SE", True, EligibilityReason("where_met", ("DK", "SE"), "SE")),
    ("Country: dk, se", "firm", "", "SE", True, EligibilityReason("where_met", ("DK", "SE"), "SE")),
    ("country: UK", "firm", "", "GB", True, EligibilityReason("where_met", ("GB",), "GB")),
    ("country:DK", "firm", "", "", None, EligibilityReason("country_unknown", ("DK",))),
    ("sme;country:DK", "firm", "sme", "NO", False, EligibilityReason("where_unmet", ("DK",), "NO")),
    ("two years of accounts", "firm", "sme", "DK", None, EligibilityReason("by_hand", found="two years of accounts")),
    ("age: young", "firm", "sme", "DK", None, EligibilityReason("by_hand", found="age: young")),
]


@pytest.mark.parametrize(("conditions", "kind", "size", "country", "eligible", "reason"), CASES)
def test_conditions_are_judged(
    conditions: str, kind: str, size: str, country: str, eligible: bool | None, reason: EligibilityReason
) -> None:
    verdict = judge(conditions.split(";"), EligibilityFacts(kind, size, country), day=DAY)
    assert verdict.eligible is eligible
    assert reason in verdict.reasons


FACTS = [
    ("region: DK04", {"region": "DK042"}, True, "region_met"),
    ("region: dk04, DK05", {"region": "dk05"}, True, "region_met"),
    ("region: DK04", {"region": "DK04"}, True, "region_met"),
    ("region: DK04", {"region": "DK03"}, False, "region_unmet"),
    ("region: DK042", {"region": "DK04"}, None, "region_unclear"),
    ("region: DK042", {"region": "DK0"}, None, "region_unclear"),
    ("region: DK", {}, True, "region_met"),
    ("region: DK04", {}, None, "region_unknown"),
    ("region: DK04", {"region": "by the fjord"}, None, "region_unknown"),
    ("region: DK04", {"country": "NO"}, False, "region_unmet"),
    ("region: DK04", {"country": ""}, None, "region_unknown"),
    ("region: EL3", {"country": "GR"}, None, "region_unknown"),
    ("region: GR3", {"region": "EL30", "country": "GR"}, True, "region_met"),
    ("age: at most 5", {"founded": "2019-06-15"}, True, "age_met"),
    ("age: at most 5", {"founded": "2019-06-14"}, False, "age_unmet"),
    ("age: under 5", {"founded": "2019-06-16"}, True, "age_met"),
    ("age: under 5", {"founded": "2019-06-15"}, False, "age_unmet"),
    ("age: at least 5", {"founded": "2019-06-15"}, True, "age_met"),
    ("age: at least 5", {"founded": "2019-06-16"}, False, "age_unmet"),
    ("age: over 5", {"founded": "2019-06-15"}, False, "age_unmet"),
    ("age: over 5", {"founded": "2019-06-14"}, True, "age_met"),
    ("age: at most 5", {"founded": "2020"}, True, "age_met"),
    ("age: at most 5", {"founded": "2019"}, None, "age_unclear"),
    ("age: at most 5", {"founded": "2019-06"}, None, "age_unclear"),
    ("age: at most 5", {"founded": "2018"}, False, "age_unmet"),
    ("age: 3 to 5", {"founded": "2021-06-15"}, True, "age_met"),
    ("age: 3 to 5", {"founded": "2021-06-16"}, False, "age_unmet"),
    ("age: at most 5", {}, None, "age_unknown"),
    ("staff: under 250", {"staff": 249.5}, True, "staff_met"),
    ("staff: under 250", {"staff": 250.0}, False, "staff_unmet"),
    ("staff: at most 250", {"staff": 250.0}, True, "staff_met"),
    ("staff: over 0", {"staff": 0.0}, False, "staff_unmet"),
    ("staff: 10 to 49", {"staff": 10.0}, True, "staff_met"),
    ("staff: 10 to 49", {"staff": 49.5}, False, "staff_unmet"),
    ("staff: under 250", {}, None, "staff_unknown"),
    ("turnover: at most 50000000", {"turnover": 50_000_000.0}, True, "turnover_met"),
    ("turnover: at most 50000000", {"turnover": 50_000_000.5}, False, "turnover_unmet"),
    ("turnover: at least 0.5", {"turnover": 0.0}, False, "turnover_unmet"),
    ("turnover: at most 50000000", {}, None, "turnover_unknown"),
    ("sector: water, energy", {"sector": "Renewable Energy"}, True, "sector_met"),
    ("sector: water", {"sector": "Watercolours"}, False, "sector_unmet"),
    ("sector: E36", {"sector": "E36.00 Water collection"}, True, "sector_met"),
    ("sector: water", {}, None, "sector_unknown"),
    ("technology: heat pumps", {"technologies": ("Industrial heat pumps",)}, True, "technology_met"),
    ("technology: heat pumps", {"technologies": ("district heating",)}, None, "technology_unclear"),
    ("technology: heat pumps", {}, None, "technology_unknown"),
]


@pytest.mark.parametrize(("condition", "known", "eligible", "code"), FACTS)
def test_each_fact_is_judged_at_its_limit(
    condition: str, known: dict[str, Any], eligible: bool | None, code: str
) -> None:
    facts = EligibilityFacts("firm", "sme", "DK")._replace(**known)
    verdict = judge([condition], facts, day=DAY)
    assert (verdict.eligible, verdict.reasons[0].code) == (eligible, code)


def test_lists_of_one_name_are_joined_and_bounds_all_hold() -> None:
    facts = EligibilityFacts("firm", "sme", "DK", region="DK05", staff=5)
    assert judge(["region: DK04", "region: DK05"], facts, day=DAY).eligible is True
    assert judge(["staff: at least 5", "staff: under 5"], facts, day=DAY).eligible is False


def test_an_age_counts_to_the_deadline_and_a_year_leaves_it_open() -> None:
    facts = EligibilityFacts("firm", "sme", "DK", founded="2019-06-15")
    assert judge(["age: at most 5"], facts, day="2024-06").eligible is None
    assert judge(["age: at most 5"], facts, day="2024-05").eligible is True
    assert judge(["age: at most 5"], facts, day="2025").eligible is False


def test_a_firm_founded_on_a_leap_day_has_its_birthday_on_the_last_of_february() -> None:
    facts = EligibilityFacts("firm", "sme", "DK", founded="2020-02-29")
    for day, eligible in (("2023-02-28", True), ("2023-03-01", False), ("2023-02-27", True)):
        assert judge(["age: at most 3"], facts, day=day).eligible is eligible
    assert judge(["age: at least 4"], facts, day="2024-02-28").eligible is False
    assert judge(["age: at least 4"], facts, day="2024-02-29").eligible is True


FAULTS = [
    *(
        (text, "")
        for text in (
            "sme",
            "Consortium: three partners",
            "two years of accounts",
            "region:DK",
            "age: 2 to 2",
            "country: Denmark, EL",
        )
    ),
    *((text, "country") for text in ("country:", "country: Atlantis", "country: DK,", "country: XX")),
    *((text, "region") for text in ("region:", "region: Fyn", "region: DK0411", "region: XX1", "region: DK04;")),
    *((text, "list") for text in ("sector:", "sector: water,,energy", "Technology: ")),
    *((text, "age") for text in ("age: young", "age: at most 2.5", "age: at most -1", "age: 5 to 3", "age: over 1000")),
    *((text, "number") for text in ("staff: few", "staff: under 1e3", "turnover: at most 5,000", "turnover: 5")),
]


@pytest.mark.parametrize(("condition", "wrong"), FAULTS)
def test_what_is_wrong_with_a_condition_is_named(condition: str, wrong: str) -> None:
    assert fault(condition) == wrong
    if wrong:
        assert sort_conditions([condition]).by_hand == (condition.strip(),)


DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(DAYS, st.integers(0, 120), st.integers(-400, 400))
def test_at_most_and_over_are_each_other_s_opposite_and_turn_at_the_birthday(
    founded: date, years: int, late: int
) -> None:
    assume((founded.month, founded.day) != (2, 29))
    day = founded.replace(year=founded.year + years) + timedelta(late)
    facts = EligibilityFacts("firm", "", "", founded=founded.isoformat())
    answers = {
        words: judge([f"age: {words} {years}"], facts, day=day.isoformat()).eligible
        for words in ("at most", "over", "under", "at least")
    }
    assert answers == {"at most": late <= 0, "over": late > 0, "under": late < 0, "at least": late >= 0}


@given(DAYS, DAYS, st.sampled_from(["at most", "at least", "under", "over"]), st.integers(0, 50))
def test_a_year_alone_says_what_all_its_days_say(founded: date, day: date, words: str, years: int) -> None:
    def answer(text: str) -> bool | None:
        facts = EligibilityFacts("firm", "", "", founded=text)
        return judge([f"age: {words} {years}"], facts, day=day.isoformat()).eligible

    known = [answer(date(founded.year, 1, 1).isoformat()), answer(date(founded.year, 12, 31).isoformat())]
    assert answer(str(founded.year)) == (known[0] if known[0] == known[1] else None)


NUMBERS = st.integers(0, 10**9).map(lambda n: n / 2)


@given(NUMBERS, NUMBERS, st.booleans())
def test_a_number_is_met_on_one_side_of_its_limit(limit: float, value: float, same: bool) -> None:
    value = limit if same else value
    facts = EligibilityFacts("firm", "", "", staff=value)
    for words, met in (("at most", value <= limit), ("under", value < limit), ("at least", value >= limit)):
        bound = Bound(**{"low" if words == "at least" else "high": limit}, under=words == "under")
        verdict = judge([f"staff: {bound.parts[0]}"], facts, day=DAY)
        assert (bound.parts[0].startswith(words), verdict.eligible) == (True, met)


@given(st.text("DKSE0123456789", min_size=3, max_size=3), st.integers(2, 5), st.integers(2, 5))
def test_a_region_is_a_prefix(tail: str, asked: int, known: int) -> None:
    code = f"DK{tail}"
    verdict = judge([f"region: {code[:asked]}"], EligibilityFacts("firm", "", "DK", region=code[:known]), day=DAY)
    assert verdict.eligible is (True if asked <= known else None)
    other = judge([f"region: SE{tail}"], EligibilityFacts("firm", "", "DK", region=code[:known]), day=DAY)
    assert other.eligible is False


@given(
    st.lists(
        st.sampled_from(
            [
                *SIZES, *KINDS, "country:DK", "country:SE", "something else", "region: DK04", "age: at most 5",
                "staff: under 250", "turnover: 1 to 9", "sector: water", "technology: pumps",
            ]
        )
    ),
    st.sampled_from(KINDS),
    st.sampled_from(["sme", "large"]),
    st.sampled_from(["DK", "SE", "NO"]),
    st.lists(st.sampled_from(["size", "country", "region", "founded", "staff", "turnover", "sector", "technologies"])),
)  # fmt: skip
def test_knowing_less_never_turns_a_yes_into_a_no(
    conditions: list[str], kind: str, size: str, country: str, forgotten: list[str]
) -> None:
    facts = EligibilityFacts(kind, size, country, f"{country}041", "2020-01-01", 249, 9.5, "Water", ("pumps",))
    blank = EligibilityFacts("", "", "")
    full = judge(conditions, facts, day=DAY).eligible
    less = judge(conditions, facts._replace(**{name: getattr(blank, name) for name in forgotten}), day=DAY).eligible
    assert less is full or less is None
