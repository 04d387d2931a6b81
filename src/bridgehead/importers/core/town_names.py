"""Towns without their postcodes, as the EU, the United Kingdom, Norway, Switzerland and Iceland write these.

Formats: Universal Postal Union, "Postal addressing systems" (upu.int), a sheet a country.
"""

import re
from functools import cache

SIGN = r"(?:(?:[A-Z]{1,2}|FIN|SLO|EST)[-–]|[A-Z]{2} )"
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


def town_of(text: str, country: str = "") -> str:
    """A town without the postcode before or after it; what is a postcode alone, or has none, stays as it is.

    Parameters
    ----------
    country
        Its code, where it is known: some formats are a postcode in one country only.
    """
    plain = text.strip()
    pattern, alone = _patterns(country)
    found = None if alone.fullmatch(plain) else pattern.fullmatch(plain)
    town = CEDEX.sub("", found["town"]).strip(" ,;") if found else ""
    return town if any(sign.isalpha() for sign in town) else plain


@cache
def _patterns(country: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds a town beside a postcode, and what a postcode alone is."""
    codes = "|".join((*OF_COUNTRY.get(country, ()), *ANYWHERE))
    before = rf"{codes}|\d{{3}}" if country in THREE_DIGITS else codes
    town = rf"(?:(?:{before}){BETWEEN}(?=\D))?(?P<town>\D.*?)(?:{BETWEEN}\(?(?:{codes})\)?)?"
    return re.compile(town), re.compile(codes)
