"""The lists of exchange: the report of a file, what a project holds besides; on a page and in a file."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from bridgehead.evidence import phrases
from bridgehead.evidence.core.qda.exchange_report import CARRIED, KEPT, ExchangeReport, ReportLine
from bridgehead.evidence.core.qda.unmapped_content import QdaCase, QdaLink, QdaSet
from bridgehead.kit.list_tables import ListColumn, ListTable

Values = Sequence[tuple[str, str]]
SourceValues = tuple[str, Values]
STATES = {CARRIED: "yes", KEPT: "half"}


def report_table(found: ExchangeReport) -> ListTable[ReportLine]:
    """What became of each kind of thing in an import or export, and why."""
    columns: list[ListColumn[ReportLine]] = [
        ListColumn("content", gettext_lazy("Content"), phrases.report_kind, style="lead"),
        ListColumn("number", gettext_lazy("Number"), lambda line: line.count, style="number"),
        ListColumn("result", gettext_lazy("Result"), phrases.report_fate, _state, "nowrap"),
        ListColumn("note", gettext_lazy("Note"), phrases.report_reason, style="small"),
    ]
    return ListTable("report", gettext_lazy("Report"), columns, found.lines)


def _state(line: ReportLine) -> str:
    style = STATES.get(line.fate, "no")
    return format_html('<span class="state {}">{}</span>', style, phrases.report_fate(line))


def case_table(rows: Sequence[QdaCase]) -> ListTable[QdaCase]:
    """Cases of a research project: the variables of each, and what belongs to it."""
    columns: list[ListColumn[QdaCase]] = [
        ListColumn("case", gettext_lazy("Case"), lambda c: c.name, lambda c: _described(c.name, c.description), "lead"),
        ListColumn("description", gettext_lazy("Description"), lambda c: c.description, on_page=False),
        ListColumn("variables", gettext_lazy("Variables"), lambda c: _values(c.values), style="wide"),
        ListColumn("members", gettext_lazy("Members"), lambda c: ", ".join(c.about), style="wide"),
    ]
    return ListTable("cases", gettext_lazy("Cases"), columns, rows)


def variable_table(rows: Sequence[SourceValues]) -> ListTable[SourceValues]:
    """The variables that stand on sources."""
    columns: list[ListColumn[SourceValues]] = [
        ListColumn("source", gettext_lazy("Source"), lambda row: row[0], style="lead"),
        ListColumn("variables", gettext_lazy("Variables"), lambda row: _values(row[1]), style="wide"),
    ]
    return ListTable("variables-of-sources", gettext_lazy("Variables of sources"), columns, rows)


def set_table(rows: Sequence[QdaSet]) -> ListTable[QdaSet]:
    """Sets of codes, sources and notes."""
    columns: list[ListColumn[QdaSet]] = [
        ListColumn("set", gettext_lazy("Set"), lambda s: s.name, lambda s: _described(s.name, s.description), "lead"),
        ListColumn("description", gettext_lazy("Description"), lambda s: s.description, on_page=False),
        ListColumn("members", gettext_lazy("Members"), lambda s: ", ".join(s.members), style="wide"),
    ]
    return ListTable("sets", gettext_lazy("Sets"), columns, rows)


def link_table(rows: Sequence[QdaLink]) -> ListTable[QdaLink]:
    """Links from one thing to another."""
    columns: list[ListColumn[QdaLink]] = [
        ListColumn("from", gettext_lazy("From"), lambda row: row.origin, style="lead"),
        ListColumn("link", gettext_lazy("Link"), lambda row: row.name, _directed),
        ListColumn("direction", gettext_lazy("Direction"), lambda row: row.direction, on_page=False),
        ListColumn("to", gettext_lazy("To"), lambda row: row.target, style="labelled"),
    ]
    return ListTable("links", gettext_lazy("Links"), columns, rows)


def _described(name: str, description: str) -> str:
    return format_html('{} <span class="second">{}</span>', name, description) if description else name


def _values(values: Values) -> str:
    return "; ".join(f"{name}: {value or '–'}" for name, value in values)


def _directed(row: QdaLink) -> str:
    return format_html('{} <span class="quiet">{}</span>', row.name, row.direction)
