"""Towns without what stands beside them: postcodes, countries, provinces in brackets.

Formats of postcodes as the EU, the United Kingdom, Norway, Switzerland and Iceland write these: Universal Postal Union,
"Postal addressing systems" (upu.int), a sheet a country.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from bridgehead.importers.core.name_normalisation import normalise_name
from bridgehead.kit.country_reader import country_code

SIGN = r"(?:(?:[A-Z]{1,2}|FIN|SLO|EST|HR|BiH|SRB)[-–]|[A-Z]{2} )"
"""The country before a postcode: `DK-`, `L-`, `SE `."""
ANYWHERE = (
    r"(?i:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})",  # GB: SW1A 1AA
    r"[ACDEFHKNPRTVWXY]\d[\dW] ?[\dACDEFHKNPRTVWXY]{4}",  # IE: D02 X285
    rf"{SIGN}?(?:\d{{2}}-\d{{3}}|\d{{4}}-\d{{3}})",  # PL: 00-950, PT: 1000-001
    rf"{SIGN}?\d{{3}} \d{{2}}",  # CZ, GR, SE, SK: 111 22
    rf"{SIGN}?\d{{4,6}}",  # the others
    r"(?:FO|IS)[- ]\d{3}",
)
DUTCH = rf"{SIGN}?[1-9]\d{{3}} ?[A-Z]{{2}}"
DUTCH_ALONE = rf"{SIGN}?[1-9]\d{{3}} ?(?!(?:AL|AS|DA|DE|DO|EL|EN|LA|LE|LO|OS|SO|ST)\b)[A-Z]{{2}}"
"""`1012 AB`; not `7100 LA LOUVIERE`, where no country says that the letters belong to the code."""
MALTESE = r"[A-Z]{3} ?\d{4}"
OF_COUNTRY = {"": (DUTCH_ALONE,), "NL": (DUTCH,), "MT": (MALTESE,)}
THREE_DIGITS = frozenset({"", "FO", "IS"})
"""Countries whose postcodes have three digits, as they stand before a town without a sign."""
CEDEX = re.compile(r"\s+cedex(\s+\d{1,2})?$", re.IGNORECASE)
"""What France adds to a town for large receivers."""
BETWEEN = r"[\s,;]+"

CITIES = frozenset("LU SG MC SM VA GI MT".split())  # noqa: SIM905
"""Countries that are called as their town is."""
NEAR = frozenset(
    """
    AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LV NL PL PT RO SE SI SK GB NO IS CH LI TR UA RS BA ME MK AL MD
    """.split()  # noqa: SIM905
)
"""Countries of whose names none is known as a town's."""
UNMISTAKABLE = frozenset("DK SE NL PL HU IE GB UK EE GR EL HR SK".split())  # noqa: SIM905
"""Codes of countries that no state of America and no province of Italy has."""

BEHIND = re.compile(r"(?P<town>.+?)\s*(?:[,;/]|\s[-–—])\s*(?P<rest>[^,;/()]+)")
BRACKETED = re.compile(r"(?P<town>[^()\[\]]+?)\s*[(\[]\s*(?P<rest>[^()\[\]]*?)\s*[)\]]")
BEFORE = re.compile(r"(?P<rest>[^,;/()]+?)\s*(?:[,;/]|\s[-–—])\s*(?P<town>.+)")
ITALIAN = re.compile(r"(?P<town>.*[a-zà-ü].*?),?\s+[A-Z]{2}")
PROVINCE = re.compile(r"[A-Z]{1,3}|\d{2,3}|2[AB]")
SPOKEN = re.compile(r"[^\W\d_][^\d_]{2,}")
PROVINCES_IN_BRACKETS = frozenset("IT ES FR PT RO BG GR PL BE HR HU SK CZ IE LU".split())  # noqa: SIM905
"""Where a word in brackets is a town's province; elsewhere it may belong to its name: Frankfurt (Oder)."""


@dataclass(frozen=True, slots=True)
class TownReading:
    """What a text says of a place.

    Attributes
    ----------
    town
        Blank where there is none: of a postcode or a country alone.
    country
        The code of the known country or, where none is, of the one beside it; blank for none.
    region
        A province in brackets; blank for none.
    """

    town: str = ""
    country: str = ""
    region: str = ""


def town_of(text: str, country: str = "") -> str:
    """A town alone; blank for what is none (`read_town`)."""
    return read_town(text, country).town


@lru_cache(maxsize=20_000)
def read_town(text: str, country: str = "") -> TownReading:
    """A town without the postcode, the country and the province beside it.

    Parameters
    ----------
    country
        The code of its country, where it is known: some formats are a postcode in one country only, and who names
        another country beside the town is not understood.
    """
    town, said = _without_postcode(text.strip(), country), country
    for _ in range(2):
        town, said = _without_country(town, said)
        town = _without_postcode(town, said)
    town, region = _without_province(town, said)
    alone = country_code(town) if SPOKEN.fullmatch(town) else ""
    if alone in NEAR - CITIES and said in ("", alone):
        return TownReading("", alone)
    if not any(sign.isalpha() for sign in town) or _is_postcode(town, said):
        return TownReading("", said)
    return TownReading(town, said, region)


def _is_postcode(text: str, country: str) -> bool:
    return _patterns(country)[1].fullmatch(text) is not None


def _without_postcode(plain: str, country: str) -> str:
    pattern, alone = _patterns(country)
    found = None if alone.fullmatch(plain) else pattern.fullmatch(plain)
    town = CEDEX.sub("", found["town"]).strip(" ,;") if found else ""
    return town if any(sign.isalpha() for sign in town) else plain


def _without_country(text: str, country: str) -> tuple[str, str]:
    """A town without the country beside it, and the country; what names another than the known one stays."""
    if country and text.endswith(f" {country}") and not text.isupper():
        return text.removesuffix(country).strip(" ,;-–("), country
    for pattern in (BEHIND, BRACKETED, BEFORE):
        found = pattern.fullmatch(text)
        if found is None or not any(sign.isalpha() for sign in found["town"]):
            continue
        rest = found["rest"].strip(" .")
        said = country_code(rest) if rest else ""
        sure = rest.upper() in UNMISTAKABLE or len(rest) > 3
        if said and (said == country or (sure and not country)):
            return found["town"].strip(" ,;"), said
    return text, country


def _without_province(text: str, country: str) -> tuple[str, str]:
    """A town without a province in brackets, and that one where it is a word; other remarks stay."""
    if country == "IT" and (italian := ITALIAN.fullmatch(text)):
        return italian["town"].strip(" ,"), ""
    found = BRACKETED.fullmatch(text)
    if found is None:
        return text, ""
    rest = found["rest"].strip()
    if not rest or PROVINCE.fullmatch(rest) or normalise_name(rest) == normalise_name(found["town"]):
        return found["town"], ""
    if country in PROVINCES_IN_BRACKETS and SPOKEN.fullmatch(rest):
        return found["town"], rest
    return text, ""


@cache
def _patterns(country: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds a town beside a postcode, and what a postcode alone is."""
    codes = "|".join((*OF_COUNTRY.get(country, ()), *ANYWHERE))
    before = rf"{codes}|\d{{3}}" if country in THREE_DIGITS else codes
    town = rf"(?:(?:{before}){BETWEEN}(?=\D))?(?P<town>\D.*?)(?:{BETWEEN}\(?(?:{codes})\)?)?"
    return re.compile(town), re.compile(rf"{codes}|{SIGN}?\d{{3}}")
