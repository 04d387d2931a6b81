"""The page of a path abroad."""

import pytest
from django.test import Client

from tests.profile.web.pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("case")]


def test_a_pattern_in_time_and_by_distance(staff: Client) -> None:
    shown = text(staff, "/members/nordwind/pattern")
    assert "Path abroad of Nordwind" in shown
    assert "Declared strategy: Stage by stage · Found: Born global, through its network and stage by stage" in shown
    assert 'aria-label="2016-05"' in shown
    assert "it is not a forecast" in shown


def test_a_pattern_of_nothing_says_why(staff: Client) -> None:
    shown = text(staff, "/members/solgaard/pattern")
    assert "No market entries recorded." in shown
    assert "at least 4 are needed." in shown
