"""A member's markets under three lenses, and how far the lenses disagree (framework, sections 3 and 4).

Nearest first is what stage models expect, through the network what network theory expects, all things weighed what a
planner would choose. None is right; where they disagree is what there is to talk about.
"""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from bridgehead.methods.rank_correlation import signs, tau_b
from bridgehead.profile.core.market_score import MarketPart

LENSES = ("nearest", "network", "best")
WEIGHED = "best"
DIGITS = 9


@dataclass(frozen=True)
class Market:
    """One market as a member may see it.

    Attributes
    ----------
    distance
        The distance the nearest lens goes by, or None.
    distances
        Every measure, side by side.
    hops, reach
        Insidership; `hops` is None where the market is not reached.
    parts
        Law, demand, technology, network and size, each with its reason; None where unknown.
    score
        Their weighted mean, which the best lens goes by, or None.
    unknown
        Parts that have a weight but no value, and so are left out of it.
    opportunities
        Ids of those open there.
    entry
        Status of the member's latest step there, or blank.
    """

    market: str
    distance: float | None
    distances: Mapping[str, float | None]
    hops: int | None
    reach: float
    parts: Mapping[str, MarketPart | None] = field(default_factory=dict)
    score: float | None = None
    unknown: tuple[str, ...] = ()
    opportunities: tuple[str, ...] = ()
    entry: str = ""


@dataclass(frozen=True)
class RankedMarket:
    """A market with its place under each lens (None where the lens cannot place it)."""

    market: Market
    places: Mapping[str, int | None]

    @property
    def spread(self) -> int | None:
        """How many places lie between the lens that likes it best and the one that likes it least."""
        known = [place for place in self.places.values() if place is not None]
        return max(known) - min(known) if len(known) > 1 else None


def shortlist(markets: Sequence[Market], lens: str) -> list[RankedMarket]:
    """Markets in the order of a lens, each with its place under all three; what it cannot place comes last."""
    by_lens = {name: _places(markets, name) for name in LENSES}
    placed = [RankedMarket(market, {name: by_lens[name].get(market.market) for name in LENSES}) for market in markets]
    return sorted(placed, key=lambda p: (p.places[lens] is None, p.places[lens] or 0, p.market.market))


def disagreement(placed: Sequence[RankedMarket]) -> dict[tuple[str, str], float | None]:
    """Kendall's τ-b between each two lenses, over the markets that both can place."""
    return {
        (one, other): _agreement([(p.places[one], p.places[other]) for p in placed])
        for one, other in combinations(LENSES, 2)
    }


def agreement(distances: Mapping[str, Mapping[str, float | None]]) -> dict[tuple[str, str], float | None]:
    """Kendall's τ-b between each two measures of distance, over the markets that both know.

    Parameters
    ----------
    distances
        Measure to market to distance.
    """
    return {
        (one, other): _agreement([(distances[one][m], distances[other].get(m)) for m in sorted(distances[one])])
        for one, other in combinations(distances, 2)
    }


def composite(
    distances: Mapping[str, Mapping[str, float | None]], weights: Mapping[str, float]
) -> dict[str, float | None]:
    """Weighted mean of standardised distances, with the user's own weights; there are no others.

    Parameters
    ----------
    distances
        Measure to market to distance.
    weights
        Measure to its weight, above 0; the measures that are left out do not count.

    Returns
    -------
    dict
        Market to its composite; None where a weighted measure is unknown.
    """
    scaled = {name: _standardised(distances[name]) for name in weights}
    markets = sorted({market for name in weights for market in distances[name]})
    total = sum(weights.values())
    found: dict[str, float | None] = {}
    for market in markets:
        parts = [(weight, scaled[name].get(market)) for name, weight in weights.items()]
        known = [weight * value for weight, value in parts if value is not None]
        found[market] = sum(known) / total if len(known) == len(parts) else None
    return found


def _places(markets: Sequence[Market], lens: str) -> dict[str, int]:
    """Places from 1; markets that the lens holds equal share the better place."""
    keys = {m.market: key for m in markets if (key := _key(m, lens)) is not None}
    ordered = sorted(keys.values())
    return {market: 1 + ordered.index(key) for market, key in keys.items()}


def _key(market: Market, lens: str) -> tuple[float, float] | None:
    if lens == "nearest":
        return None if market.distance is None else (market.distance, 0.0)
    if lens == "network":
        return None if market.hops is None else (float(market.hops), -round(market.reach, DIGITS))
    return None if market.score is None else (-round(market.score, DIGITS), 0.0)


def _agreement(pairs: Sequence[tuple[float | None, float | None]]) -> float | None:
    known = [(a, b) for a, b in pairs if a is not None and b is not None]
    if len(known) < 2:
        return None
    one, other = zip(*known, strict=True)
    return tau_b(signs(one), signs(other))


def _standardised(values: Mapping[str, float | None]) -> dict[str, float]:
    known = {market: value for market, value in values.items() if value is not None}
    mean, spread = statistics.fmean(known.values()), statistics.pstdev(known.values())
    return {market: (value - mean) / spread if spread else 0.0 for market, value in known.items()}
