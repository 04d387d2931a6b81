"""Rankings: candidates of an opportunity, opportunities of a member, who is hidden; on a page and in a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.ecosystem.models import Actor
from bridgehead.framework.template_tags import term
from bridgehead.kit.list_tables import ListColumn, ListTable, link
from bridgehead.kit.phrases import and_list
from bridgehead.kit.template_tags import country_list, date_text
from bridgehead.match import phrases
from bridgehead.match.core.match_result import Candidate, RankingMethod
from bridgehead.match.queries.mark_controls import MarkControls
from bridgehead.match.services.ranking import ViewerRanking
from bridgehead.opportunities.models import Opportunity

LONGEST_PLACE = 60


class RankingRow(Protocol):
    """A row of any ranking: a place, a candidate, and the feedback that the viewer sees and may give."""

    @property
    def place(self) -> int:
        """Its rank, from 1."""

    @property
    def candidate(self) -> Candidate:
        """The member as a candidate."""

    @property
    def marking(self) -> MarkControls | None:
        """Feedback on it; None where none is given."""


@dataclass(frozen=True)
class CandidateRow:
    """A candidate for an opportunity, or for a text."""

    place: int
    candidate: Candidate
    marking: MarkControls | None = None

    @property
    def pk(self) -> str:
        """The organisation, whose row is ticked."""
        return self.candidate.actor


@dataclass(frozen=True)
class OpportunityRow:
    """An opportunity, the member as a candidate for it, what was and may be said of the two.

    `left_out` says what its figures leave out beyond what the whole list does: what it brought about itself.
    """

    place: int
    candidate: Candidate
    opportunity: Opportunity
    marking: MarkControls
    left_out: str = ""


R = TypeVar("R", bound=RankingRow)


def candidates(
    found: ViewerRanking, markings: Mapping[str, MarkControls], request: HttpRequest
) -> ListTable[CandidateRow]:
    """Who fits an opportunity or a text, the best first.

    Parameters
    ----------
    markings
        Feedback by actor; none for a text.
    """
    rows = [CandidateRow(place, candidate, markings.get(candidate.actor)) for place, candidate in found.candidates]
    columns: list[ListColumn[CandidateRow]] = [
        rank_column(),
        ListColumn("organisation", _("Organisation"), lambda row: row.candidate.name, candidate_name, "lead"),
        ListColumn("kind", _("Kind"), lambda row: phrases.kind_and_size(row.candidate), on_page=False),
        ListColumn("country", _("Country"), lambda row: phrases.country(row.candidate.country), on_page=False),
        *assessment_columns(request, judged=found.match.opportunity is not None, rated=found.match.has_additionality),
    ]
    captions = (_("Organisations by fit"), _("Organisations by additionality"))
    by = phrases.ranked_by(found.match.method)
    table = ranking_table("ranking", captions, columns, rows, by_additionality=found.by_additionality, computed_by=by)
    return replace(table, ticks="actor", removes=False)


def member_opportunities(
    rows: Sequence[OpportunityRow], request: HttpRequest, *, by_additionality: bool, method: RankingMethod
) -> ListTable[OpportunityRow]:
    """Open opportunities for a member, the best first."""
    columns: list[ListColumn[OpportunityRow]] = [
        rank_column(),
        ListColumn("opportunity", _("Opportunity"), lambda row: row.opportunity.title, _opportunity, "lead"),
        ListColumn("deadline", _("Deadline"), lambda row: row.opportunity.deadline, on_page=False),
        *assessment_columns(request),
    ]
    captions = (_("Open opportunities by fit"), _("Open opportunities by additionality"))
    by = phrases.ranked_by(method)
    return ranking_table("opportunities", captions, columns, rows, by_additionality=by_additionality, computed_by=by)


def ranking_table(
    name: str,
    captions: tuple[str, str],
    columns: Sequence[ListColumn[R]],
    rows: Sequence[R],
    *,
    by_additionality: bool,
    computed_by: str,
) -> ListTable[R]:
    """A ranking, by fit or by additionality; `captions` has one for each, `computed_by` names model and rules."""
    order = "-additionality" if by_additionality else "-fit"
    return ListTable(name, captions[by_additionality], columns, rows, order, style="ranking", computed_by=computed_by)


def rank_column() -> ListColumn[Any]:
    """The rank of a row."""
    return ListColumn("rank", gettext_lazy("Rank"), lambda row: row.place, style="number tight rank")


def assessment_columns(request: HttpRequest, *, judged: bool = True, rated: bool = True) -> list[ListColumn[Any]]:
    """What every ranking says of a candidate: eligibility, fit, additionality and reasons.

    Parameters
    ----------
    judged
        Whether there is an opportunity to be eligible for; a text has none.
    rated
        Whether additionality is known for any row: where it is for none, the page leaves the column out.
    """

    def drawn(template: str, row: RankingRow) -> str:
        given = {"candidate": row.candidate, "added": row.candidate.additionality, "marking": row.marking}
        return render_to_string(f"match/{template}.html", given, request)

    fit: ListColumn[Any] = ListColumn(
        "fit", gettext_lazy("Fit"), lambda row: row.candidate.score, lambda row: drawn("fit", row), "fit labelled"
    )
    reasons: ListColumn[Any] = ListColumn(
        "reasons",
        gettext_lazy("Reasons"),
        lambda row: "\n".join(map(phrases.reason, row.candidate.why)),
        lambda row: drawn("why", row),
        "full why",
    )
    if not judged:
        return [fit, reasons]
    return [
        ListColumn(
            "eligible",
            gettext_lazy("Eligible"),
            lambda row: phrases.eligible_cell(row.candidate.eligible),
            lambda row: drawn("eligible", row),
            "eligible",
        ),
        ListColumn(
            "conditions",
            gettext_lazy("Conditions"),
            lambda row: and_list(map(phrases.phrase, row.candidate.eligibility)),
            on_page=False,
        ),
        fit,
        ListColumn(
            "additionality",
            gettext_lazy("Additionality"),
            lambda row: _additionality(row.candidate),
            lambda row: drawn("additionality", row),
            "gain labelled",
            on_page=rated,
        ),
        reasons,
    ]


def candidate_name(row: RankingRow) -> str:
    """A candidate with its kind and country below its name."""
    candidate = row.candidate
    place = [phrases.kind_and_size(candidate), *([phrases.country(candidate.country)] if candidate.country else [])]
    name = link("member", candidate.actor, candidate.name)
    return format_html('{}<span class="second">{}</span>', name, " · ".join(place))


def _opportunity(row: OpportunityRow) -> str:
    about = row.opportunity
    places = Truncator(country_list(about.countries)).chars(LONGEST_PLACE)
    kind = " · ".join([term(about.kind, "opportunity_kind"), *([places] if places else [])])
    day = date_text(about.deadline)
    deadline = format_html(_("Deadline {day}"), day=day) if day else _("No deadline given")
    title = link("opportunity", about.pk, about.title)
    lines = [kind, deadline, *([row.left_out] if row.left_out else [])]
    return format_html("{}{}", title, format_html_join("", '<span class="second">{}</span>', ((x,) for x in lines)))


def _additionality(candidate: Candidate) -> float | None:
    return None if candidate.additionality is None else candidate.additionality.value


def hidden_candidates(rows: Sequence[MarkControls], request: HttpRequest) -> ListTable[MarkControls]:
    """Who is left out of a ranking, with the feedback that did it."""

    def actor(row: MarkControls) -> Actor:
        return row.said[0].mark.actor

    def controls(row: MarkControls) -> str:
        return render_to_string("match/marks.html", {"marking": row}, request)

    columns = (
        ListColumn[MarkControls](
            "organisation",
            _("Organisation"),
            lambda row: actor(row).name,
            html=lambda row: link("member", row.actor, actor(row).name),
            style="lead",
        ),
        ListColumn[MarkControls](
            "feedback",
            _("Feedback"),
            lambda row: "\n".join(term(said.mark.mark, "mark") for said in row.said),
            html=controls,
            style="full",
        ),
        ListColumn[MarkControls](
            "reason", _("Reason"), lambda row: "\n".join(said.mark.reason for said in row.said), on_page=False
        ),
        ListColumn[MarkControls]("by", _("By"), lambda row: "\n".join(s.by for s in row.said), on_page=False),
        ListColumn[MarkControls](
            "date", _("Date"), lambda row: "\n".join(s.mark.date for s in row.said), on_page=False
        ),
    )
    return ListTable("hidden", _("Hidden from this ranking"), columns, rows)
