"""Every list that a person sees comes as a file with all of its rows."""

import csv
import html
import io
import re

import pytest
from django.test import Client

from bridgehead.ecosystem.models import Actor
from bridgehead.kit.change_writer import batch

pytestmark = [pytest.mark.django_db, pytest.mark.database]

LINK = re.compile(r'<a href="([^"]*format=csv[^"]*)"')


def files_of(client: Client, path: str) -> list[list[list[str]]]:
    """Every list of a page, as the files that the page links to."""
    text = client.get(path).content.decode()
    addresses = [html.unescape(address) for address in LINK.findall(text)]
    answers = [client.get(a if a.startswith("/") else path.partition("?")[0] + a) for a in addresses]
    assert all(answer.headers["Content-Type"] == "text/csv; charset=utf-8" for answer in answers)
    return [list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))) for answer in answers]


@pytest.mark.parametrize(
    "path", ["/", "/members", "/members/flow", "/opportunities", "/activities", "/changes", "/changes/1", "/network"]
)
def test_a_page_with_lists_gives_each_as_a_file(staff: Client, path: str) -> None:
    files = files_of(staff, path.replace("/1", f"/{_latest(staff)}"))
    assert files
    for header, *rows in files:
        assert rows
        assert {len(row) for row in rows} == {len(header)}


def _latest(client: Client) -> str:
    found = re.search(r'href="/changes/(\d+)"', client.get("/changes").content.decode())
    assert found
    return found[1]


def test_the_file_has_what_is_on_later_pages_too(staff: Client) -> None:
    with batch("many"):
        Actor.objects.bulk_create([Actor(id=f"t{n}", name=f"=Twin {n // 2}", kind="firm") for n in range(80)])
    assert staff.get("/duplicates").content.decode().count("data-row") == 25
    ((header, *rows),) = files_of(staff, "/duplicates")
    assert header[:2] == ["First", "Second"]
    assert len(rows) == 40
    assert all(row[0].startswith("'=Twin") for row in rows)


def test_a_list_that_is_not_there(staff: Client) -> None:
    assert staff.get("/network?format=csv&list=9").status_code == 404
    assert staff.get("/network?format=csv&list=x").status_code == 404
