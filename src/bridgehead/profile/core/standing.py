"""Where an actor stands on each component, by its weighed evidence (framework, section 2; study §2.4.1, §3.3.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import polars as pl

from bridgehead.methods.beta_intervals import beta_interval, share_interval
from bridgehead.profile.core.evidence_weights import cap, is_own, settle

UNKNOWN = "unknown"
WIDEST_KNOWN = 0.6
WEAK_BELOW = 0.4
STRONG_ABOVE = 0.6
DIGITS = 9


@dataclass(frozen=True)
class WeightShare:
    """A class's part of the strengths' weight, with the interval of the share."""

    weight: float
    share: float
    interval: tuple[float, float]


@dataclass(frozen=True)
class OwnStanding:
    """The standing from evidence that no cluster brought about; a blank origin counts as own.

    Attributes
    ----------
    standing, interval
        As of a standing; ½ and its interval without own evidence that has a direction.
    strength, weakness
        Σw⁺ and Σw⁻ of own evidence, with the cap applied to it alone.
    known
        Whether the label of the standing over all evidence is not unknown.
    """

    standing: float
    interval: tuple[float, float]
    strength: float
    weakness: float
    known: bool

    @property
    def word(self) -> str:
        """`weak`, `adequate` or `strong` by its value alone; `unknown` where the whole is unknown."""
        return word(self.standing) if self.known else UNKNOWN


@dataclass(frozen=True)
class Standing:
    """Where an actor stands on one code, and what that rests on.

    Attributes
    ----------
    standing
        Mean of Beta(1 + Σw⁺, 1 + Σw⁻), from 0 to 1.
    interval
        Its equal-tailed 90 % interval.
    label
        `unknown`, `weak`, `adequate` or `strong`.
    evidence
        Number of pieces of evidence (passages) that have a direction.
    kinds
        Kinds of source among them, in alphabetical order.
    strength, weakness
        Σw⁺ and Σw⁻.
    origins, mechanisms
        Class of the strengths (`""` where it is blank) to its share, the largest first; classes
        without weight are left out.
    own
        What it would be without what a cluster or a network of clusters brought about.
    cluster_mechanisms
        Mechanism to its share of the strengths that a cluster or a network of clusters brought about.
    """

    standing: float
    interval: tuple[float, float]
    label: str
    evidence: int
    kinds: tuple[str, ...]
    strength: float
    weakness: float
    origins: Mapping[str, WeightShare]
    mechanisms: Mapping[str, WeightShare]
    own: OwnStanding
    cluster_mechanisms: Mapping[str, WeightShare]

    @property
    def main_origins(self) -> tuple[str, ...]:
        """The origins of the largest share, all that tie."""
        most = max((round(share.share, DIGITS) for share in self.origins.values()), default=0.0)
        return tuple(name for name, share in self.origins.items() if round(share.share, DIGITS) == most)

    @property
    def known(self) -> bool:
        """Whether the evidence suffices for a judgement."""
        return self.label != UNKNOWN


@dataclass(frozen=True)
class StandingChange:
    """A standing on one code at two days."""

    code: str
    before: Standing
    after: Standing


def label(standing: float, low: float, high: float) -> str:
    """The word for a standing and its interval."""
    if round(high - low, DIGITS) > WIDEST_KNOWN:
        return UNKNOWN
    return word(standing)


def word(standing: float) -> str:
    """The word for the value of a standing alone."""
    value = round(standing, DIGITS)
    return "weak" if value < WEAK_BELOW else "strong" if value > STRONG_ABOVE else "adequate"


def standings(weighed: pl.DataFrame) -> pl.DataFrame:
    """The standing of every actor on every code that it has evidence on.

    Parameters
    ----------
    weighed
        What `weigh` gives.

    Returns
    -------
    DataFrame
        `actor`, `code`, `strength`, `weakness`, `standing`, `low`, `high`, `label`, `evidence`,
        and `kinds` (list), sorted by actor and code.
    """
    directed = pl.col("direction") != ""
    passages = pl.struct("source", "locator", "alone").filter(directed).n_unique()
    table = (
        weighed.group_by("actor", "code")
        .agg(
            strength=pl.col("weight").filter(pl.col("direction") == "strength").sum(),
            weakness=pl.col("weight").filter(pl.col("direction") == "weakness").sum(),
            evidence=passages.cast(pl.Int64),
            kinds=pl.col("source_kind").filter(directed & (pl.col("source_kind") != "")).unique().sort(),
        )
        .sort("actor", "code")
    )
    low, high = beta_interval(table["strength"].to_numpy(), table["weakness"].to_numpy())
    table = table.with_columns(
        standing=(1.0 + pl.col("strength")) / (2.0 + pl.col("strength") + pl.col("weakness")),
        low=pl.Series(low, dtype=pl.Float64),
        high=pl.Series(high, dtype=pl.Float64),
    )
    labels = [label(*row) for row in table.select("standing", "low", "high").iter_rows()]
    return table.with_columns(label=pl.Series(labels, dtype=pl.String))


def shares(weighed: pl.DataFrame, by: str) -> dict[tuple[str, str], dict[str, WeightShare]]:
    """Shares of the strengths' weight by a class of the rows: the cells of tables 5–8.

    Parameters
    ----------
    by
        `origin` or `mechanism`; blank is a class of its own.

    Returns
    -------
    dict
        (actor, code) to class to share, the largest first; classes without weight are left out.
    """
    parts = (
        weighed.filter((pl.col("direction") == "strength") & (pl.col("weight") > 0))
        .group_by("actor", "code", by)
        .agg(pl.col("weight").sum())
        .with_columns(whole=pl.col("weight").sum().over("actor", "code", order_by=by))
        .sort("actor", "code", pl.col("weight").round(DIGITS).neg(), by)
    )
    found: dict[tuple[str, str], dict[str, WeightShare]] = {}
    for actor, code, name, weight, whole in parts.iter_rows():
        share = WeightShare(weight=weight, share=weight / whole, interval=share_interval(weight, whole))
        found.setdefault((actor, code), {})[name] = share
    return found


def standings_of_actors(evidence: pl.DataFrame) -> dict[str, dict[str, Standing]]:
    """Every actor's standings by code, from evidence of the schema `SCHEMA` that is in scope."""
    settled = settle(evidence)
    weighed = cap(settled)
    own = {(row["actor"], row["code"]): row for row in standings(cap(settled.filter(is_own()))).iter_rows(named=True)}
    origins, mechanisms = shares(weighed, "origin"), shares(weighed, "mechanism")
    ways = shares(weighed.filter(~is_own()), "mechanism")
    found: dict[str, dict[str, Standing]] = {}
    for row in standings(weighed).iter_rows(named=True):
        key = (row["actor"], row["code"])
        found.setdefault(row["actor"], {})[row["code"]] = Standing(
            standing=row["standing"],
            interval=(row["low"], row["high"]),
            label=row["label"],
            evidence=row["evidence"],
            kinds=tuple(row["kinds"]),
            strength=row["strength"],
            weakness=row["weakness"],
            origins=MappingProxyType(origins.get(key, {})),
            mechanisms=MappingProxyType(mechanisms.get(key, {})),
            own=_own(own.get(key), known=row["label"] != UNKNOWN),
            cluster_mechanisms=MappingProxyType(ways.get(key, {})),
        )
    return found


def nothing_known() -> Standing:
    """The standing without evidence: ½ and unknown."""
    low, high = share_interval(0.0, 0.0)
    none: Mapping[str, WeightShare] = MappingProxyType({})
    return Standing(0.5, (low, high), label(0.5, low, high), 0, (), 0.0, 0.0, none, none, _own(None, known=False), none)


def _own(row: Mapping[str, Any] | None, *, known: bool) -> OwnStanding:
    if row is None:
        return OwnStanding(0.5, share_interval(0.0, 0.0), 0.0, 0.0, known)
    return OwnStanding(row["standing"], (row["low"], row["high"]), row["strength"], row["weakness"], known)


def standing_changes(before: Mapping[str, Standing], after: Mapping[str, Standing]) -> tuple[StandingChange, ...]:
    """Codes whose standing or evidence differs between two days, by code."""
    nothing = nothing_known()
    pairs = (
        StandingChange(code, before.get(code, nothing), after.get(code, nothing)) for code in sorted({*before, *after})
    )
    return tuple(pair for pair in pairs if pair.before != pair.after)
