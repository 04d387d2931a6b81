"""The nonparametric bootstrap over units: sources, firms, outside actors (Efron & Tibshirani 1993, ch. 13)."""

import numpy as np
import numpy.typing as npt

from bridgehead.methods.beta_intervals import LEVEL

DRAWS = 4_999
SEED = 2020

Counts = npt.NDArray[np.int64]


def counts(units: int, *, draws: int = DRAWS, seed: int = SEED) -> Counts:
    """How often each unit is in each resample of as many units with replacement.

    Parameters
    ----------
    units
        Number of units, at least 1.

    Returns
    -------
    ndarray
        Shape draws × units; each row sums to `units`. The same for the same arguments.
    """
    return np.random.default_rng(seed).multinomial(units, np.full(units, 1.0 / units), size=draws)


def interval(values: npt.ArrayLike, *, level: float = LEVEL) -> tuple[float, float] | None:
    """Equal-tailed percentile interval of a statistic over its resamples.

    Resamples on which the statistic does not exist come as NaN and are left out; None if that are
    more than half of them, since the interval would then speak of another statistic.
    """
    array = np.asarray(values, dtype=np.float64)
    exist = array[~np.isnan(array)]
    if 2 * len(exist) < len(array) or not len(exist):
        return None
    low, high = np.quantile(exist, [(1.0 - level) / 2.0, (1.0 + level) / 2.0])
    return float(low), float(high)
