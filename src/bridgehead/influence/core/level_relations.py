"""How strongly, and how directly, each level acts on each other: figure 3d (framework, section 8, item 5; §6.5)."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from bridgehead.methods import bootstrap
from bridgehead.profile.core.standing import DIGITS, appraisal

SCHEMA = pl.Schema(
    {
        "id": pl.String,
        "from_level": pl.String,
        "to_level": pl.String,
        "directness": pl.String,
        "strength": pl.Int64,
        "source": pl.String,
        "purpose": pl.String,
        "current": pl.String,
        "trust": pl.String,
    }
)
"""Coded relations joined with their source. Blank text is `""`; only strength may be null."""

ARROWS = (
    ("macro", "meso"),
    ("meso", "macro"),
    ("macro", "micro"),
    ("meso", "micro"),
    ("micro", "meso"),
    ("micro", "macro"),
)
"""The ordered pairs, in the order in which the study discusses them (§6.5)."""
FULL = 3
FEWEST_SOURCES = 3
DIRECT, INDIRECT = "direct", "indirect"

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class LevelRelation:
    """One level's action on another.

    Attributes
    ----------
    strength
        Σ a·s/3 ÷ (1 + Σ a), with a the appraisal of a relation's source and s its strength 1–3.
    interval
        90 % bootstrap interval over sources; None below three.
    direct_share
        Share of Σ a that is direct; None without support.
    directness
        `direct` from one half on, else `indirect`; None without support.
    sources
        Number of sources; a relation without one is a source of its own.
    relations
        Ids of the relations behind it.
    """

    from_level: str
    to_level: str
    strength: float
    interval: tuple[float, float] | None
    direct_share: float | None
    directness: str | None
    sources: int
    relations: tuple[str, ...]


def arrows(relations: pl.DataFrame) -> tuple[LevelRelation, ...]:
    """The six arrows of figure 3d, in the order of `ARROWS`.

    A relation without a strength says nothing of it and is left out of both sums of the strength; it
    counts for directness and as a source.

    Parameters
    ----------
    relations
        Of the schema `SCHEMA`.
    """
    rows = relations.sort("id").with_columns(
        a=appraisal(),
        unit=pl.when(pl.col("source") == "").then(pl.format("row {}", "id")).otherwise("source"),
    )
    return tuple(
        _arrow(start, end, rows.filter((pl.col("from_level") == start) & (pl.col("to_level") == end)))
        for start, end in ARROWS
    )


def _arrow(start: str, end: str, rows: pl.DataFrame) -> LevelRelation:
    stated = pl.col("strength").is_not_null()
    by_source = rows.group_by("unit", maintain_order=True).agg(
        carried=(pl.col("a") * pl.col("strength") / FULL).sum(),
        support=pl.col("a").filter(stated).sum(),
    )
    carried, support = by_source["carried"].to_numpy(), by_source["support"].to_numpy()
    total = float(rows["a"].to_numpy().sum())
    direct = float(rows.filter(pl.col("directness") == DIRECT)["a"].to_numpy().sum())
    share = round(direct / total, DIGITS) if total else None
    return LevelRelation(
        from_level=start,
        to_level=end,
        strength=float(carried.sum() / (1.0 + support.sum())),
        interval=_interval(carried, support),
        direct_share=share,
        directness=None if share is None else DIRECT if share >= 0.5 else INDIRECT,
        sources=len(by_source),
        relations=tuple(rows["id"]),
    )


def _interval(carried: Floats, support: Floats) -> tuple[float, float] | None:
    if len(carried) < FEWEST_SOURCES:
        return None
    times = bootstrap.counts(len(carried))
    return bootstrap.interval((times @ carried) / (1.0 + times @ support))
