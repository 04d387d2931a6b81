"""TED, the EU's register of public tenders: notices as opportunities, awards as who won what.

Two shapes: the tables that OP-TED's sample of old forms gives (one row a notice, one row a winner), and
what the portal's search gives today, by the names of its fields (docs.ted.europa.eu/ODS/latest/reuse/field-list.html).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

import pycountry

from bridgehead.importers.core.date_parsing import notice_day
from bridgehead.importers.core.table_schemas import (
    LINE,
    LONG,
    CellReader,
    TableSchema,
    Values,
    money,
    one_of,
    pattern_cell,
    text,
)
from bridgehead.importers.core.text_cleaning import clean_text
from bridgehead.kit import countries, partial_dates
from bridgehead.kit.csv_files import Refuse, refuse_file
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects
from bridgehead.kit.field_limits import LINE_LENGTH, TEXT_LENGTH, cut_to_line

NOTICE_FILE, AWARD_FILE = "notices.csv", "awards.csv"
AWARDED = re.compile(r"award|result|ex ante|modification|^can-|^veat|^can|conclusion", re.IGNORECASE)
PLANNED = re.compile(r"prior information|periodic|^pin-", re.IGNORECASE)
OLD_AFTER = 365
ADDRESS = "https://ted.europa.eu/en/notice/-/detail/"


@cache
def _country(code: str) -> str:
    known = pycountry.countries.get(alpha_3=code) if len(code) == 3 else None
    found = known.alpha_2 if known else countries.standard(code)
    if found == "1A":
        return "XK"
    if found not in countries.names():
        raise ValueError(code)
    return found


@cache
def _language(code: str) -> str:
    """The language, of several the first."""
    lower = code.casefold().partition(" ")[0]
    known = pycountry.languages.get(alpha_3=lower) or pycountry.languages.get(bibliographic=lower)
    found = getattr(known, "alpha_2", lower) if len(lower) == 3 else lower
    if found not in countries.languages():
        raise ValueError(code)
    return found


def _codes(value: str) -> list[str]:
    codes = [code.strip()[:8] for code in re.split(r"[;,|\s]+", value) if code.strip()]
    if not all(re.fullmatch(r"\d{8}", code) for code in codes):
        raise ValueError(value)
    return codes


def _amount(value: str) -> float:
    """Money as buyers type it: thousands may be set apart by spaces."""
    digits = re.sub(r"\s", "", value)
    if re.fullmatch(r"\d+([.,]\d{1,2})?", digits) is None:
        raise ValueError(value)
    return money(digits.replace(",", "."))


def _title(value: str) -> str:
    if len(value) > LINE_LENGTH or not _line(value):
        raise ValueError(value)
    return value


DOC = pattern_cell(r"\d{1,8}-\d{4}", expects("notice_number"))
COUNTRY = CellReader(_country, expects("iso_country"))
DAY = CellReader(notice_day, expects("notice_day"))
CPV = CellReader(_codes, expects("cpv_codes"), blank=[])
NOTICES = TableSchema(
    required={"doc": DOC, "date": DAY, "title": CellReader(_title, LINE.expected)},
    optional={
        "lang": CellReader(_language, expects("iso_language")),
        "country": COUNTRY,
        "doc_type": LINE,
        "cpv": CPV,
        "title_en": LINE,
        "buyer": text(5_000),
        "desc": LONG,
        "value": CellReader(_amount, expects("money"), blank=None),
        "currency": pattern_cell(r"[A-Z]{3}", expects("currency")),
    },
    ignored=frozenset({"version", "form", "nature", "authority", "cpv_text", "nuts", "n_lots", "n_winners"}),
)
AWARDS = TableSchema(
    required={"doc": DOC},
    optional={
        "winner": text(5_000),
        "winner_country": COUNTRY,
        "sme": CellReader(one_of({"y": "sme", "n": "large"}).reads, expects("y_or_n")),
    },
)


@dataclass(frozen=True)
class Winner:
    """Who won, as the notice says it."""

    name: str
    country: str
    size: str


@dataclass
class Notice:
    """A notice: what becomes an opportunity, and who won."""

    number: str
    day: str
    title: str
    buyer: str = ""
    country: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    winners: list[Winner] = field(default_factory=list)


def cpv_ancestors(code: str) -> list[str]:
    """A CPV code and what it belongs to, up to its division: 71221000, 71220000, 71200000, 71000000."""
    digits = code[:8]
    ends = [digits[:length].ljust(8, "0") for length in range(8, 1, -1)]
    return list(dict.fromkeys([digits, *ends]))


def read_notices(rows: Iterable[tuple[int, Values]], today: date) -> dict[str, Notice]:
    """Notices of the sample's table by their number."""
    found: dict[str, Notice] = {}
    for _, row in rows:
        found[row["doc"]] = _notice(
            number=row["doc"],
            day=row["date"],
            title=row["title"],
            kind=row["doc_type"],
            buyer=row["buyer"],
            country=row["country"],
            language=row["lang"],
            cpv=row["cpv"],
            text=_paragraphs(row["title_en"], row["desc"]),
            money=(row["value"], row["currency"]),
            today=today,
        )
    return found


def read_awards(
    rows: Iterable[tuple[int, Values]], notices: Mapping[str, Notice], refuse: Refuse = refuse_file
) -> None:
    """Add the winners to their notices; a row that names nobody is passed over.

    Raises
    ------
    InputError
        At a winner of a notice that is not there, unless `refuse` notes it.
    """
    for number, row in rows:
        notice = notices.get(row["doc"])
        if notice is None:
            expected = expects("notice_of_file", file=NOTICE_FILE)
            refuse(InputError(expected, file=AWARD_FILE, row=number, column="doc", found=row["doc"]))
        elif name := _line(row["winner"]):
            notice.winners.append(Winner(name, row["winner_country"], row["sme"]))


def read_search(items: Iterable[Any], *, file: str, today: date, refuse: Refuse = refuse_file) -> dict[str, Notice]:
    """Notices of the portal's search by their number; items are what its fields hold.

    Raises
    ------
    InputError
        At an item without number, date or title, or with a value of another shape, unless `refuse` notes it.
    """
    found: dict[str, Notice] = {}
    for place, item in enumerate(items, start=1):
        try:
            notice = _searched(item, today)
        except (KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError) as error:
            expected = expects("notice_object")
            refuse(InputError(expected, file=file, row=place, found=str(error)))
        else:
            found[notice.number] = notice
    return found


def notices_of(values: Iterable[Any]) -> Iterator[Any]:
    """The notices in a file of JSON: answers of the search, a list of notices, or notices one after the other."""
    for value in values:
        if isinstance(value, dict) and isinstance(value.get("notices"), list):
            yield from value["notices"]
        elif isinstance(value, list):
            yield from value
        else:
            yield value


def _searched(item: Mapping[str, Any], today: date) -> Notice:
    language, title = _in_language(item["notice-title"])
    if not _line(title):
        raise ValueError(title)
    _, body = _in_language(item.get("description-proc") or item.get("description-lot") or "")
    names, places = _all(item.get("winner-name")), _all(item.get("winner-country"))
    kind = next(iter(_all(item.get("notice-type"))), "")
    money = next((_amount(v) for key in MONEY for v in _all(item.get(key))), None)
    currency = next((v for key in MONEY for v in _all(item.get(CURRENCY.get(key, "")))), "")
    deadlines = [notice_day(value) for value in _all(item.get("deadline-receipt-tender-date-lot"))]
    number = str(item["publication-number"])
    notice = _notice(
        number=DOC.reads(number),
        day=notice_day(str(_all(item["publication-date"])[0])),
        title=title,
        kind=kind,
        buyer="; ".join(dict.fromkeys(_all(item.get("buyer-name")))),
        country=next((_country(code) for code in _all(item.get("buyer-country"))), ""),
        language=language,
        cpv=[code for value in _all(item.get("classification-cpv")) for code in _codes(value)],
        text=body,
        money=(money, currency),
        today=today,
        deadline=max(deadlines, default=""),
    )
    pairs = zip(names, [*places, *[""] * len(names)], strict=False)
    named = ((_line(name), place) for name, place in dict(pairs).items())
    notice.winners = [Winner(name, _country(place) if place else "", "") for name, place in named if name]
    return notice


MONEY = ("total-value", "result-value-notice", "estimated-value-proc", "estimated-value-glo", "estimated-value-lot")
CURRENCY = {
    "total-value": "total-value-cur",
    "result-value-notice": "result-value-cur-notice",
    "estimated-value-proc": "estimated-value-cur-proc",
    "estimated-value-glo": "estimated-value-cur-glo",
    "estimated-value-lot": "estimated-value-cur-lot",
}


def _notice(  # noqa: PLR0913 all by name
    *,
    number: str,
    day: str,
    title: str,
    kind: str,
    buyer: str,
    country: str,
    language: str,
    cpv: Sequence[str],
    text: str,
    money: tuple[float | None, str],
    today: date,
    deadline: str = "",
) -> Notice:
    value, currency = money
    if value is not None and currency != "EUR":
        text = _paragraphs(text, f"Value: {value:.0f} {currency}".strip())
    values = {
        "opens": day,
        "deadline": deadline,
        "countries": [country] if country else [],
        "language": language,
        "cpv": list(dict.fromkeys(part for code in cpv for part in cpv_ancestors(code))),
        "budget": value if currency == "EUR" else None,
        "description": clean_text(text)[:TEXT_LENGTH],
        "status": _status(kind, day, deadline, today),
        "external_id": number,
        "url": f"{ADDRESS}{number}",
    }
    return Notice(number, day, _line(title), _line(buyer), country, values)


def _status(kind: str, day: str, deadline: str, today: date) -> str:
    if AWARDED.search(kind):
        return "closed"
    if deadline:
        return "open" if partial_dates.ends(deadline) >= today else "closed"
    if (today - partial_dates.ends(day)).days > OLD_AFTER:
        return "closed"
    return "forthcoming" if PLANNED.search(kind) else ""


def _in_language(value: Any) -> tuple[str, str]:
    """Text of a field that has it by language: the first that is not English, else what there is."""
    if not isinstance(value, dict) or not value:
        return "", " ".join(_all(value))
    code, texts = next(((c, t) for c, t in value.items() if c != "eng"), next(iter(value.items())))
    return _language(code), " ".join(_all(texts))


def _all(value: Any) -> list[str]:
    match value:
        case None | "":
            return []
        case dict():
            return [text for part in value.values() for text in _all(part)]
        case list():
            return [text for part in value for text in _all(part)]
        case str():
            return [part.strip() for part in re.split(r"[|\n]", value) if part.strip()]
        case _:
            return [str(value)]


def _line(value: str) -> str:
    return cut_to_line(" ".join(clean_text(value).split()))


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)
