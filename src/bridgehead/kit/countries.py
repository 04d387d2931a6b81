"""Countries and languages: ISO 3166-1 alpha-2 and ISO 639-1, with what else our sources write."""

from functools import cache
from zoneinfo import available_timezones

import pycountry
from babel import Locale

NOT_ISO = {"XK": "Kosovo"}
SPELLINGS = {"UK": "GB", "EL": "GR"}
SHORT_NAMES = {
    "BO": "Bolivia",
    "CD": "DR Congo",
    "CG": "Congo-Brazzaville",
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
WITH_ARTICLE = frozenset("AE BS CF DO FK FO GB GM KM KY MH MP MV NL PH PM SB SC TC US VA VG VI".split())  # noqa: SIM905
"""Countries that English names with an article inside a sentence."""


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


def european(code: str) -> str:
    """How European sources, and the codes of NUTS regions, write an ISO code: `EL`, `UK`."""
    return next((written for written, iso in SPELLINGS.items() if iso == code), code)


LANGUAGES = "bg cs da de el en es et fi fr ga hr hu is it lt lv mt nb nl pl pt ro sk sl sv".split()  # noqa: SIM905
"""Languages in which members, buyers and calls write the names of countries."""

PARTS_OF_THE_WORLD = ("Africa", "America", "Asia", "Australia", "Baltic", "Europe", "European", "Nordic", "Scandinavia")

ZONES = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
NO_CITIES = {"ACT", "Center", "LHI", "NSW", "North", "South", "West"}
"""What some time zones are called beside cities."""


@cache
def place_names() -> frozenset[str]:
    """Names of countries in the languages of Europe, of parts of the world, and of the cities that name time zones."""
    found = set(PARTS_OF_THE_WORLD)
    for language in LANGUAGES:
        found |= {name for code, name in Locale.parse(language).territories.items() if len(code) == 2}
    zones = (zone.split("/") for zone in available_timezones() if "/" in zone)
    cities = {parts[-1].replace("_", " ") for parts in zones if parts[0] in ZONES} - NO_CITIES
    return frozenset(found | cities)


@cache
def languages() -> dict[str, str]:
    """Code to English name of every language that has a two-letter code."""
    return {entry.alpha_2: entry.name for entry in pycountry.languages if hasattr(entry, "alpha_2")}
