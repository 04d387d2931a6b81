"""A row of somebody's member list as the values of a member."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bridgehead.importers.core.check_digits import is_cvr, is_lei
from bridgehead.importers.core.date_parsing import typed_date
from bridgehead.importers.core.name_normalisation import normalise_name
from bridgehead.importers.core.table_schemas import address
from bridgehead.importers.core.text_cleaning import clean_text
from bridgehead.importers.core.town_names import town_of
from bridgehead.kit import partial_dates
from bridgehead.kit.country_reader import country_code, read_country
from bridgehead.kit.csv_files import FORMULA
from bridgehead.kit.expectations import Expectation, expects
from bridgehead.kit.field_limits import INDEXED_BYTES, LINE_LENGTH, TEXT_LENGTH, fits_index, is_id
from bridgehead.kit.quotation_marks import strip_stray_quotes

IDENTIFIERS = ("cvr", "vat", "pic", "lei")
CONTACT = {"contact_name": "name", "contact_role": "role", "contact_email": "email", "contact_phone": "phone"}
NAMES = frozenset(["name", "contact_name"])
DATES = ("founded", "member_since", "member_until")
LINES = ("name", "region", "city", "sector", "contact_name", "contact_role", "contact_phone", "cluster")
CONTROLS = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f]")
LOST = "\ufffd"
"""Stands where another program could not read a letter; what it was nobody knows."""
SPLIT = re.compile(r"\s*[;,|\n•]\s*")
SME_LIMIT = 250
HEADCOUNT = re.compile(r"\d{1,3}(?:[., ]\d{3})+(?!\d)|\d+(?:[.,]\d{1,2}(?!\d))?")
"""A number with its thousands set apart, or with at most two decimals."""

KINDS = {
    "firm": "firm virksomhed company sme smv startup corporate large stor private privat prc erhverv industry",
    "knowledge": "knowledge university universitet research gts vidensinstitution hes rec institute institut academia",
    "public": "public offentlig kommune municipality region myndighed authority city by pub government",
    "investor": "investor fond fund bank venture",
    "cluster": "cluster klynge netvaerk",
    "other": "other anden andet ovrige oth ngo forening association organisation",
}
KIND_WORDS = {word: kind for kind, words in KINDS.items() for word in words.split()}
TELLING = {
    "knowledge": re.compile(r"\b(universit|institut|akademi|academy|college|research|forskning|hochschule)"),
    "public": re.compile(
        r"\b(kommune|municipality|region|ministerium|ministry|ministeriet|styrelsen|agency|city of)\b"
    ),
}
YES = {"yes", "ja", "true", "x", "1", "sme", "smv", "small", "medium", "lille", "mellem", "mikro", "micro", "startup"}
NO = {"no", "nej", "false", "0", "large", "stor", "big"}


@dataclass(frozen=True)
class CellError:
    """A cell that a field cannot take: the field, what was found, what it takes, which sentence says it.

    Where it `leaves_blank`, the row is taken without it.
    """

    field: str
    found: str
    expected: Expectation
    code: str = ""
    leaves_blank: bool = False


def read(cells: Mapping[str, str]) -> tuple[dict[str, Any], list[CellError]]:
    """Values by field, blank cells left out, and the cells that their fields cannot take.

    Parameters
    ----------
    cells
        Field to the text of its cell.
    """
    values: dict[str, Any] = {}
    faults: list[CellError] = []
    for field, raw in cells.items():
        text = clean(raw, long=field == "description")
        if LOST in text:
            faults.append(CellError(field, text, expects("letters_kept")))
        elif text:
            text = strip_stray_quotes(text) if field in NAMES else text
            value = _read(field, text)
            if field == "country" and not value:
                faults.extend(_no_country(text))
            elif value is None or value in ("", []):
                faults.append(CellError(field, text, EXPECTED[field]))
            else:
                values[field] = value
    if "city" in values:
        values["city"] = town_of(values["city"], values.get("country", ""))
    since, until = values.get("member_since", ""), values.get("member_until", "")
    if partial_dates.is_before(until, since):
        faults.append(
            CellError("member_until", cells["member_until"], expects("value", value=since), "end_before_start")
        )
    return values, faults


def _no_country(text: str) -> Iterator[CellError]:
    """Why a text is no country; nothing where it is only a dash."""
    if why := read_country(text).why:
        yield CellError("country", text, EXPECTED["country"], f"country_{why}", leaves_blank=True)


def clean(raw: str, *, long: bool = False) -> str:
    """Text of a cell without markup, broken encoding, needless space and the sign that keeps a formula text."""
    text = clean_text(raw) if not raw.isascii() or "<" in raw or "&" in raw else CONTROLS.sub("", raw)
    text = text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text
    return text.strip() if long else " ".join(text.split())


def kind_of(name: str) -> str:
    """What an organisation of this name probably is; a firm where nothing says otherwise."""
    text = normalise_name(name)
    return next((kind for kind, pattern in TELLING.items() if pattern.search(text)), "firm")


def _read(field: str, text: str) -> Any:
    reader = READERS.get(field)
    if reader is not None:
        try:
            return reader(text)
        except ValueError:
            return None
    limit = TEXT_LENGTH if field == "description" else LINE_LENGTH
    return text if len(text) <= limit and (field != "name" or fits_index(text)) else None


def _id(text: str) -> str | None:
    return text if is_id(text) else None


def _kind(text: str) -> str | None:
    words = normalise_name(text).split()
    return next((KIND_WORDS[word] for word in words if word in KIND_WORDS), None)


def _size(text: str) -> str | None:
    words = set(normalise_name(text).split())
    return "sme" if words & YES else "large" if words & NO else None


@dataclass(frozen=True, slots=True)
class Employees:
    """What a cell says of the people employed."""

    size: str
    """`sme` below 250 people (EU recommendation 2003/361), else `large`; of a range by its upper end."""
    staff: float | None
    """How many; unknown of a range."""


def _employees(text: str) -> Employees | None:
    found = HEADCOUNT.findall(text)
    if not found:
        return None
    numbers = [_headcount(part) for part in found]
    exact = numbers[0] if HEADCOUNT.fullmatch(text) else None
    return Employees("sme" if max(numbers) < SME_LIMIT else "large", exact)


def _headcount(text: str) -> float:
    whole, mark, decimals = re.fullmatch(r"(.*?)(?:([.,])(\d{1,2}))?", text).groups("")  # type: ignore[union-attr]
    return float(f"{re.sub(r'[., ]', '', whole)}.{decimals or 0}" if mark else re.sub(r"[., ]", "", text))


def _website(text: str) -> str | None:
    found = address(text.split(maxsplit=1)[0])
    return found if 0 < len(found) <= LINE_LENGTH else None


def _cvr(text: str) -> str | None:
    digits = re.sub(r"[\s.]|^DK-?", "", text, flags=re.IGNORECASE)
    return digits if is_cvr(digits) else None


def _vat(text: str) -> str | None:
    code = re.sub(r"[\s.\-]", "", text.upper())
    return code if re.fullmatch(r"[A-Z]{2}[A-Z0-9]{5,15}", code) else None


def _pic(text: str) -> str | None:
    return text if re.fullmatch(r"[1-9]\d{8}", text) else None


def _lei(text: str) -> str | None:
    return text.upper() if is_lei(text) else None


def _email(text: str) -> str | None:
    address_ = text.removeprefix("mailto:")
    fits = len(address_) <= LINE_LENGTH and re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", address_)
    return address_ if fits else None


def _items(text: str) -> list[str] | None:
    items = list(dict.fromkeys(part for part in map(strip_stray_quotes, SPLIT.split(text)) if part))
    return None if any(len(item) > LINE_LENGTH for item in items) else items


READERS: Mapping[str, Callable[[str], Any]] = {
    "id": _id,
    "kind": _kind,
    "size": _size,
    "employees": _employees,
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
    "contact_email": _email,
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
    "contact_email": expects("email"),
    "name": expects("name_up_to", limit=LINE_LENGTH, bytes=INDEXED_BYTES),
    "description": expects("text_up_to", limit=TEXT_LENGTH),
    "capabilities": expects("capabilities_up_to", limit=LINE_LENGTH),
    "aliases": expects("aliases_up_to", limit=LINE_LENGTH),
    **dict.fromkeys(LINES[1:], expects("text_up_to", limit=LINE_LENGTH)),
}
