"""How far inside each market each firm is (framework, section 4; study §2.2–2.3).

Hops are the length of the shortest way into a market. Reach is what the best ways to its actors are
worth: decay centrality (Jackson 2008, *Social and Economic Networks*, ch. 2) on weighted ways, the best
way the one whose steps have the largest product (Chen, Wang & Wang 2010).
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bridgehead.methods.graph_metrics import Floats, Indices
from bridgehead.methods.shortest_paths import nearest_lengths, path_lengths
from bridgehead.profile.core.market_network import Bools, MarketNetwork

UNREACHED = -1
WEAKEST = 1 / 1024
DIGITS = 9
"""Strengths are rounded to so many decimals before they are held against the weakest."""
LIMIT = -math.log2(WEAKEST) + 1e-6
"""The cost of a way is how often its strength was halved; a tie costs its length."""
BLOCK = 64
"""Firms that are worked on together."""
Levels = npt.NDArray[np.int16]


@dataclass(frozen=True)
class Insidership:
    """Hops and reach of firms in markets.

    A firm's own country is no market: its cell holds no hops and no reach, and `abroad` leaves it out.

    Attributes
    ----------
    firms, markets
        Rows and columns.
    homes
        The firms' own countries.
    hops
        Length of the shortest way to another actor of the market, or over a tie whose market it is; −1 if
        there is none.
    reach
        Σ of the best ways' strengths to the actors of the market and to the far ends of ties into it.
    """

    firms: tuple[str, ...]
    markets: tuple[str, ...]
    homes: tuple[str, ...]
    hops: Levels
    reach: Floats

    def abroad(self, row: int) -> Iterator[tuple[int, str]]:
        """Columns and names of the markets of one firm."""
        return ((column, market) for column, market in enumerate(self.markets) if market != self.homes[row])


def hops(network: MarketNetwork, firms: Sequence[str], markets: Sequence[str]) -> Levels:
    """Length of the shortest way from each firm into each market (firms × markets).

    It is −1 where there is none, and in the firm's own country, which is no market. It is looked for
    from the firms or from the markets, whichever are fewer.
    """
    rows = network.nodes(firms)
    known = [column for column, market in enumerate(markets) if market in network.column]
    ends = network.costs.shape[0] + np.array([network.column[markets[column]] for column in known], dtype=np.int64)
    if len(rows) <= len(ends):
        lengths = path_lengths(network.into_markets, rows)[:, ends]
    else:
        lengths = path_lengths(network.out_of_markets, ends)[:, rows].T
    found = np.full((len(rows), len(markets)), UNREACHED, dtype=np.int16)
    found[:, known] = np.where(np.isfinite(lengths), lengths, UNREACHED)
    found[_at_home(network, rows, markets)] = UNREACHED
    return found


def insidership(network: MarketNetwork, firms: Sequence[str], markets: Sequence[str]) -> Insidership:
    """Hops and reach of every firm in every market."""
    rows = network.nodes(firms)
    worth = np.zeros((len(rows), len(network.markets) + 1))
    worth[:, : len(network.markets)] = reach(network, firms, network.market_of, len(network.markets))
    _add_far_ends(network, rows, worth)
    mass = worth[:, [network.column.get(market, -1) for market in markets]]  # the last column is empty
    mass[_at_home(network, rows, markets)] = 0.0
    homes = tuple(network.countries[row] for row in rows)
    return Insidership(tuple(firms), tuple(markets), homes, hops(network, firms, markets), mass)


def reach(network: MarketNetwork, firms: Sequence[str], class_of: Indices, classes: int) -> Floats:
    """Σ of the best ways' strengths from each firm to the other actors of each class.

    Parameters
    ----------
    class_of
        Each actor's class; −1 for one that counts in none.

    Returns
    -------
    ndarray
        firms × classes.
    """
    rows, size = network.nodes(firms), len(network.ids)
    found = np.zeros((len(rows), classes))
    for first in range(0, len(rows), BLOCK):
        part = rows[first : first + BLOCK]
        costs = path_lengths(network.costs, part, limit=LIMIT)[:, :size]
        firm, other = np.nonzero(np.isfinite(costs))
        counted = (class_of[other] >= 0) & (other != part[firm])
        firm, other = firm[counted], other[counted]
        worth = _strengths(costs[firm, other], network.knowledge[other])
        cells = np.bincount(firm * classes + class_of[other], worth, minlength=len(part) * classes)
        found[first : first + BLOCK] = cells.reshape(len(part), classes)
    return found


def _add_far_ends(network: MarketNetwork, rows: Indices, worth: Floats) -> None:
    """Add the far ends of ties into a market to what firms reach there; its own actors are counted already.

    The way must not pass the far end before it comes to the near one. So each far end is left out of
    the graph in turn, and the best ways to its near ends are looked for.
    """
    ties = network.market_ties
    across = np.array([network.column[market] for market in ties.market], dtype=np.int64)
    near_by = np.isfinite(nearest_lengths(network.costs, rows, limit=LIMIT))[ties.near]
    beyond = np.flatnonzero(near_by & (network.market_of[ties.far] != across))
    for far in np.unique(ties.far[beyond]):
        there = beyond[ties.far[beyond] == far]
        costs = path_lengths(network.costs, ties.near[there], limit=LIMIT, avoiding=far)[:, rows]
        costs += ties.length[there, None]
        others = rows != far
        for market in np.unique(across[there]):
            best = costs[across[there] == market].min(axis=0)
            worth[:, market] += others * _strengths(best, network.knowledge[far])


def _strengths(costs: Floats, knowledge: Bools) -> Floats:
    """Strengths of ways by their cost and whether they end at a knowledge institution; 0 below the weakest."""
    strengths = np.exp2(-costs) * np.where(knowledge, 0.5, 1.0)
    return np.where(np.round(strengths, DIGITS) < np.round(WEAKEST, DIGITS), 0.0, strengths)


def _at_home(network: MarketNetwork, rows: Indices, markets: Sequence[str]) -> Bools:
    homes = np.array([network.countries[row] for row in rows], dtype=object)
    return np.asarray(homes[:, None] == np.array(markets, dtype=object)[None, :], dtype=np.bool_)
