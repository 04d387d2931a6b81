"""The lists of a trip: meetings, participants, members who could join; on a page and in a file."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from bridgehead.kit.list_tables import ListColumn, ListTable
from bridgehead.kit.phrases import and_list
from bridgehead.kit.template_tags import date_text
from bridgehead.match.core.match_result import Candidate
from bridgehead.match.phrases import ranked_by
from bridgehead.match.services.rank_actors import ranking_method
from bridgehead.match.tables.ranking import assessment_columns, candidate_name, rank_column, ranking_table
from bridgehead.trips.phrases import NEXT_STEPS, meeting_status
from bridgehead.trips.queries import ScheduledMeeting
from bridgehead.trips.services import Companion, ParticipantDay


@dataclass(frozen=True)
class MeetingRow:
    """A meeting with the names of those who meet."""

    meeting: ScheduledMeeting
    people: tuple[tuple[str, str], ...]
    interpreted: bool = False

    @property
    def day(self) -> str:
        """Its day, where the slot has one."""
        return self.meeting.start[:10] if len(self.meeting.start) > len("09:00") else ""

    @property
    def time(self) -> str:
        """From when to when; the slot's name where it has no time."""
        return " – ".join(part[-5:] for part in (self.meeting.start, self.meeting.end) if part) or self.meeting.slot

    @property
    def place(self) -> str:
        """Site and table."""
        return self.meeting.place

    def at(self, meeting: str) -> bool:
        """Whether it is this one."""
        return self.meeting.id == meeting

    @property
    def next_step(self) -> str:
        """The next step in words; a step that a file gives in words of its own as it is."""
        return str(NEXT_STEPS.get(self.meeting.next_step, self.meeting.next_step))

    @property
    def group(self) -> bool:
        """Whether a host meets several at once."""
        return len(self.people) > 2


@dataclass(frozen=True)
class ParticipantRow:
    """Somebody who takes part, with the names of whom it wishes for and does not meet."""

    part: ParticipantDay
    name: str
    unmet: tuple[str, ...]


def meeting_table(name: str, caption: str, activity: str, rows: Sequence[MeetingRow]) -> ListTable[MeetingRow]:
    """Meetings by time; where there are several days, the first of each names its day."""
    days = dict.fromkeys(row.day for row in rows)
    firsts = {next(row.meeting.id for row in rows if row.day == day) for day in days if day} if len(days) > 1 else set()

    def people(row: MeetingRow) -> str:
        pairs = ((reverse("trip-day", args=[activity, id_]), name) for id_, name in row.people)
        links = format_html_join(" – ", '<a href="{}">{}</a>', pairs)
        more = ([_("Group meeting")] if row.group else []) + ([_("With an interpreter")] if row.interpreted else [])
        return links + format_html_join("", '<span class="second">{}</span>', ((text,) for text in more))

    def time(row: MeetingRow) -> str:
        if row.meeting.id not in firsts:
            return row.time
        return format_html('{}<span class="second">{}</span>', row.time, date_text(row.day))

    def status(row: MeetingRow) -> str:
        return render_to_string("trips/meeting_status.html", {"row": row, "status": meeting_status(row.meeting)})

    columns = (
        ListColumn[MeetingRow](
            "participants",
            _("Participants"),
            lambda row: and_list(n for _id, n in row.people),
            html=people,
            style="lead",
        ),
        ListColumn[MeetingRow]("day", _("Day"), lambda row: row.day, on_page=False),
        ListColumn[MeetingRow]("time", _("Time"), lambda row: row.time, html=time, style="nowrap"),
        ListColumn[MeetingRow]("place", _("Place"), lambda row: row.place),
        ListColumn[MeetingRow]("status", _("Status"), lambda row: meeting_status(row.meeting), html=status),
        ListColumn[MeetingRow]("next_step", _("Next step"), lambda row: row.next_step, on_page=False),
        ListColumn[MeetingRow]("due", _("Due"), lambda row: row.meeting.due, on_page=False),
    )
    return ListTable(name, caption, columns, rows)


def participant_table(activity: str, rows: Sequence[ParticipantRow]) -> ListTable[ParticipantRow]:
    """Who takes part, as what, and how each one's day looks."""

    def role(row: ParticipantRow) -> str:
        return _("Cancelled") if row.part.cancelled else and_list(row.part.roles)

    def shown_role(row: ParticipantRow) -> str:
        return format_html('<span class="state no">{}</span>', role(row)) if row.part.cancelled else role(row)

    columns = (
        ListColumn[ParticipantRow](
            "name",
            _("Name"),
            lambda row: row.name,
            html=lambda row: format_html(
                '<a href="{}">{}</a>', reverse("trip-day", args=[activity, row.part.actor]), row.name
            ),
            style="lead",
        ),
        ListColumn[ParticipantRow]("role", _("Role"), role, html=shown_role),
        ListColumn[ParticipantRow]("meetings", _("Meetings"), lambda row: row.part.meetings, style="number"),
        ListColumn[ParticipantRow]("idle", _("Idle slots"), lambda row: row.part.idle, style="number"),
        ListColumn[ParticipantRow]("unmet", _("Unmet wishes"), lambda row: and_list(row.unmet), style="wide"),
    )
    return ListTable("participants", _("Participants"), columns, rows)


@dataclass(frozen=True)
class CompanionRow:
    """A member who could join, with its rank."""

    place: int
    companion: Companion
    marking: None = None

    @property
    def candidate(self) -> Candidate:
        """The member as a candidate."""
        return self.companion.candidate


def companion_table(
    activity: str, found: Sequence[Companion], request: HttpRequest, *, by_additionality: bool
) -> ListTable[CompanionRow]:
    """Members who could join, ranked as in every ranking, each with the button that adds it."""

    def best(row: CompanionRow) -> str:
        return row.companion.suits.title if row.companion.suits else ""

    def name(row: CompanionRow) -> str:
        context = {"name": candidate_name(row), "row": row.companion, "activity": activity}
        return render_to_string("trips/companion.html", context, request)

    columns: list[ListColumn[CompanionRow]] = [
        rank_column(),
        ListColumn("actor", _("Bridgehead id"), lambda row: row.candidate.actor, on_page=False),
        ListColumn("name", _("Member"), lambda row: row.candidate.name, name, "lead"),
        ListColumn("suits", _("Best opportunity"), best, on_page=False),
        *assessment_columns(request),
    ]
    captions = (_("Members who could join, sorted by fit"), _("Members who could join, sorted by additionality"))
    rows = [CompanionRow(place, companion) for place, companion in enumerate(found, 1)]
    by = ranked_by(ranking_method(timezone.localdate()))
    return ranking_table("companions", captions, columns, rows, by_additionality=by_additionality, computed_by=by)
