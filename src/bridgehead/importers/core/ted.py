"""TED, the EU's register of public tenders: a notice as an opportunity, an award as who won what."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bridgehead.importers.core.ted_cells import one_line, paragraphs, party_name
from bridgehead.importers.core.text_cleaning import clean_text
from bridgehead.kit import partial_dates
from bridgehead.kit.field_limits import TEXT_LENGTH

AWARDED = re.compile(r"award|result|ex ante|modification|^can-|^veat|^can|conclusion", re.IGNORECASE)
PLANNED = re.compile(r"prior information|periodic|^pin-", re.IGNORECASE)
OLD_AFTER = 365
ADDRESS = "https://ted.europa.eu/en/notice/-/detail/"


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


def as_notice(  # noqa: PLR0913 all by name
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
    """A notice by what its form or its fields say; money in other currencies goes into the text."""
    value, currency = money
    if value is not None and currency != "EUR":
        text = paragraphs(text, f"Value: {value:.0f} {currency}".strip())
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
    return Notice(number, day, one_line(title), party_name(buyer), country, values)


def _status(kind: str, day: str, deadline: str, today: date) -> str:
    if AWARDED.search(kind):
        return "closed"
    if deadline:
        return "open" if partial_dates.ends(deadline) >= today else "closed"
    if (today - partial_dates.ends(day)).days > OLD_AFTER:
        return "closed"
    return "forthcoming" if PLANNED.search(kind) else ""
