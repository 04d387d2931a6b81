"""What participation changed, from a panel: staggered difference-in-differences with its doubts beside it.

Callaway & Sant'Anna 2021 (doubly robust), by the library diff-diff; equal to the published county
example. Each estimate carries its assumption, and no sentence says more than it allows.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl
from scipy.stats import chi2

from bridgehead.influence.core.diff_diff_library import quiet, to_pandas
from bridgehead.influence.core.effect_estimate import Estimate, OutcomeEffect, PeriodEffect, Placebo, SensitivityPoint
from bridgehead.influence.core.panel import BalancedPanel, CannotEstimate, prepare
from bridgehead.influence.core.two_way_effects import two_way
from bridgehead.methods.beta_intervals import LEVEL
from bridgehead.profile.core.coded_reason import CodedReason

DOUBT = 0.1
"""A test of a trend or a placebo below this p casts doubt on the assumption."""
LEADS = (1, 2)
VIOLATIONS = (0.0, 0.5, 1.0, 1.5, 2.0)


def effect(
    panel: pl.DataFrame, outcome: str, *, covariates: Sequence[str] = (), placebo_outcomes: Sequence[str] = ()
) -> OutcomeEffect:
    """Estimate the effect of a staggered treatment.

    Parameters
    ----------
    panel
        As `core.panel` says.
    covariates
        Columns on which treated and untreated units are made comparable, at their base period.
    placebo_outcomes
        Columns that the treatment cannot have changed.

    Raises
    ------
    CannotEstimate
        If the data cannot carry it.
    """
    ready = prepare(panel, outcome, covariates)
    result, timed = fit(ready)
    by_time = _by_time(timed)
    placebos = [_earlier(timed, lead) for lead in LEADS]
    placebos += [_other(panel, name, covariates) for name in placebo_outcomes]
    found = OutcomeEffect(
        outcome=outcome,
        prepared=ready,
        overall=Estimate(float(result.overall_att), float(result.overall_se)),
        by_time=by_time,
        pretrend=pretrend(timed),
        sensitivity=_sensitivity(timed),
        placebos=tuple(placebos),
        two_way=two_way(ready.frame),
    )
    return replace(found, doubts=_doubts(found))


def fit(ready: BalancedPanel) -> tuple[Any, Any]:
    """Callaway and Sant'Anna's estimate and its event study, as diff-diff gives them.

    Raises
    ------
    CannotEstimate
        If a cohort is too small or too unlike the untreated.
    """
    from diff_diff import CallawaySantAnna  # noqa: PLC0415 three seconds that only an estimate pays

    data = ready.frame.with_columns(unit=pl.col("unit").rank("dense").cast(pl.Int64)).to_dict(as_series=False)
    estimator = CallawaySantAnna(
        control_group="never_treated",
        estimation_method="dr",
        base_period="universal",
        alpha=1 - LEVEL,
        cband=False,
        rank_deficient_action="error",
    )
    try:
        with quiet():
            result = estimator.fit(
                to_pandas(data), "outcome", "unit", "time", "first_treatment", covariates=list(ready.covariates) or None
            )
            timed = result.aggregate("event_study")
    except (ValueError, np.linalg.LinAlgError, ZeroDivisionError) as error:
        raise CannotEstimate("cohort_not_comparable") from error
    if not np.isfinite(result.overall_se) or result.overall_se <= 0:
        raise CannotEstimate("no_standard_error")
    return result, timed


def pretrend(timed: Any) -> float | None:
    """P of the Wald test that every effect before the base period is 0; None where nothing varies before it."""
    index = [int(t) for t in timed.vcov_index]
    before = [place for place, t in enumerate(index) if t < -1]
    if not before:
        return None
    values = dict(zip((int(t) for t in timed.event_time), timed.att, strict=True))
    effects = np.array([values[index[place]] for place in before])
    cov = np.asarray(timed.vcov)[np.ix_(before, before)]
    if not np.isfinite(cov).all():
        return None
    freedom = np.linalg.matrix_rank(cov)
    if not freedom:
        return None
    statistic = float(effects @ np.linalg.pinv(cov) @ effects)
    return float(chi2.sf(statistic, freedom))


def _by_time(timed: Any) -> tuple[PeriodEffect, ...]:
    rows = zip(timed.event_time, timed.att, timed.se, strict=True)
    return tuple(PeriodEffect(int(t), Estimate(float(a), float(s)) if np.isfinite(s) else None) for t, a, s in rows)


def _sensitivity(timed: Any) -> tuple[SensitivityPoint, ...]:
    """Intervals under violations relative to the worst step before (Rambachan & Roth 2023).

    The worst step is taken as estimated; its own sampling error is not carried on. Empty where there
    are too few periods before, or where the periods' effects are not told apart.
    """
    if pretrend(timed) is None:
        return ()
    from diff_diff import HonestDiD  # noqa: PLC0415 three seconds that only an estimate pays

    honest = HonestDiD(method="relative_magnitude", alpha=1 - LEVEL)
    try:
        with quiet():
            found = honest.sensitivity_analysis(timed, M_grid=list(VIOLATIONS))
    except ValueError:  # periods that say the same twice
        return ()
    pairs = zip(found.M_values, found.robust_cis, strict=True)
    return tuple(SensitivityPoint(float(m), (float(low), float(high))) for m, (low, high) in pairs)


def _earlier(timed: Any, lead: int) -> Placebo:
    """The estimate as if everybody had started `lead` periods earlier, on what came before the true start.

    With one base period for all, that is the mean over the periods since the false start of their
    effects less that of the period before it, all of them on record in the event study.
    """
    index = [int(t) for t in timed.vcov_index]
    base = -lead - 1
    if not {*range(base, -1)} <= set(index):
        return Placebo(lead, "", None, CodedReason("few_periods_before"))
    values = dict(zip((int(t) for t in timed.event_time), timed.att, strict=True))
    weights = np.array([1 / lead if base < t < -1 else -1.0 if t == base else 0.0 for t in index])
    att = float(weights @ np.array([values[t] for t in index]))
    return Placebo(lead, "", Estimate(att, float(np.sqrt(weights @ np.asarray(timed.vcov) @ weights))))


def _other(panel: pl.DataFrame, outcome: str, covariates: Sequence[str]) -> Placebo:
    """The same estimate on an outcome that the treatment cannot have changed."""
    try:
        result, _ = fit(prepare(panel, outcome, covariates))
    except CannotEstimate as error:
        return Placebo(0, outcome, None, error.reason)
    return Placebo(0, outcome, Estimate(float(result.overall_att), float(result.overall_se)))


def _doubts(found: OutcomeEffect) -> tuple[CodedReason, ...]:
    doubts = []
    if found.pretrend is None:
        doubts.append(CodedReason("pretrend_unknown"))
    elif found.pretrend < DOUBT:
        doubts.append(CodedReason("pretrend_differs", {"p": found.pretrend}))
    elif not found.sensitivity:
        doubts.append(CodedReason("no_sensitivity"))
    for placebo in found.placebos:
        p = None if placebo.estimate is None else placebo.estimate.p
        if p is not None and p < DOUBT:
            doubts.append(CodedReason("placebo_effect", {"lead": placebo.lead, "outcome": placebo.outcome, "p": p}))
    low, high = found.overall.interval
    if low > 0 or high < 0:
        broken = [v.m for v in found.sensitivity if v.interval[0] <= 0 <= v.interval[1]]
        if broken and min(broken) <= 1:
            doubts.append(CodedReason("small_difference_explains", {"m": min(broken)}))
    incomplete, units = found.prepared.incomplete, found.prepared.treated + found.prepared.untreated
    if incomplete > units:
        doubts.append(CodedReason("mostly_incomplete", {"incomplete": incomplete, "used": units}))
    return tuple(doubts)
