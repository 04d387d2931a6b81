"""What markets are worth to one firm, part by part: law, demand, technology, network and size."""

from collections.abc import Collection, Mapping, Sequence

import polars as pl

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.models import Actor
from bridgehead.framework import distances
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.expectations import expects
from bridgehead.profile import phrases
from bridgehead.profile.core import market_score
from bridgehead.profile.core.market_score import EVEN, PARTS, AskedCapabilities, MarketPart
from bridgehead.profile.core.standing import Standing, standings_of_actors
from bridgehead.profile.queries import evidence, markets

SIZE = "gdp"
RULES = "regulatory_quality"


def market_parts(
    firm: Actor,
    scope: RecordScope,
    hops: Mapping[str, int | None],
    asked: Mapping[str, Sequence[AskedCapabilities]],
    *,
    size: str = SIZE,
    demand: Collection[str] = (),
) -> dict[str, dict[str, MarketPart | None]]:
    """Market to its parts; None where a part is unknown.

    Parameters
    ----------
    hops
        Every market that is considered, to the firm's steps into it.
    asked
        Market to the opportunities that are open or forthcoming there.
    size
        The figure of size: a fact that is shipped, or an indicator of countries in the workspace.
    demand
        Indicators of demand; all indicators of countries in the workspace where none is named.

    Raises
    ------
    NotFound
        If no market has one of the figures.
    """
    law, place = (_by_market(firm.pk, code, scope) for code in ("Oi.formal", "L.market"))
    rules = market_score.percentiles(_figure(RULES, scope))
    sizes = market_score.percentiles(_figure(size, scope))
    figures = {
        name: market_score.percentiles(values) for name, values in _indicators(demand, scope).items() if name != size
    }
    return {
        market: {
            "law": market_score.by_evidence("law_evidence", law.get(market))
            or market_score.by_figure("law_figure", RULES, rules.get(market)),
            "demand": market_score.by_evidence("demand_evidence", place.get(market))
            or market_score.by_figures(
                "demand_figures", {name: places[market] for name, places in figures.items() if market in places}
            ),
            "technology": market_score.technology(firm.capabilities, asked.get(market, ())),
            "network": market_score.network(steps),
            "size": market_score.by_figure("size_figure", size, sizes.get(market)),
        }
        for market, steps in hops.items()
    }


def checked_importance(given: Mapping[str, float] | None) -> Mapping[str, float]:
    """The weights of the parts: 1 each, but for those that are given.

    Raises
    ------
    InputError
        If there is no such part, a weight is below 0, or all are 0.
    """
    for name, weight in (given or {}).items():
        if name not in PARTS:
            raise InputError(expects("one_of", options=PARTS), column="weight", found=name)
        if not weight >= 0:
            raise InputError(expects("number_from", low="0"), column=name, found=weight)
    weights = {**EVEN, **(given or {})}
    if not any(weights.values()):
        raise InputError(expects("weight_above_0_for_one"), column="weight", found="0")
    return weights


def _by_market(firm: str, code: str, scope: RecordScope) -> Mapping[str, Standing]:
    """Market to the firm's standing on a component by the evidence of what it did there."""
    rows = evidence.evidence([firm], scope).filter((pl.col("code") == code) & (pl.col("activity") != ""))
    places = markets.markets_of(rows["activity"].unique().to_list())
    pairs = [(activity, market) for activity, some in places.items() for market in some]
    where = pl.DataFrame(pairs, schema={"activity": pl.String, "market": pl.String}, orient="row")
    told = rows.drop("code").join(where, on="activity").rename({"market": "code"}).select(rows.columns)
    return standings_of_actors(told).get(firm, {})


def _figure(name: str, scope: RecordScope) -> Mapping[str, float | None]:
    shipped = distances.load_distances()
    if name in shipped.facts:
        return {country: shipped.fact(country, name) for country in shipped.countries}
    found = markets.market_indicators(scope, [name]).get(name)
    if found is None:
        raise NotFound(phrases.unknown_figure(name, shipped.facts))
    return dict(found)


def _indicators(wanted: Collection[str], scope: RecordScope) -> Mapping[str, Mapping[str, float | None]]:
    """Indicators of demand by name."""
    if wanted:
        return {name: _figure(name, scope) for name in wanted}
    return {name: dict(values) for name, values in markets.market_indicators(scope).items()}
