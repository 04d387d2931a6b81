"""The page that compares members."""

import pytest
from django.test import Client

from bridgehead.kit.permissions import Role
from tests.profile.web.pages import text
from tests.world import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("case")]


def test_side_by_side(staff: Client) -> None:
    assert "Choose up to six firms" in text(staff, "/compare")
    shown = text(staff, "/compare?firm=nordwind&firm=solgaard")
    for words in ("Asset-specific advantages", "Institutional advantages", "Nordwind", "Solgaard"):
        assert words in shown


def test_side_by_side_as_a_file(staff: Client) -> None:
    book = staff.get("/compare?firm=nordwind&format=xlsx")
    assert book["Content-Disposition"] == 'attachment; filename="comparison.xlsx"'
    assert book.content.startswith(b"PK")
    assert "| Access to capital | Nordwind |" in staff.get("/compare?firm=nordwind&format=markdown").content.decode()
    other = signed_in(Role.MEMBER_OWNER, "solgaard")
    assert other.get("/compare?firm=nordwind&format=xlsx").status_code == 403


def test_one_unknown_name_does_not_cost_the_page(staff: Client) -> None:
    shown = text(staff, "/compare?firm=nordwind&firm=nobody&firm=%3Cb%3E")
    assert "Organisation “nobody” does not exist and is left out." in shown
    assert "“&lt;b&gt;”" in shown
    assert 'href="/members/nordwind/profile">Nordwind</a>' in shown
    assert "does not exist" in text(staff, "/compare?firm=nobody")
    assert "Nordwind" in text(staff, "/compare?firm=nordwind&firm=nobody&format=markdown")
