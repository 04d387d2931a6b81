"""An opportunity's page and its ranking."""

import pytest
from django.test import Client

from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import Role
from bridgehead.models import Opportunity
from tests.world import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]

MATCHES = "/opportunities/harbour-storage/matches"


def test_the_page_shows_the_facts_and_fetches_the_ranking(staff: Client) -> None:
    text = staff.get("/opportunities/harbour-storage").content.decode()
    assert "Batteries for harbour buildings" in text
    assert 'href="/members/port"' in text
    assert f'hx-get="{MATCHES}"' in text


def test_the_ranking_shows_reasons_and_eligibility(staff: Client) -> None:
    text = staff.get(MATCHES).content.decode()
    assert "Flow Batteries" in text
    assert "Meets the condition: SME" in text
    assert "flow batteries" in text


def test_the_ranking_is_a_part_of_a_page_or_a_page_of_its_own(staff: Client) -> None:
    assert "<html" not in staff.get(MATCHES, headers={"HX-Request": "true"}).content.decode()
    assert "<html" in staff.get(MATCHES).content.decode()


def test_the_ranking_keeps_to_a_country(staff: Client) -> None:
    assert "Flow Batteries" not in staff.get(f"{MATCHES}?country=SE").content.decode()


def test_a_member_finds_itself_only(flow: Client) -> None:
    text = flow.get(MATCHES).content.decode()
    assert "Flow Batteries" in text
    assert 'href="/members/hub"' not in text
    assert "Only cluster staff can see the whole ranking." in text


@pytest.mark.usefixtures("world")
def test_a_member_that_does_not_fit_is_told_what_helps() -> None:
    assert "No match found for Cool Machines" in signed_in(Role.MEMBER_OWNER, "cool").get(MATCHES).content.decode()


def test_any_text_can_be_ranked(staff: Client) -> None:
    assert "Flow Batteries" in staff.get("/match?text=flow+batteries").content.decode()
    assert staff.get("/match").status_code == 200


def test_additionality_stands_beside_fit_and_unknown_is_said(staff: Client) -> None:
    text = staff.get(MATCHES).content.decode()
    assert text.count("Additionality is unknown") == 1
    assert '<span class="second">No evidence on' not in text


def test_the_order_by_additionality_stands_in_the_address(staff: Client) -> None:
    found = staff.get(f"{MATCHES}?by=additionality", headers={"HX-Request": "true"})
    assert found["HX-Replace-Url"] == "/opportunities/harbour-storage?by=additionality"
    assert "Organisations by additionality" in found.content.decode()


def test_the_ranking_of_what_is_over_says_what_it_knows(staff: Client) -> None:
    assert "The deadline has passed." not in staff.get(MATCHES).content.decode()
    with batch("test") as writer:
        writer.put(Opportunity, [{"id": "harbour-storage", "deadline": "2017-05-01"}])
    assert "The deadline has passed. The ranking uses today's data." in staff.get(MATCHES).content.decode()


def test_conditions_are_said_in_words(staff: Client) -> None:
    with batch("test") as writer:
        writer.put(Opportunity, [{"id": "harbour-storage", "eligibility": ["sme", "country:DK"]}])
    text = staff.get("/opportunities/harbour-storage").content.decode()
    assert '<span class="line">SME</span><span class="line">Based in Denmark</span>' in text
    assert "country:DK" not in text
