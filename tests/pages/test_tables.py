"""The lists of Today and of a member as files: each under its name, with plain values."""

import csv
import io

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.mark.parametrize(
    ("path", "name", "first"),
    [
        ("/", "deadlines", ["Energy storage for the harbour", "2099-05-01"]),
        ("/", "year", ["January", "0"]),
        ("/members/flow", "ties", ["Port of Gothenburg"]),
        ("/members/flow", "activities", ["Trip to Gothenburg"]),
        ("/members/port", "opportunities", ["Energy storage for the harbour"]),
    ],
)
def test_a_list_is_a_file_under_its_name(staff: Client, path: str, name: str, first: list[str]) -> None:
    answer = staff.get(path, {"format": "csv", "list": name})
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}.csv"'
    _headings, row, *_rest = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert row[: len(first)] == first


def test_no_list_of_these_pages_is_read_off_the_page(staff: Client) -> None:
    for path in ("/", "/members", "/members/flow", "/opportunities", "/activities", "/activities/trip"):
        assert '<table class="rows' not in staff.get(path).content.decode(), path
