"""Lists of findings and recommendations."""

from collections.abc import Mapping, Sequence

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bridgehead.ecosystem.phrases import computed_by
from bridgehead.evidence.models import Evidence
from bridgehead.influence import phrases
from bridgehead.influence.core.findings import ABSENCE, ClaimVerdict
from bridgehead.influence.tables.cells import bound
from bridgehead.kit import svg
from bridgehead.kit.list_tables import ListColumn, ListTable

Pieces = Mapping[str, Evidence]


def finding_table(rows: Sequence[ClaimVerdict], pieces: Pieces) -> ListTable[ClaimVerdict]:
    """Findings with their status; a page opens what is for and against each."""
    columns = [
        ListColumn[ClaimVerdict](
            "finding", _("Finding"), lambda row: row.claim.statement, lambda row: _opened(row, pieces), "lead"
        ),
        ListColumn[ClaimVerdict]("reason", _("Why"), phrases.finding_reason, on_page=False),
        ListColumn[ClaimVerdict]("mean", _("For and against"), lambda row: row.mean, _for_and_against, "wide"),
        ListColumn[ClaimVerdict]("low", _("Low"), lambda row: bound(row.interval, 0), on_page=False),
        ListColumn[ClaimVerdict]("high", _("High"), lambda row: bound(row.interval, 1), on_page=False),
        ListColumn[ClaimVerdict]("bound", _("At most"), lambda row: row.bound, on_page=False),
        *_voice_columns(),
        ListColumn[ClaimVerdict](
            "status", _("Status"), lambda row: phrases.finding_status(row.status), style="nowrap labelled"
        ),
        ListColumn[ClaimVerdict]("one_kind", _("Kinds of source"), phrases.one_kind_only, on_page=False),
    ]
    return ListTable("findings", _("Findings with their status"), columns, rows, computed_by=computed_by())


def recommendation_table(rows: Sequence[ClaimVerdict], pieces: Pieces) -> ListTable[ClaimVerdict]:
    """Recommendations with their support; they are neither true nor false."""
    columns = [
        ListColumn[ClaimVerdict](
            "recommendation",
            _("Recommendation"),
            lambda row: row.claim.statement,
            lambda row: _opened(row, pieces),
            "lead",
        ),
        ListColumn[ClaimVerdict](
            "support",
            _("Support"),
            lambda row: phrases.independent_sources(row.voices_for),
            style="nowrap labelled",
            in_file=False,
        ),
        *_voice_columns(),
    ]
    return ListTable(
        "recommendations", _("Recommendations with their support"), columns, rows, computed_by=computed_by()
    )


def _voice_columns() -> list[ListColumn[ClaimVerdict]]:
    return [
        ListColumn("voices_for", _("Independent sources for"), lambda row: row.voices_for, on_page=False),
        ListColumn("voices_against", _("Independent sources against"), lambda row: row.voices_against, on_page=False),
    ]


def _opened(row: ClaimVerdict, pieces: Pieces) -> SafeString:
    """The statement, which opens on the rule that decided and the evidence."""
    is_absence = row.claim.kind == ABSENCE
    context = {
        "judged": row,
        "reason": phrases.finding_reason(row),
        "one_kind": phrases.one_kind_only(row),
        "readings": phrases.absence_readings(row) if is_absence else "",
        "supports": [id_ for id_ in row.claim.supports if id_ not in row.explanations],
        "pieces": pieces,
    }
    return SafeString(render_to_string("influence/finding.html", context))


def _for_and_against(row: ClaimVerdict) -> str:
    if row.interval is not None and row.mean is not None:
        return svg.interval(row.mean, *row.interval)
    if row.bound is None:
        return ""
    return format_html('<span class="small quiet">{}</span>', phrases.at_most(row.bound))
