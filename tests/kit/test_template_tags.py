"""How countries, money, dates and addresses are written."""

import pytest

from bridgehead.kit import template_tags


@pytest.mark.parametrize(
    ("text", "written"), [("2019", "2019"), ("2019-05", "May 2019"), ("2019-05-31", "31 May 2019"), ("", "")]
)
def test_a_partial_date_keeps_its_precision(text: str, written: str) -> None:
    assert (f">{written}<" in template_tags.date_text(text)) if text else template_tags.date_text(text) == ""


def test_a_name_of_one_word_is_spelled_out() -> None:
    assert template_tags.spell_out("offices_abroad") == "Offices abroad"
    assert template_tags.spell_out("rd_share_of_gdp") == "R&D share of GDP"


def test_money_has_its_thousands_apart() -> None:
    assert template_tags.euros(1234567.4) == "€\N{NO-BREAK SPACE}1,234,567"
    assert template_tags.euros(None) == ""


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//[", ""])
def test_an_address_that_is_none_is_no_link(address: str) -> None:
    assert template_tags.href(address) == ""


def test_an_address_without_a_scheme_is_a_link() -> None:
    assert template_tags.href("www.clean.example/a") == "https://www.clean.example/a"


def test_a_country_has_its_name() -> None:
    assert template_tags.country("KR") == "South Korea"
    assert template_tags.country_list(["DK", "XX"]) == "Denmark, XX"
