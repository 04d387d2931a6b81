"""Agreement of coders beyond what chance gives, with bootstrap intervals.

Krippendorff's alpha on given units comes from the package `krippendorff`; its interval is written here because no
library has it. Alpha for unitising is in `unitising_agreement.py`.

References
----------
Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological
Measurement 20(1), 37–46.
Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of high agreement. British
Journal of Mathematical and Statistical Psychology 61(1), 29–48.
Krippendorff, K. (2004). Content Analysis: An Introduction to Its Methodology, 2nd ed., ch. 11.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import krippendorff
import numpy as np
import numpy.typing as npt

from bridgehead.methods.bootstrap import SEED
from bridgehead.methods.bootstrap import interval as percentiles

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]
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


def ac1(counts: Counts) -> float | None:
    """Gwet's AC1: agreement beyond chance, where chance hardly grows when one value is rare (Gwet 2008, eq. 17).

    Parameters
    ----------
    counts
        Shape units × values (`value_counts`), with a column for each value that coders could have given.

    Returns
    -------
    float or None
        None if no unit has two values, or only one value could be given.
    """
    observed, values = percent_by_unit(counts), counts.shape[1]
    if observed is None or values < 2:
        return None
    given = counts.sum(axis=1)
    shares = (counts[given > 0] / given[given > 0, None]).mean(axis=0)
    chance = float((shares * (1 - shares)).sum()) / (values - 1)
    return float((observed - chance) / (1 - chance))


def percent_by_unit(counts: Counts) -> float | None:
    """Mean over units with two values or more of the share of pairs of coders who agree on the unit."""
    given = counts.sum(axis=1)
    pairable = given >= 2
    if not pairable.any():
        return None
    pairs = given[pairable] * (given[pairable] - 1)
    return float(((counts * (counts - 1)).sum(axis=1)[pairable] / pairs).mean())


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
