"""Lists of the influence pages: origins, results, networks, context."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.ecosystem.models import Indicator
from bridgehead.ecosystem.phrases import computed_by
from bridgehead.framework.loader import load_framework
from bridgehead.framework.template_tags import shares, term
from bridgehead.influence import phrases
from bridgehead.influence.core.market_context import CountryIndicator, MarketYear
from bridgehead.influence.core.network_contribution import ClusterContribution, ReachLoss
from bridgehead.influence.tables.cells import decimals, percent
from bridgehead.kit import svg
from bridgehead.kit.list_tables import ListColumn, ListTable, link
from bridgehead.kit.phrases import and_list
from bridgehead.kit.template_tags import country, date_text, number, spell_out
from bridgehead.profile.core.standing import Standing
from bridgehead.profile.phrases import label_with_pieces
from bridgehead.profile.tables.firm_comparison import interval_cell

Titles = Mapping[str, str]


@dataclass(frozen=True)
class OriginRow:
    """Strengths by origin: of a component over all firms, or of a firm over all components.

    Attributes
    ----------
    weights
        Origin to its weight.
    firms
        How many firms have strengths in a component.
    """

    id: str
    label: str
    weights: Mapping[str, float]
    firms: int = 0

    @property
    def total(self) -> float:
        """The weight of all origins."""
        return sum(self.weights.values())

    @property
    def through_cluster(self) -> float:
        """The share that came through the cluster and its networks."""
        through = self.weights.get("cluster", 0.0) + self.weights.get("cluster_network", 0.0)
        return through / self.total if self.total else 0.0


def component_origin_table(rows: Sequence[OriginRow]) -> ListTable[OriginRow]:
    """Each component with how many firms have strengths in it, and where these come from."""
    columns = [
        ListColumn[OriginRow]("advantage", _("Advantage"), lambda row: row.label, style="lead"),
        *_origin_columns(),
        ListColumn[OriginRow]("firms", _("Firms"), lambda row: row.firms, style="number"),
    ]
    return ListTable("advantages", _("Origin of strengths by component"), columns, rows, computed_by=computed_by())


def member_origin_table(rows: Sequence[OriginRow]) -> ListTable[OriginRow]:
    """Each member with where its strengths come from."""
    columns = [
        ListColumn[OriginRow](
            "member",
            _("Member"),
            lambda row: row.label,
            lambda row: link("member-influence", row.id, row.label),
            "lead",
        ),
        *_origin_columns(),
        ListColumn[OriginRow](
            "through",
            _("Through the cluster"),
            lambda row: row.through_cluster,
            lambda row: percent(row.through_cluster),
            "number",
        ),
    ]
    return ListTable("members", _("Origin of strengths by member"), columns, rows, computed_by=computed_by())


def loss_table(rows: Sequence[ReachLoss], names: Mapping[str, str]) -> ListTable[ReachLoss]:
    """Network lost without the cluster, by member."""

    def member(row: ReachLoss) -> SafeString:
        return format_html('<a href="{}#network">{}</a>', _member_url(row.firm), names.get(row.firm, row.firm))

    columns = [
        ListColumn[ReachLoss]("member", _("Member"), lambda row: names.get(row.firm, row.firm), member, "lead"),
        ListColumn[ReachLoss]("markets", _("Markets no longer reached"), lambda row: row.markets, style="number"),
        ListColumn[ReachLoss]("farther", _("More steps away"), lambda row: row.farther, style="number"),
        ListColumn[ReachLoss](
            "reach", _("Reach lost"), lambda row: row.reach, lambda row: decimals(row.reach, 3), "number"
        ),
    ]
    return ListTable(
        "losses", _("Network lost without the cluster, by member"), columns, rows, computed_by=computed_by()
    )


def year_table(rows: Sequence[Mapping[str, Any]]) -> ListTable[Mapping[str, Any]]:
    """Members' networks by year, with and without the cluster."""
    figures = (
        ("markets", _("Markets abroad"), 1),
        ("markets_without", _("Markets abroad without"), 1),
        ("reach", _("Reach abroad"), 3),
        ("reach_without", _("Reach abroad without"), 3),
        ("size", _("Effective size"), 1),
        ("size_without", _("Effective size without"), 1),
    )
    columns = [ListColumn[Mapping[str, Any]]("year", _("Year"), lambda row: row["year"], _year, "lead")]
    columns += [_figure_column(*figure) for figure in figures]
    caption = _("Markets abroad, reach and brokerage by year, with and without the cluster")
    return ListTable("years", caption, columns, rows, computed_by=computed_by())


def context_table(rows: Sequence[MarketYear], sources: Titles, *, linked: bool = True) -> ListTable[MarketYear]:
    """Entries of members and indicators, by country and year; each country leads to its page where `linked`."""

    def figure(found: CountryIndicator) -> str:
        return f"{spell_out(found.name)} {number(found.value)} {found.unit}"

    def listed(row: MarketYear) -> SafeString:
        cells = ((figure(f), sources.get(f.source) or f.source) for f in row.figures)
        return format_html_join(SafeString("<br>"), '{} <span class="small quiet">{}</span>', cells)

    columns = [
        ListColumn[MarketYear](
            "country",
            _("Country"),
            lambda row: country(row.country),
            (lambda row: link("market", row.country, country(row.country))) if linked else None,
            "lead",
        ),
        ListColumn[MarketYear]("year", _("Year"), lambda row: row.year or _("No date"), style="nowrap"),
        ListColumn[MarketYear]("entries", _("Members' entries"), lambda row: and_list(_entries(row))),
        ListColumn[MarketYear](
            "indicators", _("Indicators"), lambda row: and_list(map(figure, row.figures)), listed, "full"
        ),
    ]
    return ListTable("context", _("Entries of members and indicators, by country and year"), columns, rows)


def indicator_table(rows: Sequence[Indicator], names: Mapping[str, str], sources: Titles) -> ListTable[Indicator]:
    """Indicators of countries and organisations."""

    def subject(row: Indicator) -> str:
        return country(row.subject) if row.subject_kind == "country" else names.get(row.subject, row.subject)

    columns = [
        ListColumn[Indicator]("indicator", _("Indicator"), lambda row: spell_out(row.indicator), style="lead"),
        ListColumn[Indicator]("subject", _("Of"), subject, style="labelled"),
        ListColumn[Indicator]("period", _("Period"), lambda row: row.period, lambda row: date_text(row.period)),
        ListColumn[Indicator]("value", _("Value"), lambda row: row.value, lambda row: number(row.value), "number"),
        ListColumn[Indicator]("unit", _("Unit"), lambda row: row.unit),
        ListColumn[Indicator](
            "source", _("Source"), lambda row: sources.get(row.source) or row.source, style="small quiet"
        ),
        ListColumn[Indicator]("licence", _("Licence"), lambda row: row.licence, style="small quiet"),
    ]
    return ListTable("indicators", _("Indicators by country and year"), columns, rows)


def member_standing_table(rows: Sequence[tuple[str, Standing]], firm: str) -> ListTable[tuple[str, Standing]]:
    """Standing and origin of each of a member's advantages."""
    most = max((standing.strength for _code, standing in rows), default=0.0)
    components, origins = load_framework().components, load_framework().vocabularies["origin"]

    def parts(standing: Standing) -> dict[str, float]:
        return {name: share.weight for name, share in standing.origins.items()}

    def evidence(row: tuple[str, Standing]) -> SafeString:
        return format_html('<a href="{}#evidence">{}</a>', _member_page(firm), row[1].evidence)

    columns = [
        ListColumn[tuple[str, Standing]](
            "advantage", _("Advantage"), lambda row: components[row[0]].label, style="lead"
        ),
        ListColumn[tuple[str, Standing]](
            "label", _("Label"), lambda row: label_with_pieces(row[1].label, row[1].evidence), on_page=False
        ),
        ListColumn[tuple[str, Standing]](
            "standing",
            _("Standing"),
            lambda row: row[1].standing if row[1].known else None,
            lambda row: interval_cell(row[1]),
            "wide",
        ),
        ListColumn[tuple[str, Standing]](
            "own", _("Own"), lambda row: row[1].own.standing if row[1].own.known else None, on_page=False
        ),
        ListColumn[tuple[str, Standing]](
            "origin",
            _("Own, cluster, public, other"),
            lambda row: phrases.weights_text(parts(row[1]), origins),
            lambda row: svg.stack(shares(parts(row[1])), most),
            "wide",
        ),
        ListColumn[tuple[str, Standing]]("evidence", _("Evidence"), lambda row: row[1].evidence, evidence, "number"),
    ]
    return ListTable("advantages", _("Standing and origin of each advantage"), columns, rows, computed_by=computed_by())


MarketRow = tuple[str, ClusterContribution]


def market_table(rows: Sequence[MarketRow]) -> ListTable[MarketRow]:
    """Steps and reach into each market, with and without the cluster."""
    return ListTable(
        "markets",
        _("Steps and reach into each market, with and without the cluster"),
        MARKET_COLUMNS,
        rows,
        computed_by=computed_by(),
    )


def _origin_columns() -> list[ListColumn[OriginRow]]:
    origins = load_framework().vocabularies["origin"]
    return [
        ListColumn(
            "origin",
            _("Own, cluster, public, other"),
            lambda row: phrases.weights_text(row.weights, origins),
            lambda row: svg.stack(shares(row.weights), row.total),
            "wide",
        )
    ]


def _figure_column(name: str, label: str, digits: int) -> ListColumn[Mapping[str, Any]]:
    return ListColumn(name, label, lambda row: row[name], lambda row: decimals(row[name], digits), "number")


def _year(row: Mapping[str, Any]) -> str:
    return str(row["year"])


def _entries(row: MarketYear) -> list[str]:
    return [phrases.entries_of_status(term(status, "entry_status"), n) for status, n in row.entries.items()]


def _member_url(id_: str) -> str:
    return reverse("member-influence", args=[id_])


def _member_page(id_: str) -> str:
    return reverse("member", args=[id_])


def _hops(value: int | None) -> str:
    return format_html('<span class="quiet">{}</span>', _("Not reached")) if value is None else str(value)


MARKET_COLUMNS = (
    ListColumn[MarketRow]("market", gettext_lazy("Market"), lambda row: country(row[0]), style="lead"),
    ListColumn[MarketRow]("steps", gettext_lazy("Steps"), lambda row: row[1].whole.hops, style="number"),
    ListColumn[MarketRow](
        "steps_without",
        gettext_lazy("Steps without"),
        lambda row: row[1].without.hops,
        lambda row: _hops(row[1].without.hops),
        "number",
    ),
    ListColumn[MarketRow](
        "reach",
        gettext_lazy("Reach"),
        lambda row: row[1].whole.reach,
        lambda row: decimals(row[1].whole.reach, 3),
        "number",
    ),
    ListColumn[MarketRow](
        "reach_without",
        gettext_lazy("Reach without"),
        lambda row: row[1].without.reach,
        lambda row: decimals(row[1].without.reach, 3),
        "number",
    ),
)
