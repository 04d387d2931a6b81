"""The JSON shape of estimated effects."""

from pydantic import BaseModel

from bridgehead.ecosystem.schemas import ScopedAnswer, scope_fields
from bridgehead.influence import phrases
from bridgehead.influence.core.effect_estimate import Estimate, OutcomeEffect, Placebo
from bridgehead.influence.core.hazard import Hazard
from bridgehead.influence.schemas.reason_texts import reason_texts
from bridgehead.influence.services.effect_estimates import EstimationResult

Interval = tuple[float, float]


class UnitsAnswer(BaseModel):
    """Numbers of units that are used, and of those left out."""

    treated: int
    untreated: int
    always_treated: int
    incomplete: int


class EstimateAnswer(BaseModel):
    """An average effect on the treated."""

    att: float | None = None
    se: float | None = None
    interval: Interval | None = None
    p: float | None = None

    @classmethod
    def of(cls, found: Estimate | None) -> "EstimateAnswer":
        """The answer for an estimate, or for none."""
        return cls() if found is None else cls(att=found.att, se=found.error, interval=found.interval, p=found.p)


class PeriodEffectAnswer(BaseModel):
    """The effect by period since the start."""

    period: int
    att: float | None
    se: float | None
    interval: Interval | None
    p: float | None


class SensitivityAnswer(BaseModel):
    """The interval if trends differ by up to `m` times their worst step before."""

    m: float
    interval: Interval


class PlaceboAnswer(BaseModel):
    """An estimate of what cannot be."""

    what: str
    att: float | None
    se: float | None
    interval: Interval | None
    p: float | None
    reason: str | None

    @classmethod
    def of(cls, found: Placebo) -> "PlaceboAnswer":
        """The answer for a placebo."""
        return cls(
            what=phrases.placebo_name(found),
            **dict(EstimateAnswer.of(found.estimate)),
            reason=phrases.reason_text(found.reason) if found.reason else None,
        )


class TwoWayAnswer(BaseModel):
    """Two-way fixed effects beside the estimate."""

    att: float | None
    se: float | None
    interval: Interval | None
    p: float | None
    forbidden_weight: float
    bias: str


class HazardAnswer(BaseModel):
    """How much likelier the event is after taking part."""

    ratio: float
    interval: Interval
    p: float
    events: int
    events_after: int
    at_risk: int
    assumption: str

    @classmethod
    def of(cls, found: Hazard) -> "HazardAnswer":
        """The answer for a hazard."""
        return cls(
            ratio=found.ratio,
            interval=found.interval,
            p=found.p,
            events=found.events,
            events_after=found.events_after,
            at_risk=found.at_risk,
            assumption=phrases.hazard_assumption(found),
        )


class EffectAnswer(ScopedAnswer):
    """What the treatment changed in an outcome; all is null where it is refused."""

    outcome: str
    panel: str
    refused: str | None
    assumption: str | None = None
    statement: str | None = None
    doubts: list[str] | None = None
    units: UnitsAnswer | None = None
    att: float | None = None
    se: float | None = None
    interval: Interval | None = None
    p: float | None = None
    event_study: list[PeriodEffectAnswer] | None = None
    pretrend_p: float | None = None
    sensitivity: list[SensitivityAnswer] | None = None
    placebos: list[PlaceboAnswer] | None = None
    two_way_fixed_effects: TwoWayAnswer | None = None
    hazard: HazardAnswer | None
    reasons: dict[str, str]

    @classmethod
    def of(cls, found: EstimationResult) -> "EffectAnswer":
        """The answer for an outcome."""
        why = {"att": found.refused, "hazard": found.hazard_refused}
        about: dict[str, object] = {
            **scope_fields(found.scope),
            "outcome": found.outcome,
            "panel": found.source,
            "refused": phrases.reason_text(found.refused) if found.refused else None,
            "hazard": HazardAnswer.of(found.hazard) if found.hazard else None,
            "reasons": reason_texts({name: reason for name, reason in why.items() if reason is not None}),
        }
        return cls.model_validate(about | (_effect(found.effect) if found.effect else {}))


def _effect(found: OutcomeEffect) -> dict[str, object]:
    ready, two_way = found.prepared, found.two_way
    return {
        "assumption": phrases.effect_assumption(found),
        "statement": phrases.effect_statement(found),
        "doubts": [phrases.reason_text(doubt) for doubt in found.doubts],
        "units": UnitsAnswer(
            treated=ready.treated,
            untreated=ready.untreated,
            always_treated=ready.always,
            incomplete=ready.incomplete,
        ),
        **dict(EstimateAnswer.of(found.overall)),
        "event_study": [
            PeriodEffectAnswer(period=at.period, **dict(EstimateAnswer.of(at.estimate))) for at in found.by_time
        ],
        "pretrend_p": found.pretrend,
        "sensitivity": [SensitivityAnswer(m=v.m, interval=v.interval) for v in found.sensitivity],
        "placebos": [PlaceboAnswer.of(placebo) for placebo in found.placebos],
        "two_way_fixed_effects": TwoWayAnswer(
            **dict(EstimateAnswer.of(two_way.estimate)),
            forbidden_weight=two_way.forbidden,
            bias=phrases.two_way_bias(),
        ),
    }
