"""Estimates of what a cluster changes, on panels whose truth is known, on published data and on real plants.

The simulated clusters pick firms and are picked, start with them at different times, and have effects
that grow and differ. Where the assumption holds, 90 % intervals should cover the truth in 88–92 % of
the runs; where it does not, a check should say so, and the table shows where none does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from bridgehead.influence.core import diff_in_diff, two_way_effects
from bridgehead.influence.core.diff_in_diff import DOUBT
from bridgehead.influence.core.effect_estimate import Estimate
from bridgehead.influence.core.hazard import hazard
from bridgehead.influence.core.panel import BalancedPanel, CannotEstimate, prepare
from bridgehead.kit.progress import Progress, no_progress

SEED = 2020
UNITS, PERIODS = 300, 8
STARTS = (4, 6)
RUNS, RUNS_BROKEN = 2_000, 500
POPULATION = 200_000

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class World:
    """How a cluster and its firms behave.

    Attributes
    ----------
    holds
        Whether the assumption of the estimate holds.
    on_need
        How much likelier a firm in need is to join; `need_trend`, how much its outcome drifts by itself.
    on_strength
        The same for a strength that nobody observes, with `strength_trend`.
    on_luck
        How much likelier a firm is to join after a good period.
    ahead
        Periods by which the effect comes before the start.
    spillover
        Share of the mean effect that reaches firms outside.
    adjusted
        Whether the estimate makes firms comparable on their need.
    """

    holds: bool
    on_need: float = 0.0
    need_trend: float = 0.0
    on_strength: float = 0.0
    strength_trend: float = 0.0
    on_luck: float = 0.0
    ahead: int = 0
    spillover: float = 0.0
    adjusted: bool = False


NEED = World(holds=True, on_need=0.8, need_trend=-0.06, adjusted=True)
WORLDS: Mapping[str, World] = {
    "joining at random": World(holds=True),
    "firms in need join, adjusted": NEED,
    "firms in need join, not adjusted": replace(NEED, holds=False, adjusted=False),
    "strong firms are picked, unseen": World(holds=False, on_strength=0.8, strength_trend=0.06),
    "picked after a good year": World(holds=False, on_luck=1.2),
    "effect before the start": World(holds=False, ahead=1),
    "effect reaches those outside": World(holds=False, spillover=0.3),
}


def simulate(world: World, units: int, rng: np.random.Generator) -> tuple[pl.DataFrame, float]:
    """A panel and the true average effect on its treated observations."""
    need, strength = rng.normal(size=(2, units))
    noise = rng.normal(scale=0.5, size=(units, PERIODS))
    start = _starts(world, need, strength, noise, rng)
    time = np.arange(1, PERIODS + 1)
    since = time[None, :] - start[:, None]
    treated = (start[:, None] > 0) & (since >= -world.ahead)
    early = np.where(start == STARTS[0], 1.3, 0.8)[:, None]
    effect = np.where(treated, (0.4 + 0.15 * np.maximum(since, 0)) * early * (1 + 0.3 * need[:, None]), 0.0)
    drift = (world.need_trend * need + world.strength_trend * strength)[:, None] * time
    outside = world.spillover * effect.mean(axis=0) / np.maximum(treated.mean(axis=0), 1e-9)
    spilled = np.where(treated, 0.0, np.where(treated.any(axis=0), outside, 0.0))
    y = rng.normal(size=(units, 1)) + need[:, None] + 0.1 * time + drift + effect + spilled + noise
    frame = pl.DataFrame(
        {
            "unit": np.repeat(np.arange(units), PERIODS).astype(str),
            "time": np.tile(time, units),
            "first_treatment": np.repeat(start, PERIODS),
            "y": y.ravel(),
            "need": np.repeat(need, PERIODS),
        }
    ).with_columns(pl.when(pl.col("first_treatment") > 0).then("first_treatment"))
    after = (start[:, None] > 0) & (since >= 0)
    return frame, float(effect[after].mean())


def _starts(world: World, need: Floats, strength: Floats, noise: Floats, rng: np.random.Generator) -> Ints:
    """Each firm's start, 0 for never: the cluster asks around once before each of its starts."""
    start = np.zeros(len(need), dtype=np.int64)
    for when in STARTS:
        score = -1.1 + world.on_need * need + world.on_strength * strength + world.on_luck * noise[:, when - 2]
        joins = rng.random(len(need)) < 1 / (1 + np.exp(-score))
        start[(start == 0) & joins] = when
    return start


def run(data: Path = Path("../shared/data"), progress: Progress = no_progress) -> dict[str, Any]:
    """Coverage and bias by world, the published example, the plants."""
    simulated = {name: _world(name, world, progress) for name, world in WORLDS.items()}
    return {
        "sizes": {"units": UNITS, "periods": PERIODS, "runs": RUNS, "runs_where_it_fails": RUNS_BROKEN, "seed": SEED},
        "simulated": simulated,
        "published": published(),
        "plants": plants(data / "export-panel" / "chile_plants_1990_1996.tsv.gz"),
    }


def _world(name: str, world: World, progress: Progress) -> dict[str, Any]:
    _, truth = simulate(world, POPULATION, np.random.default_rng(SEED))
    found: list[tuple[Estimate, Estimate, float | None]] = []
    refused = 0
    for draw in progress(range(RUNS if world.holds else RUNS_BROKEN), name):
        panel, _ = simulate(world, UNITS, np.random.default_rng((SEED, draw)))
        try:
            ready = prepare(panel, "y", ["need"] if world.adjusted else [])
            result, timed = diff_in_diff.fit(ready)
        except CannotEstimate:
            refused += 1
            continue
        overall = Estimate(float(result.overall_att), float(result.overall_se))
        found.append((overall, two_way_effects.two_way_estimate(ready.frame), diff_in_diff.pretrend(timed)))
    fired = [p is not None and p < DOUBT for _, _, p in found]
    return {
        "holds": world.holds,
        "truth": truth,
        "coverage": _coverage([own for own, _, _ in found], truth),
        "bias": float(np.mean([own.att for own, _, _ in found]) - truth),
        "two_way_coverage": _coverage([other for _, other, _ in found], truth),
        "two_way_bias": float(np.mean([other.att for _, other, _ in found]) - truth),
        "check_fires": float(np.mean(fired)),
        "refused": refused,
        "runs": len(found),
    }


def _coverage(estimates: list[Estimate], truth: float) -> float:
    return float(np.mean([low <= truth <= high for low, high in (e.interval for e in estimates)]))


def published() -> dict[str, Any]:
    """Callaway and Sant'Anna's counties: ours beside what the R package did publishes."""
    import moderndid  # noqa: PLC0415 its data, nothing else

    data = moderndid.load_mpdta()
    if abs(data["lpop"][0] - 5.896761) > 5e-7:
        raise AssertionError("this is not the published county panel")
    start = pl.when(pl.col("first.treat") > 0).then(pl.col("first.treat")).cast(pl.Int64)
    panel = data.select("lemp", "lpop", unit=pl.col("countyreal").cast(str), time="year", first_treatment=start)
    found = diff_in_diff.effect(panel, "lemp", covariates=["lpop"])
    return {
        "att": found.overall.att,
        "att_published": -0.0418,
        "se": found.overall.error,
        "se_published": 0.0115,
        "two_way": found.two_way.estimate.att,
        "two_way_published": -0.0365,
    }


def plants(path: Path) -> dict[str, Any]:
    """First export of Chilean plants and their revenue: runs with its checks; nothing is claimed of it."""
    rows = pl.read_csv(path, separator="\t").filter((pl.col("d_e") >= 0) & (pl.col("rY") > 0) & (pl.col("L") > 0))
    exports = pl.col("year").filter(pl.col("d_e") == 1).min().over("padron")
    imports = pl.col("year").filter(pl.col("d_m") == 1).min().over("padron")
    panel = rows.select(
        unit=pl.col("padron").cast(str),
        time="year",
        first_treatment=exports,
        revenue=pl.col("rY").log(),
        labour=pl.col("L").log(),
        exporting=(pl.col("year") >= exports).fill_null(value=False).cast(pl.Int64),
    )
    found = diff_in_diff.effect(panel, "revenue", covariates=["labour"])
    first_import = panel.with_columns(first_treatment=rows.select(imports).to_series())
    entry = hazard(first_import, "exporting", covariates=["labour"])
    return {
        "plants": _counts(found.prepared),
        "att": found.overall.att,
        "interval": list(found.overall.interval),
        "two_way": found.two_way.estimate.att,
        "forbidden_weight": found.two_way.forbidden,
        "pretrend_p": found.pretrend,
        "doubts": "; ".join(found.doubts) or "none",
        "hazard_ratio_of_first_export_after_first_import": entry.ratio,
        "hazard_interval": list(entry.interval),
    }


def _counts(ready: BalancedPanel) -> str:
    return f"{ready.treated} start, {ready.untreated} never, {ready.always} always, {ready.incomplete} incomplete"
