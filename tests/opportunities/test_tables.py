"""The list of opportunities as a file."""

import csv
import io

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_a_file_keeps_its_headings_and_holds_plain_values(staff: Client) -> None:
    text = staff.get("/opportunities?format=csv").content.decode("utf-8-sig")
    found = next(iter(csv.DictReader(io.StringIO(text))))
    assert list(found) == [
        "id",
        "title",
        "kind",
        "buyer",
        "countries",
        "opens",
        "deadline",
        "budget",
        "status",
        "cpv",
        "url",
        "tags",
    ]
    assert (found["id"], found["countries"], found["status"]) == ("harbour-storage", "SE", "open")


def test_a_deadline_that_has_passed_is_marked_on_the_page(staff: Client) -> None:
    assert "1 May 2099</time></td>" in staff.get("/opportunities").content.decode()
