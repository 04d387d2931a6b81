"""TED's portal search: notices by the names of its fields (docs.ted.europa.eu/ODS/latest/reuse/field-list.html)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bridgehead.importers.core.date_columns import ALONE, DateColumn
from bridgehead.importers.core.table_schemas import COUNTRY, Doubtful, country
from bridgehead.importers.core.ted import Notice, Winner, as_notice
from bridgehead.importers.core.ted_cells import DOC, amount, cpv_codes, iso_language, one_line, party_name
from bridgehead.kit.csv_files import Refuse, refuse_file
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects


def read_search(
    items: Iterable[Any], *, file: str, today: date, refuse: Refuse = refuse_file, dates: DateColumn = ALONE
) -> dict[str, Notice]:
    """Notices of the portal's search by their number; items are what its fields hold.

    Parameters
    ----------
    dates
        How its dates are written.

    Raises
    ------
    InputError
        At an item without number, date or title, or with a value of another shape, unless `refuse` notes it.
    """
    found: dict[str, Notice] = {}
    for place, item in enumerate(items, start=1):
        try:
            notice = _searched(item, today, dates, _Places(file, place, refuse))
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


@dataclass(frozen=True)
class _Places:
    """Reads the countries of an item; what is none is left blank, with a line."""

    file: str
    row: int
    refuse: Refuse

    def country(self, field: str, text: str) -> str:
        try:
            return country(text)
        except Doubtful as doubt:
            self.refuse(doubt.error(COUNTRY, file=self.file, row=self.row, column=field))
            return ""


def _searched(item: Mapping[str, Any], today: date, dates: DateColumn, places: "_Places") -> Notice:
    language, title = _in_language(item["notice-title"])
    if not one_line(title):
        raise ValueError(title)
    _, body = _in_language(item.get("description-proc") or item.get("description-lot") or "")
    names, homes = _all(item.get("winner-name")), _all(item.get("winner-country"))
    kind = next(iter(_all(item.get("notice-type"))), "")
    money = next((amount(v) for key in MONEY for v in _all(item.get(key))), None)
    currency = next((v for key in MONEY for v in _all(item.get(CURRENCY.get(key, "")))), "")
    deadlines = [dates.read(value, whole=True) for value in _all(item.get("deadline-receipt-tender-date-lot"))]
    number = str(item["publication-number"])
    notice = as_notice(
        number=DOC.reads(number),
        day=dates.read(str(_all(item["publication-date"])[0]), whole=True),
        title=title,
        kind=kind,
        buyer="; ".join(dict.fromkeys(_all(item.get("buyer-name")))),
        country=next((places.country("buyer-country", code) for code in _all(item.get("buyer-country"))), ""),
        language=language,
        cpv=[code for value in _all(item.get("classification-cpv")) for code in cpv_codes(value)],
        text=body,
        money=(money, currency),
        today=today,
        deadline=max(deadlines, default=""),
    )
    pairs = zip(names, [*homes, *[""] * len(names)], strict=False)
    named = ((party_name(name), home) for name, home in dict(pairs).items())
    notice.winners = [
        Winner(name, places.country("winner-country", home) if home else "", "") for name, home in named if name
    ]
    return notice


MONEY = ("total-value", "result-value-notice", "estimated-value-proc", "estimated-value-glo", "estimated-value-lot")
CURRENCY = {
    "total-value": "total-value-cur",
    "result-value-notice": "result-value-cur-notice",
    "estimated-value-proc": "estimated-value-cur-proc",
    "estimated-value-glo": "estimated-value-cur-glo",
    "estimated-value-lot": "estimated-value-cur-lot",
}


def _in_language(value: Any) -> tuple[str, str]:
    """Text of a field that has it by language: the first that is not English, else what there is."""
    if not isinstance(value, dict) or not value:
        return "", " ".join(_all(value))
    code, texts = next(((c, t) for c, t in value.items() if c != "eng"), next(iter(value.items())))
    return iso_language(code), " ".join(_all(texts))


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
