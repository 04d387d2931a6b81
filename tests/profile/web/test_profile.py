"""Pages on profiles, patterns, markets and comparisons: what they show, to whom, and correcting there and then."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bridgehead.evidence.models import Evidence
from bridgehead.kit.change_writer import batch
from bridgehead.kit.models import Batch, Change
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.profile.services.evidence_correction import correct_evidence
from tests.drawn import drawn, said_beside
from tests.profile.web.pages import text
from tests.world import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("case")]


def test_a_profile_draws_standing_and_origin_and_opens_the_evidence(staff: Client) -> None:
    shown = text(staff, "/members/nordwind/profile")
    assert "Profile of Nordwind" in shown
    assert 'aria-label="0.67, between 0.34 and 0.92; own 0.' in shown
    assert 'aria-label="unknown"' in shown
    assert "Weight 1.64" in shown  # 3, scaled by 3 ÷ 5.5
    assert "Replaced by the agreed coding" in shown
    assert 'href="/evidence/c3"' in shown


def test_a_profile_as_of_a_day_and_what_changed(staff: Client) -> None:
    shown = text(staff, "/members/nordwind/profile?as_of=2018&since=2017")
    assert "As of 31 December 2018: what is later is left out." in shown
    assert "Not enough evidence yet." in shown
    assert "Changes since 2017" in shown


def test_nothing_known_is_said(staff: Client) -> None:
    assert "Not enough evidence yet." in text(staff, "/members/solgaard/profile")


def test_a_wrong_origin_is_corrected_there_and_then(staff: Client) -> None:
    done = staff.post("/evidence/c3/correct", {"origin": "partner", "direction": "strength"})
    assert done["Location"] == "/members/nordwind/profile#Oa.capital"
    page = staff.get("/members/nordwind/profile").content.decode()
    assert f'profile updated. <a href="/changes/{Batch.objects.latest("pk").pk}">Undo</a>' in page
    assert Evidence.objects.get(pk="c3").origin == "partner"
    assert Change.objects.filter(table="evidence", key="c3", action="change").exists()
    assert staff.get("/evidence/c3/correct").status_code == 405


def test_a_correction_is_refused_where_it_was_made(staff: Client) -> None:
    answer = staff.post("/evidence/c3/correct", {"origin": "the moon", "direction": "strength"})
    assert answer.status_code == 400
    assert "Select a valid choice" in said_beside(answer, "origin")  # type: ignore[arg-type]
    shown = answer.content.decode()
    assert shown.count("<details data-row open>") == shown.count('<details class="fold" open>') == 1
    assert drawn(answer, "/evidence/c3/correct").values["direction"] == "strength"  # type: ignore[arg-type]
    assert not Change.objects.filter(table="evidence", key="c3", action="change").exists()


def test_a_correction_is_made_once_and_only_of_what_is_sent(staff: Client) -> None:
    page = staff.get("/members/nordwind/profile")
    asked = drawn(page, "/evidence/c3/correct")  # type: ignore[arg-type]
    before = Batch.objects.count()
    for _ in range(3):
        assert asked.send(staff, origin="partner").status_code == 302
    assert staff.post("/evidence/c3/correct", {"origin": "partner"}).status_code == 302
    assert Batch.objects.count() == before + 1
    assert Evidence.objects.get(pk="c3").direction == asked.values["direction"], "what is not sent stays"


def test_a_correction_from_an_older_page_shows_both(staff: Client) -> None:
    asked = drawn(staff.get("/members/nordwind/profile"), "/evidence/c3/correct")  # type: ignore[arg-type]
    correct_evidence("c3", origin="public_programme", viewer=COMMAND_LINE)
    answer = asked.send(staff, origin="partner")
    assert answer.status_code == 409
    assert "Saved now" in answer.content.decode()
    saved = " ".join(answer.content.decode().split())
    assert "<td>A public programme</td><td>A partner</td>" in saved, "in words, not ids"
    assert Evidence.objects.get(pk="c3").origin == "public_programme"
    assert drawn(answer, "/evidence/c3/correct").send(staff).status_code == 302
    assert Evidence.objects.get(pk="c3").origin == "partner"


def test_a_piece_on_no_page_of_a_profile_is_corrected_and_refused_too(staff: Client) -> None:
    with batch("of nobody") as writer:
        writer.put(Evidence, [{"id": "n1", "code": "Oa.network", "summary": "On nobody"}])
    assert staff.post("/evidence/n1/correct", {"origin": "partner"})["Location"] == "/evidence/n1"
    refused = staff.post("/evidence/n1/correct", {"origin": "the moon"})
    assert refused.status_code == 400
    assert "Select a valid choice" in refused.content.decode()


def test_members_see_their_own_and_correct_nothing() -> None:
    own, other = signed_in(Role.MEMBER_OWNER, "nordwind"), signed_in(Role.MEMBER_OWNER, "solgaard")
    shown = text(own, "/members/nordwind/profile")
    assert "/correct" not in shown
    assert own.post("/evidence/c3/correct", {"origin": ""}).status_code == 403
    for path in ("profile", "pattern", "markets"):
        assert own.get(f"/members/nordwind/{path}").status_code == 200
        assert other.get(f"/members/nordwind/{path}").status_code == 403
    assert own.get("/compare?firm=nordwind").status_code == 200
    assert own.get("/compare?firm=nordwind&firm=solgaard").status_code == 403


def test_what_is_no_date_is_named(staff: Client) -> None:
    shown = text(staff, "/members/nordwind/profile?as_of=lately")
    assert "“lately” is not a date" in shown
    assert "Evidence up to lately" not in shown


def test_a_profile_costs_as_many_queries_with_more_evidence(
    staff: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(30) as few:
        text(staff, "/members/nordwind/profile")
    with batch("more") as writer:
        writer.put(
            Evidence,
            [{"id": f"m{n}", "actor_id": "nordwind", "code": "Oa.network", "source_id": "talk"} for n in range(30)],
        )
    with django_assert_max_num_queries(len(few)):
        text(staff, "/members/nordwind/profile")


def test_what_is_left_out_stays_in_the_address_and_is_said(staff: Client) -> None:
    shown = text(staff, "/members/nordwind/profile?leave_out=trip")
    assert "Left out: " in shown
    assert '<input type="hidden" name="leave_out" value="trip">' in shown
    assert staff.get("/members/nordwind/profile?leave_out=nothing").status_code == 404
