"""Reads of markets: entries into them, their figures, the opportunities there."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils import timezone

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.models import Activity, Indicator
from bridgehead.ecosystem.queries.record_scope import begun, entries_in
from bridgehead.opportunities.models import Opportunity
from bridgehead.opportunities.queries import open_on
from bridgehead.profile.core.internationalisation_pattern import DatedEntry as Step
from bridgehead.profile.core.market_score import AskedCapabilities

OPEN = ("open", "forthcoming")


def entries(firm: str, scope: RecordScope) -> list[Step]:
    """A firm's entries in scope."""
    rows = entries_in(scope).filter(firm=firm).order_by("id")
    columns = ("id", "market", "date", "status", "mode", "origin", "after")
    return [
        Step(id_, market, date, status, mode, origin, tuple(after))
        for id_, market, date, status, mode, origin, after in rows.values_list(*columns)
    ]


def markets_of(activities: Collection[str]) -> dict[str, list[str]]:
    """Activity to its market, else to the countries of the opportunity that it is about."""
    rows = Activity.objects.filter(pk__in=activities).values_list("pk", "market", "opportunity__countries")
    return {id_: [market] if market else list(countries or ()) for id_, market, countries in rows}


def market_indicators(scope: RecordScope, names: Collection[str] = ()) -> dict[str, dict[str, float]]:
    """Indicator to country to its latest value in scope; of all indicators of countries, or of those named."""
    found: dict[str, dict[str, float]] = {}
    rows = _indicators_in(scope).filter(value__isnull=False).order_by("period")
    for name, country, value in rows.values_list("indicator", "subject", "value"):
        if value is not None and (not names or name in names):
            found.setdefault(name, {})[country] = value
    return found


def indicators_of(country: str, scope: RecordScope) -> list[Indicator]:
    """Figures of a country in scope, by name, the latest first."""
    return list(_indicators_in(scope).filter(subject=country).order_by("indicator", "-period"))


def _indicators_in(scope: RecordScope) -> QuerySet[Indicator]:
    """Figures of countries for periods that have begun."""
    return Indicator.objects.filter(begun("period", scope.as_of), subject_kind="country")


def opportunities_in(country: str) -> list[Opportunity]:
    """Opportunities of a country, open ones first."""
    found = Opportunity.objects.filter(countries__icontains=f'"{country}"').order_by("title", "id")
    return sorted(found, key=lambda o: o.status not in OPEN)


def opportunities_by_market(scope: RecordScope) -> dict[str, list[AskedCapabilities]]:
    """Country to the opportunities there that are open or forthcoming; on a past day, that were open."""
    found: dict[str, list[AskedCapabilities]] = {}
    if scope.as_of < timezone.localdate():
        rows = sorted(open_on(scope.as_of), key=lambda about: about.pk)
    else:
        rows = list(Opportunity.objects.filter(status__in=OPEN).order_by("id"))
    for about in rows:
        asked = AskedCapabilities(about.pk, about.title, tuple(about.capabilities))
        for country in about.countries:
            found.setdefault(country, []).append(asked)
    return found
