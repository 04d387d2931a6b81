"""Who gets recommended: the lists of what is open, taken together, by size, country and region."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from bridgehead.ecosystem.queries import actor
from bridgehead.ecosystem.queries.record_scope import today
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.match.core.exposure import GROUPS, LISTS, MOST, POOL, ExposureShare, shares, top_share
from bridgehead.match.core.match_result import RankingMethod
from bridgehead.match.queries import actors as actor_reads
from bridgehead.match.services.rank_actors import rank_by_fit, ranking_method
from bridgehead.opportunities.core.conditions import sort_conditions
from bridgehead.opportunities.core.eligibility import EligibilityFacts, judge
from bridgehead.opportunities.queries import nearest, undated
from bridgehead.opportunities.queries.eligibility_facts import day_of, facts_asked

LOOKED_AT = 40
"""How many opportunities are looked at, the nearest deadlines first: what a few seconds allow."""
TOP = 20


@dataclass(frozen=True)
class Exposure:
    """What each group gets of all recommendations.

    Attributes
    ----------
    lists
        How many opportunities had a list.
    actors
        How many there are.
    by_size, by_country, by_region
        Beside the part of each group among those who may answer; the largest group first. Regions are those
        that are recorded; none if nobody who may answer has one.
    most
        What the ten who are recommended most get of all exposure, 0 to 1.
    even
        What ten would get if all were recommended alike, 0 to 1.
    method
        How the lists were ranked.
    """

    lists: int
    actors: int
    by_size: tuple[ExposureShare, ...]
    by_country: tuple[ExposureShare, ...]
    by_region: tuple[ExposureShare, ...]
    most: float
    even: float
    method: RankingMethod


def exposure(*, members_of: str = "", sme_floor: float = 0.0, progress: Progress = no_progress) -> Exposure:
    """Rank for what is open, and see who stands in the lists.

    Parameters
    ----------
    members_of
        Only members of this cluster.
    sme_floor
        As in `match_about`.

    Raises
    ------
    NotFound
        If there is no such cluster.
    """
    if members_of:
        actor(members_of)
    scope = today()
    looked_at = [*nearest(scope.as_of.isoformat(), LOOKED_AT), *undated(LOOKED_AT)][:LOOKED_AT]
    ranked = [
        (about.pk, rank, candidate)
        for about in progress(looked_at, "Ranking")
        for rank, candidate in enumerate(
            rank_by_fit(about, members_of=members_of, sme_floor=sme_floor, top=TOP).candidates, 1
        )
        if candidate.eligible is not False
    ]
    lists = _frame(LISTS, ((id_, candidate.actor, rank) for id_, rank, candidate in ranked))
    conditions = {about.pk: sort_conditions(about.eligibility) for about in looked_at}
    everybody = actor_reads.eligibility_counts(scope, facts_asked(conditions.values()), members_of)
    may_answer = [
        (about.pk, facts, region, count)
        for about in looked_at
        for (facts, region), count in everybody.items()
        if judge(conditions[about.pk], facts, day=day_of(about, scope.as_of)).eligible is not False
    ]
    regions = actor_reads.regions_of({candidate.actor for _, _, candidate in ranked})

    def by(group: Callable[[EligibilityFacts, str], str]) -> tuple[ExposureShare, ...]:
        pool = _frame(POOL, ((id_, group(facts, region), count) for id_, facts, region, count in may_answer))
        groups = {(c.actor, group(EligibilityFacts(c.kind, c.size, c.country), regions[c.actor])) for _, _, c in ranked}
        counted = pool.group_by("list", "group").agg(pl.col("actors").sum())
        return tuple(shares(lists, _frame(GROUPS, groups), counted))

    by_region = by(lambda _facts, region: region)
    actors = sum(everybody.values())
    return Exposure(
        lists=lists["list"].n_unique(),
        actors=actors,
        by_size=by(lambda facts, _region: facts.size if facts.kind == "firm" and facts.size else facts.kind),
        by_country=by(lambda facts, _region: facts.country),
        by_region=by_region if any(share.group for share in by_region) else (),
        most=top_share(lists),
        even=min(1.0, MOST / actors) if actors else 0.0,
        method=ranking_method(scope.as_of),
    )


def _frame(schema: Mapping[str, pl.DataType | type[pl.DataType]], rows: Iterable[tuple[object, ...]]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=schema, orient="row")
