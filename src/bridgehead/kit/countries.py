"""Countries and languages: ISO 3166-1 alpha-2 and ISO 639-1, with what else our sources write."""

from functools import cache

import pycountry

NOT_ISO = {"XK": "Kosovo"}
SPELLINGS = {"UK": "GB", "EL": "GR"}
SHORT_NAMES = {
    "BO": "Bolivia",
    "CD": "DR Congo",
    "IR": "Iran",
    "KP": "North Korea",
    "KR": "South Korea",
    "LA": "Laos",
    "MD": "Moldova",
    "PS": "Palestine",
    "RU": "Russia",
    "SY": "Syria",
    "TW": "Taiwan",
    "TZ": "Tanzania",
    "VE": "Venezuela",
    "VN": "Vietnam",
}


@cache
def names() -> dict[str, str]:
    """Code to English short name of every country."""
    iso = {c.alpha_2: getattr(c, "common_name", c.name) for c in pycountry.countries}
    return {**iso, **NOT_ISO, **SHORT_NAMES}


def name(code: str) -> str:
    """English short name of a country; the code itself where it is none."""
    return names().get(code, code)


def standard(code: str) -> str:
    """The ISO code for what a European source writes (`UK`, `EL`)."""
    return SPELLINGS.get(code, code)


@cache
def languages() -> dict[str, str]:
    """Code to English name of every language that has a two-letter code."""
    return {entry.alpha_2: entry.name for entry in pycountry.languages if hasattr(entry, "alpha_2")}
