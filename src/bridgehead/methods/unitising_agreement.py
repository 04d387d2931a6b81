"""Alpha for unitising: how well the passages that coders marked in a text lie on each other.

References
----------
Krippendorff, K. (1995). On the reliability of unitizing continuous data. Sociological Methodology 25, 47–76.
Krippendorff, K. (2004). Content Analysis: An Introduction to Its Methodology, 2nd ed., §11.6.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Units = npt.NDArray[np.int64]
Section = tuple[int, int]


@dataclass(frozen=True)
class Unitising:
    """Disagreement about where units of one category lie on a continuum (Krippendorff 2004, §11.6).

    Attributes
    ----------
    observed, expected
        By the square of the continuum's length.
    units
        How many units all coders marked.
    length
        Length of the continuum.
    """

    observed: float
    expected: float
    units: int
    length: int

    @property
    def alpha(self) -> float | None:
        """One minus observed by expected; None if nothing is expected."""
        return 1.0 - self.observed / self.expected if self.expected > 0 else None


def unitising(units: Sequence[npt.ArrayLike], length: int) -> Unitising:
    """Observed and expected disagreement about the units of one category.

    Parameters
    ----------
    units
        For each coder the units, shape n × 2 (beginning, end), disjoint and in order, within [0, length).
    length
        Length of the continuum.
    """
    sections = [_sections(own, length) for own in units]
    coders = len(sections)
    observed = 2 * sum(_disagreement(one, other) for one, other in combinations(sections, 2))
    everything = np.concatenate(sections)
    count = int(everything[:, 2].sum())
    return Unitising(
        observed / (coders * (coders - 1) * length**2) if coders > 1 else 0.0,
        _expected(everything, count, coders, length),
        count,
        length,
    )


def alpha_of_unitising(parts: Iterable[Unitising]) -> float | None:
    """Alpha over several categories, or continua: one minus the sum of observed by that of expected disagreement.

    Both are by the square of the length; lengths that differ are taken out again, so that a long continuum counts
    as more than a short one.
    """
    found = list(parts)
    longest = max((part.length for part in found), default=0)
    weights = [(part.length / longest) ** 2 if longest else 0.0 for part in found]
    expected = sum(part.expected * weight for part, weight in zip(found, weights, strict=True))
    observed = sum(part.observed * weight for part, weight in zip(found, weights, strict=True))
    return 1.0 - observed / expected if expected > 0 else None


def merge_overlaps(units: npt.ArrayLike) -> Units:
    """Overlapping and touching units of one coder as one: who codes a passage twice says it once.

    Parameters
    ----------
    units
        Shape n × 2, beginnings and ends; empty ones are none.

    Returns
    -------
    ndarray
        Shape m × 2, disjoint and in order.
    """
    found = np.asarray(units, dtype=np.int64).reshape(-1, 2)
    found = found[found[:, 1] > found[:, 0]]
    found = found[np.argsort(found[:, 0], kind="stable")]
    if not len(found):
        return found
    reach = np.maximum.accumulate(found[:, 1])
    first = np.flatnonzero(np.concatenate([[True], found[1:, 0] > reach[:-1]]))
    return np.stack([found[first, 0], np.maximum.reduceat(found[:, 1], first)], axis=1)


def _sections(units: npt.ArrayLike, length: int) -> Floats:
    """Units and the gaps between them, in order, as rows begin, length, is a unit."""
    own = np.asarray(units, dtype=np.float64).reshape(-1, 2)
    edges = np.concatenate([[0.0], own.ravel(), [float(length)]])
    rows = np.stack([edges[:-1], np.diff(edges), np.arange(len(edges) - 1) % 2], axis=1)
    return np.asarray(rows[rows[:, 1] > 0])


def _disagreement(one: Floats, other: Floats) -> float:
    """Sum of the squared differences of each section of one coder with each of another.

    Only sections that overlap differ by definition, and both coders' are in order: they are met like the
    teeth of a zip, not each with each.
    """
    first = np.searchsorted(other[:, 0] + other[:, 1], one[:, 0], side="right")
    last = np.searchsorted(other[:, 0], one[:, 0] + one[:, 1], side="left")
    met = np.maximum(last - first, 0)
    mine = np.repeat(np.arange(len(one)), met)
    theirs = np.arange(met.sum()) - np.repeat(np.cumsum(met) - met, met) + np.repeat(first, met)
    b, ln, unit = one[mine].T
    c, m, also = other[theirs].T
    both = (unit == 1) & (also == 1)
    alone = (unit == 1) & (also == 0) & (m - ln >= b - c) & (b - c >= 0)
    missed = (unit == 0) & (also == 1) & (m - ln <= b - c) & (b - c <= 0)
    apart = (b - c) ** 2 + (b + ln - c - m) ** 2
    return float((both * apart + alone * ln**2 + missed * m**2).sum())


def _expected(sections: Floats, count: int, coders: int, length: int) -> float:
    units = sections[sections[:, 2] == 1, 1]
    gaps = np.sort(sections[sections[:, 2] == 0, 1])
    longer = np.searchsorted(gaps, units, side="left")
    above = np.concatenate([np.cumsum(gaps[::-1])[::-1], [0.0]])
    fits = above[longer] + (len(gaps) - longer) * (1.0 - units)
    each = (count - 1) / 3 * (2 * units**3 - 3 * units**2 + units) + units**2 * fits
    pairs = coders * length * (coders * length - 1) - float((units * (units - 1)).sum())
    return float(2 / length * each.sum() / pairs) if pairs > 0 else 0.0
