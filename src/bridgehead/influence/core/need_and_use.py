"""Whether firms use the cluster where they are weak (framework, section 8, item 2; study §5.3.2.1.4, §8).

Use is the weight of strengths that came through the cluster, not their share: the share falls with a
firm's own strength by construction.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations, product

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.stats import kendalltau

from bridgehead.methods import bootstrap
from bridgehead.methods.rank_correlation import signs, tau_b
from bridgehead.profile.core.coded_reason import CodedReason
from bridgehead.profile.core.evidence_weights import RECONCILED, cap, is_own
from bridgehead.profile.core.standing import DIGITS

FEWEST_FIRMS = 8
SURVEY = "survey"
MOST_ORDERS = 50_000
FEW_PAIRS = 200
"""Up to so many pairs all comparisons are kept, which is fastest; beyond, each τ is computed by sorting."""
DRAWS, DRAWS_OF_MANY = 9_999, 1_999
SEED = 2020

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]


@dataclass(frozen=True)
class NeedAndUse:
    """Kendall's τ-b of use of the cluster against a firm's own standing, over firm–component pairs.

    Attributes
    ----------
    tau
        None where there are fewer than two pairs or one side is the same for all.
    p, interval
        Permutation p and 90 % bootstrap interval over firms; None below eight firms.
    pairs
        Number of firm–component pairs with any evidence.
    reasons
        What could not be computed (`tau`, `p`, `interval`) and why.
    """

    tau: float | None
    p: float | None
    interval: tuple[float, float] | None
    pairs: int
    reasons: dict[str, CodedReason]


@dataclass(frozen=True)
class CodingBasis:
    """Who coded from what the evidence behind need and use.

    Attributes
    ----------
    firms
        Firms with any of it.
    sources
        Kind of source (`""` where it has none) to how many sources, by kind; `unsourced` pieces name no source.
    coders
        Names as coded, by name; `""` is a coder that is not named. `reconciled` coding is none of them, unless
        nothing else is left, and answers to a survey have no coder.
    """

    firms: int
    sources: Mapping[str, int]
    unsourced: int
    coders: tuple[str, ...]


def coding_basis(evidence: pl.DataFrame, firms: Sequence[str], components: Sequence[str]) -> CodingBasis:
    """Who coded from what, over the evidence that makes the pairs.

    Parameters
    ----------
    evidence
        Of the schema `profile.core.evidence_weights.SCHEMA`, as coded: what a reconciled row replaces is in it.
    """
    rows = evidence.filter(
        pl.col("actor").is_in(list(firms)) & pl.col("code").is_in(list(components)) & (pl.col("prospective") != "yes")
    )
    kinds = rows.filter(pl.col("source") != "").group_by("source_kind").agg(pl.col("source").n_unique())
    names = set(rows.filter(pl.col("source_kind") != SURVEY)["coder"])
    return CodingBasis(
        firms=rows["actor"].n_unique(),
        sources=dict(kinds.sort("source_kind").iter_rows()),
        unsourced=int((rows["source"] == "").sum()),
        coders=tuple(sorted(names - {RECONCILED} or names)),
    )


def pairs(settled: pl.DataFrame, firms: Sequence[str], components: Sequence[str]) -> pl.DataFrame:
    """Own standing and use of the cluster for every firm and component with any evidence.

    Weights are capped in each group alone: a cap before the split would let own and use displace each other,
    and independent draws would be rejected in a quarter of cases at 5 %.

    Parameters
    ----------
    settled
        What `profile.core.evidence_weights.settle` gives: weights reconciled, not yet capped.

    Returns
    -------
    DataFrame
        `firm`, `component`, `own`, `use`, sorted by firm and component; values rounded to 9 decimals.
    """
    through = ~is_own()
    weighed = pl.concat([cap(settled.filter(through)), cap(settled.filter(~through))])
    strength, weakness = pl.col("direction") == "strength", pl.col("direction") == "weakness"
    sums = (
        weighed.filter(pl.col("actor").is_in(list(firms)) & pl.col("code").is_in(list(components)))
        .group_by(firm="actor", component="code")
        .agg(
            plus=pl.col("weight").filter(strength & ~through).sum(),
            minus=pl.col("weight").filter(weakness & ~through).sum(),
            use=pl.col("weight").filter(strength & through).sum(),
        )
    )
    own = (1.0 + pl.col("plus")) / (2.0 + pl.col("plus") + pl.col("minus"))
    return sums.select("firm", "component", own.round(DIGITS).alias("own"), pl.col("use").round(DIGITS)).sort(
        "firm", "component"
    )


def need_and_use(table: pl.DataFrame) -> NeedAndUse:
    """Test whether use falls with a firm's own standing.

    Parameters
    ----------
    table
        What `pairs` gives.
    """
    own, use = table["own"].to_numpy(), table["use"].to_numpy()
    if len(own) < 2:
        why = CodedReason("few_pairs")
        return NeedAndUse(None, None, None, len(own), dict.fromkeys(("tau", "p", "interval"), why))
    tau = _tau(use, own)
    if tau is None:
        why = CodedReason("same_use" if len(set(use)) == 1 else "same_standing")
        return NeedAndUse(None, None, None, len(own), dict.fromkeys(("tau", "p", "interval"), why))
    if table["firm"].n_unique() < FEWEST_FIRMS:
        why = CodedReason("few_firms", {"needed": FEWEST_FIRMS})
        return NeedAndUse(tau, None, None, len(own), dict.fromkeys(("p", "interval"), why))
    interval = _interval(table)
    reasons = {} if interval else {"interval": CodedReason("no_order_in_resamples")}
    return NeedAndUse(tau, _permutation_p(own, use, table["component"].to_list()), interval, len(own), reasons)


def _tau(use: Floats, own: Floats) -> float | None:
    if len(use) <= FEW_PAIRS:
        return tau_b(signs(use), signs(own))
    tau = float(kendalltau(use, own).statistic)
    return None if math.isnan(tau) else tau


def _permutation_p(own: Floats, use: Floats, components: Sequence[str]) -> float:
    """Two-sided p under shuffling use among the firms within each component.

    Every order is tried where they are few; else random ones, with the one seen among them
    (Phipson & Smyth 2010).
    """
    distance = _distance(own, use)
    groups = [np.flatnonzero(np.array(components) == name) for name in dict.fromkeys(components)]
    seen = distance(np.arange(len(own)))
    exact = math.prod(math.factorial(len(group)) for group in groups) <= MOST_ORDERS
    tried = as_far = 0
    for shuffled in _every_order(groups, len(own)) if exact else _some_orders(groups, len(own)):
        tried += 1
        as_far += distance(shuffled) >= seen
    return as_far / tried if exact else (1 + as_far) / (1 + tried)


def _distance(own: Floats, use: Floats) -> Callable[[Indices], float]:
    """How far from 0 τ is under an order of use: |S|, a whole number, or |τ| where there are many pairs.

    Shuffling changes no tie, so that both order alike.
    """
    if len(own) > FEW_PAIRS:
        return lambda shuffled: round(abs(float(kendalltau(use[shuffled], own).statistic)), DIGITS)
    order, uses = signs(own).astype(np.int64), signs(use).astype(np.int64)
    return lambda shuffled: abs(int((order * uses[np.ix_(shuffled, shuffled)]).sum()))


def _every_order(groups: Sequence[Indices], size: int) -> Iterator[Indices]:
    for choice in product(*(list(permutations(group)) for group in groups)):
        shuffled = np.empty(size, dtype=np.intp)
        for group, order in zip(groups, choice, strict=True):
            shuffled[group] = order
        yield shuffled


def _some_orders(groups: Sequence[Indices], size: int) -> Iterator[Indices]:
    rng = np.random.default_rng(SEED)
    for _ in range(DRAWS if size <= FEW_PAIRS else DRAWS_OF_MANY):
        shuffled = np.empty(size, dtype=np.intp)
        for group in groups:
            shuffled[group] = rng.permutation(group)
        yield shuffled


def _interval(table: pl.DataFrame) -> tuple[float, float] | None:
    """Bootstrap over firms: all pairs of a drawn firm come along, as often as it is drawn."""
    firms = table["firm"].to_numpy()
    names = np.unique(firms)
    own, use = table["own"].to_numpy(), table["use"].to_numpy()
    place = np.searchsorted(names, firms)
    taus = []
    for times in bootstrap.counts(len(names), draws=DRAWS_OF_MANY):
        rows = np.repeat(np.arange(len(firms)), times[place])
        tau = _tau(use[rows], own[rows])
        taus.append(math.nan if tau is None else tau)
    return bootstrap.interval(taus)
