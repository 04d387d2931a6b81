"""Eligibility and conditions in words."""

import pytest

from bridgehead.opportunities.core.eligibility import judge
from bridgehead.opportunities.phrases import KINDS, ONE_OF_KIND, condition_phrases, conditions_text, eligibility_phrases

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
    verdict = judge(conditions.split(";"), kind=kind, size=size, country=country)
    assert text in eligibility_phrases(verdict, "Ørsted")


def test_conditions_of_an_opportunity_in_words() -> None:
    conditions = ["firm", "sme", "knowledge", "country:DK", "country:SE", "two years of accounts"]
    said = ["SME or knowledge institution", "Based in Denmark or Sweden", "two years of accounts"]
    assert condition_phrases(conditions) == said
    assert conditions_text(conditions[:4]) == "SME or knowledge institution and based in Denmark"
    assert (condition_phrases([]), conditions_text([])) == ([], "")


def test_every_kind_has_its_words() -> None:
    assert set(KINDS) == set(ONE_OF_KIND)
