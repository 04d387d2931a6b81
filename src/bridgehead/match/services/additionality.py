"""What opportunities would add for many actors at once: standings as of a day, hops without the cluster."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.utils import timezone

from bridgehead.ecosystem import queries
from bridgehead.ecosystem.models import Activity
from bridgehead.framework.component_effects import ComponentEffect
from bridgehead.framework.loader import load_framework
from bridgehead.match.core.additionality import Additionality, OpportunityEffects, additionality
from bridgehead.match.core.match_result import Match
from bridgehead.match.queries import actors as actor_reads
from bridgehead.opportunities.models import Opportunity
from bridgehead.profile.core import insidership
from bridgehead.profile.core.standing import Standing
from bridgehead.profile.services.network_cache import network_of
from bridgehead.profile.services.profile import standings

Steps = Mapping[tuple[str, str], int | None]
"""Actor and market to the hops between them; None where it is not reached."""


def with_additionality(found: Match, about: Opportunity) -> Match:
    """A ranking whose candidates say what the opportunity would add for each."""
    added = of_actors(aims([about])[about.pk], [c.actor for c in found.candidates])
    return replace(found, candidates=tuple(replace(c, additionality=added[c.actor]) for c in found.candidates))


def of_actors(aim: OpportunityEffects, actors: Collection[str], *, day: date | None = None) -> dict[str, Additionality]:
    """What one opportunity or trip would add for each of some actors, as of a day or today."""
    return {actor: value for (_, actor), value in _of_pairs({"": aim}, actors, day).items()}


def of_aims(
    asked: Mapping[str, OpportunityEffects], actor: str, *, day: date | None = None
) -> dict[str, Additionality]:
    """What each of some opportunities would add for one actor, as of a day or today."""
    return {aim: value for (aim, _), value in _of_pairs(asked, [actor], day).items()}


def aims(found: Iterable[Opportunity]) -> dict[str, OpportunityEffects]:
    """What some opportunities raise, as they state it, else by their kind; and their markets."""
    some = list(found)
    stated = actor_reads.stated_effects([o.pk for o in some])
    return {o.pk: OpportunityEffects(stated.get(o.pk) or _by_kind(o.kind), tuple(o.countries)) for o in some}


def aim_of(trip: Activity) -> OpportunityEffects:
    """What a trip or a day with buyers raises, by its kind, and its market."""
    return OpportunityEffects(_by_kind(trip.kind), (trip.market,) if trip.market else ())


def _by_kind(kind: str) -> tuple[ComponentEffect, ...]:
    effects = load_framework().effects.get(kind)
    return effects.raises if effects else ()


def _of_pairs(
    asked: Mapping[str, OpportunityEffects], actors: Collection[str], day: date | None
) -> dict[tuple[str, str], Additionality]:
    day = day or timezone.localdate()
    homes = actor_reads.countries_of(actors)
    known = standings(list(actors), as_of=day)
    steps = _steps(asked.values(), [a for a in actors if _any_known(known[a])], homes, day)
    return {
        (name, actor): additionality(
            aim,
            known[actor],
            home=homes[actor],
            steps={market: steps[actor, market] for market in aim.markets if (actor, market) in steps},
        )
        for name, aim in asked.items()
        for actor in actors
    }


def _any_known(profile: Mapping[str, Standing]) -> bool:
    return any(standing.known for standing in profile.values())


def _steps(asked: Iterable[OpportunityEffects], actors: Collection[str], homes: Mapping[str, str], day: date) -> Steps:
    """Hops into every market that counts, each actor's on the graph without its own cluster.

    An actor of no cluster gets the graph without the largest one, which brings the opportunity.
    """
    wanted = [frozenset(aim.markets) for aim in asked]
    clusters, largest = queries.own_clusters(actors), queries.cluster_in_question()
    alike: dict[tuple[str, frozenset[str]], list[str]] = {}
    for actor in actors:
        abroad = [markets for markets in wanted if homes[actor] not in markets]
        alike.setdefault((clusters.get(actor, largest), frozenset().union(*abroad)), []).append(actor)
    found: dict[tuple[str, str], int | None] = {}
    for (cluster, some), firms in alike.items():
        if some:
            markets = sorted(some)
            hops = insidership.hops(network_of(day, without=cluster), firms, markets)
            for firm, row in zip(firms, hops, strict=True):
                found |= {(firm, m): None if n < 0 else int(n) for m, n in zip(markets, row, strict=True)}
    return found
