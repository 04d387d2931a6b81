"""Reads of markets: entries into them, their figures, the opportunities there."""

from collections.abc import Collection

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.models import Indicator
from bridgehead.ecosystem.queries.record_scope import entries_in
from bridgehead.opportunities.models import Opportunity
from bridgehead.profile.core.internationalisation_pattern import DatedEntry as Step

OPEN = ("open", "forthcoming")


def entries(firm: str, scope: RecordScope) -> list[Step]:
    """A firm's entries in scope."""
    rows = entries_in(scope).filter(firm=firm).order_by("id")
    columns = ("id", "market", "date", "status", "mode", "origin", "after")
    return [
        Step(id_, market, date, status, mode, origin, tuple(after))
        for id_, market, date, status, mode, origin, after in rows.values_list(*columns)
    ]


def market_indicators(names: Collection[str] = ()) -> dict[str, dict[str, float]]:
    """Indicator to country to its latest value; of all indicators of countries, or of those named."""
    found: dict[str, dict[str, float]] = {}
    rows = Indicator.objects.filter(subject_kind="country", value__isnull=False).order_by("period")
    for name, country, value in rows.values_list("indicator", "subject", "value"):
        if value is not None and (not names or name in names):
            found.setdefault(name, {})[country] = value
    return found


def indicators_of(country: str) -> list[Indicator]:
    """Figures of a country, by name, the latest first."""
    return list(Indicator.objects.filter(subject_kind="country", subject=country).order_by("indicator", "-period"))


def opportunities_in(country: str) -> list[Opportunity]:
    """Opportunities of a country, open ones first."""
    found = Opportunity.objects.filter(countries__icontains=f'"{country}"').order_by("title", "id")
    return sorted(found, key=lambda o: o.status not in OPEN)


def opportunities_by_market() -> dict[str, list[str]]:
    """Country to the ids of opportunities there that are open or forthcoming."""
    found: dict[str, list[str]] = {}
    for id_, countries in Opportunity.objects.filter(status__in=OPEN).order_by("id").values_list("id", "countries"):
        for country in countries:
            found.setdefault(country, []).append(id_)
    return found
