"""Markets: what one offers and who is inside, and a member's next markets in the order of a lens."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bridgehead.ecosystem import queries
from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.models import Indicator
from bridgehead.ecosystem.queries import actor
from bridgehead.framework import distances
from bridgehead.framework.distances import DistanceMeasure, MarketFact
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects
from bridgehead.opportunities.models import Opportunity
from bridgehead.profile.core import insidership, market_score, market_shortlist
from bridgehead.profile.core.insidership import Insidership
from bridgehead.profile.core.market_shortlist import Market, RankedMarket
from bridgehead.profile.queries import markets, tie_frames
from bridgehead.profile.services.market_parts import SIZE, checked_importance, market_parts
from bridgehead.profile.services.network_cache import network_of

NEAREST = "geographic"


@dataclass(frozen=True)
class MarketInsider:
    """How far inside a market one of our firms is, with and without the cluster; None where it is not reached."""

    firm: str
    name: str
    hops: int | None
    reach: float
    hops_without: int | None


@dataclass(frozen=True)
class MarketView:
    """A market: figures with their source, distance from home, who is inside, what is open there.

    Attributes
    ----------
    home
        The country of most of our firms: distances are from there.
    cluster
        The cluster that `hops_without` leaves out.
    """

    home: str
    cluster: str
    distances: Sequence[tuple[DistanceMeasure, float | None]]
    facts: Sequence[tuple[MarketFact, float | None]]
    indicators: Sequence[Indicator]
    inside: Sequence[MarketInsider]
    opportunities: Sequence[Opportunity]


def market(code: str, scope: RecordScope) -> MarketView:
    """What a market offers, how far it is and who of ours is inside by the records in scope."""
    cluster = queries.cluster_in_question()
    shipped, members = distances.load_distances(), tie_frames.member_firms(cluster, scope)
    home = max(sorted({m.country for m in members}), key=[m.country for m in members].count, default="")
    firms = [member.id for member in members]
    here = insidership.insidership(network_of(scope), firms, [code])
    cut = insidership.insidership(network_of(scope, without=cluster), firms, [code]) if cluster else here
    names = {member.id: member.name for member in members}
    seats = [
        MarketInsider(firm, names[firm], _steps(here, row), float(here.reach[row, 0]), _steps(cut, row))
        for row, firm in enumerate(firms)
        if here.hops[row, 0] >= 0
    ]
    between = shipped.between(home, code)
    return MarketView(
        home=home,
        cluster=cluster,
        distances=[(measure, between[name]) for name, measure in shipped.measures.items()],
        facts=[(fact, shipped.fact(code, name)) for name, fact in shipped.facts.items()],
        indicators=markets.indicators_of(code, scope),
        inside=sorted(seats, key=lambda seat: (seat.hops or 0, -seat.reach, seat.name)),
        opportunities=markets.opportunities_in(code),
    )


def measures_of(member: str) -> dict[tuple[str, str], float | None]:
    """How far the measures of distance agree on the order of markets, seen from a member's home."""
    return market_shortlist.agreement(distances.load_distances().from_home(actor(member).country))


def shortlist(
    member: str,
    scope: RecordScope,
    *,
    lens: str = market_shortlist.WEIGHED,
    weights: Mapping[str, float] | None = None,
    importance: Mapping[str, float] | None = None,
    worth: str = SIZE,
    demand: Collection[str] = (),
) -> list[RankedMarket]:
    """A member's markets in the order of a lens, each with its place under all three.

    Parameters
    ----------
    scope
        Which records it rests on: evidence, entries, the network, figures of the workspace, and what was open then.
    weights
        Measures of distance and the user's weights for them; without, the nearest lens goes by kilometres.
    importance
        Parts of a market's worth and the user's weights for them, 0 to leave one out; 1 where none is given.
    worth, demand
        The figures of size and of demand (`services.market_parts`).

    Raises
    ------
    NotFound
        If there is no such member or figure.
    InputError
        If the lens, a measure or a part does not exist, or a weight is too low.
    """
    who = actor(member)
    if lens not in market_shortlist.LENSES:
        raise InputError(expects("one_of", options=market_shortlist.LENSES), column="lens", found=lens)
    apart, heed = distances.load_distances().from_home(who.country), checked_importance(importance)
    by = market_shortlist.composite(apart, _checked(weights, apart)) if weights else apart[NEAREST]
    network = network_of(scope)
    inside = insidership.insidership(network, [member], network.markets)
    offers = markets.opportunities_by_market(scope)
    steps = {step.market: step.status for step in sorted(markets.entries(member, scope), key=lambda s: s.date)}
    known = {*distances.load_distances().countries, *network.markets, *offers, *steps} - {"", who.country}
    reached = {market: (_steps(inside, 0, n), float(inside.reach[0, n])) for n, market in enumerate(inside.markets)}
    hops = {market: reached.get(market, (None, 0.0))[0] for market in sorted(known)}
    parts = market_parts(who, scope, hops, offers, size=worth, demand=demand)
    rows = [
        Market(
            market=market,
            distance=by.get(market),
            distances={name: values.get(market) for name, values in apart.items()},
            hops=hops[market],
            reach=reached.get(market, (None, 0.0))[1],
            parts=parts[market],
            score=market_score.score(parts[market], heed),
            unknown=market_score.unknown(parts[market], heed),
            opportunities=tuple(offer.id for offer in offers.get(market, ())),
            entry=steps.get(market, ""),
        )
        for market in hops
    ]
    return market_shortlist.shortlist(rows, lens)


def _steps(found: Insidership, row: int, column: int = 0) -> int | None:
    return None if found.hops[row, column] < 0 else int(found.hops[row, column])


def _checked(weights: Mapping[str, float], measures: Mapping[str, object]) -> Mapping[str, float]:
    for name, weight in weights.items():
        if name not in measures:
            raise InputError(expects("one_of", options=measures), column="weight", found=name)
        if not weight > 0:
            raise InputError(expects("weight_above_0"), column=name, found=weight)
    return weights
