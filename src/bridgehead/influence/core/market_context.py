"""Members' results beside the indicators of their markets, by country and year: set side by side, nothing claimed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class MarketEntry:
    """A member's entry into a market; the year is blank where it has no date."""

    market: str
    year: str
    status: str


@dataclass(frozen=True)
class CountryIndicator:
    """An indicator of a country in a year."""

    country: str
    year: str
    name: str
    value: float | None
    unit: str
    source: str


@dataclass(frozen=True)
class MarketYear:
    """A country in a year: how many entries of members have which status, and its indicators."""

    country: str
    year: str
    entries: Mapping[str, int]
    figures: tuple[CountryIndicator, ...]


def market_years(steps: Iterable[MarketEntry], figures: Iterable[CountryIndicator]) -> tuple[MarketYear, ...]:
    """Every country and year of which there is an entry or an indicator.

    Returns
    -------
    tuple
        Countries with most entries first, then by code; of each, the latest year first.
    """
    entries: dict[tuple[str, str], Counter[str]] = {}
    for step in steps:
        entries.setdefault((step.market, step.year), Counter())[step.status] += 1
    known: dict[tuple[str, str], list[CountryIndicator]] = {}
    for figure in figures:
        known.setdefault((figure.country, figure.year), []).append(figure)
    sizes: Counter[str] = Counter()
    for (country, _year), counted in entries.items():
        sizes[country] += counted.total()
    latest = sorted(entries.keys() | known.keys(), key=lambda key: key[1], reverse=True)
    ordered = sorted(latest, key=lambda key: (-sizes[key[0]], key[0]))
    return tuple(MarketYear(*key, dict(entries.get(key, {})), tuple(known.get(key, ()))) for key in ordered)
