"""The lists of members and activities as files: headings for programs, every row, in the order of the page."""

import csv
import io

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.mark.parametrize(
    ("path", "headings", "row"),
    [
        (
            "/members?sort=-name",
            ["bridgehead id", "name", "kind", "size", "sector", "city", "country", "website", "capabilities", "tags"],
            ["flow", "Flow Batteries", "firm", "sme", "Energy storage", "", "DK", "", "flow batteries"],
        ),
        (
            "/activities",
            ["id", "name", "cancelled", "kind", "start", "end", "market", "programme", "tags", "organiser__name"],
            ["trip", "Trip to Gothenburg", "", "delegation_trip"],
        ),
    ],
)
def test_a_file_keeps_its_headings_and_holds_plain_values(
    staff: Client, path: str, headings: list[str], row: list[str]
) -> None:
    joint = "&" if "?" in path else "?"
    answer = staff.get(f"{path}{joint}format=csv")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    first, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert first == headings
    assert row in [found[: len(row)] for found in rows]


@pytest.mark.parametrize("name", ["members", "activities"])
def test_a_workbook_of_the_same_list(staff: Client, name: str) -> None:
    assert staff.get(f"/{name}?format=xlsx&list={name}").content.startswith(b"PK")


@pytest.mark.parametrize("name", ["participants", "resulting-ties"])
def test_the_lists_of_an_activity_are_files_too(staff: Client, name: str) -> None:
    text = staff.get(f"/activities/trip?format=csv&list={name}").content.decode("utf-8-sig")
    assert "Flow Batteries" in text
