"""The calendar's pages and what calendar programs read, over one small world."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar, Event

from bridgehead.calendar.models import CalendarFeed
from bridgehead.calendar.queries.feeds import feeds_of
from bridgehead.calendar.services import feeds
from bridgehead.ecosystem.models import Activity, User
from bridgehead.followup.models import Task
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotAllowed, NotFound
from bridgehead.kit.permissions import COMMAND_LINE, Role, Viewer
from bridgehead.opportunities.models import Opportunity
from bridgehead.trips.models import Meeting, Slot
from tests.world import flow, keyed, signed_in, staff, world

__all__ = ["flow", "staff", "world"]

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def month(world: None) -> Iterator[str]:
    """A month with a bit of everything: the next one."""
    now = timezone.localdate()
    next_ = f"{now.year + now.month // 12}-{now.month % 12 + 1:02}"
    with batch("dates") as writer:
        writer.put(Opportunity, [{"id": "harbour-storage", "deadline": f"{next_}-10"}])
        writer.put(
            Opportunity,
            [{"id": f"o{n}", "title": f"Call {n}", "kind": "call", "deadline": f"{next_}-10"} for n in range(6)],
        )
        writer.put(
            Activity,
            [
                {"id": "trip", "start": f"{next_}-12", "end": f"{next_}-13", "city": "Stockholm"},
            ],
        )
        writer.put(
            Activity,
            [
                {"id": "evening", "name": "Water evening", "kind": "event", "start": f"{next_}-11", "country": "US"}
                | {"start_time": "17:00", "end_time": "19:00", "cancelled": "yes", "venue": "Pier 1"},
                {"id": "some", "name": "Some day", "kind": "event", "start": next_, "country": ""}
                | {"start_time": "", "end_time": "", "cancelled": "", "venue": ""},
            ],
        )
        slots = [(f"s{n}", f"{next_}-12T{9 + n:02}:00", f"{next_}-12T{9 + n:02}:30") for n in range(2)]
        writer.put(
            Slot,
            [keyed(Slot, activity_id="trip", slot=s, site="", table="1", start=a, end=b) for s, a, b in slots],
        )
        writer.put(
            Meeting,
            [
                {"id": f"m-{who}", "activity_id": "trip", "slot": f"s{n}", "table": "1", "status": "planned"}
                | {"participants": [who, "port"]}
                for n, who in enumerate(("flow", "cool"))
            ],
        )
        writer.put(Task, [{"id": "t1", "title": "Call the port", "due": f"{next_}-14", "owner": "admin-None"}])
    return next_


def read(client: Client, address: str) -> dict[str, Event]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "max-age" in answer["Cache-Control"]
    assert len(IcsCalendarStream.calendar_from_ics(answer.content.decode()).events) > 0
    return {str(event["UID"]).partition("@")[0]: event for event in Calendar.from_ical(answer.content).walk("VEVENT")}


def made(client: Client, address: str, **sent: object) -> str:
    page = client.post(address, sent, follow=True).content.decode()
    found = re.search(r"https?://[^/]+(/calendar/feed/[^<\s]+\.ics)", page)
    assert found is not None, page
    return found[1]


def test_a_month_and_its_list(month: str, staff: Client, flow: Client) -> None:
    page = staff.get(f"/calendar?month={month}").content.decode()
    assert page.count("Call ") >= 6
    assert "4 more" in page
    assert "Some time in" in page
    for text in ("Water evening", "called off", "Trip to Gothenburg", "Call the port", "17:00"):
        assert text in page, text
    assert "Call the port" not in flow.get(f"/calendar?month={month}").content.decode()
    only = staff.get(f"/calendar?month={month}&kind=task").content.decode()
    assert "Call the port" in only
    assert "admin-None" in only  # whose it is
    assert "Water evening" not in only
    mine = flow.get(f"/calendar?month={month}&mine=yes").content.decode()
    assert "Trip to Gothenburg" in mine
    assert "Water evening" not in mine
    listed = staff.get(f"/calendar?month={month}&view=list&list=calendar&format=csv").content.decode("utf-8-sig")
    assert [line.partition(",")[0] for line in listed.splitlines()[1:]][-1] == month
    assert len(listed.splitlines()) == 1 + 7 + 2 + 1 + 1
    assert signed_in(Role.CODER).get("/calendar").status_code == 403
    with batch("a long one") as writer:
        writer.put(
            Activity,
            [{"id": "long", "name": "Long project", "kind": "innovation_project", "start": "2020", "end": "2040-05"}],
        )
    later = staff.get("/calendar?month=2030-06").content.decode()
    assert "Going on in June 2030" in later
    assert "Long project" in later
    assert "Innovation project" in later  # what it is, since nobody comes to it
    for wrong in ("2026-99", "2026-00"):
        assert staff.get(f"/calendar?month={wrong}&kind=nothing").status_code == 200


def test_a_subscription_reads_what_its_account_may_see_now(month: str, staff: Client, flow: Client) -> None:
    every = {"kinds": ["deadline", "activity", "trip", "task"]}
    of_staff = made(staff, "/calendar/subscriptions", name="Phone", **every)
    assert flow.post("/calendar/subscriptions", {"name": "Tasks", "kinds": ["task"]}).status_code == 400
    of_flow = made(flow, "/calendar/subscriptions", name="Phone", kinds=every["kinds"][:3])
    anybody = Client()
    ours, theirs = read(anybody, of_staff), read(anybody, of_flow)
    assert {"task-t1", "activity-trip", "activity-evening", "deadline-o1"} <= set(ours)
    assert "m-flow" not in ours  # a trip's meetings are subscribed to on its page
    assert "task-t1" not in theirs
    assert "m-flow" in theirs
    assert "m-cool" not in theirs
    evening = ours["activity-evening"]
    assert evening["STATUS"] == "CANCELLED"
    assert evening.decoded("DTSTART").tzinfo is None  # the United States have several zones
    assert theirs["m-flow"]["DTSTART"].params["TZID"] == "Europe/Stockholm"
    with batch("later") as writer:
        writer.put(Activity, [{"id": "evening", "time_zone": "America/New_York", "start_time": "18:00"}])
    later = read(anybody, of_staff)["activity-evening"]
    assert later["SEQUENCE"] > evening["SEQUENCE"]
    assert later["DTSTART"].params["TZID"] == "America/New_York"
    token = of_staff.rpartition("/")[2].removesuffix(".ics")
    stored = CalendarFeed.objects.get(user__username="admin-None")
    assert stored.read_at is not None
    assert token.partition(".")[0] not in str(list(CalendarFeed.objects.values()))
    assert anybody.post(of_staff).status_code == 405
    for wrong in (token[:-1], "x.y", token.partition(".")[0]):
        assert anybody.get(f"/calendar/feed/{wrong}.ics").status_code == 404
    User.objects.filter(username="admin-None").update(role=Role.CODER.value)
    assert anybody.get(of_staff).status_code == 403
    User.objects.filter(username="admin-None").update(role=Role.ADMIN.value, is_active=False)
    assert anybody.get(of_staff).status_code == 404
    assert flow.post(f"/calendar/subscriptions/{stored.pk}/remove").status_code == 404  # another's
    own = CalendarFeed.objects.get(user__username__contains="flow")
    assert "Phone" in flow.get("/calendar/subscriptions").content.decode()
    assert flow.post(f"/calendar/subscriptions/{own.pk}/remove").status_code == 302
    assert anybody.get(of_flow).status_code == 404


def test_a_trip_and_a_participant_have_addresses_of_their_own(month: str, staff: Client, flow: Client) -> None:
    anybody = Client()
    whole = made(staff, "/calendar/subscriptions/trip/trip")
    ports = made(staff, "/calendar/subscriptions/trip/trip", actor="port")
    own = made(flow, "/calendar/subscriptions/trip/trip", actor="cool")
    assert set(read(anybody, whole)) == {"activity-trip", "m-flow", "m-cool"}
    assert str(read(anybody, ports)["m-cool"]["SUMMARY"]) == "Cool Machines"
    assert "m-cool" not in read(anybody, own)
    assert "calendar/subscriptions/trip/trip" in staff.get("/activities/trip/schedule").content.decode()
    with batch("nothing is left") as writer:
        for model in (Meeting, Slot):
            writer.remove(model, list(model.objects.values_list("pk", flat=True)))
    assert {event["STATUS"] for uid, event in read(anybody, whole).items() if uid != "activity-trip"} == {"CANCELLED"}


def test_what_holds_nothing_is_no_empty_calendar_and_none_holds_too_much(staff: Client) -> None:
    found = made(staff, "/calendar/subscriptions", name="Tasks", kinds=["task"], mine="on")
    assert [uid.partition("-")[0] for uid in read(Client(), found)] == ["feed"]
    assert staff.post("/calendar/subscriptions", {"name": "", "kinds": ["task"]}).status_code == 400
    assert b"at least one kind" in staff.post("/calendar/subscriptions", {"name": "None"}).content
    user = User.objects.get(username="admin-None")
    who = Viewer(user.pk, Role.ADMIN, None, user.username)
    for n in range(feeds.MOST - 1):
        feeds.subscribe(f"Feed {n}", kinds=["task"], viewer=who)
    with pytest.raises(InputError):
        feeds.subscribe("One too many", kinds=["task"], viewer=who)
    with pytest.raises(NotFound):
        feeds.revoke(0, viewer=who)
    with pytest.raises(NotAllowed):
        feeds.subscribe("Blind", kinds=["task"], viewer=Viewer(user.pk, Role.CODER))
    assert feeds_of(who).count() == feeds.MOST
    assert not feeds_of(COMMAND_LINE).exists()
