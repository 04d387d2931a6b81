"""Consortia: proven how soon, and how far greedy choices stay behind.

Random instances in the shape of real calls, and real ones: the organisations of H2020 cleantech with
their countries, kinds, sizes and past ties, asked for a topic with a Danish SME as lead.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import log
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import polars as pl

from bridgehead.consortium.core.problem import ONE, ConsortiumProblem, TeamCandidate, pair
from bridgehead.consortium.core.team_solver import solve
from bridgehead.consortium.core.verifier import verify_team
from bridgehead.framework.consortium_rule_files import rule_set
from bridgehead.framework.programme_countries import ProgrammeCountries
from bridgehead.kit import countries
from bridgehead.kit.progress import Progress, no_progress

COUNTRIES = ("DK", "SE", "DE", "GB", "NO", "FR", "IT", "ES", "NL", "PL", "US", "AT")
CAPABILITIES = tuple(f"capability {n}" for n in range(12))
SIZES = (50, 500, 1_000, 5_000, 50_000)
PAIRWISE = (50, 100, 200, 1_000)
PEERS_TO = {True: 5_000, False: 200}
"""Up to how many candidates, with trust to the lead or to anybody, the peers and the further teams are tried."""
SEEDS = (1, 2, 3)
RESTARTS = 1_000
LIMIT = 300.0
"""Seconds of the clock, so high that a busy machine does not end a proof; processor seconds are what is compared."""
KINDS = {"PRC": "firm", "HES": "knowledge", "REC": "knowledge", "PUB": "public"}


def run(progress: Progress = no_progress, data: Path = Path("../shared/data")) -> dict[str, Any]:
    """Measure random instances at several sizes with trust to the lead, with trust between any two, and real ones."""
    found: dict[str, Any] = {"seeds": list(SEEDS), "restarts": RESTARTS}
    sizes = [(n, anchors) for anchors, ns in ((True, SIZES), (False, PAIRWISE)) for n in ns]
    for size, anchors in progress(sizes, "Random instances"):
        name = f"{size} candidates, trust to {'the lead' if anchors else 'anybody'}"
        instances = [random_instance(size, seed, to_anchors=anchors) for seed in SEEDS]
        found[name] = _measured(instances, peers=size <= PEERS_TO[anchors])
    found["growth with trust to the lead"] = {"exponent": _exponent(found, SIZES)}
    real = real_instance(data / "cordis-cleantech")
    found[f"CORDIS cleantech, {len(real.candidates)} candidates"] = _measured([real], peers=True)
    return found


def random_instance(size: int, seed: int, *, to_anchors: bool) -> ConsortiumProblem:
    """Candidates with few good fits, some capabilities, ties to four others; Horizon Europe rules, eight at most."""
    random = Random(seed)  # noqa: S311 instances, not secrets
    names = [f"a{n}" for n in range(size)]
    candidates = tuple(
        TeamCandidate(
            actor=name,
            name=name,
            kind=random.choice(["firm"] * 5 + ["knowledge"] * 3 + ["public"]),
            size=random.choice(["sme", "large", ""]),
            country=random.choice(COUNTRIES),
            fit=int(ONE * random.random() ** 3),
            covers=frozenset(c for c in CAPABILITIES if random.random() < 0.04),
            gain=int(600 * random.random()),
            distance=int(600 * random.random()),
            cost=random.randint(50, 900),
        )
        for name in names
    )
    rules = rule_set("horizon_europe")
    trust = {pair(*random.sample(names, 2)): random.choice([300, 600, ONE]) for _ in range(4 * size)}
    return ConsortiumProblem(
        candidates=candidates,
        capabilities=CAPABILITIES,
        rules=rules,
        standings=ProgrammeCountries.at(rules.programme, "2018"),
        members=(3, 8),
        lead=names[0] if to_anchors else "",
        trust={both: t for both, t in trust.items() if not to_anchors or names[0] in both},
        competitors=frozenset(pair(*random.sample(names, 2)) for _ in range(size // 5)),
        budget=3_000,
    )


def real_instance(folder: Path) -> ConsortiumProblem:
    """The organisations of H2020 cleantech until 2018, for a topic on wave energy led by a Danish SME."""
    read = {"separator": ";", "infer_schema": False}
    parts = pl.read_csv(folder / "organization.csv", **read)  # type: ignore[arg-type]
    projects = pl.read_csv(folder / "project.csv", **read)  # type: ignore[arg-type]
    wanted = ("wave energy", "offshore wind", "mooring", "grid", "storage", "materials", "environment")
    about = {p: f"{title} {text}".lower() for p, title, text in projects.select("id", "title", "objective").iter_rows()}
    joined: dict[str, list[str]] = {}
    facts: dict[str, tuple[str, str, str]] = {}
    for project, actor, kind, sme, country in parts.select(
        "projectID", "organisationID", "activityType", "SME", "country"
    ).iter_rows():
        joined.setdefault(actor, []).append(project)
        firm = KINDS.get(kind, "other") == "firm"
        size = {"true": "sme", "false": "large"}.get(sme or "", "") if firm else ""
        facts[actor] = (KINDS.get(kind, "other"), size, countries.standard(country))
    shared = {c: [p for p, text in about.items() if c in text] for c in wanted}
    covers = {c: {a for a, its in joined.items() if set(its) & set(ps)} for c, ps in shared.items()}
    lead = min(a for a in covers["wave energy"] if facts[a] == ("firm", "sme", "DK"))
    candidates = tuple(
        TeamCandidate(
            actor=a,
            name=a,
            kind=kind,
            size=size,
            country=country,
            fit=min(ONE, 100 * sum(a in covers[c] for c in wanted) + 20 * len(joined[a])),
            covers=frozenset(c for c in wanted if a in covers[c]),
        )
        for a, (kind, size, country) in sorted(facts.items())
    )
    rules = rule_set("horizon_europe")
    together = {a: len(set(joined[a]) & set(joined[lead])) for a in joined if a != lead}
    return ConsortiumProblem(
        candidates=candidates,
        capabilities=wanted,
        rules=rules,
        standings=ProgrammeCountries.at(rules.programme, "2018-04-05"),
        members=(8, 8),
        lead=lead,
        trust={pair(lead, a): round(ONE * (1 - 0.5**n)) for a, n in together.items() if n},
    )


def _measured(instances: list[ConsortiumProblem], *, peers: bool) -> dict[str, Any]:
    """One team of each instance; where `peers` are tried, three teams and what greedy and random choices reach."""
    clock, spent, alternatives, greedy, restarts, gaps, proven = [], [], [], [], [], [], 0
    for asked in instances:
        begun, busy = time.perf_counter(), time.process_time()
        best = solve(asked, top=1, seconds=LIMIT)
        clock.append(time.perf_counter() - begun)
        spent.append(time.process_time() - busy)
        proven += best.status == "optimal"
        value = best.teams[0].verdict.value
        gaps.append(best.teams[0].bound / value - 1)
        if peers:
            busy = time.process_time()
            solve(asked, top=3, seconds=LIMIT)
            alternatives.append(time.process_time() - busy)
            greedy.append(_share(_greedy(asked), value))
            restarts.append(_share(_restarts(asked), value))
    found = {
        "proven": f"{proven} of {len(instances)}",
        "processor seconds": round(median(spent), 3),
        "seconds": round(median(clock), 3),
        "gap": round(max(gaps), 4),
    }
    if peers:
        found |= {
            "processor seconds, three teams": round(median(alternatives), 3),
            "greedy, share of the optimum": round(median(greedy), 3),
            "best of restarts, share of the optimum": round(median(restarts), 3),
        }
    return found


def _share(value: int | None, best: int) -> float:
    return 0.0 if value is None else value / best


class Judge:
    """Counts teams of an instance with the checker, quickly."""

    def __init__(self, asked: ConsortiumProblem) -> None:
        self.asked = asked
        self.by_id = {c.actor: c for c in asked.candidates}

    def __call__(self, team: Sequence[str]) -> tuple[int, bool]:
        """Value, and whether no rule is broken."""
        verdict = verify_team(replace(self.asked, candidates=tuple(self.by_id[a] for a in team)), team)
        return verdict.value, verdict.stands


def _restarts(asked: ConsortiumProblem) -> int | None:
    """The best of so many random teams of random size that break no rule."""
    random = Random(0)  # noqa: S311 instances, not secrets
    counted = Judge(asked)
    names = sorted(set(counted.by_id) - asked.anchors)
    best: int | None = None
    for _ in range(RESTARTS):
        size = random.randint(*asked.members) - len(asked.anchors)
        value, stands = counted([*sorted(asked.anchors), *random.sample(names, size)])
        if stands and (best is None or value > best):
            best = value
    return best


def _greedy(asked: ConsortiumProblem) -> int | None:
    """Add whoever covers a need and brings most, until nobody brings anything and no rule is broken."""
    counted = Judge(asked)
    able = [c.actor for c in asked.candidates if c.covers & set(asked.capabilities)]
    team = sorted(asked.anchors)
    value, stands = counted(team)
    while len(team) < asked.members[1]:
        best, actor = max((counted([*team, name])[0], name) for name in able if name not in team)
        if best <= value and stands:
            break
        team.append(actor)
        value, stands = counted(team)
    return value if stands else None


def _exponent(found: Mapping[str, Any], sizes: tuple[int, ...]) -> float:
    """Slope of log time on log size between the second and the largest."""
    first, last = (found[f"{n} candidates, trust to the lead"]["processor seconds"] for n in (sizes[1], sizes[-1]))
    return round(log(last / first) / log(sizes[-1] / sizes[1]), 2)
