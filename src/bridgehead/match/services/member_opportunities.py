"""What could this member go for? Open opportunities ranked for one actor."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.models import Actor
from bridgehead.ecosystem.queries import actor as find_actor
from bridgehead.ecosystem.queries.record_scope import today
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.match.core.match_result import Candidate, RankingMethod, fit_key
from bridgehead.match.core.prefilter import prefilter_opportunities
from bridgehead.match.queries import actors as actor_reads
from bridgehead.match.queries import marks as mark_reads
from bridgehead.match.services.additionality import aims, of_aims
from bridgehead.match.services.rank_actors import rank_by_fit, ranking_method
from bridgehead.opportunities.core.conditions import sort_conditions
from bridgehead.opportunities.core.eligibility import judge
from bridgehead.opportunities.models import Opportunity
from bridgehead.opportunities.queries import open_on
from bridgehead.opportunities.queries.eligibility_facts import day_of, eligibility_facts, facts_asked

LOOKED_AT = 30
"""How many opportunities are ranked at least, those whose words are nearest: what a second or two allow."""
PAST_WORK = 200
"""How many of the latest activities an actor's words are taken from."""


BROKERS = ("cluster", "cluster_network")
"""Kinds that find opportunities for others."""


def has_opportunities(actor: Actor) -> bool:
    """Whether opportunities are ranked for an actor; a cluster finds them for others."""
    return actor.kind not in BROKERS


@dataclass(frozen=True)
class MemberOpportunity:
    """An opportunity, and the actor as a candidate for it by the records in scope."""

    opportunity: Opportunity
    candidate: Candidate
    scope: RecordScope


@dataclass(frozen=True)
class MemberOpportunities:
    """What an actor could go for, the best fit first.

    Attributes
    ----------
    considered
        How many opportunities are open to it: not closed, their deadline not past, not its own, not
        dismissed for it, not joined yet.
    looked_at
        How many of them were ranked.
    method
        How they were ranked.
    scope
        Which records it rests on; what an opportunity itself brought about is left out of its own besides.
    """

    actor: str
    scope: RecordScope
    found: tuple[MemberOpportunity, ...]
    considered: int
    looked_at: int
    method: RankingMethod


def opportunities_for(
    member: str,
    *,
    top: int = 20,
    only_eligible: bool = False,
    scope: RecordScope | None = None,
    progress: Progress = no_progress,
) -> MemberOpportunities:
    """Rank what is open for one actor.

    Each opportunity ranks the actor as `match_opportunity` does, so the fit is that of its page. Where more
    are open than can be ranked at once, those come first whose words are nearest to the actor's.

    Parameters
    ----------
    top
        How many are given, at most.
    only_eligible
        Leave out what the actor is not eligible for; what is unclear stays.
    scope
        Which records it rests on, and on which day it is asked; today's, all of them, where it is None.

    Raises
    ------
    NotFound
        If there is no such actor.
    """
    who = find_actor(member)
    scope = scope or today()
    left_out = mark_reads.dismissed_for(member, scope) | mark_reads.joined_opportunities(member, scope)
    all_open = sorted(open_on(scope.as_of), key=lambda o: (o.title, o.pk))
    open_then = [o for o in all_open if o.buyer != member and o.pk not in left_out]
    chosen = _nearest(who, open_then, max(LOOKED_AT, top), scope, only_eligible=only_eligible)
    added = of_aims(aims(chosen), member, scope)
    found = [
        MemberOpportunity(about, replace(candidate, additionality=added[about.pk]), one.scope)
        for about in progress(chosen, "Ranking")
        for one in [rank_by_fit(about, only=(member,), top=1, scope=scope)]
        for candidate in one.candidates
    ]
    ranked = sorted(found, key=_place)
    return MemberOpportunities(
        member, scope, tuple(ranked[:top]), len(open_then), len(chosen), ranking_method(scope.as_of)
    )


def _place(found: MemberOpportunity) -> tuple[float, str, str, str]:
    """By fit; of equal ones what ends first, then by title, then by id."""
    about = found.opportunity
    return fit_key(found.candidate)[0], about.deadline or "9999", about.title, about.pk


def _nearest(
    who: Actor, found: Sequence[Opportunity], most: int, scope: RecordScope, *, only_eligible: bool
) -> list[Opportunity]:
    """Those worth ranking: whoever is not eligible for one is shown it only where there is room."""
    conditions = {o.pk: sort_conditions(o.eligibility) for o in found}
    facts = eligibility_facts(facts_asked(conditions.values()), scope.as_of, [who.pk])[who.pk]
    verdicts = {o.pk: judge(conditions[o.pk], facts, day=day_of(o, scope.as_of)).eligible for o in found}
    possible = [o for o in found if verdicts[o.pk] is not False]
    rest = [] if only_eligible else [o for o in found if verdicts[o.pk] is False]
    said = [
        " ".join([who.name, who.sector, *who.capabilities, who.description]),
        *actor_reads.past_work(who.pk, PAST_WORK, scope),
    ]
    chosen: list[Opportunity] = []
    for some in (possible, rest):
        by_id = {o.pk: o for o in some}
        texts = {o.pk: " ".join([o.title, *o.capabilities, o.description]) for o in some}
        chosen += [by_id[name] for name in prefilter_opportunities(said, texts, most - len(chosen))]
    return chosen
