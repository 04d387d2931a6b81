"""How far inside each market each firm is (framework, section 4; study §2.2–2.3).

Hops are the length of the shortest way into a market. Reach is what the best ways to its actors are
worth: decay centrality (Jackson 2008, *Social and Economic Networks*, ch. 2) on weighted ways, the best
way the one whose steps have the largest product (Chen, Wang & Wang 2010).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_array

from bridgehead.methods.graph_metrics import Floats, Indices
from bridgehead.methods.shortest_paths import path_lengths
from bridgehead.methods.strongest_paths import Ranks
from bridgehead.profile.core.market_network import WEAKEST, Bools, MarketNetwork

UNREACHED = -1
DIGITS = 9
ROWS = 256
"""Classes of actors whose strengths are summed together."""
FAR_ENDS = 256
"""Far ends of ties into markets that are worked on together."""
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
    ends = network.size + np.array([network.column[markets[column]] for column in known], dtype=np.int64)
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
    worth, near = _worth(network, rows, network.market_of, len(network.markets))
    worth = np.column_stack([worth, np.zeros(len(rows))])
    _add_far_ends(network, rows, near, worth)
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
    return _worth(network, network.nodes(firms), class_of, classes)[0]


def _worth(network: MarketNetwork, rows: Indices, class_of: Indices, classes: int) -> tuple[Floats, Bools]:
    """Reach of some nodes, and which kinds of node (`GroupGraph.class_of`) any of them comes near."""
    kinds, alike = (False, True), network.ways.class_of
    numbers = [_numbers(network, class_of, classes, network.knowledge == kind) for kind in kinds]
    found, near = np.zeros((len(rows), classes)), np.zeros(network.ways.size, dtype=np.bool_)
    for part in network.ways.products(np.unique(alike[rows[alike[rows] >= 0]])):
        near |= part.ranks.any(axis=1)
        near[part.starts] = True
        here = np.flatnonzero(np.isin(alike[rows], part.starts))
        column = np.searchsorted(part.starts, alike[rows[here]])
        for kind, number in zip(kinds, numbers, strict=True):
            found[here] += _summed(number, _strengths(part.products, kind), part.ranks)[:, column].T
        itself = part.products[part.ranks[alike[rows[here]], column]]  # it was counted among its like
        counted = np.flatnonzero(class_of[rows[here]] >= 0)
        strengths = _strengths(itself, network.knowledge[rows[here]])
        found[here[counted], class_of[rows[here[counted]]]] -= strengths[counted]
    return found, near


def _numbers(network: MarketNetwork, class_of: Indices, classes: int, among: Bools) -> csc_array:
    """How many actors of each class are of each kind of node (classes × kinds of node)."""
    counted = np.flatnonzero(among & (class_of >= 0) & (network.ways.class_of >= 0))
    cells = (class_of[counted], network.ways.class_of[counted])
    return csc_array((np.ones(len(counted)), cells), shape=(classes, network.ways.size))


def _summed(numbers: csc_array, strengths: Floats, ranks: Ranks) -> Floats:
    """Strengths by rank, as often as there are actors, summed over kinds of node (classes × starts)."""
    found = np.zeros((numbers.shape[0], ranks.shape[1]))
    for first in range(0, len(ranks), ROWS):
        some = numbers[:, first : first + ROWS]
        if some.nnz:
            found += some @ strengths[ranks[first : first + ROWS]]
    return found


def _add_far_ends(network: MarketNetwork, rows: Indices, near: Bools, worth: Floats) -> None:
    """Add the far ends of ties into a market to what firms reach there; its own actors are counted already.

    The way must not pass the far end before it comes to the near one. So the best ways from each near end
    are looked for that do not pass the far one.
    """
    ties = network.market_ties
    across = np.array([network.column[market] for market in ties.market], dtype=np.int64)
    beyond = np.flatnonzero(near[network.ways.class_of[ties.near]] & (network.market_of[ties.far] != across))
    ends = np.unique(ties.far[beyond])
    for first in range(0, len(ends), FAR_ENDS):
        there = beyond[np.isin(ties.far[beyond], ends[first : first + FAR_ENDS])]
        products = _products_past(network, ties.near[there], ties.far[there], rows) * np.exp2(ties.length[there, None])
        cell = ties.far[there] * len(network.markets) + across[there]
        for far, market in zip(*np.divmod(np.unique(cell), len(network.markets)), strict=True):
            best = products[cell == far * len(network.markets) + market].min(axis=0)
            worth[:, market] += (rows != far) * _strengths(best, network.knowledge[far])


def _products_past(network: MarketNetwork, starts: Indices, avoided: Indices, ends: Indices) -> Floats:
    """The least products (starts × ends) of ways that do not pass a node, one for each start."""
    alike = network.ways.class_of
    alone = np.bincount(alike[alike >= 0])[alike[avoided]] == 1  # over its like leads the same way
    tied, column = np.flatnonzero(alike[ends] >= 0), 0
    found = np.full((len(starts), len(ends)), np.inf)
    for part in network.ways.products(alike[starts], avoided=np.where(alone, alike[avoided], -1)):
        found[column : column + len(part.starts), tied] = part.products[part.ranks[alike[ends[tied]]]].T
        column += len(part.starts)
    found[starts[:, None] == ends[None, :]] = 1.0
    return found


def _strengths(products: Floats, knowledge: Bools | bool) -> Floats:
    """Strengths of ways by their product and whether they end at a knowledge institution; 0 below the weakest."""
    weakened = products * np.where(knowledge, 2.0, 1.0)
    return np.where(weakened > WEAKEST, 0.0, 1.0 / weakened)


def _at_home(network: MarketNetwork, rows: Indices, markets: Sequence[str]) -> Bools:
    homes = np.array([network.countries[row] for row in rows], dtype=object)
    return np.asarray(homes[:, None] == np.array(markets, dtype=object)[None, :], dtype=np.bool_)
