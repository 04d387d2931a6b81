"""Lists of a path abroad: first entries, their order by distance, needs of entry modes."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.phrases import computed_by
from bridgehead.framework.distances import DistanceMeasure
from bridgehead.framework.labels import translated
from bridgehead.framework.loader import load_framework
from bridgehead.framework.template_tags import origin, term
from bridgehead.kit import svg
from bridgehead.kit.list_tables import Label, ListColumn, ListTable, link
from bridgehead.kit.phrases import probability, running_list, signed
from bridgehead.kit.template_tags import country, date_text, number
from bridgehead.profile import phrases
from bridgehead.profile.core.entry_mode_advice import ModeAdvice, NeedStatus
from bridgehead.profile.core.internationalisation_pattern import DatedEntry, OrderCorrelation


@dataclass(frozen=True)
class FirstEntryRow:
    """A first entry on a page: when, and how far from home."""

    entry: DatedEntry
    moment: SafeString
    kilometres: float | None
    far: float


@dataclass(frozen=True)
class DistanceTest:
    """Whether the order of entries follows one measure of distance, or why that is not known."""

    measure: DistanceMeasure
    found: OrderCorrelation
    reason: str


def entry_table(rows: Sequence[FirstEntryRow], years: Label) -> ListTable[FirstEntryRow]:
    """First entries by date; the heading of the dates says which years they cover."""
    columns = [
        ListColumn[FirstEntryRow]("market", _("Market"), lambda row: country(row.entry.market), _market, "lead"),
        ListColumn[FirstEntryRow](
            "status", _("Status"), lambda row: term(row.entry.status, "entry_status"), on_page=False
        ),
        ListColumn[FirstEntryRow]("date", _("Date"), lambda row: row.entry.date, on_page=False),
        ListColumn[FirstEntryRow]("moment", years, lambda row: row.entry.date, _date, "wide", in_file=False),
        ListColumn[FirstEntryRow](
            "distance",
            _("Distance"),
            lambda row: row.kilometres,
            lambda row: "" if row.kilometres is None else svg.bar(row.far),
            "wide",
            in_file=False,
        ),
        ListColumn[FirstEntryRow]("kilometres", _("Kilometres"), lambda row: row.kilometres, _kilometres, "number"),
        ListColumn[FirstEntryRow]("mode", _("Mode"), lambda row: term(row.entry.mode, "entry_mode"), style="labelled"),
        ListColumn[FirstEntryRow](
            "origin", _("Origin"), lambda row: term(row.entry.origin, "origin"), lambda row: origin(row.entry.origin)
        ),
    ]
    return ListTable("entries", _("First market entries by date and distance"), columns, rows)


def distance_table(rows: Sequence[DistanceTest]) -> ListTable[DistanceTest]:
    """The order of entries against each measure of distance."""
    return ListTable(
        "distances", _("Order of entries and distance, by measure"), TEST_COLUMNS, rows, computed_by=computed_by()
    )


def mode_table(rows: Sequence[ModeAdvice]) -> ListTable[ModeAdvice]:
    """What each entry mode needs, compared with the profile."""
    return ListTable(
        "modes", _("Needs of each entry mode compared with the profile"), MODE_COLUMNS, rows, computed_by=computed_by()
    )


def _market(row: FirstEntryRow) -> str:
    return format_html(
        '{}<span class="second">{}</span>',
        link("market", row.entry.market, country(row.entry.market)),
        term(row.entry.status, "entry_status"),
    )


def _date(row: FirstEntryRow) -> str:
    if not row.entry.date:
        return format_html('<span class="quiet">{}</span>', _("No date"))
    return format_html("{}{}", date_text(row.entry.date), row.moment)


def _kilometres(row: FirstEntryRow) -> str:
    if row.kilometres is None:
        return format_html('<span class="quiet">{}</span>', _("Unknown"))
    return number(round(row.kilometres))


def _measure(row: DistanceTest) -> str:
    return format_html('{}<span class="second">{}, {}</span>', row.measure.label, row.measure.source, row.measure.year)


def _needs(needs: Sequence[NeedStatus]) -> str:
    return running_list(term(need.component, "component") for need in needs)


def _needs_on_page(needs: Sequence[NeedStatus]) -> SafeString:
    rows = ((term(need.component, "component"), translated(need.because)) for need in needs)
    return format_html_join("", '{}<span class="second">{}</span>', rows)


def _mode(row: ModeAdvice) -> str:
    name = load_framework().label("entry_mode", row.mode)
    return format_html('{}<span class="second">{}</span>', name, phrases.equity_mode(row.equity))


TEST_COLUMNS = (
    ListColumn[DistanceTest]("measure", _("Measure of distance"), lambda row: row.measure.label, _measure, "lead"),
    ListColumn[DistanceTest](
        "tau",
        "τ",
        lambda row: row.found.tau,
        lambda row: "" if row.found.tau is None else signed(row.found.tau),
        "number",
    ),
    ListColumn[DistanceTest](
        "p",
        "p",
        lambda row: row.found.p,
        lambda row: "" if row.found.p is None else probability(row.found.p),
        "number",
    ),
    ListColumn[DistanceTest]("entries", _("Entries"), lambda row: row.found.n, style="number"),
    ListColumn[DistanceTest]("note", _("Note"), lambda row: row.reason, style="quiet small"),
)
MODE_COLUMNS = (
    ListColumn[ModeAdvice]("mode", _("Mode"), lambda row: term(row.mode, "entry_mode"), _mode, "lead"),
    ListColumn[ModeAdvice]("equity", _("Equity"), lambda row: phrases.equity_mode(row.equity), on_page=False),
    ListColumn[ModeAdvice](
        "met", _("Met"), lambda row: _needs(row.met), lambda row: _needs_on_page(row.met), "full small labelled"
    ),
    ListColumn[ModeAdvice](
        "missing",
        _("Missing"),
        lambda row: _needs(row.lacking),
        lambda row: _needs_on_page(row.lacking),
        "full small labelled",
    ),
    ListColumn[ModeAdvice](
        "unknown",
        _("Unknown"),
        lambda row: _needs(row.unknown),
        lambda row: _needs_on_page(row.unknown),
        "full small labelled",
    ),
)
