"""The list of activities, and an activity's page."""

import pytest
from django.test import Client

from tests.ecosystem.web.test_members import many

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_an_activity_shows_who_took_part_and_which_ties_came_of_it(staff: Client) -> None:
    text = staff.get("/activities/trip").content.decode()
    for part in ("Flow Batteries", "participant", "Port of Gothenburg", "The cluster", "May 2021"):
        assert part in text


def test_a_member_sees_the_ties_of_its_own_only(flow: Client) -> None:
    assert "Port of Gothenburg" in flow.get("/activities/trip").content.decode()


def test_activities_of_one_actor(staff: Client) -> None:
    many(1)
    text = staff.get("/activities?actor=flow").content.decode()
    assert "Trip to Gothenburg" in text
    assert "Event 00" not in text
