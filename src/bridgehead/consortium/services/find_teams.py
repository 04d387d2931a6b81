"""The best teams for an opportunity, or the requirements that conflict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from bridgehead.consortium import phrases, queries
from bridgehead.consortium.core.candidate_pool import PoolCandidate, additionality_points, distance, reasons, shortlist
from bridgehead.consortium.core.capability_coverage import find_capabilities
from bridgehead.consortium.core.problem import ONE, ConsortiumProblem, Pair, TeamCandidate, TermWeights, groups
from bridgehead.consortium.core.result import Consortium, ProofScope, TeamMember, conflicts, proposal
from bridgehead.consortium.core.solver import Outside, SolverAnswer, solve
from bridgehead.consortium.core.trust import TrustLink, trust_links
from bridgehead.ecosystem.models import Actor
from bridgehead.ecosystem.queries import actor as find_actor
from bridgehead.framework import distances
from bridgehead.framework.consortium_rules import RuleSet, rule_set, rule_sets
from bridgehead.framework.programme_countries import ProgrammeCountries
from bridgehead.kit.errors import InputError
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.match.core.additionality import Additionality
from bridgehead.match.core.match_result import Candidate as Matched
from bridgehead.match.queries.marks import dismissed
from bridgehead.match.services import match_opportunity
from bridgehead.match.services.additionality import aims, of_actors
from bridgehead.methods.cp_sat import TimeLimitReached, VerificationError
from bridgehead.opportunities.core.eligibility import judge
from bridgehead.opportunities.models import Opportunity
from bridgehead.opportunities.queries import opportunity as find

POOL = 1_000
"""How many actors, by fit, are candidates."""
OUTSIDE = 2_000
"""How many others are looked through where no team satisfies the rules."""
PAIRS = 100
"""Up to how many candidates trust is counted between any two."""
SEATLESS = ("cluster", "cluster_network", "investor")
"""Kinds that bring a consortium about but take no seat in it, unless somebody pins them."""
SMALL = "sme"
"""Whose additionality counts: firms use a cluster where they are weak (study §5.3.2.1.4)."""
DEFAULT_RULES: Mapping[str, str] = {"challenge": "city_challenge", "tender": "tender_group"}
"""Rule set by kind of opportunity, where the opportunity names none."""


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
    """

    lead: str = ""
    pinned: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    rules: str = ""
    size: int | None = None
    members_of: str = ""
    weights: TermWeights = field(default_factory=TermWeights)

    @property
    def wanted(self) -> tuple[str, ...]:
        """Who must be in."""
        return tuple(a for a in (self.lead, *self.pinned) if a)


def custom_rules_folder() -> Path:
    """Where a cluster keeps its own rule sets: the folder `rules` of the workspace."""
    return Path(settings.WORKSPACE) / "rules"


def available_rules() -> dict[str, RuleSet]:
    """Every rule set by its name, the package's and the cluster's own."""
    return rule_sets(custom_rules_folder())


def find_teams(
    opportunity: str,
    ask: TeamRequest | None = None,
    *,
    top: int = 3,
    seconds: float = 10.0,
    progress: Progress = no_progress,
) -> Consortium:
    """The best teams for an opportunity, or what they clash about.

    Parameters
    ----------
    top
        How many clearly different teams, at most.
    seconds
        The solver's time for all of them together.

    Raises
    ------
    NotFound
        If the opportunity, an actor or the rule set does not exist.
    InputError
        If the cluster's own rule set has a mistake, or one actor is asked to be in and out.
    TimeLimitReached, VerificationError
        As in `core.solver.solve`, in words.
    """
    about = find(opportunity)
    ask = ask or TeamRequest()
    _check(ask)
    rules = rule_set(ask.rules or about.rule_set or DEFAULT_RULES.get(about.kind, "open"), custom_rules_folder())
    day = about.deadline or about.opens or timezone.localdate().isoformat()
    seats = _seats(about, ask, day, progress)
    whole = _instance(about, ask, rules, day, seats)
    asked, known, named = _with_trust(whole, day)
    answer = _solved(asked, top, seconds, _outside(about, ask, day, seats))
    if named and not answer.teams:  # the shortlist may lack whom a rule needs; everybody is asked, without trust
        asked, known, named = replace(whole, to_anchors=True), {}, ()
        answer = _solved(asked, top, seconds, _outside(about, ask, day, seats))
    scope = ProofScope(
        rule_set=rules.id,
        day=day,
        candidates=len(seats),
        trust="anchors" if asked.to_anchors else "members",
        shortlist=named,
        seconds=answer.seconds,
        limit=answer.limit,
    )
    return _answered(about, asked, answer, seats, known, scope)


def _solved(asked: ConsortiumProblem, top: int, seconds: float, outside: Outside) -> SolverAnswer:
    """The solver's answer; its faults in words."""
    try:
        return solve(asked, top=top, seconds=seconds, outside=outside)
    except TimeLimitReached as error:
        raise TimeLimitReached(phrases.time_limit_reached(str(error), seconds)) from error
    except VerificationError as error:
        raise VerificationError(phrases.check_failed()) from error


def _answered(
    about: Opportunity,
    asked: ConsortiumProblem,
    answer: SolverAnswer,
    seats: Mapping[str, PoolCandidate],
    known: Mapping[Pair, TrustLink],
    scope: ProofScope,
) -> Consortium:
    teams = [
        proposal(asked, team, {a: reasons(asked, seats[a], team.actors, known) for a in team.actors})
        for team in answer.teams
    ]
    helpers = answer.clash.helpers if answer.clash else ()
    return Consortium(
        opportunity=about.id,
        title=about.title,
        teams=tuple(teams),
        conflict=conflicts(answer),
        together=tuple(d.says for d in answer.clash.together) if answer.clash else (),
        repairs=tuple(TeamMember(c.actor, c.name, c.kind, c.size, c.country, c.role, (), ()) for c in helpers),
        scope=scope,
        status=answer.status.value,
    )


def _check(ask: TeamRequest) -> None:
    for option, ids in (("lead", (ask.lead,) if ask.lead else ()), ("pin", ask.pinned), ("without", ask.without)):
        for id_ in ids:
            find_actor(id_)
            if option != "without" and id_ in ask.without:
                raise InputError("an actor that is not excluded as well", column=option, found=id_)
    if ask.size is not None and not 1 <= ask.size <= 100:
        raise InputError("from 1 to 100 members", column="size", found=ask.size)


def _seats(about: Opportunity, ask: TeamRequest, day: str, progress: Progress) -> dict[str, PoolCandidate]:
    """Who could take a seat: the fittest, the public bodies that buy, those asked for."""
    matched = match_opportunity(about.id, members_of=ask.members_of, top=POOL, progress=progress).candidates
    by_fit = {m.actor: m for m in matched if m.kind not in SEATLESS}
    buyers = {a.id for a in queries.public_bodies(about.countries)} | {about.buyer}
    wanted = {*by_fit, *ask.wanted, *buyers}
    return _described(about, ask, day, queries.actors(wanted), by_fit, buyers)


def _described(
    about: Opportunity,
    ask: TeamRequest,
    day: str,
    actors: Sequence[Actor],
    by_fit: Mapping[str, Matched],
    buyers: set[str],
) -> dict[str, PoolCandidate]:
    words = queries.passages(actors, day)
    money = queries.costs(set(words))
    entity = groups(frozenset(words), queries.tied_pairs("owner"))
    added = _added(about, actors, by_fit)
    home = _home(about, ask)
    far = distances.load_distances()
    seats = {}
    for a in actors:
        shown = find_capabilities(about.capabilities, words[a.id])
        match = by_fit.get(a.id)
        away = None if not home or a.country in ("", home) else far.between(home, a.country)["geographic"]
        seats[a.id] = PoolCandidate(
            TeamCandidate(
                actor=a.id,
                name=a.name,
                kind=a.kind,
                size=a.size,
                country=a.country,
                group=entity[a.id],
                fit=0 if match is None else round(ONE * min(1.0, match.score)),
                covers=frozenset(shown),
                gain=additionality_points(added.get(a.id)),
                distance=distance(away),
                cost=money.get(a.id),
                role="buyer" if a.kind == "public" and a.id in buyers else "partner",
            ),
            fit=() if match is None else match.why,
            covered=shown,
            added=added.get(a.id),
        )
    return seats


def _added(about: Opportunity, actors: Sequence[Actor], by_fit: Mapping[str, Matched]) -> dict[str, Additionality]:
    """What the opportunity would add for each small firm; matching has said it of those that fit."""
    small = [a.id for a in actors if a.size == SMALL]
    found = {a: match.additionality for a in small if (match := by_fit.get(a)) and match.additionality}
    return found | of_actors(aims([about])[about.id], [a for a in small if a not in found])


def _home(about: Opportunity, ask: TeamRequest) -> str:
    """Where distance is counted from: the lead's country, else the opportunity's if it has one alone."""
    if ask.lead:
        return find_actor(ask.lead).country
    return about.countries[0] if len(about.countries) == 1 else ""


def _instance(
    about: Opportunity, ask: TeamRequest, rules: RuleSet, day: str, seats: Mapping[str, PoolCandidate]
) -> ConsortiumProblem:
    return ConsortiumProblem(
        candidates=tuple(_admitted(about, seat.candidate) for seat in seats.values()),
        capabilities=tuple(dict.fromkeys(about.capabilities)),
        rules=rules,
        standings=ProgrammeCountries.at(rules.programme, day),
        members=rules.members if ask.size is None else (ask.size, ask.size),
        weights=ask.weights,
        lead=ask.lead,
        conditions=tuple(about.eligibility),
        pinned=frozenset(ask.pinned),
        without=frozenset(ask.without),
        declined=queries.declined(about.id) | dismissed(about.id),
        competitors=queries.tied_pairs("competitor"),
        owners=queries.tied_pairs("owner"),
        budget=None if about.budget is None else round(about.budget),
    )


def _admitted(about: Opportunity, c: TeamCandidate) -> TeamCandidate:
    """The candidate with what the opportunity's own conditions say of it."""
    verdict = judge(about.eligibility, kind=c.kind, size=c.size, country=c.country)
    return replace(c, eligible=verdict.eligible, why=verdict.reasons)


def _with_trust(
    asked: ConsortiumProblem, day: str
) -> tuple[ConsortiumProblem, Mapping[Pair, TrustLink], tuple[str, ...]]:
    """The instance with trust: between any two of few candidates, to anchors among many, else on a shortlist."""
    named: tuple[str, ...] = ()
    to_anchors = len(asked.candidates) > PAIRS and bool(asked.anchors)
    if len(asked.candidates) > PAIRS and not asked.anchors:
        asked = replace(asked, candidates=shortlist(asked.candidates, asked.anchors, PAIRS))
        named = tuple(c.actor for c in asked.candidates)
    others = frozenset(c.actor for c in asked.candidates)
    known = trust_links(queries.tie_records(day), asked.anchors if to_anchors else others, others)
    trust = {both: bond.trust for both, bond in known.items()}
    return replace(asked, trust=trust, to_anchors=to_anchors), known, named


def _outside(about: Opportunity, ask: TeamRequest, day: str, seats: Mapping[str, PoolCandidate]) -> Outside:
    """Who else could be asked, found only when needed."""

    def find_them() -> Sequence[TeamCandidate]:
        actors = queries.other_actors(set(seats) | set(ask.without), OUTSIDE)
        found = _described(about, ask, day, actors, {}, set())
        refused = queries.declined(about.id) | dismissed(about.id)
        return [_admitted(about, seat.candidate) for a, seat in found.items() if a not in refused]

    return find_them
