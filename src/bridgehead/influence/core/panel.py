"""A panel of units by period, made ready for an estimate, or refused with the reason.

A panel has one row for a unit in a period: `unit` (text), `time` (whole number), `first_treatment`
(the period in which it was first treated; null for never) and numbers, outcomes or covariates.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from bridgehead.profile.core.coded_reason import CodedReason, Parameter

KEYS = {"unit": pl.String, "time": pl.Int64, "first_treatment": pl.Int64}
FEWEST_TREATED = 10
FEWEST_UNTREATED = 10
FEWEST_PERIODS = 3
OUTSIDE = 0.25
"""Share of the treated that may lie beyond every untreated unit before overlap is denied."""

Floats = npt.NDArray[np.float64]


class CannotEstimate(Exception):
    """The data cannot carry the estimate.

    Attributes
    ----------
    reason
        Why not.
    """

    def __init__(self, code: str, **parameters: Parameter) -> None:
        self.reason = CodedReason(code, parameters)
        super().__init__(f"{code} {parameters}" if parameters else code)


@dataclass(frozen=True)
class BalancedPanel:
    """A balanced panel of units that were observed untreated, with how it came about.

    Attributes
    ----------
    frame
        `unit`, `time`, `first_treatment` (0 for not treated within the window), `outcome` and the
        covariates, sorted by unit and time.
    covariates
        Names of the covariates; their values at the unit's base period are used.
    treated, untreated
        Numbers of units that are and are not treated within the window.
    always
        Units left out because they were treated from the start.
    incomplete
        Units left out because a period or a value is missing.
    """

    frame: pl.DataFrame
    covariates: tuple[str, ...]
    treated: int
    untreated: int
    always: int
    incomplete: int

    @property
    def periods(self) -> list[int]:
        """The periods, in order."""
        return self.frame["time"].unique().sort().to_list()


def prepare(panel: pl.DataFrame, outcome: str, covariates: Sequence[str] = ()) -> BalancedPanel:
    """Balance the panel and leave out who cannot be used.

    Raises
    ------
    CannotEstimate
        If there is no unit left, too few periods, too few treated or untreated units, no overlap, or
        if the treatment can be read off the outcome.
    """
    rows = panel.select(*KEYS, *dict.fromkeys(covariates), outcome=outcome).sort("unit", "time")
    times = rows["time"].unique().sort().to_list()
    if len(times) < FEWEST_PERIODS:
        raise CannotEstimate("few_periods", found=len(times), needed=FEWEST_PERIODS)
    whole = pl.all_horizontal(pl.col("outcome", *dict.fromkeys(covariates)).is_finite().fill_null(value=False))
    complete = rows.filter((whole.sum().over("unit") == len(times)) & (pl.len().over("unit") == len(times)))
    incomplete = rows["unit"].n_unique() - complete["unit"].n_unique()
    start = pl.col("first_treatment")
    within = complete.with_columns(first_treatment=pl.when(start <= times[-1]).then(start).otherwise(0).fill_null(0))
    usable = within.filter((start == 0) | (start > times[0]))
    firsts = usable.group_by("unit").agg(start.first())["first_treatment"]
    prepared = BalancedPanel(
        frame=usable,
        covariates=tuple(dict.fromkeys(covariates)),
        treated=int((firsts > 0).sum()),
        untreated=int((firsts == 0).sum()),
        always=within["unit"].n_unique() - len(firsts),
        incomplete=incomplete,
    )
    _refuse(prepared)
    return prepared


def _refuse(prepared: BalancedPanel) -> None:
    if prepared.treated < FEWEST_TREATED:
        raise CannotEstimate("few_treated", found=prepared.treated, needed=FEWEST_TREATED)
    if prepared.untreated < FEWEST_UNTREATED:
        raise CannotEstimate("few_untreated", found=prepared.untreated, needed=FEWEST_UNTREATED)
    _refuse_known(prepared.frame)
    if prepared.covariates:
        _refuse_no_overlap(prepared)


def _refuse_known(frame: pl.DataFrame) -> None:
    """Refuse a treatment that is another name for the outcome, such as first export for export value."""
    now = (pl.col("first_treatment") > 0) & (pl.col("time") >= pl.col("first_treatment"))
    off = frame.filter(~now)["outcome"].to_numpy()
    starting = frame.filter(now & (pl.col("time") == pl.col("first_treatment")))["outcome"].to_numpy()
    if starting.min() > off.max() or starting.max() < off.min():
        raise CannotEstimate("outcome_is_treatment")
    if off.min() == off.max() and (starting != off[0]).all():
        raise CannotEstimate("outcome_starts_with_treatment", value=float(off[0]))


def _refuse_no_overlap(prepared: BalancedPanel) -> None:
    """Refuse where many treated units are unlike every untreated one."""
    first = prepared.frame.filter(pl.col("time") == prepared.periods[0])
    treated = first["first_treatment"].to_numpy() > 0
    scores = propensity(first.select(prepared.covariates).to_numpy().astype(np.float64), treated)
    outside = float((scores[treated] > scores[~treated].max()).mean())
    if outside > OUTSIDE:
        raise CannotEstimate("no_overlap", covariates=prepared.covariates, share=outside)


def propensity(covariates: Floats, treated: npt.NDArray[np.bool_], *, ridge: float = 1e-3) -> Floats:
    """Probability of treatment given the covariates: logistic regression by Newton's method.

    A trace of ridge keeps the scores finite where the covariates separate the groups, which is what
    the scores are to show.

    Parameters
    ----------
    covariates
        Units × covariates.
    """
    spread = covariates.std(axis=0)
    scaled = (covariates - covariates.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    design = np.column_stack([np.ones(len(scaled)), scaled])
    penalty = ridge * np.diag([0.0] + [1.0] * scaled.shape[1])
    beta = np.zeros(design.shape[1])
    for _ in range(50):
        p = 1.0 / (1.0 + np.exp(-np.clip(design @ beta, -30, 30)))
        hessian = design.T @ (design * (p * (1 - p))[:, None]) + penalty + 1e-9 * np.eye(len(beta))
        step = np.linalg.solve(hessian, design.T @ (treated - p) - penalty @ beta)
        beta += step
        if np.abs(step).max() < 1e-8:
            break
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(design @ beta, -30, 30))))
