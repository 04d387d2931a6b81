"""The lists of a consortium: members and rules of a team, teams compared, invitations, applications."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.consortium import phrases
from bridgehead.consortium.core.application_records import GRANTED
from bridgehead.consortium.core.problem import TermWeights
from bridgehead.consortium.core.result import Consortium, TeamMember
from bridgehead.consortium.core.verifier import RuleCheck
from bridgehead.consortium.models import Application, Invitation
from bridgehead.consortium.queries import StageReached
from bridgehead.framework.template_tags import term
from bridgehead.kit.list_tables import ListColumn, ListTable, link
from bridgehead.kit.phrases import and_list
from bridgehead.kit.template_tags import date_text, euros, link_records, percent
from bridgehead.match.phrases import country, ranked_by

ComparedMember = tuple[TeamMember, Sequence[str]]
"""A member with its role in each team; blank where it is not in it."""

SavedTeam = tuple[str, Sequence[str], str, str]
"""A saved team: its name, its members, the question that has them together again, its id."""

DIGITS = 2
STATES = {"accepted": "yes", "declined": "no"}


@dataclass(frozen=True)
class ComparedLine:
    """A line of the comparison of teams: what each team has of it, as roles or as numbers."""

    label: str
    roles: Sequence[str] = ()
    numbers: Sequence[float] = ()
    total: bool = False


def member_table(found: Consortium, place: int, links: Callable[[TeamMember], str]) -> ListTable[TeamMember]:
    """The members of one of the teams found.

    Parameters
    ----------
    place
        The team's place among the teams found, from 1.
    links
        What a page offers on a member: to require it, to exclude it, to search for another.
    """
    columns: list[ListColumn[TeamMember]] = [
        ListColumn("member", gettext_lazy("Member"), lambda m: m.name, _member, "lead"),
        ListColumn("role", gettext_lazy("Role"), lambda m: phrases.role(m.role), _role),
        ListColumn("country", gettext_lazy("Country"), lambda m: country(m.country), on_page=False),
        ListColumn("capabilities", gettext_lazy("Capabilities"), lambda m: and_list(m.covers), on_page=False),
        ListColumn("share", gettext_lazy("Share of the budget"), lambda m: m.share, on_page=False),
        ListColumn(
            "reasons",
            gettext_lazy("Reasons"),
            lambda m: "\n".join(map(phrases.reason, m.reasons)),
            _reasons,
            "full why",
        ),
        ListColumn("again", gettext_lazy("Search again"), lambda _member: None, links, "full", in_file=False),
    ]
    team, by = found.teams[place - 1], ranked_by(found.method)
    return ListTable(
        f"team-{place}", _("Members of team {place}").format(place=place), columns, team.members, computed_by=by
    )


def _member(member: TeamMember) -> str:
    kind = ", ".join([term(member.kind, "actor_kind"), *([term(member.size, "actor_size")] if member.size else [])])
    place = " · ".join([kind, *([country(member.country)] if member.country else [])])
    return format_html('{}<span class="second">{}</span>', link("member", member.actor, member.name), place)


def _role(member: TeamMember) -> str:
    notes = [phrases.in_already()] if member.in_already else []
    if member.share is not None:
        notes.append(phrases.budget_share(percent(member.share)))
    lines = format_html_join("", '<span class="second">{}</span>', ((note,) for note in notes))
    return format_html("{}{}", phrases.role(member.role), lines)


def _reasons(member: TeamMember) -> str:
    own = f"{reverse('member', args=[member.actor])}#ties"
    lines = ((link_records(phrases.reason(each), each.records, own),) for each in member.reasons)
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", lines))


def rule_table(found: Consortium, place: int) -> ListTable[RuleCheck]:
    """The rules on one of the teams found, and whether it meets each."""
    team, by = found.teams[place - 1], ranked_by(found.method)
    columns: list[ListColumn[RuleCheck]] = [
        ListColumn("rule", gettext_lazy("Rule"), lambda check: phrases.phrase(check.says), style="lead"),
        ListColumn("met", gettext_lazy("Met"), lambda check: phrases.met(check.met), _met),
        ListColumn("detail", gettext_lazy("Detail"), phrases.rule_detail, style="full"),
    ]
    return ListTable(
        f"team-{place}-rules", _("Rules of team {place}").format(place=place), columns, team.rules, computed_by=by
    )


def _met(check: RuleCheck) -> str:
    style = {True: "yes", False: "no", None: "half"}[check.met]
    return format_html('<span class="state {}">{}</span>', style, phrases.met(check.met))


def comparison(found: Consortium, compared: Sequence[ComparedMember]) -> ListTable[ComparedLine]:
    """Members and scores by team: a column for each team."""
    rows = [ComparedLine(member.name, roles=roles) for member, roles in compared]
    rows += [
        ComparedLine(str(phrases.TERMS[name]), numbers=[team.terms[name] for team in found.teams])
        for name in TermWeights.names()
    ]
    rows.append(ComparedLine(_("Score"), numbers=[team.objective for team in found.teams], total=True))
    columns = [ListColumn[ComparedLine]("name", _("Member"), lambda row: row.label, style="lead")]
    columns += [_team_column(place) for place in range(len(found.teams))]
    return ListTable(
        "teams-compared", _("Members and scores by team"), columns, rows, computed_by=ranked_by(found.method)
    )


def _team_column(place: int) -> ListColumn[ComparedLine]:
    def value(row: ComparedLine) -> str | float:
        if row.numbers:
            return row.numbers[place]
        return phrases.role(row.roles[place]) if row.roles[place] else ""

    def shown(row: ComparedLine) -> str:
        if row.numbers:
            text = number_format(row.numbers[place], DIGITS).replace("-", "\N{MINUS SIGN}")
            return format_html("<strong>{}</strong>", text) if row.total else text
        state = ("yes", phrases.role(row.roles[place])) if row.roles[place] else ("no", "")
        return format_html('<span class="state {}">{}</span>', *state)

    label = _("Best team") if place == 0 else _("Team {place}").format(place=place + 1)
    return ListColumn(f"team-{place + 1}", label, value, shown, "labelled")


def invitations(rows: Sequence[Invitation], answer: Callable[[Invitation], str]) -> ListTable[Invitation]:
    """Who was invited, with the answers.

    Parameters
    ----------
    answer
        What a page shows of an answer: the note, or the form that records it.
    """
    columns: list[ListColumn[Invitation]] = [
        ListColumn(
            "organisation",
            gettext_lazy("Organisation"),
            lambda i: i.actor.name,
            lambda i: link("member", i.actor_id, i.actor.name),
            "lead",
        ),
        ListColumn("status", gettext_lazy("Status"), _status, _state),
        ListColumn("since", gettext_lazy("Since"), lambda i: i.date, lambda i: date_text(i.date), "nowrap"),
        ListColumn("note", gettext_lazy("Note"), lambda i: i.note, answer, "full"),
    ]
    return ListTable("invitations", _("Invitations"), columns, rows)


def _status(invitation: Invitation) -> str:
    return str(phrases.STATUSES.get(invitation.status, invitation.status))


def _state(invitation: Invitation) -> str:
    style = STATES.get(invitation.status, "half")
    return format_html('<span class="state {}">{}</span>', style, _status(invitation))


def saved_teams(rows: Sequence[SavedTeam], apply: Callable[[SavedTeam], str] | None = None) -> ListTable[SavedTeam]:
    """The saved teams with their members; a name leads to the question that has them together again.

    Parameters
    ----------
    apply
        What a page offers to apply with a team.
    """
    again = _("Search again with this team")

    def name(row: SavedTeam) -> str:
        return format_html('<a href="?{}">{}<span class="unseen">: {}</span></a>', row[2], row[0], again)

    columns: list[ListColumn[SavedTeam]] = [
        ListColumn("name", gettext_lazy("Name"), lambda row: row[0], name, "lead"),
        ListColumn("members", gettext_lazy("Members"), lambda row: and_list(row[1]), style="full"),
    ]
    if apply is not None:
        columns.append(
            ListColumn("apply", gettext_lazy("Application"), lambda _row: None, apply, "tight", in_file=False)
        )
    return ListTable("saved-teams", _("Saved teams"), columns, rows)


def application_table(
    rows: "Sequence[Application] | Page[Application]",
    *,
    order: str = "",
    chosen: Sequence[str] = (),
    opens: bool = True,
    sees_money: bool = True,
) -> ListTable[Application]:
    """Applications with how far they are.

    Parameters
    ----------
    chosen
        The columns that whoever looks wants to see; the usual ones where they name none.
    opens
        Whether whoever looks may open their pages.
    sees_money
        Whether they may see the amounts.
    """

    def name(row: Application) -> str:
        called = link("application", row.pk, row.name) if opens else row.name
        return format_html('{}<span class="second">{}</span>', called, row.opportunity.title)

    columns: list[ListColumn[Application]] = [
        ListColumn("id", gettext_lazy("Id"), lambda a: a.pk, on_page=False),
        ListColumn("name", gettext_lazy("Name"), lambda a: a.name, name, "lead", sorts=bool(order)),
        ListColumn("opportunity", gettext_lazy("Opportunity"), lambda a: a.opportunity.title, on_page=False),
        ListColumn(
            "stage", gettext_lazy("Stage"), lambda a: phrases.stage_label(a.stage), style="nowrap", sorts=bool(order)
        ),
        ListColumn(
            "lead",
            gettext_lazy("Lead"),
            lambda a: a.lead.name if a.lead else "",
            lambda a: link("member", a.lead_id, a.lead.name) if a.lead and a.lead_id else "",
            "labelled",
        ),
        ListColumn("owner", gettext_lazy("Owner"), lambda a: a.owner, style="labelled"),
        ListColumn(
            "deadline",
            gettext_lazy("Deadline"),
            lambda a: a.opportunity.deadline,
            lambda a: date_text(a.opportunity.deadline),
            "nowrap labelled",
            sorts=bool(order),
        ),
        ListColumn("submitted", gettext_lazy("Submitted"), lambda a: a.submitted, on_page=False),
        ListColumn("decided", gettext_lazy("Decided"), lambda a: a.decided, on_page=False),
    ]
    if sees_money:
        columns += [
            ListColumn(
                "requested",
                gettext_lazy("Requested"),
                lambda a: a.amount_asked,
                lambda a: euros(a.amount_asked),
                "number",
            ),
            ListColumn(
                "granted",
                gettext_lazy("Granted"),
                _granted,
                lambda a: euros(_granted(a)),
                "number",
            ),
        ]
    return ListTable("applications", _("Applications"), columns, rows, order, chosen=chosen)


def _granted(row: Application) -> float | None:
    """What was granted; nothing of an application that an edit by hand moved on, whatever stands there."""
    return row.amount_granted if row.stage == GRANTED else None


def stage_history_table(rows: Sequence[StageReached]) -> ListTable[StageReached]:
    """When an application reached which stage, the latest first."""
    columns: list[ListColumn[StageReached]] = [
        ListColumn("stage", gettext_lazy("Stage"), lambda row: phrases.stage_label(row.stage), style="lead"),
        ListColumn(
            "at",
            gettext_lazy("Recorded"),
            lambda row: date_format(localtime(row.at), "j M Y, H:i"),
            style="nowrap",
        ),
        ListColumn("by", gettext_lazy("By"), lambda row: row.by),
    ]
    return ListTable("stages", _("Stages"), columns, rows)
