"""The lists of the desk: the next deadlines, activities ahead, and the year in months."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from bridgehead.ecosystem.queries import cluster_in_question
from bridgehead.framework.template_tags import term
from bridgehead.kit.list_tables import ListColumn, ListTable, link
from bridgehead.kit.template_tags import country_list, date_text
from bridgehead.opportunities.models import Opportunity
from bridgehead.pages.queries.desk import PlannedActivity, YearCounts

LONGEST_PLACE = 60


@dataclass(frozen=True)
class MonthCounts:
    """What happened in a month."""

    month: str
    activities: int
    participants: int
    meetings: int
    agreements: int


def deadline_table(
    found: Sequence[Opportunity], fits: Mapping[str, int] | None = None, *, counting: bool = False
) -> ListTable[Opportunity]:
    """What ends next, and how many members it fits where that is counted, or is being counted."""
    cluster = cluster_in_question() if fits else ""

    def count(one: Opportunity) -> int | None:
        return (fits or {}).get(one.pk)

    def shown(one: Opportunity) -> str:
        if fits is None:
            return format_html('<span class="quiet needs-script">{}</span>', _("counting …"))
        where = f"{reverse('opportunity', args=[one.pk])}?{urlencode({'members_of': cluster})}"
        return format_html('<a href="{}">{}</a>', where, count(one)) if one.pk in fits else ""

    columns = [
        ListColumn[Opportunity](
            "opportunity", _("Opportunity"), lambda o: o.title, html=_title_and_place, style="lead"
        ),
        ListColumn[Opportunity](
            "deadline",
            _("Deadline"),
            lambda o: o.deadline,
            html=lambda o: date_text(o.deadline),
            style="nowrap labelled",
        ),
    ]
    if counting or fits is not None:
        is_counted = fits is not None
        columns.append(
            ListColumn[Opportunity](
                "fits", _("Members that fit"), count, html=shown, style="number labelled", in_file=is_counted
            )
        )
    return ListTable("deadlines", _("Next deadlines"), columns, found)


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


def _title_and_place(found: Opportunity) -> str:
    title = link("opportunity", found.pk, found.title)
    if not found.countries:
        return title
    place = Truncator(country_list(found.countries)).chars(LONGEST_PLACE)
    return format_html('{}<span class="second">{}</span>', title, place)
