"""What opportunities would add for many actors at once: standings as of a day, hops without the cluster."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from bridgehead.ecosystem import queries
from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.models import Activity
from bridgehead.ecosystem.queries.record_scope import activities_of, today
from bridgehead.framework.component_effects import ComponentEffect
from bridgehead.framework.loader import load_framework
from bridgehead.match.core.additionality import Additionality, OpportunityEffects, additionality, own_answer
from bridgehead.match.core.match_result import Match
from bridgehead.match.queries import actors as actor_reads
from bridgehead.opportunities.models import Opportunity
from bridgehead.profile.core import insidership
from bridgehead.profile.core.counterfactual_answers import CounterfactualAnswer
from bridgehead.profile.core.standing import Standing
from bridgehead.profile.queries.counterfactual_answers import counterfactual_answers
from bridgehead.profile.services.network_cache import network_of
from bridgehead.profile.services.profile import standings
from bridgehead.settings.queries import additionality_target

Profiles = Mapping[str, Mapping[str, Standing]]
Steps = Mapping[tuple[str, str], int | None]
"""Actor and market to the hops between them; None where it is not reached."""


def with_additionality(found: Match, about: Opportunity) -> Match:
    """A ranking whose candidates say what the opportunity would add for each, and whether they are in already."""
    added = of_actors(aims([about])[about.pk], [c.actor for c in found.candidates], found.scope)
    inside = actor_reads.in_already(about.pk, found.scope)
    candidates = (replace(c, additionality=added[c.actor], in_already=c.actor in inside) for c in found.candidates)
    return replace(found, candidates=tuple(candidates))


def of_actors(
    aim: OpportunityEffects, actors: Collection[str], scope: RecordScope | None = None
) -> dict[str, Additionality]:
    """What one opportunity or trip would add for each of some actors, by the records in scope (today's, all)."""
    return {actor: value for (_, actor), value in _of_pairs({"": aim}, actors, scope or today()).items()}


def of_aims(
    asked: Mapping[str, OpportunityEffects], actor: str, scope: RecordScope | None = None
) -> dict[str, Additionality]:
    """What each of some opportunities would add for one actor, by the records in scope (today's, all)."""
    return {aim: value for (aim, _), value in _of_pairs(asked, [actor], scope or today()).items()}


def aims(found: Iterable[Opportunity]) -> dict[str, OpportunityEffects]:
    """What some opportunities raise, as they state it, else by their kind; and their markets."""
    some = list(found)
    stated = actor_reads.stated_effects([o.pk for o in some])
    brought = activities_of([o.pk for o in some])
    kinds = actor_reads.activity_kinds([activity for found in brought.values() for activity in found])
    return {
        o.pk: OpportunityEffects(
            stated.get(o.pk) or _by_kind(o.kind),
            tuple(o.countries),
            brought.get(o.pk, frozenset()),
            frozenset(kinds[activity] for activity in brought.get(o.pk, ())),
            o.kind,
        )
        for o in some
    }


def aim_of(trip: Activity) -> OpportunityEffects:
    """What a trip or a day with buyers raises, by its kind, and its market."""
    markets = (trip.market,) if trip.market else ()
    return OpportunityEffects(_by_kind(trip.kind), markets, frozenset({trip.pk}), frozenset({trip.kind}))


def _by_kind(kind: str) -> tuple[ComponentEffect, ...]:
    effects = load_framework().effects.get(kind)
    return effects.raises if effects else ()


def _of_pairs(
    asked: Mapping[str, OpportunityEffects], actors: Collection[str], scope: RecordScope
) -> dict[tuple[str, str], Additionality]:
    """What was brought about by an opportunity is left out for it; what is known of a firm by that stays known."""
    homes = actor_reads.countries_of(actors)
    known = standings(list(actors), scope.of_day)
    judged = [actor for actor in actors if _any_known(known[actor])]
    answers: dict[str, list[CounterfactualAnswer]] = {}
    for one in counterfactual_answers(scope, actors):
        answers.setdefault(one.actor, []).append(one)
    found: dict[tuple[str, str], Additionality] = {}
    target = additionality_target()
    for left_out in {aim.activities: None for aim in asked.values()}:
        alike = {name: aim for name, aim in asked.items() if aim.activities == left_out}
        judged_by = scope.without(left_out)
        steps = _steps(alike.values(), judged, homes, judged_by)
        own = _own_without(known, judged_by)
        for name, aim in alike.items():
            for actor in actors:
                there = {market: steps[actor, market] for market in aim.markets if (actor, market) in steps}
                added = additionality(aim, own[actor], home=homes[actor], steps=there, target=target)
                found[name, actor] = replace(added, answered=own_answer(aim, answers.get(actor, ())))
    return found


def _own_without(known: Profiles, scope: RecordScope) -> Profiles:
    """The standings with the own ones that the firms have by the records in scope."""
    if not scope.left_out:
        return known
    without = standings(list(known), scope)
    return {
        actor: {
            code: replace(whole, own=replace(without[actor][code].own, known=whole.known))
            for code, whole in profile.items()
        }
        for actor, profile in known.items()
    }


def _any_known(profile: Mapping[str, Standing]) -> bool:
    return any(standing.known for standing in profile.values())


def _steps(
    asked: Iterable[OpportunityEffects],
    actors: Collection[str],
    homes: Mapping[str, str],
    scope: RecordScope,
) -> Steps:
    """Hops into every market abroad, on the graph in scope without each actor's own cluster.

    An actor that is of no cluster that day gets the whole graph.
    """
    wanted = frozenset(market for aim in asked for market in aim.markets)
    clusters = queries.own_clusters(actors, day=scope.as_of)
    alike: dict[tuple[str, frozenset[str]], list[str]] = {}
    for actor in actors:
        alike.setdefault((clusters.get(actor, ""), wanted - {homes[actor]}), []).append(actor)
    found: dict[tuple[str, str], int | None] = {}
    for (cluster, some), firms in alike.items():
        if some:
            markets = sorted(some)
            graph = network_of(scope, without=cluster)
            hops = insidership.hops(graph, firms, markets)
            for firm, row in zip(firms, hops, strict=True):
                found |= {(firm, m): None if n < 0 else int(n) for m, n in zip(markets, row, strict=True)}
    return found
