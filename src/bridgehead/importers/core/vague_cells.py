"""Cells whose field cannot take them: which of them only leave their field blank, and which refuse the member.

A member is refused where somebody meant one thing and typed it wrong, as a date that the calendar does not have. What
says nothing that a field could hold leaves it blank, and is told.
"""

import re

from bridgehead.importers.core.name_normalisation import normalise_name
from bridgehead.kit.country_reader import country_code

DOUBTFUL = frozenset({"id", "kind", "size", "employees", "cvr", "vat", "pic", "lei", "city", "sector", "region"})
"""Fields in which a text that is not understood refuses no member."""
DATES = frozenset({"founded", "member_since", "member_until"})
DANISH = re.compile(r"(DK)?[\s-]*\d{8}", re.IGNORECASE | re.ASCII)
YEARS = re.compile(r"\D*\d{3,4}\D{1,5}\d{2,4}\D*")
NUMBERS = re.compile(r"\d+")
VAGUE = frozenset(
    normalise_name(word)
    for word in """
    ca cca circa cirka about around approx approximately early late mid before after until since pre post
    between from før efter omkring primo ultimo medio tidlig sen siden mellem etwa um rund vor nach seit anfang
    ende mitte zwischen vers environ avant après depuis début fin entre hacia antes después desde principios
    finales circa verso prima dopo dal inizio fine cerca antes depois desde início rond ongeveer voor na sinds
    begin eind tussen omkring före efter sedan början slutet noin ennen jälkeen alku loppu około przed po od
    początek koniec kolem před okolo pred začátek konec približno prije nakon körülbelül előtt után circa
    înainte după începutul около преди след от до начало края περίπου πριν μετά από τέλη αρχές umbes enne pärast
    apie prieš apmēram pirms pēc rundt etter um
    """.split()  # noqa: SIM905
)


def refuses_nothing(field: str, text: str, country: str) -> bool:
    """Whether a text that its field cannot take leaves it blank, and refuses no member.

    So does any but a mistyped Danish number, a date of two numbers or more that is none, and an address with its sign.

    Parameters
    ----------
    country
        What the row says of the country.
    """
    if field == "cvr" and DANISH.fullmatch(text):
        return country_code(country) not in {"", "DK"}
    if field in DATES:
        return _is_vague(text)
    if field == "website":
        return re.search(r"[\w-]\.\w|://|www", text, re.IGNORECASE) is None
    if field.endswith("_email"):
        return re.search(r"@|[(\[{]\s*at\s*[)\]}]", text) is None
    return field in DOUBTFUL or field.endswith(("_name", "_phone", "_role"))


def _is_vague(text: str) -> bool:
    """Whether a text says no day, month or year for certain: `ca. 1998`, `90s`, `before 2000`, `1998-2000`, `soon`."""
    numbers = NUMBERS.findall(text)
    words = normalise_name(text).split()
    if re.fullmatch(r"[0\W]+", text) or (len(numbers) < 2 and not re.fullmatch(r"\s*\d{4,}\s*", text)):
        return True
    return (YEARS.fullmatch(text) is not None and len(numbers) == 2) or any(word in VAGUE for word in words)
