"""Towns lose their postcodes, in the formats of the EU, the United Kingdom, Norway, Switzerland and Iceland."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.importers.core.town_names import town_of

D, L = "0123456789", "ABCEFGHJKMNPRSTUVWXYZ"
FORMATS = {
    "AT": "9999", "BE": "9999", "BG": "9999", "CH": "9999", "CY": "9999", "CZ": "999 99", "DE": "99999", "DK": "9999",
    "EE": "99999", "ES": "99999", "FI": "99999", "FR": "99999", "GB": "AA9A 9AA", "GR": "999 99", "HR": "99999",
    "HU": "9999", "IE": "D99 A9A9", "IS": "999", "IT": "99999", "LT": "LT-99999", "LU": "L-9999", "LV": "LV-9999",
    "MT": "AAA 9999", "NL": "9999 AA", "NO": "9999", "PL": "99-999", "PT": "9999-999", "RO": "999999", "SE": "999 99",
    "SI": "9999", "SK": "999 99",
}  # fmt: skip
"""A digit for 9, a letter for A."""
TOWNS = {
    "AT": "Wien", "BE": "La Louvière", "CZ": "Praha 1", "DE": "Halle (Saale)", "DK": "København Ø", "FR": "Paris 15e",
    "GB": "Newcastle upon Tyne", "GR": "Αθήνα", "BG": "София", "NL": "'s-Hertogenbosch", "IE": "Dublin 2",
}  # fmt: skip


@st.composite
def codes(draw: st.DrawFn) -> tuple[str, str]:
    """A country, and a postcode as it writes it."""
    country = draw(st.sampled_from(sorted(FORMATS)))
    signs = {"9": st.sampled_from(D[1:]), "A": st.sampled_from("ACDEFHKNPRTVWXY")}
    return country, "".join(draw(signs[sign]) if sign in signs else sign for sign in FORMATS[country])


@given(codes(), st.booleans(), st.sampled_from([" ", ", ", "  "]))
def test_a_postcode_before_or_after_a_town_goes(code: tuple[str, str], signed: bool, joint: str) -> None:
    country, number = code
    town = TOWNS.get(country, "Some Town")
    prefix = f"{country}-" if signed and number[0].isdigit() and country != "GB" else ""
    assert town_of(f"{prefix}{number}{joint}{town}", country) == town
    assert town_of(town, country) == town
    assert town_of(number, country) == ""
    if country != "IS":
        assert town_of(f"{town}{joint}{number}", country) == town


@pytest.mark.parametrize(
    ("cell", "town"),
    [
        ("DK-2100 København Ø", "København Ø"),
        ("2100 København Ø", "København Ø"),
        ("1012 AB Amsterdam", "Amsterdam"),
        ("London SW1A 1AA", "London"),
        ("london sw1a1aa", "london"),
        ("00-950 Warszawa", "Warszawa"),
        ("SE-111 22 Stockholm", "Stockholm"),
        ("SE 111 22 Stockholm", "Stockholm"),
        ("L-1234 Luxembourg", "Luxembourg"),
        ("Praha 110 00", "Praha"),
        ("75008 Paris Cedex 08", "Paris"),
        ("7100 LA LOUVIERE", "LA LOUVIERE"),
        ("101 Reykjavík", "Reykjavík"),
        ("København Ø (2100)", "København Ø"),
        *(
            (name, name)
            for name in ("Paris 15e", "Køge 2", "Praha 1", "Dublin 4", "'s-Gravenhage", "6 October City", "")
        ),
    ],
)
def test_a_town_without_a_known_country(cell: str, town: str) -> None:
    assert town_of(cell) == town


def test_three_digits_are_no_postcode_in_a_country_that_has_none_of_three() -> None:
    assert town_of("100 Mile House", "CA") == "100 Mile House"
