"""Codes of countries: by name, by what European sources write, and back."""

import pytest

from bridgehead.kit import countries


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("DK", "DK"),
        ("dk", "DK"),
        ("denmark", "DK"),
        ("EL", "GR"),
        ("uk", "GB"),
        ("South Korea", "KR"),
        ("Kosovo", "XK"),
        ("Atlantis", ""),
        ("ZZ", ""),
        ("", ""),
    ],
)
def test_the_code_of_a_country_by_name_or_code(text: str, code: str) -> None:
    assert countries.code_of(text) == code


def test_how_european_sources_write_a_code_is_read_back() -> None:
    assert [countries.european(code) for code in ("GR", "GB", "DK")] == ["EL", "UK", "DK"]
    assert all(countries.standard(countries.european(code)) == code for code in countries.names())
