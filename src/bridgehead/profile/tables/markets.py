"""Lists of markets: a member's next markets, contributions of activities, and those on the page of a market."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.phrases import computed_by
from bridgehead.framework.template_tags import term
from bridgehead.kit.list_tables import Label, ListColumn, ListTable, link
from bridgehead.kit.template_tags import country, number, spell_out
from bridgehead.opportunities.models import Opportunity
from bridgehead.profile import phrases
from bridgehead.profile.core.market_shortlist import LENSES, RankedMarket
from bridgehead.profile.phrases.markets import LABELS, market_reasons
from bridgehead.profile.services.insidership import ActivityPart
from bridgehead.profile.services.markets import MarketInsider, MarketView


@dataclass(frozen=True)
class FigureRow:
    """A figure of a market with its source and licence."""

    label: str
    unit: str
    value: float | None
    period: str
    source: str
    licence: str


def shortlist_table(rows: Sequence[RankedMarket]) -> ListTable[RankedMarket]:
    """A member's next markets with their place in each order that can place one, and why."""
    places = [_place_column(lens) for lens in LENSES if any(row.places[lens] is not None for row in rows)]
    columns = [SHORTLIST_COLUMNS[0], *places, *SHORTLIST_COLUMNS[1:]]
    return ListTable("markets", _("Markets with their place in each order"), columns, rows, computed_by=computed_by())


def contribution_table(rows: Sequence[ActivityPart], names: Mapping[str, str]) -> ListTable[ActivityPart]:
    """What each activity adds to a member's reach."""
    columns = [
        ListColumn[ActivityPart](
            "activity",
            _("Activity"),
            lambda row: names.get(row.activity, row.activity),
            lambda row: link("activity", row.activity, names.get(row.activity, row.activity)),
            "lead",
        ),
        ListColumn[ActivityPart](
            "market",
            _("Market"),
            lambda row: country(row.market),
            lambda row: link("market", row.market, country(row.market)),
        ),
        ListColumn[ActivityPart](
            "reach", _("Reach lost without the activity"), lambda row: row.reach, lambda r: f"{r.reach:.3f}", "number"
        ),
    ]
    return ListTable("activities", _("Reach lost without each activity"), columns, rows, computed_by=computed_by())


def insider_table(rows: Sequence[MarketInsider]) -> ListTable[MarketInsider]:
    """Members with a connection to a market."""
    return ListTable(
        "members",
        _("Members with a connection, by steps to the market"),
        INSIDER_COLUMNS,
        rows,
        computed_by=computed_by(),
    )


def opportunity_table(rows: Sequence[Opportunity]) -> ListTable[Opportunity]:
    """Opportunities in a market."""
    return ListTable("opportunities", _("Opportunities in this market"), OPPORTUNITY_COLUMNS, rows)


def figure_table(found: MarketView) -> ListTable[FigureRow]:
    """Indicators in the workspace, then the figures that are shipped."""
    rows = [FigureRow(spell_out(f.indicator), f.unit, f.value, f.period, f.source, f.licence) for f in found.indicators]
    rows += [
        FigureRow(fact.label, fact.unit, value, str(fact.year), fact.source, fact.licence)
        for fact, value in found.facts
    ]
    return ListTable("figures", _("Indicators with their source and licence"), FIGURE_COLUMNS, rows)


def _place_column(lens: str) -> ListColumn[RankedMarket]:
    label: Label = phrases.lens_label(lens)
    return ListColumn(lens, label, lambda row: row.places[lens], lambda row: _or_dash(row.places[lens]), "number")


def _or_dash(value: object) -> str:
    return phrases.NO_NUMBER if value is None else str(value)


def _market(row: RankedMarket) -> str:
    name = link("market", row.market.market, country(row.market.market))
    if not row.market.entry:
        return name
    return format_html('{}<span class="second">{}</span>', name, term(row.market.entry, "entry_status"))


def _kilometres(row: RankedMarket) -> str:
    far = row.market.distances.get("geographic")
    return phrases.NO_NUMBER if far is None else number(round(far))


def _part(row: RankedMarket, name: str) -> float | None:
    part = row.market.parts.get(name)
    return None if part is None else part.value


def _status(row: Opportunity) -> str:
    return render_to_string("opportunities/status.html", {"status": row.status})


def _figure(row: FigureRow) -> str:
    return format_html('{}<span class="second">{}</span>', row.label, row.unit)


def _value(row: FigureRow) -> str:
    return format_html('<span class="quiet">{}</span>', _("Unknown")) if row.value is None else number(row.value)


SHORTLIST_COLUMNS = (
    ListColumn[RankedMarket]("market", _("Market"), lambda row: country(row.market.market), _market, "lead"),
    ListColumn[RankedMarket](
        "reasons", _("Reasons"), lambda row: " ".join(market_reasons(row.market)), style="full small labelled"
    ),
    ListColumn[RankedMarket]("score", _("Score"), lambda row: row.market.score, on_page=False),
    *(
        ListColumn[RankedMarket](part, label, lambda row, name=part: _part(row, name), on_page=False)  # type: ignore[misc]
        for part, label in LABELS.items()
    ),
    ListColumn[RankedMarket]("steps", _("Steps"), lambda row: row.market.hops, on_page=False),
    ListColumn[RankedMarket](
        "kilometres", _("Kilometres"), lambda row: row.market.distances.get("geographic"), _kilometres, "number"
    ),
    ListColumn[RankedMarket](
        "opportunities", _("Opportunities"), lambda row: len(row.market.opportunities), style="number"
    ),
)
INSIDER_COLUMNS = (
    ListColumn[MarketInsider](
        "member", _("Member"), lambda row: row.name, lambda row: link("shortlist", row.firm, row.name), "lead"
    ),
    ListColumn[MarketInsider]("steps", _("Steps"), lambda row: row.hops, style="number"),
    ListColumn[MarketInsider](
        "without",
        _("Without the cluster"),
        lambda row: row.hops_without,
        lambda row: _or_dash(row.hops_without),
        "number",
    ),
    ListColumn[MarketInsider]("reach", _("Reach"), lambda row: row.reach, lambda row: f"{row.reach:.3f}", "number"),
)
OPPORTUNITY_COLUMNS = (
    ListColumn[Opportunity](
        "title", _("Title"), lambda row: row.title, lambda row: link("opportunity", row.pk, row.title), "lead"
    ),
    ListColumn[Opportunity]("kind", _("Kind"), lambda row: term(row.kind, "opportunity_kind")),
    ListColumn[Opportunity]("status", _("Status"), lambda row: term(row.status, "opportunity_status"), _status),
)
FIGURE_COLUMNS = (
    ListColumn[FigureRow]("indicator", _("Indicator"), lambda row: row.label, _figure, "lead"),
    ListColumn[FigureRow]("unit", _("Unit"), lambda row: row.unit, on_page=False),
    ListColumn[FigureRow]("value", _("Value"), lambda row: row.value, _value, "number"),
    ListColumn[FigureRow]("period", _("Period"), lambda row: row.period, style="labelled"),
    ListColumn[FigureRow]("source", _("Source"), lambda row: row.source),
    ListColumn[FigureRow]("licence", _("Licence"), lambda row: row.licence),
)
