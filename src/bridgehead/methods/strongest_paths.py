"""Strongest paths from many points at once, where all who share a group are one step from each other.

A step over a group weakens a path by the group's factor, and a path weakens by the product of its steps' factors.
Products are found in ascending order, as Dijkstra's algorithm finds lengths, but from all starts together: a start is
a bit, and a group passes 64 of them on at a time (Then et al. 2014, "The More the Merrier: Efficient Multi-Source
Graph Traversal", PVLDB 8(4)). Points that belong to the same groups are alike, and are worked on as one class.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]
Ranks = npt.NDArray[np.unsignedinteger]

WORD = 64
CELLS = 1 << 27
"""Pairs of a start and a point in a group that are worked on together: 16 MB in bits, held a few times over."""
ROWS = 256
"""Classes whose bits are turned into numbers together."""


@dataclass(frozen=True)
class Incidence:
    """What belongs to what: to thing n belong `ends[starts[n] : starts[n + 1]]`."""

    starts: Indices
    ends: Indices

    def expand(self, things: Indices) -> tuple[Indices, Indices]:
        """All that belongs to some things: the places of the things among those given, and what belongs to them."""
        first = self.starts[things]
        counts = self.starts[things + 1] - first
        place = np.repeat(np.arange(len(things)), counts)
        return place, self.ends[np.arange(len(place)) + (first - np.cumsum(counts) + counts)[place]]


@dataclass(frozen=True)
class PathProducts:
    """The least products of paths from some classes to all.

    Attributes
    ----------
    starts
        The classes that the paths begin in, in the order of the columns.
    ranks
        Classes × starts: where the product stands among `products`. From a class to itself it is the product between
        two of its points.
    products
        Ascending, after an infinite one at place 0, for no path or one that does not count.
    """

    starts: Indices
    ranks: Ranks
    products: Floats


@dataclass(frozen=True)
class GroupGraph:
    """Points tied by the groups that they share.

    Attributes
    ----------
    class_of
        Each point's class; −1 for a point in no group.
    groups_of
        The groups of each class.
    classes_of
        The classes of each group.
    factors
        By group, a whole number: what a step over it weakens a path by.
    weakest
        The largest product that counts.
    """

    class_of: Indices
    groups_of: Incidence
    classes_of: Incidence
    factors: Indices
    weakest: int

    @property
    def size(self) -> int:
        """Number of classes."""
        return len(self.groups_of.starts) - 1

    def products(self, starts: Indices, *, avoided: Indices | None = None) -> Iterator[PathProducts]:
        """Find the least products from some classes to all, as many starts at a time as memory allows.

        Parameters
        ----------
        starts
            Classes.
        avoided
            For each start a class that its paths may not pass through; −1 for none.
        """
        width = max(1, CELLS // max(1, len(self.groups_of.ends)) // WORD) * WORD
        for first in range(0, len(starts), width):
            some = slice(first, first + width)
            yield _Search(self, starts[some], None if avoided is None else avoided[some]).run()


def build_groups(size: int, group: Indices, point: Indices, factors: Indices, weakest: int) -> GroupGraph:
    """Tie points by groups.

    Parameters
    ----------
    size
        Number of points.
    group, point
        Each point of each group, once.
    factors
        By group, a whole number of at least 2. Groups over which no path counts are left out.
    weakest
        The largest product that counts.
    """
    kept = (factors <= weakest)[group]
    order = np.lexsort((group[kept], point[kept]))
    group, point = group[kept][order], point[kept][order]
    alike: dict[bytes, int] = {}
    groups = np.split(group, np.searchsorted(point, np.arange(1, size))) if size else []
    class_of = np.array(
        [alike.setdefault(ends.tobytes(), len(alike)) if len(ends) else -1 for ends in groups], np.int64
    )
    first = np.unique(class_of[point], return_index=True)[1]
    speaks = np.isin(point, point[first])  # one point speaks for its class
    of, group = class_of[point[speaks]], group[speaks]
    return GroupGraph(
        class_of, _incidence(of, group, len(alike)), _incidence(group, of, len(factors)), factors, weakest
    )


def _incidence(thing: Indices, end: Indices, size: int) -> Incidence:
    order = np.argsort(thing, kind="stable")
    return Incidence(np.searchsorted(thing[order], np.arange(size + 1)), end[order])


class _Search:
    """One search: by which starts each class is reached and each group entered, a bit a start."""

    def __init__(self, graph: GroupGraph, starts: Indices, avoided: Indices | None) -> None:
        self.graph, self.starts = graph, starts
        column = np.arange(len(starts))
        self.bits: Words = np.zeros((len(starts), -(-len(starts) // WORD)), dtype=np.uint64)
        self.bits[column, column // WORD] = np.uint64(1) << (column % WORD).astype(np.uint64)
        self.reached: Words = np.zeros((graph.size, self.bits.shape[1]), dtype=np.uint64)
        self.entered: Words = np.zeros((len(graph.factors), self.bits.shape[1]), dtype=np.uint64)
        self.ended: Words | None = None
        """By which starts each class may be reached and not passed."""
        if avoided is not None:
            self.ended = np.zeros_like(self.reached)
            np.bitwise_or.at(self.ended, avoided[avoided >= 0], self.bits[avoided >= 0])
        self.waiting: dict[int, list[tuple[Indices, Words]]] = {}
        self.products = [np.inf]
        self.digits: list[Words] = []
        """Binary digits of the ranks."""

    def run(self) -> PathProducts:
        self._enter(self.starts, self.bits, 1)
        for product in range(2, self.graph.weakest + 1):
            if waiting := self.waiting.pop(product, None):
                groups, bits = zip(*waiting, strict=True)
                self._leave(np.concatenate(groups), np.concatenate(bits), product)
        return PathProducts(self.starts, self._ranks(), np.array(self.products))

    def _enter(self, classes: Indices, bits: Words, product: int) -> None:
        """Enter the groups of some classes; each is left at the product so far times its factor."""
        place, group = self.graph.groups_of.expand(classes)
        counts = self.graph.factors[group] * product <= self.graph.weakest
        groups, bits = _unseen(self.entered, *_merged(group[counts], place[counts], bits))
        if not len(groups):
            return
        leaving = self.graph.factors[groups] * product
        order = np.argsort(leaving, kind="stable")
        leaving = leaving[order]
        first = 0
        for last in (*(np.flatnonzero(leaving[1:] != leaving[:-1]) + 1).tolist(), len(order)):
            part = order[first:last]
            self.waiting.setdefault(int(leaving[first]), []).append((groups[part], bits[part]))
            first = last

    def _leave(self, groups: Indices, bits: Words, product: int) -> None:
        """Reach the classes of some groups, and go on from those that no less a product had reached."""
        place, class_ = self.graph.classes_of.expand(groups)
        classes, bits = _unseen(self.reached, *_merged(class_, place, bits))
        if not len(classes):
            return
        rank = len(self.products)
        self.products.append(product)
        if rank.bit_length() > len(self.digits):
            self.digits.append(np.zeros_like(self.reached))
        for power, digit in enumerate(self.digits):
            if rank >> power & 1:
                digit[classes] |= bits
        if self.ended is not None:
            bits &= ~self.ended[classes]
        self._enter(classes, bits, product)

    def _ranks(self) -> Ranks:
        shape = self.graph.size, len(self.starts)
        ranks: Ranks = np.zeros(shape, dtype=np.uint8 if len(self.digits) <= 8 else np.uint16)
        for first in range(0, self.graph.size, ROWS):
            for power, digit in enumerate(self.digits):
                rows = digit[first : first + ROWS].view(np.uint8)
                bits = np.unpackbits(rows, axis=1, count=len(self.starts), bitorder="little")
                ranks[first : first + ROWS] |= np.left_shift(bits, power, dtype=ranks.dtype)
        return ranks


def _merged(target: Indices, place: Indices, bits: Words) -> tuple[Indices, Words]:
    """The targets, each once, with all bits of the places that stand beside it."""
    order = np.argsort(target, kind="stable")
    target = target[order]
    first = np.flatnonzero(np.diff(target, prepend=-1))
    return target[first], np.bitwise_or.reduceat(bits[place[order]], first, axis=0)


def _unseen(seen: Words, rows: Indices, bits: Words) -> tuple[Indices, Words]:
    """The rows with bits that were not seen there, and these bits; from now on they are seen."""
    bits &= ~seen[rows]
    fresh = bits.any(axis=1)
    rows, bits = rows[fresh], bits[fresh]
    seen[rows] |= bits
    return rows, bits
