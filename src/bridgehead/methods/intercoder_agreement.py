"""Agreement of coders beyond what chance gives, with bootstrap intervals.

Krippendorff's alpha on given units comes from the package `krippendorff`; its interval, and alpha for
unitising, are written here because no library has them.

References
----------
Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological
Measurement 20(1), 37–46.
Krippendorff, K. (1995). On the reliability of unitizing continuous data. Sociological Methodology 25, 47–76.
Krippendorff, K. (2004). Content Analysis: An Introduction to Its Methodology, 2nd ed., ch. 11.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

import krippendorff
import numpy as np
import numpy.typing as npt

from bridgehead.methods.bootstrap import SEED
from bridgehead.methods.bootstrap import interval as percentiles

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]
Units = npt.NDArray[np.int64]
Section = tuple[int, int]
DRAWS = 999
EXACT = 2.0**53


class MeasurementLevel(StrEnum):
    """How values compare: alike or not, or in an order."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"


@dataclass(frozen=True)
class Agreement:
    """A coefficient with its interval; None where it cannot be computed, with a code that says why."""

    value: float | None
    interval: tuple[float, float] | None
    units: int
    reason: str = ""


def value_counts(data: npt.ArrayLike, values: Sequence[float] | None = None) -> Counts:
    """How many coders gave each unit each value.

    Parameters
    ----------
    data
        Shape coders × units; NaN where a coder gave no value.
    values
        The values in their order; those that occur, by default.

    Returns
    -------
    ndarray
        Shape units × values.
    """
    array = np.asarray(data, dtype=np.float64)
    found = np.unique(array[~np.isnan(array)]) if values is None else np.asarray(values, dtype=np.float64)
    # One value after the other in memory: what sums over units, the package too, runs through it faster.
    return np.array([(array == value).sum(axis=0) for value in found], dtype=np.int64).T


def percent(counts: Counts) -> float | None:
    """Share of pairs of coders who gave a unit the same value, over units with two values or more."""
    given = counts.sum(axis=1)
    pairs = (given * (given - 1)).sum()
    return float((counts * (counts - 1)).sum() / pairs) if pairs else None


def kappa(one: npt.ArrayLike, other: npt.ArrayLike) -> float | None:
    """Cohen's kappa of two coders over the units that both gave a value; None if chance explains all."""
    a, b = np.asarray(one, dtype=np.float64), np.asarray(other, dtype=np.float64)
    both = ~(np.isnan(a) | np.isnan(b))
    a, b = a[both], b[both]
    if not len(a):
        return None
    chance = sum(float((a == value).mean() * (b == value).mean()) for value in np.union1d(a, b))
    return (float((a == b).mean()) - chance) / (1.0 - chance) if chance < 1.0 else None


def alpha(
    counts: Counts,
    *,
    level: MeasurementLevel = MeasurementLevel.NOMINAL,
    groups: npt.ArrayLike | None = None,
    draws: int = DRAWS,
) -> Agreement:
    """Krippendorff's alpha with its interval by bootstrap over units.

    Parameters
    ----------
    counts
        Shape units × values (`value_counts`); for the ordinal level, values in their order.
    groups
        Number of the unit of text that each row belongs to, where several rows (one a code) do: what
        is drawn again is the text. Each row is drawn on its own by default.

    Returns
    -------
    Agreement
        `units` counts the rows with two values or more, the only ones that say anything.
    """
    pairable = counts.sum(axis=1) >= 2
    used = counts if pairable.all() else counts[pairable]
    if not len(used):
        return Agreement(None, None, 0, "no_pairs")
    if (used.sum(axis=0) > 0).sum() < 2:
        return Agreement(None, None, len(used), "one_value")
    value = float(krippendorff.alpha(value_counts=used, level_of_measurement=level.value))
    if groups is None:
        patterns, sizes = _patterns(used)
        parts = _coincidences(patterns)
    else:
        parts = _summed(_coincidences(used), np.asarray(groups)[pairable])
        parts, sizes = np.unique(parts, axis=0, return_counts=True)
    return Agreement(value, percentiles(_redrawn(parts, sizes, level, draws)), len(used))


def _patterns(counts: Counts) -> tuple[Counts, Counts]:
    """The different rows and how often each occurs; rows are compared as one number each."""
    if (int(counts.max()) + 1.0) ** counts.shape[1] >= EXACT:
        return np.unique(counts, axis=0, return_counts=True)
    weights = (int(counts.max()) + 1) ** np.arange(counts.shape[1], dtype=np.float64)
    _, first, sizes = np.unique(counts @ weights, return_index=True, return_counts=True)
    return counts[first], sizes


def _coincidences(counts: Counts) -> Floats:
    """Each unit's part of the coincidence matrix (Krippendorff 2004, §11.3); units × values × values."""
    pairs = counts[:, :, None] * counts[:, None, :] - counts[:, :, None] * np.eye(counts.shape[1], dtype=np.int64)
    return np.asarray(pairs / (counts.sum(axis=1) - 1)[:, None, None])


def _summed(parts: Floats, groups: npt.NDArray[np.generic]) -> Floats:
    _, place = np.unique(groups, return_inverse=True)
    columns = [np.bincount(place, column) for column in parts.reshape(len(parts), -1).T]
    return np.stack(columns, axis=1).astype(np.float64).reshape(-1, *parts.shape[1:])


def _redrawn(parts: Floats, sizes: Counts, level: MeasurementLevel, draws: int) -> Floats:
    """Alpha on resamples of the units; NaN where a resample has one value only.

    Units of one pattern are drawn together: the multinomial over patterns is the same distribution, and
    there are few patterns however many units there are.
    """
    total = int(sizes.sum())
    drawn = np.random.default_rng(SEED).multinomial(total, sizes / total, size=draws)
    observed, expected = _nominal(parts, drawn) if level is MeasurementLevel.NOMINAL else _ordinal(parts, drawn)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(expected > 0, 1.0 - observed / expected, np.nan))


def _nominal(parts: Floats, drawn: Counts) -> tuple[Floats, Floats]:
    """Observed and expected disagreement where values are alike or not: all pairs apart from the alike."""
    totals = drawn @ parts.sum(axis=2)
    alike = drawn @ np.trace(parts, axis1=1, axis2=2)
    n = totals.sum(axis=1)
    return n - alike, (n**2 - (totals**2).sum(axis=1)) / np.maximum(n - 1, 1)


def _ordinal(parts: Floats, drawn: Counts) -> tuple[Floats, Floats]:
    """The same where values have an order (Krippendorff 2004, §11.3.3): their distance depends on the totals."""
    values = parts.shape[1]
    matrices = (drawn @ parts.reshape(len(parts), -1)).reshape(-1, values, values)
    totals = matrices.sum(axis=2)
    middles = np.cumsum(totals, axis=1) - totals / 2
    distance = (middles[:, :, None] - middles[:, None, :]) ** 2
    expected = (totals[:, :, None] * totals[:, None, :] * distance).sum(axis=(1, 2))
    return (matrices * distance).sum(axis=(1, 2)), expected / np.maximum(totals.sum(axis=1) - 1, 1)


@dataclass(frozen=True)
class Unitising:
    """Disagreement about where units of one category lie on a continuum (Krippendorff 2004, §11.6)."""

    observed: float
    expected: float
    units: int

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
    )


def alpha_of_unitising(parts: Iterable[Unitising]) -> float | None:
    """Alpha over several categories: one minus the sum of observed by the sum of expected disagreement."""
    found = list(parts)
    expected = sum(part.expected for part in found)
    return 1.0 - sum(part.observed for part in found) / expected if expected > 0 else None


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
