"""Who could take a seat in a team for an opportunity, and the problem that a team is chosen by."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils import timezone

from bridgehead.consortium import queries
from bridgehead.consortium.core.candidate_pool import PoolCandidate, additionality_points, distance
from bridgehead.consortium.core.capability_coverage import find_capabilities
from bridgehead.consortium.core.problem import (
    CLASSES,
    ONE,
    ConsortiumProblem,
    NamedBuyer,
    TeamCandidate,
    TermWeights,
    groups,
)
from bridgehead.ecosystem.models import Actor
from bridgehead.ecosystem.queries import actor as find_actor
from bridgehead.ecosystem.queries.record_scope import activities_of
from bridgehead.framework import distances
from bridgehead.framework.consortium_rules import RuleSet
from bridgehead.framework.programme_countries import ProgrammeCountries
from bridgehead.kit.progress import Progress
from bridgehead.match.core.additionality import Additionality
from bridgehead.match.queries import actors as actor_reads
from bridgehead.match.queries.marks import dismissed
from bridgehead.match.services.additionality import aims, of_actors
from bridgehead.match.services.fittest import ActorGroup, FittestActors, fittest
from bridgehead.opportunities.core.conditions import sort_conditions
from bridgehead.opportunities.core.eligibility import EligibilityFacts, judge
from bridgehead.opportunities.models import Opportunity
from bridgehead.opportunities.queries.eligibility_facts import day_of, eligibility_facts

EACH_COUNTRY = 5
"""How many of each country, where a rule counts countries."""
NEEDS = 12
"""For how many needs actors are looked up on their own."""
OUTSIDE = 2_000
"""How many others are looked through where no team satisfies the rules."""
SEATED = ("firm", "knowledge", "public", "other")
"""Kinds that take a seat; clusters and investors bring a consortium about, and take one only if somebody pins them."""
SMALL = "sme"
"""Whose additionality counts: firms use a cluster where they are weak (study §5.3.2.1.4)."""


@dataclass(frozen=True)
class TeamRequest:
    """What a user asks of a consortium.

    Attributes
    ----------
    rules
        Name of a rule set; blank for the opportunity's own.
    size
        Exactly so many members; None for what the rule set says.
    members_of
        Only members of this cluster, those pinned aside.
    shares
        Actor to its share of the budget, from 0 to 1, of those whose share is known.
    """

    lead: str = ""
    pinned: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    rules: str = ""
    size: int | None = None
    members_of: str = ""
    weights: TermWeights = field(default_factory=TermWeights)
    shares: Mapping[str, float] = field(default_factory=dict)

    @property
    def wanted(self) -> tuple[str, ...]:
        """Who must be in."""
        return tuple(a for a in (self.lead, *self.pinned) if a)


@dataclass(frozen=True)
class TeamPool:
    """Whoever could take a seat, with what is known of each.

    Attributes
    ----------
    day
        As of when ties, activities and countries count.
    brought_about
        Activities that the opportunity brought about: they speak for nobody.
    fittest
        The fit of the pool, and why.
    """

    about: Opportunity
    ask: TeamRequest
    rules: RuleSet
    day: str
    brought_about: frozenset[str]
    buyer: NamedBuyer | None
    fittest: FittestActors
    seats: Mapping[str, PoolCandidate]

    @classmethod
    def of(cls, about: Opportunity, ask: TeamRequest, rules: RuleSet, day: str, progress: Progress) -> "TeamPool":
        """The fittest of all, and of each role and rule; public bodies that may buy; those asked for."""
        buyer = queries.named_buyer(about.buyer)
        may_buy = set() if buyer and buyer.kind in ("", "public") else _may_buy(about)
        found = fittest(
            about,
            _groups(rules, day),
            needs=about.capabilities[:NEEDS],
            among=ActorGroup(SEATED, eligible=rules.eligibility == "each"),
            members_of=ask.members_of,
            also={*ask.wanted, *may_buy},
            progress=progress,
        )
        brought = activities_of([about.id]).get(about.id, frozenset())
        actors = queries.actors({*found.fit, *ask.wanted, *may_buy})
        seats = _described(about, ask, day, brought, actors, found.fit, may_buy)
        return cls(about, ask, rules, day, brought, buyer, found, seats)

    def problem(self) -> ConsortiumProblem:
        """What a team is chosen from and by; trust is not in it yet."""
        about, ask = self.about, self.ask
        return ConsortiumProblem(
            candidates=tuple(_admitted(about, [seat.candidate for seat in self.seats.values()])),
            capabilities=tuple(dict.fromkeys(about.capabilities)),
            rules=self.rules,
            standings=ProgrammeCountries.at(self.rules.programme, self.day),
            members=self.rules.members if ask.size is None else (ask.size, ask.size),
            weights=ask.weights,
            lead=ask.lead,
            conditions=tuple(about.eligibility),
            pinned=frozenset(ask.pinned),
            without=frozenset(ask.without),
            declined=queries.declined(about.id) | dismissed(about.id),
            competitors=queries.tied_pairs("competitor"),
            owners=queries.tied_pairs("owner"),
            budget=None if about.budget is None else round(about.budget),
            buyer=self.buyer,
            programmes={name: ProgrammeCountries.at(name, self.day) for name in self.rules.named_programmes()},
            shares={actor: round(ONE * share) for actor, share in ask.shares.items()},
        )

    def outside(self) -> Sequence[TeamCandidate]:
        """Who else could be asked; found only when needed."""
        never = actor_reads.never_candidates(self.about.buyer) | queries.declined(self.about.id)
        known = {*self.seats, *self.ask.without, *never, *dismissed(self.about.id)}
        actors = queries.other_actors(known, OUTSIDE)
        found = _described(self.about, self.ask, self.day, self.brought_about, actors, {}, set())
        return _admitted(self.about, [seat.candidate for seat in found.values()])


def _may_buy(about: Opportunity) -> set[str]:
    """Public bodies of the opportunity's countries, of which one may take the seat of a buyer whom nobody named."""
    never = actor_reads.never_candidates(about.buyer)
    return {a.id for a in queries.public_bodies(about.countries)} - never


def _groups(rules: RuleSet, day: str) -> list[ActorGroup]:
    """Of whom a team needs some: those that rules ask for, the classes that complement each other, who may lead."""
    found = [
        ActorGroup(tuple(kind for kind, _ in kinds), tuple(size for _, size in kinds if size))
        for kinds in CLASSES.values()
    ]
    bound = rules.eligibility == "lead"
    for rule in rules.rules:
        who = rule.who
        countries = set(who.countries)
        if who.where:
            places = ProgrammeCountries.at(who.programme or rules.programme, day).of(who.where)
            countries = countries & places if countries else set(places)
        if rule.kind in ("spread", "countries"):
            eligible = ProgrammeCountries.at(rules.programme, day).eligible
            found += [ActorGroup(who.kinds, who.sizes, (c,), most=EACH_COUNTRY) for c in sorted(countries or eligible)]
        elif rule.kind in ("count", "each", "lead", "share"):
            found.append(ActorGroup(who.kinds, who.sizes, countries, eligible=bound and rule.kind == "lead"))
    if bound:
        found.append(ActorGroup(eligible=True))
    return found


def _described(
    about: Opportunity,
    ask: TeamRequest,
    day: str,
    brought_about: Collection[str],
    actors: Sequence[Actor],
    fit: Mapping[str, float],
    may_buy: Collection[str],
) -> dict[str, PoolCandidate]:
    words = queries.passages(actors, day, brought_about)
    money = queries.costs(set(words))
    entity = groups(frozenset(words), queries.tied_pairs("owner"))
    added = _added(about, actors)
    home = _home(about, ask)
    far = distances.load_distances()
    seats = {}
    for a in actors:
        shown = find_capabilities(about.capabilities, words[a.id])
        away = None if not home or a.country in ("", home) else far.between(home, a.country)["geographic"]
        seats[a.id] = PoolCandidate(
            TeamCandidate(
                actor=a.id,
                name=a.name,
                kind=a.kind,
                size=a.size,
                country=a.country,
                group=entity[a.id],
                fit=round(ONE * fit.get(a.id, 0)),
                covers=frozenset(shown),
                gain=additionality_points(added.get(a.id)),
                distance=distance(away),
                cost=money.get(a.id),
                role="buyer" if a.id in may_buy else "partner",
            ),
            covered=shown,
            added=added.get(a.id),
        )
    return seats


def _added(about: Opportunity, actors: Iterable[Actor]) -> dict[str, Additionality]:
    """What the opportunity would add for each small firm."""
    return of_actors(aims([about])[about.id], [a.id for a in actors if a.size == SMALL])


def _home(about: Opportunity, ask: TeamRequest) -> str:
    """Where distance is counted from: the lead's country, else the opportunity's if it has one alone."""
    if ask.lead:
        return find_actor(ask.lead).country
    return about.countries[0] if len(about.countries) == 1 else ""


def _admitted(about: Opportunity, candidates: Sequence[TeamCandidate]) -> list[TeamCandidate]:
    """The candidates with what the opportunity's own conditions say of each."""
    conditions, day = sort_conditions(about.eligibility), timezone.localdate()
    facts = eligibility_facts(conditions.asks, day, [c.actor for c in candidates]) if conditions.asks else {}
    found = []
    for c in candidates:
        known = facts.get(c.actor, EligibilityFacts(c.kind, c.size, c.country))
        verdict = judge(conditions, known, day=day_of(about, day))
        found.append(replace(c, eligible=verdict.eligible, why=verdict.reasons))
    return found
