"""Variety: how diverse a set of activities is, how related, and what a place has more of than others.

Rules that hold for every function here. Weights are counts or amounts of at least 0; a negative or
missing one is refused, never read as 0. A category without weight does not exist for diversity and
variety, and stays in a matrix, where what cannot be computed of it is NaN: a region or an activity
whose total is 0 has no location quotient, an activity that is related to nothing has no density.
Natural logarithms for Hill numbers (their exponential does not depend on the base), base 2 for the
varieties, as in the literature.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Variety:
    """Entropy of a hierarchy in bits, split into variety between and within its branches.

    Attributes
    ----------
    unrelated
        Entropy of the branches.
    related
        Mean entropy within the branches, each weighted by its share.
    """

    unrelated: float
    related: float

    @property
    def total(self) -> float:
        """Entropy of the leaves: the two parts add up to it."""
        return self.unrelated + self.related


def hill(weights: npt.ArrayLike, order: float) -> float:
    """Hill number: how many equally common categories would be as diverse.

    Order 0 counts the categories, 1 weighs them by their share (the exponential of Shannon's
    entropy), 2 stresses the common ones (the inverse of Simpson's and Herfindahl's index).

    Hill 1973, *Ecology* 54: 427–432; Jost 2006, *Oikos* 113: 363–375.

    Returns
    -------
    float
        From 1 to the number of categories with weight; NaN where there is no weight at all.

    Raises
    ------
    ValueError
        For a negative or missing weight, or a negative order.
    """
    if order < 0:
        raise ValueError("the order of a Hill number is at least 0")
    shares = _shares(_checked(weights))
    if not len(shares):
        return float("nan")
    if order == 1:
        return float(np.exp(-(shares * np.log(shares)).sum()))
    return float((shares**order).sum() ** (1.0 / (1.0 - order)))


def variety(weights: Mapping[tuple[str, str], float]) -> Variety | None:
    """Related and unrelated variety of leaves in branches (Frenken, Van Oort & Verburg 2007, eq. 1–4).

    Parameters
    ----------
    weights
        (branch, leaf) to weight.

    Returns
    -------
    Variety or None
        None where there is no weight.
    """
    values = _checked(list(weights.values()))
    total = values.sum()
    if not total:
        return None
    by_branch: dict[str, list[float]] = {}
    for (branch, _), value in zip(weights, values, strict=True):
        by_branch.setdefault(branch, []).append(float(value))
    between = _entropy(np.array([sum(leaves) for leaves in by_branch.values()]))
    within = sum(sum(leaves) / total * _entropy(np.array(leaves)) for leaves in by_branch.values())
    return Variety(unrelated=between, related=float(within))


def location_quotient(matrix: npt.ArrayLike) -> Floats:
    """How much more of an activity a region has than all regions together (Hoover–Balassa).

    Parameters
    ----------
    matrix
        Regions × activities.

    Returns
    -------
    ndarray
        Of that shape: the activity's share in the region over its share in the whole; 1 is average;
        NaN in the row of an empty region and the column of an empty activity.
    """
    counts = _checked(matrix)
    rows, columns = counts.sum(axis=1, keepdims=True), counts.sum(axis=0, keepdims=True)
    expected = rows * columns
    found = np.divide(counts * counts.sum(), expected, out=np.full_like(counts, np.nan), where=expected > 0)
    return np.asarray(found)


def proximity(specialised: npt.ArrayLike) -> Floats:
    """How often two activities are at home in the same regions (Hidalgo, Klinger, Barabási & Hausmann 2007).

    Parameters
    ----------
    specialised
        Regions × activities, true where the region is specialised (a location quotient of 1 or more).

    Returns
    -------
    ndarray
        Activities × activities, symmetric, from 0 to 1, zeros on the diagonal: the smaller of the two
        conditional probabilities. An activity at home nowhere is related to nothing.
    """
    home = np.asarray(specialised, dtype=np.float64)
    together = home.T @ home
    regions = np.diag(together)
    larger = np.maximum(regions[:, None], regions[None, :])
    found = np.divide(together, larger, out=np.zeros_like(together), where=larger > 0)
    np.fill_diagonal(found, 0.0)
    return found


def relatedness_density(specialised: npt.ArrayLike, relatedness: npt.ArrayLike) -> Floats:
    """Share of what is related to an activity that is already at home in a region.

    Boschma, Balland & Kogler 2015, eq. 2, as a share where the R package EconGeo prints rounded percent.

    Parameters
    ----------
    specialised
        Regions × activities, true where the region is specialised.
    relatedness
        Activities × activities, such as `proximity` gives; the diagonal counts as it stands.

    Returns
    -------
    ndarray
        Regions × activities, from 0 to 1; NaN for an activity that is related to nothing.
    """
    home, related = np.asarray(specialised, dtype=np.float64), _checked(relatedness)
    whole = np.broadcast_to(related.sum(axis=0), (len(home), len(related)))
    near = home @ related
    return np.asarray(np.divide(near, whole, out=np.full_like(near, np.nan), where=whole > 0))


def herfindahl(weights: npt.ArrayLike) -> float:
    """Concentration: the sum of squared shares, from 1/n to 1; NaN where there is no weight."""
    shares = _shares(_checked(weights))
    return float((shares**2).sum()) if len(shares) else float("nan")


def ei_index(outside: float, inside: float) -> float | None:
    """Krackhardt and Stern's E–I index: −1 if all ties stay inside, 1 if all lead outside (1988).

    None where there are no ties.
    """
    total = outside + inside
    return (outside - inside) / total if total else None


def _checked(weights: npt.ArrayLike) -> Floats:
    array = np.asarray(weights, dtype=np.float64)
    if not np.isfinite(array).all() or (array < 0).any():
        raise ValueError("a weight is a finite number of at least 0")
    return array


def _shares(weights: Floats) -> Floats:
    present = weights[weights > 0]
    return present / present.sum() if len(present) else present


def _entropy(weights: Floats) -> float:
    shares = _shares(weights)
    return float(0.0 - (shares * np.log2(shares)).sum())
