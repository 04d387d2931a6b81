"""The lists of the front page and of a member's page: their columns on the page and in a file."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from bridgehead.ecosystem.models import Actor, Entry, Membership, Participation, Tie
from bridgehead.ecosystem.phrases import computed_by
from bridgehead.ecosystem.tables import period, period_column
from bridgehead.followup.phrases import of_task
from bridgehead.framework.template_tags import origin, term
from bridgehead.kit.list_page import filled_columns
from bridgehead.kit.list_tables import ListColumn, ListTable, link
from bridgehead.kit.models import Batch
from bridgehead.kit.template_tags import country, country_list, date_text, euros, period_text
from bridgehead.match.models import Mark
from bridgehead.opportunities.models import Opportunity
from bridgehead.opportunities.tables import status

LONGEST_PLACE = 60


def undated_table(found: Sequence[Opportunity]) -> ListTable[Opportunity]:
    """What is open and has no deadline."""
    columns = (
        ListColumn[Opportunity](
            "opportunity",
            _("Opportunity"),
            lambda o: o.title,
            html=lambda o: link("opportunity", o.pk, o.title),
            style="lead",
        ),
        ListColumn[Opportunity]("kind", _("Kind"), lambda o: term(o.kind, "opportunity_kind"), style="nowrap"),
        ListColumn[Opportunity](
            "countries",
            _("Countries"),
            lambda o: country_list(o.countries),
            html=lambda o: Truncator(country_list(o.countries)).chars(LONGEST_PLACE),
        ),
    )
    return ListTable("without-deadline", _("Open without deadline"), columns, found)


def new_member_table(found: Sequence[Membership]) -> ListTable[Membership]:
    """Who joined last."""
    columns = (
        ListColumn[Membership](
            "name",
            _("Name"),
            lambda m: m.member.name,
            html=lambda m: link("member", m.member_id, m.member.name),
            style="lead",
        ),
        ListColumn[Membership]("cluster", _("Member of"), lambda m: m.cluster.name),
        ListColumn[Membership](
            "since", _("Since"), lambda m: m.since, html=lambda m: date_text(m.since), style="nowrap labelled"
        ),
    )
    return ListTable("new-members", _("New members"), columns, found)


def change_table(found: Sequence[Batch], tasks: Mapping[int, str]) -> ListTable[Batch]:
    """What changed last, with the task that it was about for those who may see tasks."""

    def what(batch: Batch) -> str:
        return of_task(batch.what, tasks.get(batch.pk, ""))

    columns = (
        ListColumn[Batch](
            "change",
            _("Change"),
            what,
            html=lambda b: link("change", str(b.pk), what(b)),
            style="lead",
        ),
        ListColumn[Batch]("by", _("By"), lambda b: b.by, style="labelled"),
        ListColumn[Batch]("time", _("Time"), lambda b: b.at.isoformat(), html=_moment, style="nowrap"),
    )
    return ListTable("latest-changes", _("Latest changes"), columns, found)


def standing_table(actor: Actor, found: Sequence[tuple[str, Any]]) -> ListTable[tuple[str, Any]]:
    """The advantages of which something is known."""

    def drawn(template: str, standing: Any) -> str:
        return render_to_string(f"profile/{template}.html", {"standing": standing})

    columns = (
        ListColumn[tuple[str, Any]](
            "advantage",
            _("Advantage"),
            lambda row: term(row[0], "component"),
            html=lambda row: format_html(
                '<a href="{}#{}">{}</a>', reverse("profile", args=[actor.pk]), row[0], term(row[0], "component")
            ),
            style="lead",
        ),
        ListColumn[tuple[str, Any]](
            "standing", _("Standing"), lambda row: row[1].label, html=lambda row: drawn("standing_label", row[1])
        ),
        ListColumn[tuple[str, Any]](
            "interval",
            _("Weak to strong"),
            lambda row: row[1].standing if row[1].known else None,
            html=lambda row: drawn("standing", row[1]),
            style="wide",
        ),
    )
    return ListTable("standings", _("Strengths and weaknesses"), columns, found, computed_by=computed_by())


def entry_table(found: Sequence[Entry]) -> ListTable[Entry]:
    """A firm's steps into markets; columns that nobody fills are left out."""
    used = filled_columns(found, "date", "mode")
    columns = (
        ListColumn[Entry]("market", _("Market"), lambda e: country(e.market) or "\N{EN DASH}", style="lead"),
        ListColumn[Entry]("status", _("Status"), lambda e: term(e.status, "entry_status")),
        ListColumn[Entry]("date", _("Date"), lambda e: e.date, html=lambda e: date_text(e.date), style="nowrap"),
        ListColumn[Entry]("mode", _("Entry mode"), lambda e: term(e.mode, "entry_mode")),
        ListColumn[Entry]("origin", _("Origin"), lambda e: term(e.origin, "origin"), html=lambda e: origin(e.origin)),
        ListColumn[Entry]("contact", _("Contact"), _entry_contact, html=_entry_link),
    )
    kept = [c for c in columns if c.key not in ("date", "mode") or c.key in used]
    return ListTable("entries", _("Market entries"), kept, found, record="entry")


def relation_table(found: Sequence[tuple[Opportunity, str]]) -> ListTable[tuple[Opportunity, str]]:
    """The opportunities that an organisation stands in a relation to, and in which."""
    columns = (
        ListColumn[tuple[Opportunity, str]](
            "title",
            _("Title"),
            lambda row: row[0].title,
            html=lambda row: link("opportunity", row[0].pk, row[0].title),
            style="lead",
        ),
        ListColumn[tuple[Opportunity, str]](
            "kind", _("Kind"), lambda row: term(row[0].kind, "opportunity_kind"), style="nowrap"
        ),
        ListColumn[tuple[Opportunity, str]](
            "status",
            _("Status"),
            lambda row: term(row[0].status, "opportunity_status"),
            html=lambda row: status(row[0]),
        ),
        ListColumn[tuple[Opportunity, str]]("relation", _("Relation"), lambda row: row[1]),
    )
    return ListTable("opportunities", _("Opportunities"), columns, found)


def mark_table(name: str, caption: str, found: Sequence[tuple[Mark, str]]) -> ListTable[tuple[Mark, str]]:
    """Marks of an organisation for opportunities, each with who gave it."""
    used = filled_columns([mark for mark, _by in found], "reason", "by")
    columns = (
        ListColumn[tuple[Mark, str]](
            "opportunity",
            _("Opportunity"),
            lambda row: row[0].opportunity.title,
            html=lambda row: link("opportunity", row[0].opportunity_id, row[0].opportunity.title),
            style="lead",
        ),
        ListColumn[tuple[Mark, str]]("mark", _("Feedback"), lambda row: term(row[0].mark, "mark"), style="nowrap"),
        ListColumn[tuple[Mark, str]]("reason", _("Reason"), lambda row: row[0].reason),
        ListColumn[tuple[Mark, str]]("by", _("By"), lambda row: row[1]),
        ListColumn[tuple[Mark, str]](
            "date", _("Date"), lambda row: row[0].date, html=lambda row: date_text(row[0].date), style="nowrap"
        ),
    )
    kept = [c for c in columns if c.key not in ("reason", "by") or c.key in used]
    return ListTable(name, caption, kept, found)


def tie_table(actor: Actor, found: Sequence[Tie]) -> ListTable[Tie]:
    """An organisation's ties, each with the other end; columns that nobody fills are left out."""
    used = filled_columns(found, "since", "until", "market")

    def other(tie: Tie) -> Actor:
        return tie.b if tie.a_id == actor.pk else tie.a

    columns = (
        ListColumn[Tie](
            "with",
            _("With"),
            lambda t: other(t).name,
            html=lambda t: link("member", other(t).pk, other(t).name),
            style="lead",
        ),
        ListColumn[Tie]("kind", _("Kind"), lambda t: term(t.kind, "tie_kind")),
        ListColumn[Tie]("market", _("Market"), lambda t: country(t.market), style="nowrap"),
        *([period_column()] if used & {"since", "until"} else []),
        ListColumn[Tie]("origin", _("Origin"), lambda t: term(t.origin, "origin"), html=lambda t: origin(t.origin)),
        ListColumn[Tie]("source", _("Source"), _tie_source, html=_tie_link),
    )
    kept = [c for c in columns if c.key != "market" or "market" in used]
    return ListTable("ties", _("Ties"), kept, found, record="tie")


def participation_table(found: Sequence[Participation]) -> ListTable[Participation]:
    """The activities that an organisation took part in; columns that nobody fills are left out."""
    dated = filled_columns([part.activity for part in found], "start", "end")
    columns = (
        ListColumn[Participation](
            "name",
            _("Name"),
            lambda p: p.activity.name,
            html=lambda p: link("activity", p.activity_id, p.activity.name),
            style="lead",
        ),
        ListColumn[Participation]("kind", _("Kind"), lambda p: term(p.activity.kind, "activity_kind"), style="nowrap"),
        ListColumn[Participation](
            "period",
            _("Period"),
            lambda p: period(p.activity.start, p.activity.end),
            html=lambda p: period_text(p.activity.start, p.activity.end),
            style="nowrap",
        ),
        ListColumn[Participation]("role", _("Role"), lambda p: p.role),
        ListColumn[Participation](
            "contribution",
            _("Contribution"),
            lambda p: p.contribution,
            html=lambda p: euros(p.contribution),
            style="number",
        ),
    )
    used = filled_columns(found, "contribution") | ({"period"} if dated else set())
    kept = [c for c in columns if c.key not in ("contribution", "period") or c.key in used]
    return ListTable("activities", _("Activities"), kept, found, record="participation")


def _moment(found: Batch) -> str:
    at = localtime(found.at)
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), date_format(at, "j M Y, H:i"))


def _entry_contact(found: Entry) -> str:
    if found.activity:
        return found.activity.name
    return found.opportunity.title if found.opportunity else ""


def _entry_link(found: Entry) -> str:
    if found.activity:
        return link("activity", found.activity.pk, found.activity.name)
    return link("opportunity", found.opportunity.pk, found.opportunity.title) if found.opportunity else ""


def _tie_source(found: Tie) -> str:
    if found.activity:
        return found.activity.name
    return found.source.title if found.source else ""


def _tie_link(found: Tie) -> str:
    if found.activity:
        return link("activity", found.activity.pk, found.activity.name)
    return format_html('<span class="quiet">{}</span>', found.source.title) if found.source else ""
