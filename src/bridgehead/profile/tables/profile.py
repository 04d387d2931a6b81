"""Lists of a profile: components with their standing and origin, and what changed since a day."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.phrases import computed_by
from bridgehead.framework.loader import load_framework
from bridgehead.framework.template_tags import shares
from bridgehead.kit import svg
from bridgehead.kit.list_tables import ListColumn, ListTable
from bridgehead.kit.phrases import running_list
from bridgehead.kit.svg import StripPart
from bridgehead.profile import phrases
from bridgehead.profile.core.standing import Standing, StandingChange
from bridgehead.profile.queries.evidence import EvidenceRow
from bridgehead.profile.tables.firm_comparison import interval_cell, label_cell

ChangedRow = tuple[str, StandingChange]


@dataclass(frozen=True)
class ComponentRow:
    """A code on a page: its label, its standing, where its strengths come from and the evidence.

    `sent` is the piece whose correction was refused.
    """

    code: str
    label: str
    standing: Standing
    pieces: list[EvidenceRow]
    sent: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the evidence is shown at once."""
        return any(piece.id == self.sent for piece in self.pieces)

    @property
    def shares(self) -> list[StripPart]:
        """The strengths' weight by origin, in the fixed colours."""
        return shares({name: share.weight for name, share in self.standing.origins.items()})


def component_table(rows: Sequence[ComponentRow], heaviest: float) -> ListTable[ComponentRow]:
    """Components with their standing and the origin of their strengths; the heaviest fills the bar."""
    origins, kinds = load_framework().vocabularies["origin"], load_framework().vocabularies["source_kind"]
    columns = [
        ListColumn[ComponentRow]("component", _("Component"), lambda row: row.label, html=_linked, style="lead"),
        ListColumn[ComponentRow](
            "label",
            _("Label"),
            lambda row: phrases.standing_label(row.standing),
            html=lambda row: label_cell(row.standing),
            style="nowrap",
        ),
        ListColumn[ComponentRow](
            "standing",
            _("Weak to strong"),
            lambda row: row.standing.standing if row.standing.known else None,
            html=lambda row: interval_cell(row.standing),
            style="wide",
        ),
        ListColumn[ComponentRow]("low", _("Low"), lambda row: row.standing.interval[0], on_page=False),
        ListColumn[ComponentRow]("high", _("High"), lambda row: row.standing.interval[1], on_page=False),
        ListColumn[ComponentRow](
            "own",
            _("Own"),
            lambda row: row.standing.own.standing if row.standing.own.known else None,
            html=lambda row: f"{row.standing.own.standing:.2f}" if row.standing.own.known else "",
            style="number",
        ),
        ListColumn[ComponentRow](
            "origin",
            _("Origin"),
            lambda row: phrases.shares_with_intervals(row.standing.origins, origins),
            html=lambda row: svg.stack(row.shares, heaviest),
            style="wide",
        ),
        ListColumn[ComponentRow]("evidence", _("Evidence"), lambda row: row.standing.evidence, on_page=False),
        ListColumn[ComponentRow](
            "sources",
            _("Kinds of source"),
            lambda row: running_list(kinds.get(kind, kind) for kind in row.standing.kinds),
            html=lambda row: str(len(row.standing.kinds)),
            style="number",
        ),
    ]
    caption = _("Standing of each component with its 90 % interval and the origin of its strengths")
    return ListTable("components", caption, columns, rows, computed_by=computed_by())


def change_table(rows: Sequence[ChangedRow]) -> ListTable[ChangedRow]:
    """Codes whose standing differs between two days."""
    return ListTable("changes", _("Standings before and now"), CHANGE_COLUMNS, rows, computed_by=computed_by())


def _linked(row: ComponentRow) -> str:
    return format_html('<a href="#{}">{}</a>', row.code, row.label) if row.pieces else row.label


CHANGE_COLUMNS = (
    ListColumn[ChangedRow]("code", _("Code"), lambda row: row[0], style="lead"),
    ListColumn[ChangedRow](
        "before",
        _("Before"),
        lambda row: phrases.standing_label(row[1].before),
        html=lambda row: label_cell(row[1].before),
        style="labelled",
    ),
    ListColumn[ChangedRow](
        "after",
        _("Now"),
        lambda row: phrases.standing_label(row[1].after),
        html=lambda row: label_cell(row[1].after),
        style="labelled",
    ),
)
