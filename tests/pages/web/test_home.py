"""Home: what needs somebody today."""

import pytest
from django.test import Client

from bridgehead.kit.permissions import Role
from tests.world import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_it_names_deadlines_and_changes(staff: Client) -> None:
    text = staff.get("/").content.decode()
    for part in ("Energy storage for the harbour", "the small world"):
        assert part in text


def test_a_reader_sees_deadlines_and_new_members(world: None) -> None:
    text = signed_in(Role.READER).get("/").content.decode()
    for part in ("Energy storage for the harbour", "Flow Batteries"):
        assert part in text


def test_a_member_is_not_shown_the_change_log(flow: Client) -> None:
    text = flow.get("/").content.decode()
    assert "the small world" not in text
    assert "Energy storage for the harbour" in text


def test_a_member_sees_first_what_it_may_answer(flow: Client) -> None:
    text = flow.get("/").content.decode()
    assert text.index("Opportunities for Flow Batteries") < text.index("Next deadlines")
    assert 'hx-get="/members/flow/opportunities"' in text


def test_an_empty_workbench_says_how_to_begin() -> None:
    text = signed_in(Role.ADMIN).get("/").content.decode()
    assert "Set up your workspace" in text
    assert 'href="/set-up"' in text
