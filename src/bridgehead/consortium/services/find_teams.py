"""The best teams for an opportunity, or the requirements that conflict."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from bridgehead.consortium import phrases, queries
from bridgehead.consortium.core.candidate_pool import explain_seat, shortlist
from bridgehead.consortium.core.newcomers import FundedHistory
from bridgehead.consortium.core.problem import ConsortiumProblem, Pair
from bridgehead.consortium.core.result import Consortium, ProofScope, TeamMember, TeamProposal, conflicts, proposal
from bridgehead.consortium.core.team_solver import Outside, SolverAnswer, solve
from bridgehead.consortium.core.trust import TrustLink, trust_links
from bridgehead.consortium.services.team_pool import TeamPool, TeamRequest
from bridgehead.ecosystem.queries import actor as find_actor
from bridgehead.ecosystem.queries.record_scope import today
from bridgehead.framework.consortium_rule_files import rule_set, rule_sets
from bridgehead.framework.consortium_rules import RuleSet
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.match.queries import actors as actor_reads
from bridgehead.match.services.rank_actors import ranking_method
from bridgehead.methods.cp_sat import TimeLimitReached, VerificationError
from bridgehead.opportunities.models import Opportunity
from bridgehead.opportunities.queries import opportunity as find

PAIRS = 100
"""Up to how many candidates trust is counted between any two."""
DEFAULT_RULES: Mapping[str, str] = {"challenge": "city_challenge", "tender": "tender_group"}
"""Rule set by kind of opportunity, where the opportunity names none."""


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
        If the cluster's own rule set has a mistake, one actor is asked to be in and out, or one is asked for that
        can take no seat.
    TimeLimitReached, VerificationError
        As in `core.team_solver.solve`, in words.
    """
    about = find(opportunity)
    ask = ask or TeamRequest()
    _check(ask, about)
    rules = rule_set(ask.rules or about.rule_set or DEFAULT_RULES.get(about.kind, "open"), custom_rules_folder())
    day = about.deadline or about.opens or timezone.localdate().isoformat()
    pool = TeamPool.of(about, ask, rules, day, progress)
    whole = pool.problem()
    asked, known, named = _with_trust(whole, pool)
    answer = _solved(asked, top, seconds, pool.outside)
    if named and not answer.teams:  # the shortlist may lack whom a rule needs; everybody is asked, without trust
        asked, known, named = whole, {}, ()
        answer = _solved(asked, top, seconds, pool.outside)
    scope = ProofScope(
        rule_set=rules.id,
        day=day,
        candidates=len(pool.seats),
        trust="members" if named or len(whole.candidates) <= PAIRS else "anchors",
        shortlist=named,
        seconds=answer.seconds,
        limit=answer.limit,
    )
    return _answered(pool, asked, answer, known, scope)


def _solved(asked: ConsortiumProblem, top: int, seconds: float, outside: Outside) -> SolverAnswer:
    """The solver's answer; its faults in words."""
    try:
        return solve(asked, top=top, seconds=seconds, outside=outside)
    except TimeLimitReached as error:
        raise TimeLimitReached(phrases.time_limit_reached(str(error), seconds)) from error
    except VerificationError as error:
        raise VerificationError(phrases.check_failed()) from error


def _answered(
    pool: TeamPool,
    asked: ConsortiumProblem,
    answer: SolverAnswer,
    known: Mapping[Pair, TrustLink],
    scope: ProofScope,
) -> Consortium:
    teams = _proposals(pool, asked, answer, known) if answer.teams else []
    helpers = answer.clash.helpers if answer.clash else ()
    return Consortium(
        opportunity=pool.about.id,
        title=pool.about.title,
        teams=tuple(teams),
        conflict=conflicts(answer),
        together=tuple(d.says for d in answer.clash.together) if answer.clash else (),
        repairs=tuple(TeamMember(c.actor, c.name, c.kind, c.size, c.country, c.role, (), ()) for c in helpers),
        scope=scope,
        status=answer.status.value,
        buyer=asked.buyer,
        method=ranking_method(timezone.localdate()),
    )


def _proposals(
    pool: TeamPool, asked: ConsortiumProblem, answer: SolverAnswer, known: Mapping[Pair, TrustLink]
) -> list[TeamProposal]:
    fit = pool.fittest.reasons(sorted({actor for team in answer.teams for actor in team.actors}))
    inside = actor_reads.in_already(pool.about.id, today())
    history = FundedHistory.of(queries.past_projects(pool.brought_about), pool.day)
    found = []
    for team in answer.teams:
        reasons = {
            a: explain_seat(asked, pool.seats[a], team.verdict, team.actors, known, fit.get(a, ())) for a in team.actors
        }
        found.append(proposal(asked, team, reasons, history, inside))
    return found


def _check(ask: TeamRequest, about: Opportunity) -> None:
    never = actor_reads.never_candidates(about.buyer)
    for option, ids in (("lead", (ask.lead,) if ask.lead else ()), ("pin", ask.pinned), ("without", ask.without)):
        for id_ in ids:
            name = find_actor(id_).name
            if option != "without" and id_ in ask.without:
                raise InputError(expects("not_excluded"), column=option, found=id_)
            if option != "without" and id_ in never:
                raise InputError(
                    "",
                    column=option,
                    found=id_,
                    sentence=phrases.takes_no_seat(name, buyer=id_ == about.buyer),
                )
    if ask.size is not None and not 1 <= ask.size <= 100:
        raise InputError(expects("team_size", low=1, high=100), column="size", found=ask.size)
    for actor, share in ask.shares.items():
        find_actor(actor)
        if not 0 < share <= 1:
            raise InputError(expects("percent_share"), column="share", found=f"{100 * share:g} %")


def _with_trust(
    asked: ConsortiumProblem, pool: TeamPool
) -> tuple[ConsortiumProblem, Mapping[Pair, TrustLink], tuple[str, ...]]:
    """The problem with trust: between any two of few candidates, to anchors among many, else on a shortlist."""
    named: tuple[str, ...] = ()
    many = len(asked.candidates) > PAIRS
    if many and not asked.anchors:
        asked = replace(asked, candidates=shortlist(asked, PAIRS))
        named = tuple(c.actor for c in asked.candidates)
    others = frozenset(c.actor for c in asked.candidates)
    ones = asked.anchors if many and asked.anchors else others
    known = trust_links(queries.tie_records(pool.day, pool.brought_about), ones, others)
    return replace(asked, trust={both: bond.trust for both, bond in known.items()}), known, named
