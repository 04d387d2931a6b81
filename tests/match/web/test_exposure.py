"""Who gets recommended, on a page and at the command line; a floor on an opportunity's page."""

import json

import pytest
from django.test import Client

from tests.conftest import Run
from tests.world import flow, staff, world

__all__ = ["flow", "staff", "world"]

MATCHES = "/opportunities/harbour-storage/matches"
SCRIPTED = {"HX-Request": "true"}


@pytest.mark.django_db
@pytest.mark.database
def test_the_page_fetches_what_takes_time_and_stands_without_a_script(staff: Client) -> None:
    assert 'hx-get="/exposure?sme_floor=0.3"' in staff.get("/exposure?sme_floor=0.3").content.decode()
    for text in (
        staff.get("/exposure", headers=SCRIPTED).content.decode(),
        staff.get("/exposure?now=1").content.decode(),
    ):
        assert "SMEs are " in text
        assert "By country" in text


@pytest.mark.django_db
@pytest.mark.database
def test_rankings_of_others_are_not_for_members(flow: Client) -> None:
    assert flow.get("/exposure").status_code == 403


@pytest.mark.django_db
@pytest.mark.database
def test_a_list_with_a_floor_says_what_it_did(staff: Client) -> None:
    assert "the minimum is 20\N{NARROW NO-BREAK SPACE}%." in staff.get(f"{MATCHES}?sme_floor=0.2").content.decode()
    assert "the minimum is" not in staff.get(f"{MATCHES}?sme_floor=much").content.decode()


@pytest.mark.slow
@pytest.mark.usefixtures("example_workspace")
def test_the_command_line_says_who_gets_recommended(bridgehead: Run) -> None:
    found = json.loads(bridgehead("exposure", "--json").stdout)
    assert sum(share["exposure"] for share in found["by_size"]) == pytest.approx(1)
    assert 0 < found["even"] < found["most"] < 1
    assert sum(share["exposure"] for share in found["by_region"]) == pytest.approx(1)
    said = bridgehead("exposure").stdout
    assert "Firm of unknown size" in said
    assert "Denmark" in said
    assert "By region" in said
