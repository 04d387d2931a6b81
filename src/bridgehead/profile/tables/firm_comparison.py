"""Tables 4 to 8 of the study: as sheets of a file, and as the lists of the page that compares members."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.ecosystem.phrases import computed_by
from bridgehead.framework.loader import load_framework
from bridgehead.framework.template_tags import shares, term
from bridgehead.kit import svg
from bridgehead.kit.list_tables import Label, ListColumn, ListTable
from bridgehead.kit.phrases import and_list
from bridgehead.kit.table_export import ExportTable
from bridgehead.kit.template_tags import country, number
from bridgehead.profile import phrases
from bridgehead.profile.core.firm_comparison import (
    CHARACTERISTICS,
    COMBINED,
    ComparisonLabels,
    ComparisonTable,
    FirmCharacteristics,
    FirmComparison,
)
from bridgehead.profile.core.standing import Standing

ComparedRow = tuple[str, Mapping[str, Standing]]
CharacteristicRow = tuple[str, Mapping[str, str]]


def comparison_sheets(found: FirmComparison, labels: ComparisonLabels, note: str = "") -> list[ExportTable]:
    """Table 4, then the others, with what they rest on."""
    first = _characteristics_sheet(found.characteristics, labels)
    return [replace(first, note=note), *standing_sheets(found.tables, labels, note)]


def standing_sheets(found: Sequence[ComparisonTable], labels: ComparisonLabels, note: str = "") -> list[ExportTable]:
    """Tables 5 to 8, with what they rest on: a line a component and firm; table 8 a line a component."""
    sheets = (_combined(table, labels) if table.number == COMBINED else _detailed(table, labels) for table in found)
    return [replace(sheet, note=note) for sheet in sheets]


def characteristic_table(
    found: Mapping[str, FirmCharacteristics], labels: ComparisonLabels
) -> ListTable[CharacteristicRow]:
    """Table 4 as a list: characteristics × firms; what is recorded of no firm is left out."""
    columns = [ListColumn[CharacteristicRow]("characteristic", _("Characteristic"), lambda row: row[0], style="lead")]
    columns += [_characteristic_column(firm, name) for firm, name in labels.firms.items()]
    title = phrases.comparison_title(CHARACTERISTICS)
    return ListTable(f"table-{CHARACTERISTICS}", title, columns, _characteristics(found), computed_by=computed_by())


def _characteristic_column(firm: str, name: str) -> ListColumn[CharacteristicRow]:
    return ListColumn(firm, name, lambda row: row[1][firm], style="labelled")


def _characteristics(found: Mapping[str, FirmCharacteristics]) -> list[CharacteristicRow]:
    """What table 4 says: a name and the text of each firm."""
    rows = [(str(name), {firm: text(one) for firm, one in found.items()}) for name, text in CHARACTERISTIC_ROWS]
    return [row for row in rows if any(row[1].values())]


def comparison_table(table: ComparisonTable, labels: ComparisonLabels) -> ListTable[ComparedRow]:
    """One of the tables as a list: components × firms."""
    columns = [ListColumn[ComparedRow]("component", _("Component"), lambda row: row[0], style="lead")]
    columns += [_firm_column(firm, name, labels) for firm, name in labels.firms.items()]
    rows = [(labels.components[code], row) for code, row in table.cells.items()]
    return ListTable(
        f"table-{table.number}", phrases.comparison_title(table.number), columns, rows, computed_by=computed_by()
    )


def _firm_column(firm: str, name: str, labels: ComparisonLabels) -> ListColumn[ComparedRow]:
    return ListColumn(
        firm,
        name,
        lambda row: phrases.short_standing(row[1][firm], labels.origins),
        html=lambda row: standing_cell(row[1][firm]),
        style="full labelled",
    )


def standing_cell(standing: Standing) -> SafeString:
    """A standing in words and drawn, with the share of each origin in its strengths and the cluster's mechanisms."""
    origins = shares({name: share.share for name, share in standing.origins.items()})
    drawn = format_html("{} {}{}", label_cell(standing), interval_cell(standing), svg.stack(origins, 1))
    named = load_framework().vocabularies
    texts = (phrases.main_origins(standing, named["origin"]), phrases.cluster_part(standing, named["mechanism"]))
    return drawn + format_html_join("", '<span class="second">{}</span>', ((text,) for text in texts if text))


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
        _("Own"),
        _("Evidence"),
        _("Kinds of source"),
        _("Origins"),
        _("Mechanisms of the cluster's part"),
    )
    rows = [
        (
            labels.components[code],
            labels.firms[firm],
            phrases.standing_word(s.label),
            s.standing if s.known else None,
            s.interval[0],
            s.interval[1],
            s.own.standing if s.own.known else None,
            s.evidence,
            len(s.kinds),
            phrases.shares_with_intervals(s.origins, labels.origins),
            phrases.shares_with_intervals(s.cluster_mechanisms, labels.mechanisms),
        )
        for code, row in table.cells.items()
        for firm, s in row.items()
    ]
    return _sheet(table, headings, rows)


def _characteristics_sheet(found: Mapping[str, FirmCharacteristics], labels: ComparisonLabels) -> ExportTable:
    headings = (_("Characteristic"), *(labels.firms[firm] for firm in found))
    rows = [(name, *texts.values()) for name, texts in _characteristics(found)]
    name = _("Table {number}").format(number=CHARACTERISTICS)
    return ExportTable(name, phrases.numbered_title(CHARACTERISTICS), headings, rows)


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


def _amount(value: float | None) -> str:
    return "" if value is None else number(value)


def _place(firm: FirmCharacteristics) -> str:
    return ", ".join(part for part in (firm.city, country(firm.country)) if part)


CHARACTERISTIC_ROWS: tuple[tuple[Label, Callable[[FirmCharacteristics], str]], ...] = (
    (gettext_lazy("Size"), lambda firm: term(firm.size, "actor_size")),
    (gettext_lazy("Employees"), lambda firm: _amount(firm.staff)),
    (gettext_lazy("Turnover a year, euros"), lambda firm: _amount(firm.turnover)),
    (gettext_lazy("Founded"), lambda firm: firm.founded),
    (gettext_lazy("Sector"), lambda firm: firm.sector),
    (gettext_lazy("Home"), _place),
    (gettext_lazy("Markets entered"), lambda firm: and_list(country(code) for code in firm.entered)),
    (gettext_lazy("Markets explored"), lambda firm: and_list(country(code) for code in firm.explored)),
    (gettext_lazy("Motives"), lambda firm: phrases.statements_text(firm.motives)),
    (gettext_lazy("Stance"), lambda firm: phrases.statements_text(firm.stance)),
    (gettext_lazy("Declared strategy"), lambda firm: phrases.declared_strategy(firm.declared)),
    (gettext_lazy("Path abroad found"), lambda firm: phrases.patterns_found(firm.found)),
)
