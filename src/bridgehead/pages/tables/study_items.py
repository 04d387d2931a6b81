"""The lists of the page of the study's tables and figures."""

from collections.abc import Mapping, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bridgehead.ecosystem.models import Indicator, Source
from bridgehead.framework.loader import load_framework
from bridgehead.framework.template_tags import term
from bridgehead.kit.list_page import filled_columns
from bridgehead.kit.list_tables import ListColumn, ListTable, link
from bridgehead.kit.template_tags import country, date_text, number, spell_out
from bridgehead.pages.queries import DynamicInRecords, ModeInRecords
from bridgehead.pages.services.study_items import StudyItem


def study_item_table(name: str, caption: str, rows: Sequence[StudyItem]) -> ListTable[StudyItem]:
    """The study's tables, or its figures, each with its place."""

    def place(row: StudyItem) -> SafeString | str:
        return format_html('<a href="{}">{}</a>', row.address, row.title) if row.address else str(row.title)

    def records(row: StudyItem) -> str:
        if not row.records:
            return _("No records yet")
        return ngettext("{n} record", "{n} records", row.records).format(n=number(row.records))

    columns = [
        ListColumn[StudyItem]("title", _("Shows"), lambda row: str(row.title), place, "lead"),
        ListColumn[StudyItem]("number", _("In the study"), lambda row: str(row.number), style="nowrap"),
        ListColumn[StudyItem](
            "records",
            _("Drawn from"),
            lambda row: row.records,
            records,
            "nowrap",
        ),
    ]
    return ListTable(name, caption, columns, rows)


def dynamic_table(rows: Sequence[DynamicInRecords]) -> ListTable[DynamicInRecords]:
    """Table 1: advantages × ways in which a cluster acts, what is assumed of each, and what is on record."""
    components = load_framework().components

    def seen(row: DynamicInRecords) -> str:
        if not row.pieces:
            return _("Nothing recorded")
        pieces = ngettext("{n} piece of evidence", "{n} pieces of evidence", row.pieces).format(n=number(row.pieces))
        of = ngettext("{n} organisation", "{n} organisations", row.organisations).format(n=number(row.organisations))
        return f"{pieces}, {of}"

    columns = [
        ListColumn[DynamicInRecords](
            "component", _("Advantage"), lambda row: components[row.component].label, style="lead"
        ),
        ListColumn[DynamicInRecords](
            "dynamic", _("What the cluster does"), lambda row: term(row.mechanism, "mechanism")
        ),
        ListColumn[DynamicInRecords](
            "assumption", _("Assumption"), lambda row: row.dynamic.assumption if row.dynamic else "", style="full"
        ),
        ListColumn[DynamicInRecords](
            "source", _("Source"), lambda row: row.dynamic.source if row.dynamic else "", style="small quiet"
        ),
        ListColumn[DynamicInRecords]("seen", _("On record"), seen, style="labelled"),
    ]
    return ListTable("dynamics", _("What a cluster does for each advantage"), columns, rows)


def spoken_source_table(rows: Sequence[Source]) -> ListTable[Source]:
    """Table 2: who was asked or observed, how, where and how long."""
    filled = filled_columns(rows, "role", "form", "place", "minutes", "chosen_by")
    optional = [
        ListColumn[Source]("role", _("Their role"), lambda s: s.role),
        ListColumn[Source]("form", _("Form"), lambda s: term(s.form, "source_form"), style="nowrap labelled"),
        ListColumn[Source]("place", _("Place"), lambda s: s.place, style="labelled"),
        ListColumn[Source]("minutes", _("Minutes"), lambda s: s.minutes, style="number labelled"),
        ListColumn[Source]("chosen_by", _("Chosen by"), lambda s: s.chosen_by, style="labelled"),
    ]
    columns = [
        _source_column(),
        _source_kind_column(),
        *(c for c in optional if c.key in filled),
        _source_date_column(),
    ]
    return ListTable("spoken", _("Interviews and observations"), columns, rows)


def written_source_table(rows: Sequence[Source]) -> ListTable[Source]:
    """Table 3: documents and records."""
    columns = [_source_column(), _source_kind_column(), _source_date_column()]
    return ListTable("written", _("Documents and records"), columns, rows)


def _source_column() -> ListColumn[Source]:
    return ListColumn("title", _("Source"), lambda s: s.title, lambda s: link("source", s.pk, s.title), "lead")


def _source_kind_column() -> ListColumn[Source]:
    return ListColumn("kind", _("Kind"), lambda s: term(s.kind, "source_kind"), style="nowrap")


def _source_date_column() -> ListColumn[Source]:
    return ListColumn("date", _("Date"), lambda s: s.date, lambda s: date_text(s.date), "nowrap")


def mode_table(rows: Sequence[ModeInRecords]) -> ListTable[ModeInRecords]:
    """Figure 2: entry modes without equity, then with it, and the entries that have each."""

    def status(key: str, label: str) -> ListColumn[ModeInRecords]:
        return ListColumn(key, label, lambda row: row.entries.get(key, 0), style="number labelled")

    columns = [
        ListColumn[ModeInRecords]("mode", _("Entry mode"), lambda row: term(row.mode.id, "entry_mode"), style="lead"),
        ListColumn[ModeInRecords](
            "equity",
            _("Equity"),
            lambda row: _("With equity") if row.mode.equity else _("Without equity"),
            style="nowrap",
        ),
        ListColumn[ModeInRecords](
            "resources", _("Ties up, 1 to 5"), lambda row: row.mode.resources, style="number labelled"
        ),
        ListColumn[ModeInRecords](
            "control", _("Gives control, 1 to 5"), lambda row: row.mode.control, style="number labelled"
        ),
        status("explored", _("Explored")),
        status("entered", _("Entered")),
        status("left", _("Left")),
    ]
    return ListTable("modes", _("Entry modes and the entries that have them"), columns, rows)


def country_figure_table(rows: Sequence[Indicator], sources: Mapping[str, str]) -> ListTable[Indicator]:
    """Figures 8 to 10: figures of countries, side by side."""
    columns = [
        ListColumn[Indicator]("indicator", _("Indicator"), lambda row: spell_out(row.indicator), style="lead"),
        ListColumn[Indicator](
            "country",
            _("Country"),
            lambda row: country(row.subject),
            lambda row: link("market", row.subject, country(row.subject)),
        ),
        *_figure_columns(sources),
    ]
    return ListTable("countries", _("Figures of countries"), columns, rows)


def own_figure_table(rows: Sequence[Indicator], sources: Mapping[str, str]) -> ListTable[Indicator]:
    """Figure 7 for any organisation: its own figures."""
    columns = [
        ListColumn[Indicator]("indicator", _("Indicator"), lambda row: spell_out(row.indicator), style="lead"),
        *_figure_columns(sources),
    ]
    return ListTable("indicators", _("In figures"), columns, rows, record="indicator")


def _figure_columns(sources: Mapping[str, str]) -> list[ListColumn[Indicator]]:
    return [
        ListColumn("period", _("Period"), lambda row: row.period, lambda row: date_text(row.period), "nowrap"),
        ListColumn("value", _("Value"), lambda row: row.value, lambda row: number(row.value), "number"),
        ListColumn("unit", _("Unit"), lambda row: row.unit, style="labelled"),
        ListColumn("source", _("Source"), lambda row: sources.get(row.source, row.source), style="small quiet"),
    ]


def method_table(rows: Sequence[tuple[str, int]]) -> ListTable[tuple[str, int]]:
    """Figure 4: the choices of a study, as its records show them."""
    columns = [
        ListColumn[tuple[str, int]]("choice", _("Part of the method"), lambda row: row[0], style="lead"),
        ListColumn[tuple[str, int]]("count", _("Number"), lambda row: row[1], lambda row: number(row[1]), "number"),
    ]
    return ListTable("method", _("How the study was done"), columns, rows)
