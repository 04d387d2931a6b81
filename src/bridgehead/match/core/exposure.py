"""Who gets seen: how much of all recommendations goes to which group, and a floor under one group's part.

A place in a list is worth what people look at it: 1 / log2(1 + rank), the position bias of Singh & Joachims
(2018), "Fairness of exposure in rankings", KDD, section 3.1, which is also the discount of nDCG. Exposure is
summed over many lists, since one list can be fair to nobody (Biega, Gummadi & Weikum 2018, "Equity of
attention", SIGIR). FA*IR (Zehlike et al. 2017, CIKM) asks instead that every beginning of a list holds enough
of the group; a floor on exposure says less of each list and costs less.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from bridgehead.methods import bootstrap

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
DRAWS = 999
MOST = 10

LISTS: dict[str, pl.DataType | type[pl.DataType]] = {"list": pl.String, "actor": pl.String, "rank": pl.Int64}
GROUPS: dict[str, pl.DataType | type[pl.DataType]] = {"actor": pl.String, "group": pl.String}
POOL: dict[str, pl.DataType | type[pl.DataType]] = {"list": pl.String, "group": pl.String, "actors": pl.Int64}


@dataclass(frozen=True)
class ExposureShare:
    """What one group gets of all recommendations.

    Attributes
    ----------
    base
        The group's part of those who could be recommended, on the average of lists, 0 to 1.
    exposure
        Its part of all exposure, 0 to 1.
    low, high
        Ends of the interval of `exposure` over lists (bootstrap, 90 %).
    """

    group: str
    base: float
    exposure: float
    low: float
    high: float


@dataclass(frozen=True)
class ReorderedList:
    """A list in which a group has its floor, as far as there is enough of it.

    Attributes
    ----------
    order
        Rows of the candidates in their new order, shape (top,).
    share
        The group's part of the list's exposure.
    bonus
        What was added to each score of the group; 0 where nothing had to be done.
    lifted
        Rows of the group that stand higher in the list than their score alone would put them.
    """

    order: Ints
    share: float
    bonus: float
    lifted: Ints


def position_weights(count: int) -> Floats:
    """What each place of a list is worth, shape (count,)."""
    return 1.0 / np.log2(np.arange(2, count + 2, dtype=np.float64))


def shares(lists: pl.DataFrame, groups: pl.DataFrame, pool: pl.DataFrame) -> list[ExposureShare]:
    """What each group gets of all recommendations, the largest group first.

    Parameters
    ----------
    lists
        Recommendations (schema `LISTS`), one row a place of a list; ranks from 1.
    groups
        The group of everybody who is in a list (schema `GROUPS`).
    pool
        How many of each group could have been in each list (schema `POOL`).
    """
    if lists.is_empty() or pool.is_empty():
        return []
    part = pl.col("actors") / pl.col("actors").sum().over("list")
    bases = pool.with_columns(base=part).group_by("group").agg(pl.col("base").sum() / pool["list"].n_unique())
    seen = lists.join(groups, on="actor").select("group").unique()
    bases = bases.join(seen, on="group", how="full", coalesce=True).with_columns(pl.col("base").fill_null(0.0))
    bases = bases.sort(["base", "group"], descending=[True, False])
    table = _by_list(lists, groups, bases["group"].to_list())
    whole = table.sum()
    drawn = bootstrap.counts(len(table), draws=DRAWS) @ table
    with np.errstate(invalid="ignore"):
        resampled = drawn / drawn.sum(axis=1, keepdims=True)
    found = []
    for column, (name, base) in enumerate(bases.iter_rows()):
        value = float(table[:, column].sum() / whole) if whole else 0.0
        low, high = bootstrap.interval(resampled[:, column]) or (0.0, 1.0)
        found.append(ExposureShare(name, base, value, low, high))
    return found


def top_share(lists: pl.DataFrame, count: int = MOST) -> float:
    """What the actors that are recommended most get of all exposure, 0 to 1."""
    weighed = lists.select("actor", worth=1 / (pl.col("rank") + 1).log(2)).group_by("actor").agg(pl.col("worth").sum())
    worth = np.sort(weighed["worth"].to_numpy())
    return float(worth[-count:].sum() / worth.sum()) if len(worth) else 0.0


def apply_floor(scores: Floats, protected: NDArray[np.bool_], *, floor: float, top: int) -> ReorderedList:
    """Order candidates by score so that a group has at least `floor` of the list's exposure.

    Every score of the group is raised by one bonus, the smallest that reaches the floor. That is the best
    there is: of all orders that give the group as much exposure, none has more score at its places, each place
    weighed by its worth (the bonus is the multiplier of that constraint, and sorting by score and bonus
    maximises the sum by the rearrangement inequality). Whoever is ahead within the group stays ahead.

    Parameters
    ----------
    scores
        Shape (n,), higher is better.
    protected
        Shape (n,), who is of the group.
    floor
        From 0 to 1; where the group is too few, its members stand first and the floor is missed.
    top
        Length of the list, at most.
    """
    ours, others = (_best(scores, mask, top) for mask in (protected, ~protected))
    length = min(top, len(scores))
    worth = position_weights(length)
    behind = scores[others][None, :] - scores[ours][:, None]
    steps = np.concatenate([[0.0], np.unique(behind[behind > 0])])
    low, high = 0, len(steps) - 1
    while low < high:
        middle = (low + high) // 2
        if _part(_ranks(behind, steps[middle]), worth) >= floor:
            high = middle
        else:
            low = middle + 1
    ranks = _ranks(behind, steps[low])
    order = np.empty(len(ours) + len(others), dtype=np.int64)
    order[ranks] = ours
    order[np.setdiff1d(np.arange(len(order)), ranks)] = others
    plain = _ranks(behind, 0.0)
    lifted = ours[(ranks < plain) & (ranks < length)]
    return ReorderedList(order[:length], _part(ranks, worth), float(steps[low]), lifted)


def _best(scores: Floats, mask: NDArray[np.bool_], top: int) -> Ints:
    rows = np.flatnonzero(mask)
    return np.asarray(rows[np.argsort(-scores[rows], kind="stable")[:top]])


def _ranks(behind: Floats, bonus: float) -> Ints:
    """Where each of the group stands, from 0: after those of the group before it and those still ahead of it."""
    return np.asarray(np.arange(len(behind)) + (behind > bonus).sum(axis=1))


def _part(ranks: Ints, worth: Floats) -> float:
    return float(worth[ranks[ranks < len(worth)]].sum() / worth.sum()) if len(worth) else 0.0


def _by_list(lists: pl.DataFrame, groups: pl.DataFrame, names: Sequence[str]) -> Floats:
    """Exposure of each group in each list, shape (lists, groups)."""
    worth = (
        lists.join(groups, on="actor")
        .with_columns(worth=1 / (pl.col("rank") + 1).log(2))
        .group_by("list", "group")
        .agg(pl.col("worth").sum())
        .sort("list")
    )
    rows = {name: row for row, name in enumerate(lists["list"].unique().sort())}
    columns = {name: column for column, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)))
    for name, group, value in worth.iter_rows():
        table[rows[name], columns[group]] = value
    return table
