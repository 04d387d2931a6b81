"""A list as somebody sees it, as a CSV file for their spreadsheet."""

import re

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from bridgehead.kit.errors import NotFound
from bridgehead.kit.html_tables import find_tables, read_table
from bridgehead.kit.list_files import csv_file

PLACE = "<!-- lists -->"


def wants_csv(request: HttpRequest) -> bool:
    """Whether the address asks for the list as a file."""
    return request.GET.get("format") == "csv"


def list_file(request: HttpRequest, html: str) -> HttpResponse:
    """The list of a page that the address asks for (`list` counts them from 1), as a download.

    Raises
    ------
    NotFound
        If the page has no such list.
    """
    found = find_tables(html)
    asked = request.GET.get("list", "1")
    if not asked.isdecimal() or not 0 < int(asked) <= len(found):
        raise NotFound(f"there is no list {asked!r} on this page")
    shown = read_table(html, found[int(asked) - 1][0])
    name = request.resolver_match.url_name if request.resolver_match else None
    caption = re.sub(r"\W+", "-", shown.caption.casefold()).strip("-")
    return csv_file("-".join(part for part in (name, caption) if part)[:80], shown.headings, shown.rows)


def add_csv_links(request: HttpRequest, html: str) -> str:
    """A page with a link to each of its lists as a file: at its foot, or in a part of a page after the last list.

    A list page that gives a file of its own, with all columns, keeps that one.
    """
    found = find_tables(html) if "<table" in html else []
    if not found or "format=csv" in html:
        return html
    lists = [(caption, f"?{_query(request, number)}") for number, (_, caption) in enumerate(found, start=1)]
    if PLACE in html:
        return html.replace(PLACE, render_to_string("kit/csv_links.html", {"lists": lists}), 1)
    lists = [(caption, f"{request.path}{address}") for caption, address in lists]
    end = found[-1][0]
    return html[:end] + render_to_string("kit/csv_links.html", {"lists": lists}) + html[end:]


def _query(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    query["format"], query["list"] = "csv", str(number)
    return query.urlencode()
