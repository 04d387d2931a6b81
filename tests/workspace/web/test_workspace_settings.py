"""The page of the settings: sections, refusals beside their fields, the look of every page."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.models import Batch, Opportunity, User
from bridgehead.settings.queries import additionality_target, members_see, workspace_settings
from bridgehead.settings.services.change_settings import save_settings
from tests.settings.services.test_logo import SVG, picture
from tests.world import flow, signed_in, staff, world

__all__ = ["flow", "staff", "world"]
pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("world")]


def save(client: Client, section: str, **values: Any) -> Any:
    return client.post("/settings", {"section": section, **values}, follow=True)


def test_a_page_without_settings_shows_the_defaults(staff: Client) -> None:
    page = staff.get("/settings").content.decode()
    assert "The cluster with most members" in page
    assert 'value="Europe/Copenhagen" selected' in page
    assert "No logo yet." in page
    assert "checked" not in page


def test_each_section_saves_its_own(staff: Client) -> None:
    page = save(staff, "cluster", cluster="hub", accent="#FFE600").content.decode()
    assert "Settings saved." in page
    assert "Undo" in page
    assert "Darkened to" in page
    save(staff, "place", language="en", time_zone="Asia/Seoul")
    save(staff, "members", members_see_partners="on")
    save(staff, "target", additionality_target="0.5")
    found = workspace_settings()
    assert (found.cluster_id, found.accent, found.time_zone) == ("hub", "#ffe600", "Asia/Seoul")
    assert (members_see(), additionality_target()) == ({"partners"}, 0.5)
    save(staff, "members")
    assert members_see() == frozenset()
    assert "Nothing was changed." in save(staff, "members").content.decode()


@pytest.mark.parametrize(
    ("section", "values", "says"),
    [
        ("cluster", {"accent": "red"}, "Enter a colour, such as #0b57a4."),
        ("cluster", {"cluster": "flow"}, "Select a valid choice."),
        ("place", {"language": "da", "time_zone": "Asia/Seoul"}, "Select a valid choice."),
        ("place", {"language": "en", "time_zone": "Asia"}, "Select a valid choice."),
        ("target", {"additionality_target": "7"}, "Enter a number from 0.1 to 1."),
        ("target", {"additionality_target": "many"}, "Enter a number."),
    ],
)
def test_what_is_refused_is_said_beside_its_field(
    staff: Client, section: str, values: dict[str, str], says: str
) -> None:
    before = Batch.objects.count()
    answer = save(staff, section, **values)
    assert answer.status_code == 400
    assert re.search(rf'class="errorlist"[^>]*><li>[^<]*{re.escape(says)}', answer.content.decode())
    assert Batch.objects.count() == before


def test_what_the_server_decides_is_shown_and_stays(staff: Client, settings: Any) -> None:
    settings.FROM_ENVIRONMENT = {"time_zone": ("BRIDGEHEAD_TIME_ZONE", "Asia/Seoul")}
    page = staff.get("/settings").content.decode()
    assert "Decided by the server (BRIDGEHEAD_TIME_ZONE)." in page
    assert re.search(r'<select[^>]*name="time_zone"[^>]* disabled', page)
    assert save(staff, "place", language="en", time_zone="Europe/Oslo").status_code == 200
    assert workspace_settings().time_zone == "Asia/Seoul"
    # What only the server knows is no reason to refuse the rest of its section.
    settings.FROM_ENVIRONMENT = {"time_zone": ("BRIDGEHEAD_TIME_ZONE", "CET"), "cluster": ("BRIDGEHEAD_CLUSTER", "x")}
    assert save(staff, "place", language="en").status_code == 200
    assert save(staff, "cluster", accent="#aa3300").status_code == 200
    assert workspace_settings().accent == "#aa3300"


def test_a_logo_comes_to_every_page_and_goes_again(staff: Client) -> None:
    file = SimpleUploadedFile("logo.png", picture(), "image/png")
    assert "Logo saved." in staff.post("/settings/logo", {"logo": file}, follow=True).content.decode()
    address = re.search(r'<img class="logo" src="([^"]+)" width="480" height="160"', staff.get("/").content.decode())
    assert address is not None
    shown = Client().get(address[1])  # the page on which one signs in has it too
    assert (shown.status_code, shown.headers["Content-Type"]) == (200, "image/png")
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert address[1] in Client().get("/accounts/login/").content.decode()
    staff.post("/settings/logo/remove")
    assert address[1] not in staff.get("/").content.decode()


def test_a_drawing_is_refused_beside_the_field(staff: Client) -> None:
    file = SimpleUploadedFile("logo.png", SVG, "image/png")
    answer = staff.post("/settings/logo", {"logo": file})
    assert answer.status_code == 400
    assert "a PNG, JPEG or WebP picture" in answer.content.decode()
    assert staff.post("/settings/logo", {}).status_code == 400


def test_the_accent_and_the_name_of_the_cluster_come_to_every_page(staff: Client) -> None:
    assert "/brand/accent/" not in staff.get("/").content.decode()
    save_settings({"accent": "#aa3300", "cluster": "hub"}, viewer=COMMAND_LINE)
    page = staff.get("/").content.decode()
    assert '<link rel="stylesheet" href="/brand/accent/aa3300.css">' in page
    assert '<span class="owner" title="Harbour Hub">Harbour Hub</span>' in page
    style = Client().get("/brand/accent/aa3300.css")
    assert style.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "light-dark(#aa3300," in style.content.decode()


@pytest.mark.parametrize("name", ["red", "AA3300", "aa33001", "x"])
def test_no_other_style_is_made(name: str) -> None:
    assert Client().get(f"/brand/accent/{name}.css").status_code == 404
    assert Client().get(f"/brand/logo/{name}.png").status_code == 404


def test_a_colour_can_be_tried_before_it_is_saved(staff: Client) -> None:
    page = staff.get("/settings", {"accent": "#FFE600"}).content.decode()
    assert "Preview of #ffe600, not saved" in page
    assert 'name="accent" value="#ffe600"' in page
    assert workspace_settings().accent == ""
    assert "Preview of" not in staff.get("/settings", {"accent": '"><script>'}).content.decode()


def test_days_and_times_follow_the_time_zone(staff: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with batch("due in May") as writer:
        writer.put(Opportunity, [{"id": "harbour-storage", "deadline": "2026-05-31"}])
    # 23:30 in Copenhagen on the last of May is June already in Seoul.
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 5, 31, 21, 30, tzinfo=UTC))
    staff.force_login(User.objects.get())
    assert "passed</span>" not in staff.get("/opportunities/harbour-storage").content.decode()
    save_settings({"time_zone": "Asia/Seoul"}, viewer=COMMAND_LINE)
    assert "passed</span>" in staff.get("/opportunities/harbour-storage").content.decode()


def test_the_time_of_a_change_follows_the_time_zone_wherever_it_stands(staff: Client) -> None:
    with batch("due in May") as writer:
        writer.put(Opportunity, [{"id": "harbour-storage", "deadline": "2026-05-31"}])
    found = Batch.objects.latest("pk")
    Batch.objects.filter(pk=found.pk).update(at=datetime(2026, 5, 31, 21, 30, tzinfo=UTC))
    for zone, shown in (("Europe/Copenhagen", "31 May 2026, 23:30"), ("Asia/Seoul", "1 Jun 2026, 06:30")):
        save_settings({"time_zone": zone}, viewer=COMMAND_LINE)
        for path in ("/", "/changes", f"/changes/{found.pk}"):
            assert shown in staff.get(path).content.decode(), (zone, path)


def test_a_member_sees_no_settings(flow: Client) -> None:
    assert flow.get("/settings").status_code == 403
    assert flow.post("/settings", {"section": "members", "members_see_money": "on"}).status_code == 403
    assert members_see() == frozenset()
    assert "/settings" not in flow.get("/").content.decode()


def test_a_manager_sees_them_and_changes_none() -> None:
    manager = signed_in(Role.MANAGER)
    page = manager.get("/settings").content.decode()
    assert "Only administrators can change them." in page
    assert "Save target" not in page
    assert re.search(r'name="additionality_target"[^>]* disabled', page)
    assert save(manager, "target", additionality_target="0.5").status_code == 403
    assert additionality_target() == 0.6


def test_a_manager_undoes_no_change_of_the_settings(staff: Client) -> None:
    save(staff, "members", members_see_money="on")
    save(staff, "members")
    last = Batch.objects.latest("pk").pk
    assert signed_in(Role.MANAGER).post(f"/changes/{last}/undo").status_code == 403
    assert members_see() == frozenset()
    staff.post(f"/changes/{last}/undo")
    assert members_see() == {"money"}


def test_the_change_is_named_on_its_page(staff: Client) -> None:
    save(staff, "target", additionality_target="0.5")
    page = staff.get(f"/changes/{Batch.objects.latest('pk').pk}").content.decode()
    assert "Settings changed: Target of additionality" in page


def test_the_target_stands_beside_the_figures(staff: Client) -> None:
    save_settings({"additionality_target": 0.5}, viewer=COMMAND_LINE)
    page = staff.get("/members/flow/opportunities").content.decode()
    assert "Gains count up to an own standing of 0.50." in page
