"""Calls and tenders of the public data as people find them: rendered as text in many layouts, as PDF, DOCX and HTML.

What layout, date format and name of a country a rendering has follows from a hash of its item, so that each item is
always the same. Labels of tenders stand in the language of the notice, those of calls in English.
"""

import csv
import gzip
import hashlib
import html
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pycountry
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from bridgehead.importers.core import eu_calls, ted_tables
from bridgehead.importers.core.ted import Notice
from bridgehead.importers.core.ted_cells import amount
from bridgehead.importers.core.text_cleaning import clean_text
from bridgehead.kit import countries, csv_files

HELD_OUT = 60
LATER = date(2026, 11, 1)
"""A day after all notices: it decides on their status only, which is not read."""

FORMATS = ("txt", "txt", "html", "docx", "pdf", "txt")

LABELS: Mapping[str, Mapping[str, str]] = {
    row["language"]: row
    for row in csv.DictReader(
        Path(__file__).with_name("call_labels.csv").read_text(encoding="utf-8").splitlines(),
    )
}
"""Labels of a notice by language, as the standard forms of TED have them; of other languages the English ones."""

ENGLISH_DAYS: Sequence[Callable[[date], str]] = (
    lambda d: d.isoformat(),
    lambda d: f"{d.day} {d:%B} {d.year}",
    lambda d: f"{d:%d/%m/%Y}",
    lambda d: f"{d.day}.{d.month}.{d.year}",
    lambda d: f"{d:%B} {d.day}, {d.year} 17:00 Brussels time",
    lambda d: f"{d.isoformat()}T17:00:00+01:00",
    lambda d: f"{d:%d} {d:%b} {d.year}",
    lambda d: f"{d.day} {d:%B} {d.year} 17:00:00 Brussels time",
    lambda d: f"{d:%A}, {d.day} {d:%B} {d.year} at 17:00 (CET)",
)

OPENS = ("Opening date", "Planned opening date", "Submission opens")
CLOSES = ("Deadline date", "DEADLINE", "Closing date for submission", "Deadline")
PAYS = ("Maximum contribution per project", "Budget per project", "Expected EU contribution per project")


@dataclass(frozen=True)
class Rendered:
    """An item as a person finds it, and what an importer of the data makes of it.

    Attributes
    ----------
    name
        Of a file.
    truth
        Field to value: what the existing importers read of the item, and a day of a deadline that the text states.
    """

    item: str
    source: str
    name: str
    content: bytes
    truth: Mapping[str, Any]


def number(*parts: object) -> int:
    """A number that follows from some texts."""
    return int(hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:12], 16)


def is_held_out(item: str) -> bool:
    """Whether an item is never looked at while the reader is made."""
    return number("half", item) % 2 == 1


def items(data: Path, *, held_out: bool) -> list[Rendered]:
    """As many items of each source: the first 30 of the held-out half by hash, or all calls of the other half."""
    calls = [c for c in _calls(data) if is_held_out(c[0]["external_id"]) is held_out]
    notices = [n for n in _notices(data) if is_held_out(n[0].number) is held_out]
    calls.sort(key=lambda c: number("order", c[0]["external_id"]))
    notices.sort(key=lambda n: number("order", n[0].number))
    many = HELD_OUT // 2 if held_out else len(calls)
    return [*(_call(*c) for c in calls[:many]), *(_notice(*n) for n in notices[:many])]


def _calls(data: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    topics = json.loads(gzip.decompress((data / "eu-calls/calls.json.gz").read_bytes()).decode("utf-8-sig"))
    rows = {row["external_id"]: row for row in eu_calls.read_calls(topics, file="calls.json")}
    for topic in topics:
        if topic["topicId"] in rows:
            yield rows[topic["topicId"]], topic


def _notices(data: Path) -> Iterator[tuple[Notice, dict[str, str]]]:
    content = gzip.decompress((data / "ted/notices.csv.gz").read_bytes()).decode("utf-8")
    table = csv_files.read(content.encode(), ted_tables.NOTICE_FILE)
    raw = {row["doc"]: row for row in csv.DictReader(io.StringIO(content, newline=""))}
    cells = dict(ted_tables.NOTICES.rows(table))
    for notice in ted_tables.read_notices(cells.items(), LATER).values():
        yield notice, raw[notice.number]


def _call(row: Mapping[str, Any], topic: Mapping[str, Any]) -> Rendered:
    item = row["external_id"]
    layout = number("layout", item)
    day = ENGLISH_DAYS[number("day", item) % len(ENGLISH_DAYS)]
    deadline = date.fromisoformat(row["deadline"])
    opens = deadline - timedelta(days=90 + number("opens", item) % 90)
    budget = row["budget"]
    money = "" if budget is None else _money(budget, number("money", item))
    facts = [
        ("Programme", str(topic["programme"])),
        ("Call", clean_text(str(topic["callTitle"] or ""))),
        ("Type of action", str(topic["typesOfAction"] or "")),
        (OPENS[layout % len(OPENS)], day(opens)),
        (CLOSES[layout % len(CLOSES)], day(deadline)),
        (PAYS[layout % len(PAYS)], money),
    ]
    facts = [(name, said) for name, said in facts if said]
    title = " ".join(row["title"].split())
    body = [
        clean_text(str(topic["description"] or "")),
        clean_text(str(topic["topicConditions"] or "")).removeprefix('">'),
    ]
    head = [f"{item}"] if layout % 2 else []
    parts = [title, *head], facts, body
    truth = {
        "title": title,
        "deadline": row["deadline"],
        "countries": [],
        "budget": budget,
        "cpv": [],
        "external_id": item if head else "",
    }
    return _document("eu-calls", item, layout, parts, truth)


def _notice(notice: Notice, raw: Mapping[str, str]) -> Rendered:
    item, layout = notice.number, number("layout", notice.number)
    language = notice.values["language"]
    words = LABELS.get(language, LABELS["en"]) if layout % 4 else LABELS["en"]
    local = Locale.parse(language if words is not LABELS["en"] else "en")
    published = date.fromisoformat(notice.day)
    states_deadline = number("deadline", item) % 2 == 0
    deadline = published + timedelta(days=25 + number("days", item) % 30)
    style = ("long", "medium", "short", "iso")[number("day", item) % 4]

    def day(when: date) -> str:
        if style == "iso":
            return when.isoformat()
        pattern = "dd/MM/yyyy" if number("sign", item) % 2 else "d.M.yyyy"
        return format_date(when, pattern if style == "short" else style, locale=local)

    codes = [code[:8] for code in raw["cpv"].split(";")]
    facts = [
        (words["title"], notice.title),
        (words["buyer"], f"{notice.buyer}" + ("" if layout % 5 else f", {_place(notice.country, local, 0)}")),
        (
            words["country"] if layout % 5 else "",
            _place(notice.country, local, number("place", item)) if layout % 5 else "",
        ),
        (words["cpv"], ", ".join(codes)),
        (
            words["value"],
            f"{format_decimal(amount(raw['value']), '#,##0.00', locale=local)} {raw['currency']}"
            if raw["value"]
            else "",
        ),
        (words["desc"], clean_text(raw["desc"])),
        (words["deadline"], day(deadline) if states_deadline else ""),
        (words["opening"], day(deadline + timedelta(days=1)) if states_deadline and layout % 3 else ""),
        (words["published"], day(published)),
    ]
    heading = raw["title_en"] if layout % 2 else notice.title
    parts = [heading, f"{raw['doc_type']} {item}"], [(n, s) for n, s in facts if s], list[str]()
    truth = {
        "title": notice.title,
        "deadline": deadline.isoformat() if states_deadline else "",
        "countries": [notice.country],
        "budget": notice.values["budget"],
        "cpv": codes,
        "language": language,
        "external_id": item,
    }
    return _document("ted", item, layout, parts, truth)


def _place(country: str, local: Locale, choice: int) -> str:
    """A country as one of its names or codes."""
    alpha_3 = getattr(pycountry.countries.get(alpha_2=country), "alpha_3", country)
    ways = (local.territories[country], countries.name(country), alpha_3, country, local.territories[country])
    return str(ways[choice % len(ways)])


def _money(amount: float, choice: int) -> str:
    millions = f"{amount / 1e6:g} million"
    return (
        f"EUR {amount:,.0f}",
        f"€{amount:,.0f}",
        f"{amount:,.0f}".replace(",", " ") + " EUR",
        f"EUR {millions}",
        f"around EUR {amount:,.0f}".replace(",", "."),
    )[choice % 5]


Parts = tuple[list[str], list[tuple[str, str]], list[str]]


def _document(source: str, item: str, layout: int, parts: Parts, truth: Mapping[str, Any]) -> Rendered:
    ending = FORMATS[number("format", item) % len(FORMATS)]
    make = {"txt": _text, "html": _html, "docx": _docx, "pdf": _pdf}[ending]
    return Rendered(item, source, f"{number('name', item)}.{ending}", make(parts, layout), truth)


def _text(parts: Parts, layout: int) -> bytes:
    head, facts, body = parts
    lines = {
        0: [f"{name}: {said}" for name, said in facts],
        1: [f"{name}\n{said}" for name, said in facts],
        2: [f"{name}:\n{said}\n" for name, said in facts],
        3: [". ".join(f"{name}: {said}" for name, said in facts)],
        4: [f"{place}.{place}) {name}: {said}" for place, (name, said) in enumerate(facts, start=1)],
    }[layout % 5]
    blocks = [*head, *body, *lines] if layout % 7 == 0 else [*head, *lines, *body]
    return "\n".join(blocks).encode()


def _html(parts: Parts, layout: int) -> bytes:
    head, facts, body = parts
    rows = "".join(f"<tr><th>{html.escape(n)}</th><td>{html.escape(s)}</td></tr>" for n, s in facts)
    pairs = "".join(f"<dt>{html.escape(n)}</dt><dd>{html.escape(s)}</dd>" for n, s in facts)
    said = "".join(f"<p>{html.escape(text)}</p>" for text in [*head[1:], *body])
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{html.escape(head[0])} | Portal</title>"
        "<style>p{color:red}</style><script>var deadline='1 January 2001';</script></head><body><nav><a>Home</a> "
        f"<a>Deadline calendar 2 February 2002</a></nav><h1>{html.escape(head[0])}</h1>"
        f"{f'<table>{rows}</table>' if layout % 2 else f'<dl>{pairs}</dl>'}{said}"
        "<footer>Last update: 3 March 2003</footer></body></html>"
    ).encode()


def _docx(parts: Parts, layout: int) -> bytes:
    import docx  # noqa: PLC0415 only this format needs it

    head, facts, body = parts
    document = docx.Document()
    document.add_heading(head[0], 0)
    for text in head[1:]:
        document.add_paragraph(text)
    if layout % 2:
        table = document.add_table(rows=0, cols=2)
        for name, said in facts:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = name, said
    else:
        for name, said in facts:
            document.add_paragraph(f"{name}: {said}")
    for text in body:
        document.add_paragraph(text)
    found = io.BytesIO()
    document.save(found)
    return found.getvalue()


TEMPLATE = b"""#let data = json(bytes(sys.inputs.data))
#set page(columns: data.columns)
= #data.head.first()
#for line in data.head.slice(1) [#line \\ ]
#for fact in data.facts [*#fact.at(0)*: #fact.at(1) \\ ]
#for text in data.body [#text #parbreak()]
"""


def _pdf(parts: Parts, layout: int) -> bytes:
    from bridgehead.kit.typesetting import pdf  # noqa: PLC0415 only this format needs it

    head, facts, body = parts
    return pdf(TEMPLATE, {"head": head, "facts": facts, "body": body, "columns": 1 + layout % 2})
