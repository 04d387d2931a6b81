"""The lists of a page, read off the page itself: what a person sees is what their file holds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.core.paginator import Page, Paginator

LIST = re.compile(r'<table class="(?:rows|counts)\b[^"]*"[^>]*>.*?</table>', re.DOTALL)
CAPTION = re.compile(r"<caption[^>]*>(.*?)</caption>", re.DOTALL)
ASKS = re.compile(r"<(?:select|input|textarea)\b(?![^>]*type=\"hidden\")")
EMPTY = frozenset({"input", "br", "img", "hr", "meta", "link"})
SILENT = frozenset({"button", "form", "select", "svg", "script", "template"})
PRESSED = "pressed"
APART = frozenset({"br", "p", "div", "li", "ul", "dt", "dd", "summary", "details"})
GROUPED = re.compile(r"[\d,]*\d(\.\d+)?")


@dataclass
class HtmlTable:
    """A list of a page: what it is called, its headings and its rows as text."""

    caption: str
    headings: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


def find_tables(html: str) -> list[tuple[int, str]]:
    """Where each list of a page ends, and what it is called; tables that ask for something are none."""
    return [
        (match.end(), _plain(CAPTION.search(match[0])))
        for match in LIST.finditer(html)
        if "<tbody><tr" in match[0].replace("\n", "").replace(" ", "") and not ASKS.search(match[0])
    ]


def read_table(html: str, end: int) -> HtmlTable:
    """The list that ends at a place of a page."""
    found = next(match[0] for match in LIST.finditer(html) if match.end() == end)
    reader = _TableParser()
    reader.feed(found)
    headings, *rows = [row for row in reader.rows if row]
    kept = [place for place in range(len(headings)) if any("".join(row[place : place + 1]) for row in rows)]
    return HtmlTable(
        _plain(CAPTION.search(found)),
        [headings[place] for place in kept],
        [[row[place] if place < len(row) else "" for place in kept] for row in rows],
    )


def show_all_rows(context: Mapping[str, Any]) -> dict[str, Any]:
    """What a page is made of, with every row where it would show one page of them."""
    return {name: _whole(value) if isinstance(value, Page) else value for name, value in context.items()}


def _whole(rows: "Page[Any]") -> "Page[Any]":
    return Paginator(rows.paginator.object_list, max(rows.paginator.count, 1)).get_page(1)


def _plain(caption: "re.Match[str] | None") -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", caption[1])).split()) if caption else ""


class _TableParser(HTMLParser):
    """Collects the text of the cells of a table; what is pressed or drawn is no text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.parts: list[str] | None = None
        self.silent = 0
        self.number = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = (dict(attrs).get("class") or "").split()
        if self.silent or tag in SILENT or PRESSED in said:
            self.silent += tag not in EMPTY
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.parts = []
            self.number = "number" in said
        elif tag in APART and self.parts is not None:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            self.silent -= 1
        elif tag in ("td", "th") and self.parts is not None:
            text = " ".join("".join(self.parts).split())
            self.rows[-1].append(text.replace(",", "") if self.number and GROUPED.fullmatch(text) else text)
            self.parts = None

    def handle_data(self, data: str) -> None:
        if self.parts is not None and not self.silent:
            self.parts.append(data)
