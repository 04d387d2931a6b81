"""A trip out of a workspace: planned, kept, repaired, noted, handed out."""

from pathlib import Path

import pytest
from icalendar import Calendar

from bridgehead.ecosystem.models import Activity, Actor, Entry, Tie
from bridgehead.ecosystem.queries.record_scope import today
from bridgehead.framework.loader import load_framework
from bridgehead.influence.core.funnel import funnel_results
from bridgehead.influence.queries import funnel as funnel_reads
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.trips import queries
from bridgehead.trips.models import Availability, Meeting, Wish
from bridgehead.trips.queries import saved_meetings
from bridgehead.trips.services import (
    ScheduleLimits,
    find_schedule,
    import_wishes,
    note_result,
    repair_schedule,
    save,
)
from bridgehead.trips.services.day_sheets import write_day_sheets
from tests.world import keyed

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PATIENT = ScheduleLimits(seconds=30)


def test_a_trip_is_planned_kept_and_repaired(trip: str) -> None:
    found = find_schedule(trip, PATIENT)
    assert found.status == "optimal"
    assert any(len(m.participants) > 2 for m in found.meetings)
    save(trip, found.meetings, viewer=COMMAND_LINE)
    assert {m.participants for m in saved_meetings(trip)} == {m.participants for m in found.meetings}
    repaired = repair_schedule(trip, gone=["harbour"], limits=PATIENT)
    assert repaired.changed == 0
    save(trip, repaired.meetings, gone=["harbour"], viewer=COMMAND_LINE)
    states = {m.participants: m.status for m in saved_meetings(trip)}
    assert all((state == "cancelled") == ("harbour" in who) for who, state in states.items())
    assert not any("harbour" in m.participants for m in find_schedule(trip, PATIENT).meetings)


def test_three_taps_make_the_chain(trip: str) -> None:
    save(trip, find_schedule(trip, PATIENT).meetings, viewer=COMMAND_LINE)
    pair = next(m for m in saved_meetings(trip) if "city" in m.participants)
    firm = next(a for a in pair.participants if a != "city")
    note_result(pair.id, useful="yes", next_step="cooperation", due="2020-05", viewer=COMMAND_LINE)
    tie = Tie.objects.get(activity=trip)
    assert (tie.kind, tie.origin, tie.market, tie.since) == ("partnership", "cluster", "SE", "2020-03-02")
    assert Meeting.objects.get(pk=pair.id).tie_id == tie.id
    entry = Entry.objects.get(firm=firm)
    assert (entry.market, entry.status, entry.origin) == ("SE", "explored", "cluster")
    note_result(pair.id, useful="yes", next_step="agreement", viewer=COMMAND_LINE)
    assert queries.outcome_chain(trip) == {
        "meetings": len(saved_meetings(trip)),
        "useful": 1,
        "cooperations": 0,
        "agreements": 1,
        "entries": 1,
    }
    save(trip, find_schedule(trip, PATIENT).meetings, viewer=COMMAND_LINE)
    assert Meeting.objects.get(pk=pair.id).useful == "yes"
    with pytest.raises(InputError):
        note_result(pair.id, useful="maybe", viewer=COMMAND_LINE)


def test_everybody_gets_a_sheet_and_a_calendar(trip: str, tmp_path: Path) -> None:
    save(trip, find_schedule(trip, PATIENT).meetings, viewer=COMMAND_LINE)
    assert write_day_sheets(trip, tmp_path) == len({a for m in saved_meetings(trip) for a in m.participants})
    day = Calendar.from_ical((tmp_path / "city.ics").read_bytes())
    events = list(day.walk("VEVENT"))
    slots = [m.slot for m in saved_meetings(trip) if "city" in m.participants]
    begins = sorted(f"2020-03-02 {9 + int(slot.removeprefix('s')):02}:00:00" for slot in slots)
    assert sorted(str(event["DTSTART"].dt) for event in events) == begins
    assert (tmp_path / "city.pdf").read_bytes().startswith(b"%PDF")


def test_wishes_come_from_a_file_or_not_at_all(trip: str, tmp_path: Path) -> None:
    path = tmp_path / "wishes.csv"
    path.write_text("activity,from,to,weight\ntrip,harbour,firm-0,2\ntrip,harbour,nobody,1\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"wishes\.csv, row 3, column to: “nobody” is not accepted"):
        import_wishes(trip, path, viewer=COMMAND_LINE)
    assert not Wish.objects.filter(wisher="harbour").exists()
    path.write_text("activity,from,to,weight\ntrip,harbour,firm-0,2\n", encoding="utf-8")
    assert import_wishes(trip, path, viewer=COMMAND_LINE).tallies["wish"].added == 1


def test_a_slot_that_does_not_exist_is_named(trip: str) -> None:
    with batch("wrong") as writer:
        writer.put(Availability, [keyed(Availability, activity_id="trip", actor_id="city", slot="s9")])
    with pytest.raises(InputError, match=r"availability\.csv, column slot: “s9” is not accepted"):
        find_schedule(trip, PATIENT)
    with pytest.raises(NotFound):
        find_schedule("nowhere", PATIENT)


def test_the_chain_stands_in_the_funnel_of_influence(trip: str) -> None:
    with batch("whose trip it is") as writer:
        writer.put(Actor, [{"id": "cluster", "name": "Cluster", "kind": "cluster", "country": "DK"}])
        writer.put(Activity, [{"id": trip, "organiser_id": "cluster"}])
    save(trip, find_schedule(trip, PATIENT).meetings, viewer=COMMAND_LINE)
    met = [m for m in saved_meetings(trip) if "city" in m.participants][:2]
    for meeting, step in zip(met, ("agreement", "none"), strict=True):
        note_result(meeting.id, useful="yes", next_step=step, viewer=COMMAND_LINE)
    firms = [f"firm-{n}" for n in range(4)]
    took_part = funnel_reads.firm_participations("cluster", firms, today())
    records = funnel_reads.funnel_records("cluster", firms, today())
    found = funnel_results(took_part, records, load_framework().funnels)
    recorded = {step.step: step.recorded for step in found.funnels["market"].steps}
    # A useful meeting explores the market, which is no sale.
    assert recorded == {"met": 4, "followed_up": 1, "offer": 0, "contract": 1, "sale": 0}
