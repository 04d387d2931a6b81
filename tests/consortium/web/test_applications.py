"""The board of applications, one application, and what members see of theirs."""

import pytest
from django.test import Client

from bridgehead.consortium.services import save_team
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.models import Application, Note
from tests.world import flow, signed_in, staff, world

__all__ = ["flow", "staff", "world"]

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("world")]


def test_the_board_has_a_column_a_stage_with_its_sum_and_a_press_moves_a_card(staff: Client) -> None:
    board = staff.get("/applications").content.decode()
    assert [board.index(f'id="lane-{stage}"') for stage in ("idea", "draft", "submitted", "granted", "rejected")]
    assert "lane-withdrawn" not in board
    assert "€\N{NO-BREAK SPACE}120,000" in board
    assert "Move to submitted" in board
    sent = {"stage": "submitted", "next": "/applications"}
    moved = staff.post("/applications/harbour/move", sent, follow=True).content.decode()
    assert "It counts in the funding funnel" in moved
    assert "Mark as granted" in moved
    granted = {"stage": "granted", "on": "2026-05", "amount": "90000", "reason": "Best of all"}
    page = staff.post("/applications/harbour/move", granted, follow=True).content.decode()
    assert "Best of all" in page
    assert Application.objects.get(pk="harbour").amount_granted == 90_000
    refused = staff.post("/applications/harbour/move", {"stage": "granted", "on": "some day", "amount": "-1"})
    assert refused.status_code == 400
    assert "Batteries for the harbour" in staff.get("/applications?stage=granted").content.decode()
    for asked in ("owner=ida", "member=flow", "words=batteries"):
        assert "1 application" in staff.get(f"/applications?{asked}").content.decode()
    assert "No matching applications" in staff.get("/applications?member=cool&words=nothing").content.decode()


def test_a_saved_team_and_an_opportunity_start_an_application(staff: Client) -> None:
    seats = {"cool": "lead", "flow": "partner"}
    team = save_team("harbour-storage", name="First try", members=seats, viewer=COMMAND_LINE).result
    assert "Start application" in staff.get("/opportunities/harbour-storage/consortium").content.decode()
    page = staff.post("/opportunities/harbour-storage/applications/start", {"team": team}, follow=True)
    assert "Application started" in page.content.decode()
    started = Application.objects.exclude(pk="harbour").get()
    assert (started.name, started.lead_id, started.owner) == ("First try", "cool", "admin-None")
    assert staff.post("/opportunities/harbour-storage/applications/start").status_code == 302
    assert "First try" in staff.get("/opportunities/harbour-storage").content.decode()
    assert "First try" in staff.get("/members/flow/applications").content.decode(), "it has a seat"
    staff.post("/follow-up/application/harbour/note", {"text": "The budget is still open."})
    assert Note.objects.get().application_id == "harbour"
    assert "The budget is still open." in staff.get("/applications/harbour/follow-up").content.decode()


def test_a_member_sees_its_own_applications_and_moves_none(flow: Client) -> None:
    own = flow.get("/members/flow/applications").content.decode()
    assert "Batteries for the harbour" in own
    assert "120,000" not in own
    assert flow.get("/applications/harbour").status_code == 200
    assert flow.get("/applications").status_code == 403
    assert flow.post("/applications/harbour/move", {"stage": "granted"}).status_code == 403
    other = signed_in(Role.MEMBER_OWNER, "cool")
    assert other.get("/applications/harbour").status_code == 403
    assert other.get("/members/flow/applications").status_code == 403
