"""The account as tidy frames: one row an observation, one column a variable, ids as everywhere."""

from collections.abc import Callable, Iterable, Mapping

import polars as pl

from bridgehead.influence.core.counterfactuals import AnswerShares
from bridgehead.influence.core.influence_account import InfluenceAccount

TEXT, WHOLE, NUMBER = pl.String, pl.Int64, pl.Float64
BOUNDS = {"low": NUMBER, "high": NUMBER}
NOTHING = (None, None)

Rows = Iterable[tuple[object, ...]]


def frames(account: InfluenceAccount) -> dict[str, pl.DataFrame]:
    """Every table of an account by name; a finding's reason is a code."""
    return {name: pl.DataFrame(list(rows(account)), schema=dict(schema), orient="row") for name, schema, rows in TABLES}


def _standings(account: InfluenceAccount) -> Rows:
    for firm, standings in account.standings.items():
        for component, s in standings.items():
            own = (s.own.standing, *s.own.interval)
            weights = (s.strength, s.weakness, s.evidence, len(s.kinds))
            yield firm, component, s.standing, *s.interval, *own, s.label, *weights


def _attribution(account: InfluenceAccount) -> Rows:
    for firm, standings in account.standings.items():
        for component, standing in standings.items():
            for what, shares in (("origin", standing.origins), ("mechanism", standing.mechanisms)):
                for name, share in shares.items():
                    yield firm, component, what, name, share.weight, share.share, *share.interval


def _pairs(account: InfluenceAccount) -> Rows:
    return account.pairs.iter_rows()


def _network(account: InfluenceAccount) -> Rows:
    for firm, cells in (account.network.cells if account.network else {}).items():
        for market, found in cells.items():
            for graph in ("whole", "without", "without_networks"):
                cell = getattr(found, graph)
                yield firm, market, graph, cell.hops, cell.reach


def _positions(account: InfluenceAccount) -> Rows:
    for firm, (whole, without) in (account.network.positions if account.network else {}).items():
        for graph, place in (("whole", whole), ("without", without)):
            yield firm, graph, place.contacts, place.constraint, place.effective_size, *_spheres(place.spheres)


def _spheres(found: Mapping[str, float]) -> tuple[float, ...]:
    return tuple(found.get(name, 0.0) for name in SPHERES)


def _parts(account: InfluenceAccount) -> Rows:
    for part in account.results.parts:
        took = part.took_part
        for step in part.family.steps:
            status = "recorded" if step in part.recorded else "inferred" if step in part.inferred else ""
            where = (part.family.id, took.kind, took.market)
            yield took.firm, took.activity, *where, took.date, step, status, part.recorded.get(step, "")


def _funnels(account: InfluenceAccount) -> Rows:
    for family, found in account.results.funnels.items():
        for step in found.steps:
            numbers = (found.parts, step.recorded, step.inferred, step.rate)
            yield family, step.step, *numbers, *(step.interval or NOTHING)


def _counterfactuals(account: InfluenceAccount) -> Rows:
    for kind, found in account.counterfactuals.items():
        yield from _answers(kind, "latest", found.latest)
        for months, wave in found.waves.items():
            yield from _answers(kind, str(months), wave)


def _answers(kind: str, wave: str, found: AnswerShares) -> Rows:
    for answer, share in (*found.shares.items(), ("deadweight", found.deadweight)):
        yield kind, wave, answer, found.answers, share.count, share.share, *share.interval


def _levels(account: InfluenceAccount) -> Rows:
    for a in account.arrows:
        ends = (a.from_level, a.to_level)
        yield *ends, "whole", a.strength, *(a.interval or NOTHING), a.direct_share, a.directness, a.sources
        for name, part in a.parts.items():
            if part is not None:
                yield *ends, name, part.strength, *(part.interval or NOTHING), None, name, part.sources


def _findings(account: InfluenceAccount) -> Rows:
    for j in account.findings:
        voices = (j.voices_for, j.voices_against)
        lists = (";".join(ids) for ids in (j.claim.supports, j.claim.contradicts, j.explanations))
        bounds = j.interval or NOTHING
        yield j.claim.id, j.claim.kind, j.status, *bounds, j.bound, *voices, *lists, j.claim.statement, j.reason.code


SPHERES = ("academia", "between", "government", "industry")
FIRM = {"firm": TEXT}
CELL = {**FIRM, "component": TEXT}
Table = tuple[str, Mapping[str, type[pl.DataType]], Callable[[InfluenceAccount], Rows]]
TABLES: tuple[Table, ...] = (
    (
        "standings",
        {**CELL, "standing": NUMBER, **BOUNDS, "own": NUMBER, "own_low": NUMBER, "own_high": NUMBER, "label": TEXT}
        | {"strength": NUMBER, "weakness": NUMBER, "evidence": WHOLE, "source_kinds": WHOLE},
        _standings,
    ),
    (
        "attribution",
        {**CELL, "by": TEXT, "class": TEXT, "weight": NUMBER, "share": NUMBER, **BOUNDS},
        _attribution,
    ),
    ("need_and_use", {**CELL, "own": NUMBER, "use": NUMBER}, _pairs),
    ("network", {**FIRM, "market": TEXT, "graph": TEXT, "hops": WHOLE, "reach": NUMBER}, _network),
    (
        "positions",
        {**FIRM, "graph": TEXT, "contacts": WHOLE, "constraint": NUMBER, "effective_size": NUMBER}
        | dict.fromkeys(SPHERES, NUMBER),
        _positions,
    ),
    (
        "funnel_parts",
        {**FIRM, "activity": TEXT, "family": TEXT, "kind": TEXT, "market": TEXT, "since": TEXT, "step": TEXT}
        | {"status": TEXT, "date": TEXT},
        _parts,
    ),
    (
        "funnels",
        {"family": TEXT, "step": TEXT, "parts": WHOLE, "recorded": WHOLE, "inferred": WHOLE, "rate": NUMBER, **BOUNDS},
        _funnels,
    ),
    (
        "counterfactuals",
        {"kind": TEXT, "wave": TEXT, "answer": TEXT, "answers": WHOLE, "count": WHOLE, "share": NUMBER, **BOUNDS},
        _counterfactuals,
    ),
    (
        "levels",
        {
            "from": TEXT,
            "to": TEXT,
            "part": TEXT,
            "strength": NUMBER,
            **BOUNDS,
            "direct_share": NUMBER,
            "directness": TEXT,
        }
        | {"sources": WHOLE},
        _levels,
    ),
    (
        "findings",
        {
            "id": TEXT,
            "kind": TEXT,
            "status": TEXT,
            **BOUNDS,
            "bound": NUMBER,
            "voices_for": WHOLE,
            "voices_against": WHOLE,
        }
        | {"supports": TEXT, "contradicts": TEXT, "explanations": TEXT, "statement": TEXT, "reason": TEXT},
        _findings,
    ),
)
