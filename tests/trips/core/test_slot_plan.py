"""Slots from a plan, counted by hand."""

from datetime import date, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bridgehead.trips.core.slot_plan import SlotPlan, overlap, planned_slots, times_of_day

DAY = date(2027, 1, 7)


def test_two_days_from_9_to_16_at_three_tables_of_two_sites() -> None:
    plan = SlotPlan(DAY, 2, 540, 960, 30, breaks=((720, 780),), tables=3, sites=("Hall", "Quay"))
    times = times_of_day(plan)
    assert (times[0], times[5], times[6], times[-1]) == ((540, 570), (690, 720), (780, 810), (930, 960))
    assert len(times) == 12
    found = planned_slots(plan)
    assert len(found) == 12 * 2 * 3 * 2
    assert (found[0].start, found[0].site, found[0].table) == (datetime(2027, 1, 7, 9), "Hall", 1)
    assert (found[-1].end, found[-1].site, found[-1].table) == (datetime(2027, 1, 8, 16), "Quay", 3)


def test_a_slot_that_would_run_into_a_break_or_past_the_end_is_left_out() -> None:
    assert times_of_day(SlotPlan(DAY, 1, 540, 640, 40, breaks=((570, 590),))) == [(590, 630)]
    assert times_of_day(SlotPlan(DAY, 1, 540, 600, 30, pause=15)) == [(540, 570)]
    assert times_of_day(SlotPlan(DAY, 1, 540, 560, 30)) == []
    assert times_of_day(SlotPlan(DAY, 1, 1410, 1440, 30)) == [(1410, 1440)]  # until midnight
    assert planned_slots(SlotPlan(DAY, 1, 1410, 1440, 30))[0].end == datetime(2027, 1, 8)


def test_what_only_touches_does_not_overlap() -> None:
    nine, ten, eleven = (datetime(2027, 1, 7, hour) for hour in (9, 10, 11))
    assert not overlap((nine, ten), (ten, eleven))
    assert overlap((nine, eleven), (ten, ten))
    assert overlap((nine, nine), (nine, nine))


BREAKS = st.tuples(st.integers(0, 1440), st.integers(1, 240)).map(lambda b: (b[0], b[0] + b[1]))


@given(
    st.integers(0, 1440),
    st.integers(0, 1440),
    st.integers(5, 480),
    st.integers(0, 60),
    st.lists(BREAKS, max_size=4),
)
def test_slots_keep_to_the_day_its_breaks_and_each_other(
    begin: int, end: int, minutes: int, pause: int, breaks: list[tuple[int, int]]
) -> None:
    times = times_of_day(SlotPlan(DAY, 1, begin, end, minutes, pause, tuple(breaks)))
    assert all(begin <= a and b <= end and b - a == minutes for a, b in times)
    assert all(later[0] >= earlier[1] + pause for earlier, later in pairwise(times))
    assert not [t for t in times for a, b in breaks if t[0] < b and a < t[1]]
    free = [t for t in range(begin, end - minutes + 1) if not any(t < b and a < t + minutes for a, b in breaks)]
    assert bool(times) == bool(free)
