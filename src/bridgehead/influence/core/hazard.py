"""When the first entry comes: a discrete-time hazard beside the differences (framework, section 8, item 4).

Units are watched until their event; in each period, the chance of it among those still without is
compared between those who took part in an earlier period and those who did not. The complementary
log-log link makes the coefficient that of the proportional hazards model behind the grouped times
(Prentice & Gloeckler 1978; Allison 1982).
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.stats import norm

from bridgehead.influence.core.panel import CannotEstimate, Floats
from bridgehead.methods.beta_intervals import LEVEL

FEWEST_EVENTS = 10
FEWEST_ON_A_SIDE = 3


@dataclass(frozen=True)
class Hazard:
    """How much likelier the event is, in each period, after taking part.

    Attributes
    ----------
    ratio, interval
        The hazard ratio and its 90 % interval, errors clustered by unit.
    events, events_after
        Events in all, and among those who had taken part earlier.
    at_risk
        Unit-periods without the event so far.
    """

    outcome: str
    covariates: tuple[str, ...]
    ratio: float
    interval: tuple[float, float]
    p: float
    events: int
    events_after: int
    at_risk: int


def is_event(values: pl.Series) -> bool:
    """Whether an outcome only says that something has happened (0, later 1)."""
    return set(values.drop_nulls().unique()) == {0, 1}


def hazard(panel: pl.DataFrame, outcome: str, *, covariates: Sequence[str] = ()) -> Hazard:
    """Estimate the hazard ratio of the first period in which the outcome is 1.

    Parameters
    ----------
    panel
        As `core.panel` says, with an outcome of 0 and 1.

    Raises
    ------
    CannotEstimate
        If the outcome is no event, or too few of them happened on either side.
    """
    if not is_event(panel[outcome]):
        raise CannotEstimate("not_an_event", outcome=outcome)
    risk = at_risk(panel, outcome, covariates)
    event, after = risk["event"].to_numpy(), risk["after"].to_numpy()
    events, events_after = int(event.sum()), int(event[after].sum())
    if events < FEWEST_EVENTS or min(events_after, events - events_after) < FEWEST_ON_A_SIDE:
        raise CannotEstimate(
            "few_events", events=events, after=events_after, needed=FEWEST_EVENTS, on_a_side=FEWEST_ON_A_SIDE
        )
    log_ratio, error = _regression(risk, covariates)
    half = float(norm.ppf((1 + LEVEL) / 2)) * error
    return Hazard(
        outcome=outcome,
        covariates=tuple(covariates),
        ratio=float(np.exp(log_ratio)),
        interval=(float(np.exp(log_ratio - half)), float(np.exp(log_ratio + half))),
        p=float(2 * norm.sf(abs(log_ratio / error))),
        events=events,
        events_after=events_after,
        at_risk=len(risk),
    )


def at_risk(panel: pl.DataFrame, outcome: str, covariates: Sequence[str] = ()) -> pl.DataFrame:
    """Unit-periods up to and with the event: `unit`, `time`, `event`, `after`, covariates.

    Units that had the event when they were first seen are left out, and periods without any event,
    of which nothing can be learnt.
    """
    known = pl.all_horizontal(pl.col(outcome, *covariates).is_not_null())
    rows = panel.filter(known).sort("unit", "time")
    first = pl.col("time").filter(pl.col(outcome) == 1).min().over("unit")
    watched = rows.filter((first != pl.col("time").min().over("unit")).fill_null(value=True)).with_columns(first=first)
    return (
        watched.filter(pl.col("first").is_null() | (pl.col("time") <= pl.col("first")))
        .with_columns(
            event=(pl.col("time") == pl.col("first")).fill_null(value=False),
            after=(pl.col("time") > pl.col("first_treatment")).fill_null(value=False),
        )
        .filter(pl.col("event").any().over("time"))
        .select("unit", "time", "event", "after", *covariates)
    )


def _regression(risk: pl.DataFrame, covariates: Sequence[str]) -> tuple[float, float]:
    import statsmodels.api as sm  # noqa: PLC0415 a second that only an estimate pays

    periods = risk["time"].to_dummies().to_numpy().astype(np.float64)
    columns: list[Floats] = [risk["after"].to_numpy().astype(np.float64), *periods.T]
    for name in covariates:
        values = risk[name].to_numpy().astype(np.float64)
        columns.append((values - values.mean()) / (values.std() or 1.0))
    family = sm.families.Binomial(link=sm.families.links.CLogLog())
    groups = risk["unit"].rank("dense").to_numpy()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = sm.GLM(risk["event"].to_numpy().astype(np.float64), np.column_stack(columns), family=family)
        found = model.fit(cov_type="cluster", cov_kwds={"groups": groups})
    log_ratio, error = float(found.params[0]), float(found.bse[0])
    if not (found.converged and np.isfinite(error) and error > 0):
        raise CannotEstimate("hazard_diverges")
    return log_ratio, error
