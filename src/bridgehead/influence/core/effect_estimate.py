"""An estimated effect, what it rests on and what speaks against it."""

from dataclasses import dataclass

from scipy.stats import norm

from bridgehead.influence.core.panel import BalancedPanel
from bridgehead.methods.beta_intervals import LEVEL
from bridgehead.profile.core.coded_reason import CodedReason

Interval = tuple[float, float]


@dataclass(frozen=True)
class Estimate:
    """An average effect on the treated, with its 90 % interval."""

    att: float
    error: float

    @property
    def interval(self) -> Interval:
        """The equal-tailed interval, by the normal distribution."""
        half = float(norm.ppf((1 + LEVEL) / 2)) * self.error
        return self.att - half, self.att + half

    @property
    def p(self) -> float | None:
        """Two-sided p of no effect; None without an error to judge it by."""
        return float(2 * norm.sf(abs(self.att / self.error))) if self.error > 0 else None


@dataclass(frozen=True)
class PeriodEffect:
    """The effect so many periods after the start (negative: before, where there should be none)."""

    period: int
    estimate: Estimate | None


@dataclass(frozen=True)
class SensitivityPoint:
    """The interval if the trends differ after the start by at most `m` times their worst step before."""

    m: float
    interval: Interval


@dataclass(frozen=True)
class Placebo:
    """An estimate of what cannot be: an effect before the start, or on what treatment cannot touch.

    Attributes
    ----------
    lead
        How many periods before its start the treatment is taken to begin; 0 where the outcome is another.
    outcome
        The outcome that the treatment cannot have changed; blank where the start is another.
    reason
        Why there is no estimate.
    """

    lead: int
    outcome: str
    estimate: Estimate | None
    reason: CodedReason | None = None


@dataclass(frozen=True)
class TwoWayEstimate:
    """Two-way fixed effects, with the share of its weight on comparisons with units already treated."""

    estimate: Estimate
    forbidden: float


@dataclass(frozen=True)
class OutcomeEffect:
    """What an outcome's panel says of the treatment.

    Attributes
    ----------
    overall
        Average effect on the treated over all their treated periods.
    pretrend
        p of the joint test that no effect shows before the start; None with fewer than two periods
        before, or where nothing varies in them.
    doubts
        What speaks against the assumption; empty does not prove it.
    """

    outcome: str
    prepared: BalancedPanel
    overall: Estimate
    by_time: tuple[PeriodEffect, ...]
    pretrend: float | None
    sensitivity: tuple[SensitivityPoint, ...]
    placebos: tuple[Placebo, ...]
    two_way: TwoWayEstimate
    doubts: tuple[CodedReason, ...] = ()
