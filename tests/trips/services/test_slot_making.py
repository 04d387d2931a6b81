"""Time slots by command: what somebody typed is read or refused, and saved only when asked."""

import pytest

from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.trips.models import Slot
from bridgehead.trips.schemas import SlotChangeOut
from bridgehead.trips.services.slot_making import make_slots, read_plan, slot_change

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = "2020-03-03"
NUMBERS = {"days": 1, "minutes": 60, "pause": 0, "tables": 2}


def test_a_plan_is_read_told_and_made(trip: str) -> None:
    plan = read_plan("2020-03-03", "9", "12.30", ["10:00-10:30"], sites=["Quay", "Quay"], **NUMBERS)
    told = SlotChangeOut.of(slot_change(trip, plan, replace=False)).model_dump()
    assert told == {"times": 3, "days": 1, "places": 6, "added": 6, "removed": 0, "kept": 0, "left_out": 0} | {
        "availability_removed": 0
    }
    before = Slot.objects.count()
    make_slots(trip, plan, replace=False, viewer=COMMAND_LINE)
    assert Slot.objects.count() == before + 6


@pytest.mark.parametrize(
    ("first", "begin", "end", "pause"),
    [
        ("2020-03", "9", "12", ""),
        ("2020-03-03", "x", "12", ""),
        ("2020-03-03", "9", "25", ""),
        ("2020-03-03", "9", "12", "13-12"),
    ],
)
def test_what_is_no_day_time_or_break_is_refused(first: str, begin: str, end: str, pause: str) -> None:
    with pytest.raises(InputError):
        read_plan(first, begin, end, [pause] if pause else [], sites=None, **NUMBERS)


def test_a_plan_of_too_many_places_is_refused_before_it_is_made(trip: str) -> None:
    many = NUMBERS | {"days": 10**9, "tables": 10**9}
    plan = read_plan(DAY, "9", "12", [], sites=None, **many)
    with pytest.raises(InputError) as caught:
        slot_change(trip, plan, replace=False)
    assert (caught.value.column, caught.value.found) == ("tables", f"{3 * 10**18:,}")


def test_a_plan_at_the_end_of_the_calendar_is_refused(trip: str) -> None:
    plan = read_plan("9999-12-31", "9", "24", [], sites=None, **NUMBERS)
    with pytest.raises(InputError) as caught:
        slot_change(trip, plan, replace=False)
    assert caught.value.column == "first"
