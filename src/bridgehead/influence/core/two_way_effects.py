"""Two-way fixed effects on a balanced panel, and their weight on forbidden comparisons (Goodman-Bacon 2021)."""

import numpy as np
import polars as pl

from bridgehead.influence.core.diff_diff_library import quiet, to_pandas
from bridgehead.influence.core.effect_estimate import Estimate, TwoWayEstimate
from bridgehead.influence.core.panel import Floats


def two_way(frame: pl.DataFrame) -> TwoWayEstimate:
    """Two-way fixed effects with Goodman-Bacon's weights."""
    from diff_diff import BaconDecomposition  # noqa: PLC0415 three seconds that only an estimate pays

    data = frame.with_columns(unit=pl.col("unit").rank("dense").cast(pl.Int64)).to_dict(as_series=False)
    with quiet():
        bacon = BaconDecomposition().fit(to_pandas(data), "outcome", "unit", "time", "first_treatment")
    return TwoWayEstimate(two_way_estimate(frame), float(bacon.total_weight_later_vs_earlier))


def two_way_estimate(frame: pl.DataFrame) -> Estimate:
    """Two-way fixed effects on a balanced panel, errors clustered by unit."""
    units = frame["unit"].n_unique()
    y = _demeaned(frame["outcome"].to_numpy().reshape(units, -1).astype(np.float64))
    start = frame["first_treatment"].to_numpy().reshape(units, -1)
    time = frame["time"].to_numpy().reshape(units, -1)
    d = _demeaned(((start > 0) & (time >= start)).astype(np.float64))
    att = float((d * y).sum() / (d**2).sum())
    by_unit = (d * (y - att * d)).sum(axis=1)
    freedom = units / (units - 1) * (y.size - 1) / (y.size - units - y.shape[1])
    return Estimate(att, float(np.sqrt(freedom * (by_unit**2).sum()) / (d**2).sum()))


def _demeaned(values: Floats) -> Floats:
    return np.asarray(values - values.mean(axis=1, keepdims=True) - values.mean(axis=0, keepdims=True) + values.mean())
