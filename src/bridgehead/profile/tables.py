"""Tables of the profile stage: the study's tables 5 to 8 as sheets, and the lists of its pages."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from bridgehead.kit.table_export import ExportTable
from bridgehead.profile import phrases
from bridgehead.profile.core.firm_comparison import COMBINED, ComparisonLabels, ComparisonTable


def comparison_sheets(found: Sequence[ComparisonTable], labels: ComparisonLabels) -> list[ExportTable]:
    """The tables as sheets: a line for each component and firm; table 8 a line for each component."""
    return [_combined(table, labels) if table.number == COMBINED else _detailed(table, labels) for table in found]


def _detailed(table: ComparisonTable, labels: ComparisonLabels) -> ExportTable:
    headings = (
        _("Component"),
        _("Firm"),
        _("Label"),
        _("Standing"),
        _("Low"),
        _("High"),
        _("Evidence"),
        _("Kinds of source"),
        _("Origins"),
        _("Mechanisms"),
    )
    rows = [
        (
            labels.components[code],
            labels.firms[firm],
            phrases.standing_word(s.label),
            s.standing if s.known else None,
            s.interval[0],
            s.interval[1],
            s.evidence,
            len(s.kinds),
            phrases.shares_with_intervals(s.origins, labels.origins),
            phrases.shares_with_intervals(s.mechanisms, labels.mechanisms),
        )
        for code, row in table.cells.items()
        for firm, s in row.items()
    ]
    return _sheet(table, headings, rows)


def _combined(table: ComparisonTable, labels: ComparisonLabels) -> ExportTable:
    firms = list(next(iter(table.cells.values())))
    rows = [
        (labels.components[code], *(phrases.short_standing(row[firm], labels.origins) for firm in firms))
        for code, row in table.cells.items()
    ]
    return _sheet(table, (_("Component"), *(labels.firms[firm] for firm in firms)), rows)


def _sheet(
    table: ComparisonTable, headings: Sequence[str], rows: Sequence[Sequence[str | float | None]]
) -> ExportTable:
    name = _("Table {number}").format(number=table.number)
    return ExportTable(name, phrases.numbered_title(table.number), headings, rows)
