"""Small random consortia, and the best team by trying all of them."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from random import Random

from scipy.optimize import linprog

from bridgehead.consortium.core.problem import (
    ONE,
    ConsortiumProblem,
    NamedBuyer,
    TeamCandidate,
    TermWeights,
    groups,
    pair,
)
from bridgehead.consortium.core.verifier import verify_team
from bridgehead.framework.consortium_rule_files import rule_set
from bridgehead.framework.consortium_rules import ActorSelector, Rule
from bridgehead.framework.programme_countries import ProgrammeCountries

CAPABILITIES = ("storage", "cooling", "metering", "grids")
COUNTRIES = ("DK", "SE", "DE", "GB", "US", "NO")
EXTRA = (
    Rule("two_countries", "countries", "", ActorSelector(kinds=("firm",)), low=2, high=3),
    Rule("some_covered", "covered", "", low=0.5),
    Rule("within_budget", "budget", "", high=1.0),
    Rule("all_europe", "each", "", ActorSelector(where="eligible")),
    Rule("few_large", "count", "", ActorSelector(sizes=("large",)), high=1),
    Rule("two_knowledge", "count", "", ActorSelector(kinds=("knowledge",)), low=2),
    Rule("one_associated", "count", "", ActorSelector(where="associated", programme="horizon_europe"), low=1),
)
BUYERS = (
    NamedBuyer("b", "B", "public", "", "SE"),
    NamedBuyer("b", "B", "firm", "large", "SE"),
    NamedBuyer("", "A name"),
)


def instance(seed: int, *, size: int = 9) -> ConsortiumProblem:
    """A random instance that a brute force can go through."""
    random = Random(seed)  # noqa: S311 instances, not secrets
    names = [f"a{n}" for n in range(size)]
    owners = frozenset(pair(*random.sample(names, 2)) for _ in range(random.randint(0, 2)))
    group = groups(frozenset(names), owners)
    candidates = tuple(_candidate(random, name, group[name]) for name in names)
    chosen = rule_set(
        random.choice(["horizon_europe", "horizon_2020", "eurostars", "city_challenge", "tender_group", "open"])
    )
    rules = replace(
        chosen,
        eligibility=random.choice(["each", "lead"]),
        rules=(*chosen.rules, *random.sample(EXTRA, random.choice([0, 0, 1, 2]))),
    )
    low = random.randint(1, 3)
    day = random.choice(["2018", "2022"])
    buyer = random.choice([None, *BUYERS])
    picked = random.sample(names, 4)
    return ConsortiumProblem(
        candidates=candidates,
        capabilities=CAPABILITIES[: random.randint(0, 4)],
        rules=rules,
        standings=ProgrammeCountries.at(rules.programme, day),
        members=(low, random.randint(low, 5)),
        lead=picked[0] if random.random() < 0.5 else "",
        conditions=random.choice(["", "SME"]),
        pinned=frozenset(picked[1:2] if random.random() < 0.3 else ()),
        without=frozenset(picked[2:3] if random.random() < 0.3 else ()),
        declined=frozenset(picked[3:] if random.random() < 0.3 else ()),
        trust={pair(a, b): random.choice([200, 500, 1000]) for a, b in combinations(names, 2) if random.random() < 0.3},
        competitors=frozenset(pair(*random.sample(names, 2)) for _ in range(random.randint(0, 3))),
        owners=owners,
        budget=random.choice([None, 500]),
        buyer=buyer,
        programmes={"horizon_europe": ProgrammeCountries.at("horizon_europe", day)},
        shares={name: random.choice([100, 300, 500]) for name in names if random.random() < random.choice([0, 0.3])},
        weights=replace(TermWeights(), trust=random.choice([0, 20, 100])),
    )


def _candidate(random: Random, name: str, group: str) -> TeamCandidate:
    kind = random.choice(["firm", "firm", "firm", "knowledge", "public"])
    return TeamCandidate(
        actor=name,
        name=name.upper(),
        kind=kind,
        size=random.choice(["sme", "sme", "large", ""]) if kind == "firm" else "",
        country=random.choice(COUNTRIES),
        group=group,
        fit=random.randint(0, ONE),
        covers=frozenset(c for c in CAPABILITIES if random.random() < 0.3),
        gain=random.choice([0, random.randint(0, ONE)]),
        distance=random.randint(0, ONE),
        eligible=random.choice([True] * 7 + [None, False]),
        cost=random.choice([None, 50, 200, 400]),
        role=random.choice(["buyer", "partner"]) if kind == "public" else "partner",
    )


def best_by_trying(asked: ConsortiumProblem) -> int | None:
    """Value of the best team out of all; None if no team stands."""
    return max((value for _, value in standing(asked)), default=None)


def standing(asked: ConsortiumProblem) -> Iterator[tuple[tuple[str, ...], int]]:
    """Every team that no rule refuses, with its value."""
    names = [c.actor for c in asked.candidates]
    for size in range(asked.members[0], asked.members[1] + 1):
        for team in combinations(names, size):
            for lead in [asked.lead] if asked.lead else team:
                verdict = verify_team(asked, team, lead=lead)
                bearing = any(rule.kind == "share" for rule in asked.rules.rules)
                if verdict.stands and (not bearing or shares_exist(asked, team)):
                    yield team, verdict.value
                    break


def shares_exist(asked: ConsortiumProblem, team: tuple[str, ...]) -> bool:
    """Whether Eurostars' rules on shares can be met: a linear programme whose corners are whole numbers."""
    members = [c for c in asked.candidates if c.actor in team]
    rows = [[float(c.country == country) for c in members] for country in sorted({c.country for c in members})]
    eligible = asked.standings.eligible
    small = [-float(c.kind == "firm" and c.size == "sme" and c.country in eligible) for c in members]
    found = linprog(
        [0.0] * len(members),
        A_ub=[*rows, small],
        b_ub=[700.0] * len(rows) + [-500.0],
        A_eq=[[1.0] * len(members)],
        b_eq=[float(ONE)],
        bounds=[_bounds(asked, c) for c in members],
    )
    return bool(found.success)


def _bounds(asked: ConsortiumProblem, c: TeamCandidate) -> tuple[int, int]:
    """What a member can bear: what was stated for it, else up to what a partner may."""
    stated = asked.shares.get(c.actor)
    return (1, 700) if stated is None else (stated, stated)
