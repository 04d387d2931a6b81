"""The lists of the desk: activities ahead, and the year in months."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from bridgehead.framework.template_tags import term
from bridgehead.kit.list_tables import ListColumn, ListTable, link
from bridgehead.kit.template_tags import date_text
from bridgehead.pages.queries.desk import PlannedActivity, YearCounts


@dataclass(frozen=True)
class MonthCounts:
    """What happened in a month."""

    month: str
    activities: int
    participants: int
    meetings: int
    agreements: int


def planned_table(found: Sequence[PlannedActivity]) -> ListTable[PlannedActivity]:
    """Trips, events and trainings ahead."""
    columns = (
        ListColumn[PlannedActivity](
            "activity",
            _("Activity"),
            lambda row: row.activity.name,
            html=lambda row: link("activity", row.activity.pk, row.activity.name),
            style="lead",
        ),
        ListColumn[PlannedActivity]("kind", _("Kind"), lambda row: term(row.activity.kind, "activity_kind")),
        ListColumn[PlannedActivity](
            "start",
            _("Starts"),
            lambda row: row.activity.start,
            html=lambda row: date_text(row.activity.start),
            style="nowrap",
        ),
        ListColumn[PlannedActivity]("participants", _("Participants"), lambda row: row.participants, style="number"),
        ListColumn[PlannedActivity]("meetings", _("Meetings"), lambda row: row.meetings or None, style="number"),
    )
    return ListTable("ahead", _("Trips and events ahead"), columns, found)


def year_table(year: YearCounts) -> ListTable[MonthCounts]:
    """The year in months, as numbers."""
    counts = zip(year.activities, year.participants, year.meetings, year.agreements, strict=True)
    rows = [MonthCounts(str(MONTHS[month]), *counted) for month, counted in enumerate(counts, 1)]
    columns = (
        ListColumn[MonthCounts]("month", _("Month"), lambda row: row.month, style="lead"),
        ListColumn[MonthCounts]("activities", _("Activities"), lambda row: row.activities, style="number"),
        ListColumn[MonthCounts]("participants", _("Participants"), lambda row: row.participants, style="number"),
        ListColumn[MonthCounts]("meetings", _("Meetings"), lambda row: row.meetings, style="number"),
        ListColumn[MonthCounts]("agreements", _("Agreements"), lambda row: row.agreements, style="number"),
    )
    return ListTable("year", _("{year} by month").format(year=year.year), columns, rows)
