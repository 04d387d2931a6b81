"""Time slots, wishes and availability made in the page, over the trip of four firms and three hosts."""

import pytest
from django.test import Client

from bridgehead.ecosystem.models import Activity, User
from bridgehead.kit.change_writer import batch
from bridgehead.kit.models import Batch
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.trips.models import Availability, Slot, Wish
from bridgehead.trips.queries import saved_meetings
from bridgehead.trips.services import ScheduleLimits, find_schedule, overview, save
from bridgehead.trips.services.wish_grid import grid_sides
from bridgehead.workspace.services.undo import undo_batch
from tests.world import keyed

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PAGE = "/activities/trip/schedule"
PLAN = {"first": "2020-03-02", "days": "2", "begin": "9", "end": "16.00", "minutes": "30", "pause": "0"} | {
    "breaks": "12:00-13:00",
    "tables": "3",
    "sites": "Hall; Quay",
}


@pytest.fixture
def ida(trip: str) -> Client:
    client = Client()
    client.force_login(User.objects.create_user("ida", role=Role.ADMIN))
    return client


def test_slots_are_previewed_made_and_undone(ida: Client) -> None:
    before = set(Slot.objects.values_list("pk", flat=True))
    shown = ida.post(f"{PAGE}/slots", {**PLAN, "manner": "replace", "preview": "yes"}).content.decode()
    assert "24 time slots, room for 144 meetings" in shown
    assert "It adds room for 144 meetings." in shown
    assert "6 unused places are removed." in shown
    assert set(Slot.objects.values_list("pk", flat=True)) == before
    done = ida.post(f"{PAGE}/slots", {**PLAN, "manner": "replace"}, follow=True).content.decode()
    assert "Time slots made: there is room for 144 more meetings." in done
    assert "24 on 2 days" in done
    assert Slot.objects.filter(site="Quay", start="2020-03-03T15:30", end="2020-03-03T16:00").count() == 3
    again = ida.post(f"{PAGE}/slots", {**PLAN, "manner": "replace", "preview": "yes"}).content.decode()
    assert "All of it is there already." in again
    undo_batch(Batch.objects.latest("pk").pk, viewer=COMMAND_LINE)
    assert set(Slot.objects.values_list("pk", flat=True)) == before


def test_slots_that_meetings_use_stay_and_none_is_doubled(ida: Client) -> None:
    """Meetings keep their time and place when a site comes along or their slots fall out of the plan."""
    with batch("tables as they are called") as writer:
        keys = list(Slot.objects.values_list("pk", flat=True))
        writer.remove(Slot, keys)
        made = {"activity_id": "trip", "site": "Hall", "end": ""}
        writer.put(
            Slot,
            [
                keyed(Slot, **made, slot=f"s{n}", table=f"Table {t}", start=f"{9 + n:02}:00")
                for n in range(3)
                for t in (1, 2)
            ],
        )
        ticks = [("firm-0", "s0"), ("firm-1", "s2")]
        writer.put(Availability, [keyed(Availability, activity_id="trip", actor_id=a, slot=s) for a, s in ticks])
    planned = find_schedule("trip", ScheduleLimits(seconds=30)).meetings
    kept = [m for m in planned if m.slot == "s0"]
    save("trip", kept, viewer=COMMAND_LINE)
    before = {m.id: (m.start, m.place) for m in saved_meetings("trip")}
    assert before
    ida.post(f"{PAGE}/slots", {**PLAN, "manner": "replace"})
    after = {m.id: (m.start, m.place) for m in saved_meetings("trip")}
    assert after == before
    assert set(Slot.objects.filter(slot__startswith="s").values_list("slot", flat=True)) == {"s0"}
    taken = {key.table for key in Slot.objects.filter(slot="s0")}
    assert not Slot.objects.filter(slot="2020-03-02 09:00", site="Hall", table__in=taken).exists()
    assert Slot.objects.filter(slot="2020-03-02 09:00", site="Quay").count() == 3
    assert list(Availability.objects.values_list("slot", flat=True)) == ["s0"]
    found = overview("trip")
    assert not found.mistake
    assert found.verdict is not None
    assert not found.verdict.wrong


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("first", "2020-02-30"),
        ("days", "0"),
        ("begin", "25"),
        ("end", "9"),
        ("end", "9.15"),
        ("minutes", "1"),
        ("breaks", "12:00"),
        ("breaks", "13-12"),
        ("tables", "200"),
        ("sites", "x" * 201),
    ],
)
def test_what_makes_no_day_is_said_beside_its_field(ida: Client, field: str, wrong: str) -> None:
    before = Slot.objects.count()
    for more in ({}, {"preview": "yes"}):
        answer = ida.post(f"{PAGE}/slots", {**PLAN, field: wrong, **more})
        assert answer.status_code == 400
        assert answer.context is None or "errorlist" in answer.content.decode()
    assert Slot.objects.count() == before


def test_wishes_are_set_in_a_grid(ida: Client) -> None:
    assert [set(side) for side in grid_sides("trip")] == [
        {"firm-0", "firm-1", "firm-2", "firm-3"},
        {"city", "harbour", "ministry"},
    ]
    page = ida.get(f"{PAGE}/wish-grid").content.decode()
    assert page.count('<select name="wish"') == 12
    assert 'value="normal normal firm-0 city" selected' in page
    sent = ["high normal firm-0 city", "none normal firm-0 harbour", "low low firm-1 city", "normal normal firm-2 city"]
    done = ida.post(f"{PAGE}/wish-grid", {"wish": sent}, follow=True).content.decode()
    assert "2 wishes changed." in done
    of_first = dict(Wish.objects.filter(wisher="firm-0").values_list("wished_id", "weight"))
    assert of_first == {"city": 2.0, "ministry": 1.0}
    hosts = ida.get(f"{PAGE}/wish-grid?of=hosts").content.decode()
    assert 'value="none none harbour firm-0" selected' in hosts
    for wrong in ("high none firm-0 nobody", "most none firm-0 city", "high", "high none firm-0 city x"):
        assert ida.post(f"{PAGE}/wish-grid", {"wish": [wrong]}).status_code == 400, wrong
    Activity.objects.filter(pk="trip").update(kind="event")
    assert ida.get("/activities/nobody/schedule/wish-grid").status_code == 404


def test_availability_is_ticked_on_a_participants_page(ida: Client) -> None:
    page = ida.get(f"{PAGE}/city").content.decode()
    assert page.count('name="slots"') == page.count("checked") == 3
    ida.post(f"{PAGE}/city/availability", {"slots": ["s0", "s2"]})
    assert set(Availability.objects.values_list("actor_id", "slot")) == {("city", "s0"), ("city", "s2")}
    ida.post(f"{PAGE}/city/availability", {"slots": ["s0", "s1", "s2"]})
    assert not Availability.objects.exists()  # all is the same as none recorded
    assert "at least one time" in ida.post(f"{PAGE}/city/availability", {}).content.decode()
    assert ida.post(f"{PAGE}/city/availability", {"slots": ["s9"]}).status_code == 400
    member = Client()
    member.force_login(User.objects.create_user("f0", role=Role.MEMBER_OWNER, actor_id="firm-0"))
    assert 'name="slots"' not in member.get(f"{PAGE}/firm-0").content.decode()
    for where in ("slots", "wish-grid", "city/availability"):
        assert member.post(f"{PAGE}/{where}", PLAN).status_code == 403


def test_a_trip_without_meetings_says_so(ida: Client) -> None:
    with batch("nothing") as writer:
        writer.remove(Slot, list(Slot.objects.values_list("pk", flat=True)))
    page = ida.get(PAGE).content.decode()
    assert "This trip has no meetings." in page
    assert f"{PAGE}/slots" in page
