"""Codes of countries: what European sources write, and back."""

from bridgehead.kit import countries


def test_how_european_sources_write_a_code_is_read_back() -> None:
    assert [countries.european(code) for code in ("GR", "GB", "DK")] == ["EL", "UK", "DK"]
    assert all(countries.standard(countries.european(code)) == code for code in countries.names())
