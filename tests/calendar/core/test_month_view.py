"""What stands on which day of a month."""

from datetime import date

from bridgehead.calendar.core.month_view import (
    ACTIVITY,
    DEADLINE,
    ENDS,
    GOES_ON,
    STARTS,
    TASK,
    CalendarItem,
    month_beside,
    month_view,
    read_month,
)


def on(found: object, day: str) -> list[tuple[str, str]]:
    return [
        (entry.item.id, entry.edge)
        for week in found.weeks  # type: ignore[attr-defined]
        for cell in week
        if cell.day == date.fromisoformat(day)
        for entry in cell.entries
    ]


def test_days_spans_and_what_has_no_day() -> None:
    items = [
        CalendarItem(ACTIVITY, "late", "Late", "2026-12-03", clock="15:00"),
        CalendarItem(TASK, "todo", "To do", "2026-12-03"),
        CalendarItem(DEADLINE, "call", "Call", "2026-12-03"),
        CalendarItem(ACTIVITY, "three", "Three days", "2026-11-30", "2026-12-02"),
        CalendarItem(ACTIVITY, "fortnight", "Fourteen days", "2026-12-07", "2026-12-20"),
        CalendarItem(ACTIVITY, "project", "Fifteen days", "2026-12-07", "2026-12-21"),
        CalendarItem(ACTIVITY, "backwards", "Ends before it starts", "2026-12-24", "2026-12-01"),
        CalendarItem(ACTIVITY, "end", "Only an end", "", "2026-12-25"),
        CalendarItem(DEADLINE, "december", "Some time", "2026-12"),
        CalendarItem(DEADLINE, "year", "Some month", "2026", "2026-12-31"),
        CalendarItem(DEADLINE, "other", "Another month", "2026-11"),
    ]
    found = month_view(2026, 12, items)
    assert [day.day.isoformat() for day in (found.weeks[0][0], found.weeks[-1][-1])] == ["2026-11-30", "2027-01-03"]
    assert on(found, "2026-12-03") == [("call", ""), ("todo", ""), ("late", "")]
    assert [on(found, f"{day}")[0][1] for day in ("2026-11-30", "2026-12-01", "2026-12-02")] == [STARTS, GOES_ON, ENDS]
    assert on(found, "2026-12-08") == [("fortnight", GOES_ON)]
    assert on(found, "2026-12-07") == [("project", STARTS), ("fortnight", STARTS)]
    assert on(found, "2026-12-21") == [("project", ENDS)]
    assert on(found, "2026-12-24") == [("backwards", "")]
    assert on(found, "2026-12-25") == [("end", "")]
    assert [item.id for item in found.some_day] == ["december"]
    assert [item.id for item in found.some_month] == ["year"]
    assert found.throughout == ()
    long = [
        CalendarItem(ACTIVITY, "years", "Several years", "2025-01-01", "2027-12-31"),
        CalendarItem(ACTIVITY, "rough", "By months", "2026-11", "2027"),
        CalendarItem(ACTIVITY, "over", "Over before", "2026-01-01", "2026-11-30"),
        CalendarItem(ACTIVITY, "open", "Without an end", "2026-01-01"),
        CalendarItem(ACTIVITY, "ends", "Ends in it", "2026-01-01", "2026-12-05"),
    ]
    assert [item.id for item in month_view(2026, 12, long).throughout] == ["rough", "years"]


def test_a_day_with_many_items_folds_and_one_more_does_not() -> None:
    def day(count: int) -> tuple[int, int]:
        items = [CalendarItem(TASK, str(n), f"Task {n}", "2026-12-01") for n in range(count)]
        cell = month_view(2026, 12, items).days[0]
        return len(cell.shown), len(cell.folded)

    assert (day(1), day(4), day(5), day(8)) == ((1, 0), (4, 0), (3, 2), (3, 5))
    assert month_view(2026, 12, []).days == ()


def test_an_address_names_a_month_that_can_be_shown() -> None:
    today = date(2026, 11, 30)
    for wrong in ("", "2026", "2026-13", "0001-01", "9999-12", "2026-12-01", "x"):
        assert read_month(wrong, today) == (2026, 11), wrong
    assert read_month("2027-02", today) == (2027, 2)
    assert (month_beside(2026, 12, 1), month_beside(2026, 1, -1)) == ("2027-01", "2025-12")
    assert (month_beside(2199, 12, 1), month_beside(1900, 1, -1)) == ("", "")
