"""The columns of matching's lists: page, CSV file and workbook come from them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.ecosystem.models import Actor
from bridgehead.framework.template_tags import term
from bridgehead.kit.list_tables import ListColumn, ListTable, link
from bridgehead.kit.phrases import and_list, share
from bridgehead.kit.template_tags import bar, date_text
from bridgehead.match import phrases
from bridgehead.match.core.exposure import ExposureShare
from bridgehead.match.core.match_result import Candidate
from bridgehead.match.queries.mark_controls import MarkControls
from bridgehead.match.services.exposure import Exposure
from bridgehead.match.services.mail_recipients import MailRecipient
from bridgehead.match.services.ranking import ViewerRanking
from bridgehead.opportunities.models import Opportunity

RankedCandidate = tuple[int, Candidate]
"""A candidate with its rank."""


@dataclass(frozen=True)
class RecipientRow:
    """A recipient of the weekly mail.

    Attributes
    ----------
    last
        The day of their last mail; blank before the first.
    """

    recipient: MailRecipient
    last: str
    is_due: bool

    @property
    def name(self) -> str:
        """What a page calls them."""
        return self.recipient.name or self.recipient.id


def recipients(rows: Sequence[RecipientRow]) -> ListTable[RecipientRow]:
    """Who gets the weekly mail."""
    return ListTable("recipients", _("Recipients"), RECIPIENT_COLUMNS, rows)


def _preview_link(row: RecipientRow) -> str:
    address = reverse("mails-preview", args=[row.recipient.actor.pk, row.recipient.id])
    return format_html('<a href="{}">{}<span class="unseen"> {}</span></a>', address, _("Preview"), row.name)


RECIPIENT_COLUMNS: Sequence[ListColumn[RecipientRow]] = (
    ListColumn("name", gettext_lazy("Recipient"), lambda row: row.name, style="lead"),
    ListColumn(
        "member",
        gettext_lazy("Member"),
        lambda row: row.recipient.actor.name,
        html=lambda row: link("member", row.recipient.actor.pk, row.recipient.actor.name),
    ),
    ListColumn("email", gettext_lazy("Email"), lambda row: row.recipient.email),
    ListColumn(
        "last",
        gettext_lazy("Last mail"),
        lambda row: row.last or _("Never"),
        html=lambda row: date_text(row.last) or _("Never"),
        style="nowrap",
    ),
    ListColumn("due", gettext_lazy("Due"), lambda row: _("Yes") if row.is_due else _("Not due"), style="nowrap"),
    ListColumn(
        "preview", gettext_lazy("Next mail"), lambda _row: None, html=_preview_link, style="nowrap", in_file=False
    ),
)


def candidates(found: ViewerRanking) -> ListTable[RankedCandidate]:
    """A ranking as its file has it; the page draws each row with its feedback."""
    columns = RANKED_COLUMNS if found.match.opportunity is None else (*RANKED_COLUMNS, *ASSESSMENT_COLUMNS)
    return ListTable("ranking", _("Ranking"), (*columns, REASONS_COLUMN), found.candidates)


def member_opportunities(found: Sequence[Candidate], about: Sequence[Opportunity]) -> ListTable[RankedCandidate]:
    """Open opportunities for a member as their file has them."""
    rows = [(place, each) for place, each in enumerate(found, 1)]
    by_place = dict(enumerate(about, 1))
    columns = (
        ListColumn[RankedCandidate]("rank", _("Rank"), lambda row: row[0]),
        ListColumn[RankedCandidate]("opportunity", _("Opportunity"), lambda row: by_place[row[0]].title),
        ListColumn[RankedCandidate]("deadline", _("Deadline"), lambda row: by_place[row[0]].deadline),
        FIT_COLUMN,
        *ASSESSMENT_COLUMNS,
        REASONS_COLUMN,
    )
    return ListTable("opportunities", _("Open opportunities"), columns, rows)


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


def _additionality(row: RankedCandidate) -> float | None:
    added = row[1].additionality
    return None if added is None else added.value


FIT_COLUMN = ListColumn[RankedCandidate]("fit", gettext_lazy("Fit"), lambda row: row[1].score)
RANKED_COLUMNS: Sequence[ListColumn[RankedCandidate]] = (
    ListColumn("rank", gettext_lazy("Rank"), lambda row: row[0]),
    ListColumn("organisation", gettext_lazy("Organisation"), lambda row: row[1].name),
    ListColumn("kind", gettext_lazy("Kind"), lambda row: phrases.kind_and_size(row[1])),
    ListColumn("country", gettext_lazy("Country"), lambda row: phrases.country(row[1].country)),
    FIT_COLUMN,
)
ASSESSMENT_COLUMNS: Sequence[ListColumn[RankedCandidate]] = (
    ListColumn("eligible", gettext_lazy("Eligible"), lambda row: phrases.eligible_cell(row[1].eligible)),
    ListColumn("conditions", gettext_lazy("Conditions"), lambda row: and_list(map(phrases.phrase, row[1].eligibility))),
    ListColumn("additionality", gettext_lazy("Additionality"), _additionality),
)
REASONS_COLUMN = ListColumn[RankedCandidate](
    "reasons", gettext_lazy("Reasons"), lambda row: "\n".join(map(phrases.reason, row[1].why))
)


def exposure_tables(found: Exposure) -> list[ListTable[ExposureShare]]:
    """A table for each way to group; none of regions where no region is recorded."""
    tables = (
        _exposure_table("exposure-by-size", _("By size"), found.by_size, phrases.exposure_group),
        _exposure_table("exposure-by-country", _("By country"), found.by_country, phrases.exposure_country),
        _exposure_table("exposure-by-region", _("By region"), found.by_region, phrases.exposure_region),
    )
    return [table for table in tables if table.rows]


def _exposure_table(
    name: str, caption: str, rows: Sequence[ExposureShare], group: Callable[[str], str]
) -> ListTable[ExposureShare]:
    head = ListColumn[ExposureShare]("group", gettext_lazy("Group"), lambda row: group(row.group), style="lead")
    return ListTable(name, caption, (head, *EXPOSURE_COLUMNS), rows)


def _interval(row: ExposureShare) -> str:
    return f"{share(row.low)}–{share(row.high)}"


EXPOSURE_COLUMNS: Sequence[ListColumn[ExposureShare]] = (
    ListColumn("base", gettext_lazy("Share of eligible"), lambda row: share(row.base), style="number"),
    ListColumn("exposure", gettext_lazy("Share of exposure"), lambda row: share(row.exposure), style="number"),
    ListColumn("interval", gettext_lazy("90 % interval"), _interval, style="number"),
    ListColumn(
        "drawing",
        gettext_lazy("Chart"),
        lambda _row: None,
        html=lambda row: bar(row.exposure, row.low, row.high),
        style="full",
        in_file=False,
    ),
)
