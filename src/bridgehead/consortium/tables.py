"""The columns of a consortium's lists: their files come from them."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.consortium import phrases
from bridgehead.consortium.core.problem import TermWeights
from bridgehead.consortium.core.result import Consortium, TeamMember
from bridgehead.consortium.core.verifier import RuleCheck
from bridgehead.consortium.models import Invitation
from bridgehead.kit.list_tables import ListColumn, ListTable
from bridgehead.kit.phrases import and_list
from bridgehead.match.phrases import country

ComparedMember = tuple[TeamMember, Sequence[str]]
"""A member with its role in each team; blank where it is not in it."""

SEAT_COLUMNS: Sequence[ListColumn[TeamMember]] = (
    ListColumn("member", gettext_lazy("Member"), lambda m: m.name),
    ListColumn("role", gettext_lazy("Role"), lambda m: phrases.role(m.role)),
    ListColumn("country", gettext_lazy("Country"), lambda m: country(m.country)),
    ListColumn("capabilities", gettext_lazy("Capabilities"), lambda m: and_list(m.covers)),
    ListColumn("share", gettext_lazy("Share of the budget"), lambda m: m.share),
    ListColumn("reasons", gettext_lazy("Reasons"), lambda m: "\n".join(map(phrases.reason, m.reasons))),
)
RULE_COLUMNS: Sequence[ListColumn[RuleCheck]] = (
    ListColumn("rule", gettext_lazy("Rule"), lambda check: phrases.phrase(check.says)),
    ListColumn("met", gettext_lazy("Met"), lambda check: phrases.met(check.met)),
    ListColumn("detail", gettext_lazy("Detail"), lambda check: phrases.phrase(check.detail)),
)
INVITATION_COLUMNS: Sequence[ListColumn[Invitation]] = (
    ListColumn("organisation", gettext_lazy("Organisation"), lambda i: i.actor.name),
    ListColumn("status", gettext_lazy("Status"), lambda i: str(phrases.STATUSES.get(i.status, i.status))),
    ListColumn("since", gettext_lazy("Since"), lambda i: i.date),
    ListColumn("note", gettext_lazy("Note"), lambda i: i.note),
)
SAVED_COLUMNS: Sequence[ListColumn[tuple[str, Sequence[str], str]]] = (
    ListColumn("name", gettext_lazy("Name"), lambda row: row[0]),
    ListColumn("members", gettext_lazy("Members"), lambda row: and_list(row[1])),
)


def seats(found: Consortium) -> list[ListTable[TeamMember]]:
    """The members of each team."""
    return [
        ListTable(f"team-{place}", _("Members of team {place}").format(place=place), SEAT_COLUMNS, team.members)
        for place, team in enumerate(found.teams, 1)
    ]


def rules(found: Consortium) -> list[ListTable[RuleCheck]]:
    """The rules on each team."""
    return [
        ListTable(f"team-{place}-rules", _("Rules of team {place}").format(place=place), RULE_COLUMNS, team.rules)
        for place, team in enumerate(found.teams, 1)
    ]


def comparison(found: Consortium, compared: Sequence[ComparedMember]) -> ListTable[Mapping[str, str | float]]:
    """Members and scores by team: a column for each team."""
    rows: list[dict[str, str | float]] = [
        {"name": member.name, **{str(n): phrases.role(r) if r else "" for n, r in enumerate(roles, 1)}}
        for member, roles in compared
    ]
    rows += [
        {"name": str(phrases.TERMS[term]), **{str(n): team.terms[term] for n, team in enumerate(found.teams, 1)}}
        for term in TermWeights.names()
    ]
    rows.append({"name": _("Score"), **{str(n): team.objective for n, team in enumerate(found.teams, 1)}})
    columns = [ListColumn[Mapping[str, str | float]]("name", _("Member"), lambda row: row["name"])]
    columns += [_team_column(str(place)) for place in range(1, len(found.teams) + 1)]
    return ListTable("teams-compared", _("Teams compared"), columns, rows)


def _team_column(place: str) -> ListColumn[Mapping[str, str | float]]:
    return ListColumn(place, _("Team {place}").format(place=place), lambda row: row[place])


def invitations(rows: Sequence[Invitation]) -> ListTable[Invitation]:
    """Who was invited, with the answers."""
    return ListTable("invitations", _("Invitations"), INVITATION_COLUMNS, rows)


def saved_teams(rows: Sequence[tuple[str, Sequence[str], str]]) -> ListTable[tuple[str, Sequence[str], str]]:
    """The saved teams with their members."""
    return ListTable("saved-teams", _("Saved teams"), SAVED_COLUMNS, rows)
