"""A row of somebody's member list as the values of a member."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bridgehead.importers.core.check_digits import is_cvr, is_lei
from bridgehead.importers.core.contact_cells import CONSENT, CONTACT_FIELDS, contacts_of, shown_addresses, without_tags
from bridgehead.importers.core.date_columns import typed_date
from bridgehead.importers.core.double_encoding import is_garbled
from bridgehead.importers.core.organisation_kinds import denied_kind, kind_of_word
from bridgehead.importers.core.placeholders import Place, is_doubtful_name, is_placeholder
from bridgehead.importers.core.size_words import size_by_people, size_of
from bridgehead.importers.core.table_schemas import address
from bridgehead.importers.core.text_cleaning import clean_text
from bridgehead.importers.core.town_names import read_town
from bridgehead.importers.core.typed_numbers import read_number
from bridgehead.importers.core.vague_cells import refuses_nothing
from bridgehead.kit import partial_dates
from bridgehead.kit.country_reader import country_code, read_country
from bridgehead.kit.csv_files import FORMULA
from bridgehead.kit.expectations import Expectation, FoundInput, expects
from bridgehead.kit.field_limits import INDEXED_BYTES, LINE_LENGTH, TEXT_LENGTH, fits_index, is_id
from bridgehead.kit.quotation_marks import strip_stray_quotes

IDENTIFIERS = ("cvr", "vat", "pic", "lei")
LINES = ("region", "city", "sector", "cluster")
QUOTED = frozenset({"name", *(f for f in CONTACT_FIELDS if f.endswith("name"))})
"""Fields in which stray quotation marks are no part of the text."""
DATES = ("founded", "member_since", "member_until")
LOST = "\ufffd"
"""Stands where another program could not read a letter; what it was nobody knows."""

CONTROLS = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f]")
AS_TEXT = re.compile(r'^\s*="(.*)"\s*$', re.DOTALL)
"""A formula that keeps a number as text: `="10150817"`."""

SPLIT = re.compile(r"\s*[;,|\n•]\s*")
PLACES: Mapping[str, Place] = {
    "name": Place.ORGANISATION,
    "employer": Place.ORGANISATION,
    "aliases": Place.ORGANISATION,
    "city": Place.TOWN,
    "country": Place.COUNTRY,
    CONSENT: Place.ANSWER,
    **{f: Place.SURNAME if f.endswith("last_name") else Place.PERSON for f in CONTACT_FIELDS if f.endswith("name")},
}
"""What stands where, since a word that means nothing elsewhere may be somebody's name there."""
PEOPLE = frozenset(field for field, place in PLACES.items() if place is Place.PERSON)
ESCAPES = re.compile(r"[=%][C-F][0-9A-F][=%]|\\u[0-9a-fA-F]{4}")


@dataclass(frozen=True)
class NumberStyle:
    """How the numbers of a column are written, as `typed_numbers.read_number` takes it."""

    decimal: str = ""
    typed: bool = False


UNKNOWN_STYLE = NumberStyle()


@dataclass(frozen=True)
class CellError:
    """A cell that a field cannot take: the field, what was found, what it takes, which sentence says it.

    Where it `leaves_blank`, the row is taken without it.
    """

    field: str
    found: str | FoundInput
    expected: Expectation
    code: str = ""
    leaves_blank: bool = False


def read(cells: Mapping[str, str], numbers: NumberStyle = UNKNOWN_STYLE) -> tuple[dict[str, Any], list[CellError]]:
    """Values by field, blank cells left out, and the cells that their fields cannot take.

    Parameters
    ----------
    cells
        Field to the text of its cell.
    numbers
        How the numbers of people employed are written.

    Returns
    -------
    tuple
        Values, of the contacts one list `contacts`; and what is wrong with cells.
    """
    values: dict[str, Any] = {}
    faults: list[CellError] = []
    for field, raw in cells.items():
        said = without_tags(raw.replace("\n", ";")) if field in CONTACT_FIELDS else raw
        text = clean(said, long=field == "description")
        if LOST in text or is_garbled(text):
            faults.append(CellError(field, text, expects("letters_kept")))
        elif text and not is_placeholder(text, PLACES.get(field, Place.VALUE)):
            text = strip_stray_quotes(text) if field in QUOTED else text
            value = _employees(text, numbers) if field == "employees" else _read(field, text)
            if field == "country" and not value:
                faults.extend(_no_country(text))
            elif value is None or value in ("", []):
                blank = refuses_nothing(field, text, cells.get("country", ""))
                faults.append(CellError(field, text, EXPECTED[field], leaves_blank=blank))
            else:
                values[field] = value
            if field == "kind" and value is None and (denied := denied_kind(text)):
                values["denied_kind"] = denied
    faults.extend(_take_town(values))
    since, until = values.get("member_since", ""), values.get("member_until", "")
    if partial_dates.is_before(until, since):
        faults.append(
            CellError("member_until", cells["member_until"], expects("value", value=since), "end_before_start")
        )
    faults.extend(_take_contacts(values))
    return values, faults


def _take_town(values: dict[str, Any]) -> Iterator[CellError]:
    """Part a town from what stands beside it: a country that the row does not name otherwise, a province."""
    if text := values.pop("city", ""):
        found = read_town(text, values.get("country", ""))
        if not found.town:
            yield CellError("city", text, EXPECTED["city"], leaves_blank=True)
        beside = {"city": found.town, "country": found.country, "region": found.region}
        values.update({field: said for field, said in beside.items() if said and not values.get(field)})


def _take_contacts(values: dict[str, Any]) -> Iterator[CellError]:
    """Put the contacts of a row into one list; what belongs to nobody is told."""
    contacts = contacts_of(values)
    given = {field: values.pop(field) for field in CONTACT_FIELDS if field in values}
    if contacts:
        values["contacts"] = contacts
    for field, text in given.items():
        if field.endswith(("_role", "_phone", "_consent")) and not any(text in person.values() for person in contacts):
            yield CellError(field, text, expects("contact_name_or_email"), leaves_blank=True)


def _no_country(text: str) -> Iterator[CellError]:
    """Why a text is no country; nothing where it is only a dash."""
    if why := read_country(text).why:
        yield CellError("country", text, EXPECTED["country"], f"country_{why}", leaves_blank=True)


def clean(raw: str, *, long: bool = False) -> str:
    """Text of a cell without markup, broken encoding, needless space and the sign that keeps a formula text."""
    foreign = not raw.isascii() or "<" in raw or "&" in raw or ESCAPES.search(raw) is not None
    text = clean_text(raw) if foreign else CONTROLS.sub("", raw)
    text = text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text
    text = AS_TEXT.sub(lambda match: match[1].replace('""', '"'), text)
    return text.strip() if long else " ".join(text.split())


def _read(field: str, text: str) -> Any:
    reader = READERS.get(field)
    if field in PEOPLE and is_doubtful_name(text):
        return None
    if reader is not None:
        try:
            return reader(text)
        except ValueError:
            return None
    limit = TEXT_LENGTH if field == "description" else LINE_LENGTH
    return text if len(text) <= limit and (field != "name" or fits_index(text)) else None


def _id(text: str) -> str | None:
    return text if is_id(text) else None


@dataclass(frozen=True, slots=True)
class Employees:
    """What a cell says of the people employed."""

    size: str
    """`sme` below 250 people (EU recommendation 2003/361), else `large`; of a range by its upper end."""
    staff: float | None
    """How many; unknown of a range."""


def _employees(text: str, numbers: NumberStyle) -> Employees | None:
    number = read_number(text, decimal=numbers.decimal, typed=numbers.typed)
    size = size_by_people(number) if number else ""
    return Employees(size, number.exact) if number and size else None


def _website(text: str) -> str | None:
    """The first address of a cell that holds one."""
    found = next(filter(None, (address(part) for part in re.split(r"[\s;,|]+", text))), "")
    return found if 0 < len(found) <= LINE_LENGTH else None


def _number(text: str) -> str:
    """A number of a register as its digits, though a program took it for an amount: `10150817.0`."""
    return re.sub(r"(?<=\d)[.,]0+$", "", text)


def _cvr(text: str) -> str | None:
    digits = re.sub(r"[\s.\-]|^(CVR|SE)?[\s.:\-]*(NR|NO)?[\s.:\-]*(DK)?[\s\-]*", "", _number(text), flags=re.IGNORECASE)
    return digits if is_cvr(digits) else None


def _vat(text: str) -> str | None:
    code = re.sub(r"[\s.\-]", "", _number(text).upper())
    return code if re.fullmatch(r"[A-Z]{2}[A-Z0-9]{5,15}", code) else None


def _pic(text: str) -> str | None:
    digits = _number(text)
    return digits if re.fullmatch(r"[1-9]\d{8}", digits, re.ASCII) else None


def _lei(text: str) -> str | None:
    return text.upper() if is_lei(text) else None


def _addresses(text: str) -> list[tuple[str, str]] | None:
    """Name, perhaps blank, and address of everybody in a cell."""
    found = shown_addresses(text)
    return found if found and all(len(part) <= LINE_LENGTH for pair in found for part in pair) else None


def _phone(text: str) -> str | None:
    return _number(text) if len(text) <= LINE_LENGTH else None


def _items(text: str) -> list[str] | None:
    parts = [
        strip_stray_quotes(part) for part in SPLIT.split(text) if part and not is_placeholder(part, Place.ORGANISATION)
    ]
    items = list(dict.fromkeys(filter(None, parts)))
    return None if any(len(item) > LINE_LENGTH for item in items) else items


READERS: Mapping[str, Callable[[str], Any]] = {
    "id": _id,
    "kind": kind_of_word,
    "size": size_of,
    "founded": typed_date,
    "member_since": typed_date,
    "member_until": typed_date,
    "capabilities": _items,
    "aliases": _items,
    "country": country_code,
    "website": _website,
    "cvr": _cvr,
    "vat": _vat,
    "pic": _pic,
    "lei": _lei,
    **dict.fromkeys((f for f in CONTACT_FIELDS if f.endswith("_email")), _addresses),
    **dict.fromkeys((f for f in CONTACT_FIELDS if f.endswith("_phone")), _phone),
}
EXPECTED = {
    "id": expects("id"),
    "kind": expects("actor_kind"),
    "size": expects("actor_size"),
    "employees": expects("people"),
    "country": expects("country_name_or_code"),
    "founded": expects("date_or_year"),
    "member_since": expects("date_or_year"),
    "member_until": expects("date_or_year"),
    "website": expects("web_address"),
    "cvr": expects("cvr"),
    "vat": expects("vat"),
    "pic": expects("pic"),
    "lei": expects("lei"),
    "name": expects("name_up_to", limit=LINE_LENGTH, bytes=INDEXED_BYTES),
    "description": expects("text_up_to", limit=TEXT_LENGTH),
    "capabilities": expects("capabilities_up_to", limit=LINE_LENGTH),
    "aliases": expects("aliases_up_to", limit=LINE_LENGTH),
    **dict.fromkeys((*LINES, *CONTACT_FIELDS), expects("text_up_to", limit=LINE_LENGTH)),
    **dict.fromkeys(PEOPLE, expects("person_name", limit=LINE_LENGTH)),
    "city": expects("town"),
    **dict.fromkeys((f for f in CONTACT_FIELDS if f.endswith("_email")), expects("email")),
}
