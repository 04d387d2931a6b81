"""Tables 5 to 8 of the study: as sheets of a file, and as the lists of the page that compares members."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bridgehead.framework.template_tags import shares
from bridgehead.kit import svg
from bridgehead.kit.list_tables import ListColumn, ListTable
from bridgehead.kit.table_export import ExportTable
from bridgehead.profile import phrases
from bridgehead.profile.core.firm_comparison import COMBINED, ComparisonLabels, ComparisonTable
from bridgehead.profile.core.standing import Standing

ComparedRow = tuple[str, Mapping[str, Standing]]


def comparison_sheets(found: Sequence[ComparisonTable], labels: ComparisonLabels, note: str = "") -> list[ExportTable]:
    """The tables as sheets, with what they rest on: a line a component and firm; table 8 a line a component."""
    sheets = (_combined(table, labels) if table.number == COMBINED else _detailed(table, labels) for table in found)
    return [replace(sheet, note=note) for sheet in sheets]


def comparison_table(table: ComparisonTable, labels: ComparisonLabels) -> ListTable[ComparedRow]:
    """One of the tables as a list: components × firms."""
    columns = [ListColumn[ComparedRow]("component", _("Component"), lambda row: row[0], style="lead")]
    columns += [_firm_column(firm, name, labels) for firm, name in labels.firms.items()]
    rows = [(labels.components[code], row) for code, row in table.cells.items()]
    return ListTable(f"table-{table.number}", phrases.comparison_title(table.number), columns, rows)


def _firm_column(firm: str, name: str, labels: ComparisonLabels) -> ListColumn[ComparedRow]:
    return ListColumn(
        firm,
        name,
        lambda row: phrases.short_standing(row[1][firm], labels.origins),
        html=lambda row: standing_cell(row[1][firm]),
        style="full named labelled",
    )


def standing_cell(standing: Standing) -> SafeString:
    """A standing in words and drawn, with the share of each origin in its strengths."""
    origins = shares({name: share.share for name, share in standing.origins.items()})
    return format_html("{} {}{}", label_cell(standing), interval_cell(standing), svg.stack(origins, 1))


def label_cell(standing: Standing) -> SafeString | str:
    """A standing in words, quiet where it is unknown."""
    text = phrases.standing_label(standing)
    return text if standing.known else format_html('<span class="quiet">{}</span>', text)


def interval_cell(standing: Standing) -> SafeString:
    """A standing drawn with its interval and the own standing; an open ring where it is unknown."""
    if not standing.known:
        return svg.interval(None, 0.0, 1.0)
    return svg.interval(standing.standing, *standing.interval, standing.own.standing)


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
