"""How strongly, and how directly, each level acts on each other: figure 3d (framework, section 8, item 5; §6.5)."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from bridgehead.methods import bootstrap
from bridgehead.profile.core.evidence_weights import appraisal
from bridgehead.profile.core.standing import DIGITS

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
DIRECTNESSES = (DIRECT, INDIRECT)


@dataclass(frozen=True)
class RelationPart:
    """The direct or the indirect part of one level's action on another.

    Attributes
    ----------
    strength
        Σ a·s/3 ÷ (1 + Σ a), with a the appraisal of a relation's source and s its strength 1–3; None where
        Σ a is 0.
    interval
        90 % bootstrap interval over sources; None below three.
    sources
        Number of sources; a relation without one is a source of its own.
    """

    strength: float | None
    interval: tuple[float, float] | None
    sources: int


@dataclass(frozen=True)
class LevelRelation:
    """One level's action on another.

    Attributes
    ----------
    strength, interval, sources
        As of a part, over all relations that have a strength.
    direct_share
        Share of Σ a that is direct, over the relations whose directness is coded; None without support.
    directness
        `direct` from one half on, else `indirect`; None without support.
    direct, indirect
        The same by directness; None where no such relation has a strength.
    relations
        Ids of the relations behind it by directness, blank for those where it is not coded.
    """

    from_level: str
    to_level: str
    strength: float | None
    interval: tuple[float, float] | None
    direct_share: float | None
    directness: str | None
    sources: int
    direct: RelationPart | None
    indirect: RelationPart | None
    relations: dict[str, tuple[str, ...]]

    @property
    def parts(self) -> dict[str, RelationPart | None]:
        """Both parts by directness."""
        return {DIRECT: self.direct, INDIRECT: self.indirect}

    @property
    def drawn(self) -> tuple[tuple[str | None, RelationPart], ...]:
        """What figure 3d draws: two arrows where both parts are coded, else one for the whole, by directness."""
        if self.direct is not None and self.indirect is not None:
            return ((DIRECT, self.direct), (INDIRECT, self.indirect))
        return ((self.directness, RelationPart(self.strength, self.interval, self.sources)),)

    def key(self, directness: str | None = "") -> str:
        """What an address calls the arrow, or a part of it."""
        return "-".join(word for word in (self.from_level, self.to_level, directness) if word)

    def ids(self, directness: str = "") -> tuple[str, ...]:
        """Ids of the relations behind one part, or behind the whole."""
        if directness:
            return self.relations.get(directness, ())
        return tuple(id_ for some in self.relations.values() for id_ in some)


def arrows(relations: pl.DataFrame) -> tuple[LevelRelation, ...]:
    """The six arrows of figure 3d, in the order of `ARROWS`.

    A relation without a strength counts for directness only, one without directness for the whole only.

    Parameters
    ----------
    relations
        Of the schema `SCHEMA`.
    """
    rows = relations.sort("id").with_columns(
        a=appraisal(),
        unit=pl.when(pl.col("source") == "").then("row:" + pl.col("id")).otherwise("source:" + pl.col("source")),
    )
    return tuple(
        _arrow(start, end, rows.filter((pl.col("from_level") == start) & (pl.col("to_level") == end)))
        for start, end in ARROWS
    )


def _arrow(start: str, end: str, rows: pl.DataFrame) -> LevelRelation:
    by = {name: rows.filter(pl.col("directness") == name) for name in ("", *DIRECTNESSES)}
    support = {name: float(some["a"].to_numpy().sum()) for name, some in by.items()}
    total = support[DIRECT] + support[INDIRECT]
    share = support[DIRECT] / total if total else None
    whole = _part(rows) or RelationPart(None, None, 0)
    return LevelRelation(
        from_level=start,
        to_level=end,
        strength=whole.strength,
        interval=whole.interval,
        direct_share=share,
        directness=None if share is None else DIRECT if round(share, DIGITS) >= 0.5 else INDIRECT,
        sources=whole.sources,
        direct=_part(by[DIRECT]),
        indirect=_part(by[INDIRECT]),
        relations={name: tuple(some["id"]) for name, some in by.items()},
    )


def _part(rows: pl.DataFrame) -> RelationPart | None:
    """The strength of the relations that have one; None without any."""
    by_source = (
        rows.filter(pl.col("strength").is_not_null())
        .group_by("unit", maintain_order=True)
        .agg(carried=(pl.col("a") * pl.col("strength") / FULL).sum(), support=pl.col("a").sum())
    )
    if by_source.is_empty():
        return None
    carried, support = by_source["carried"].to_numpy(), by_source["support"].to_numpy()
    total = float(support.sum())
    if not total:
        return RelationPart(None, None, len(by_source))
    interval = None
    if len(by_source) >= FEWEST_SOURCES:
        times = bootstrap.counts(len(by_source))
        drawn = times @ support
        interval = bootstrap.interval(np.where(drawn > 0, (times @ carried) / (1.0 + drawn), np.nan))
    return RelationPart(float(carried.sum()) / (1.0 + total), interval, len(by_source))
