"""The JSON shape of a profile."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, Field

from bridgehead.ecosystem.schemas import ScopedAnswer, scope_fields
from bridgehead.profile.core.advantage_profile import Profile
from bridgehead.profile.core.ambidexterity import COMPONENT, Ambidexterity
from bridgehead.profile.core.internationalisation_pattern import InternationalisationPattern
from bridgehead.profile.core.standing import Standing, StandingChange
from bridgehead.profile.core.statements import Statement
from bridgehead.profile.phrases import reason_text

Interval = tuple[float, float]


class OwnStandingAnswer(BaseModel):
    """The standing from evidence that no cluster brought about."""

    standing: float
    interval: Interval
    known: bool


class StatementAnswer(BaseModel):
    """What independent voices say of a code."""

    status: str
    for_: int = Field(alias="for")
    against: int
    triangulated: bool

    @classmethod
    def of(cls, found: Statement) -> "StatementAnswer":
        """The answer for a statement."""
        return cls.model_validate(
            {
                "status": found.status,
                "for": found.voices_for,
                "against": found.voices_against,
                "triangulated": found.triangulated,
            }
        )


class StandingAnswer(BaseModel):
    """A standing, with shares of its strengths by class; a blank class is `""`."""

    standing: float
    interval: Interval
    label: str
    evidence: int
    sources: int
    origins: dict[str, float]
    mechanisms: dict[str, float]
    own: OwnStandingAnswer

    @classmethod
    def of(cls, found: Standing) -> "StandingAnswer":
        """The answer for a standing."""
        return cls(
            **without_shares(found),
            origins={name: share.share for name, share in found.origins.items()},
            mechanisms={name: share.share for name, share in found.mechanisms.items()},
        )


class PartAnswer(BaseModel):
    """The standing on a code below a component, from the evidence that was given it."""

    standing: float
    interval: Interval
    label: str
    evidence: int
    sources: int
    own: OwnStandingAnswer


class AmbidexterityAnswer(BaseModel):
    """Exploration, exploitation and their product; null with a reason where one of them is unknown."""

    exploration: PartAnswer
    exploitation: PartAnswer
    product: float | None
    interval: Interval | None

    @classmethod
    def of(cls, found: Ambidexterity) -> "AmbidexterityAnswer":
        """The answer for an ambidexterity."""
        return cls(
            exploration=PartAnswer(**without_shares(found.exploration)),
            exploitation=PartAnswer(**without_shares(found.exploitation)),
            product=found.product,
            interval=found.interval,
        )


class TechnologyAnswer(StandingAnswer):
    """The standing of the technology, with its parts."""

    ambidexterity: AmbidexterityAnswer


class OrderCorrelationAnswer(BaseModel):
    """Kendall's τ-b of the order of first entries with a distance."""

    tau: float | None
    p: float | None
    n: int


class PatternAnswer(BaseModel):
    """A path abroad: what is declared and what the first entries show."""

    declared: str
    found: list[str]
    tau: dict[str, OrderCorrelationAnswer]
    prior_tie_share: float | None
    network_origin_share: float | None
    born_global: bool | None
    entries: int

    @classmethod
    def of(cls, found: InternationalisationPattern) -> "PatternAnswer":
        """The answer for a path abroad."""
        return cls(
            declared=found.declared,
            found=list(found.found),
            tau={name: OrderCorrelationAnswer(tau=t.tau, p=t.p, n=t.n) for name, t in found.tau.items()},
            prior_tie_share=found.prior_tie_share,
            network_origin_share=found.network_origin_share,
            born_global=found.born_global,
            entries=len(found.first),
        )


class ProfileAnswer(ScopedAnswer):
    """An actor's standings on every code of the framework, and its path abroad."""

    actor: str
    components: dict[str, TechnologyAnswer | StandingAnswer]
    statements: dict[str, StatementAnswer]
    pattern: PatternAnswer
    reasons: dict[str, str]

    @classmethod
    def of(cls, found: Profile) -> "ProfileAnswer":
        """The answer for a profile."""
        return cls(
            **scope_fields(found.scope),
            actor=found.actor,
            components=_standings(found.components) | _technology(found),
            statements={code: StatementAnswer.of(said) for code, said in found.statements.items()},
            pattern=PatternAnswer.of(found.pattern),
            reasons={name: reason_text(reason) for name, reason in found.reasons.items()},
        )


class StandingChangeAnswer(BaseModel):
    """A standing at two days."""

    before: StandingAnswer
    after: StandingAnswer


class ChangedProfileAnswer(ProfileAnswer):
    """A profile with what changed since a day."""

    changes: dict[str, StandingChangeAnswer]

    @classmethod
    def since(cls, found: Profile) -> "ChangedProfileAnswer":
        """The answer for a profile that a day was given to compare with."""
        return cls(**dict(ProfileAnswer.of(found)), changes={c.code: _change(c) for c in found.changed})


def own_answer(found: Standing) -> OwnStandingAnswer:
    """The own standing beside a standing."""
    return OwnStandingAnswer(standing=found.own.standing, interval=found.own.interval, known=found.own.known)


def _standings(found: Mapping[str, Standing]) -> dict[str, TechnologyAnswer | StandingAnswer]:
    return {code: StandingAnswer.of(standing) for code, standing in found.items()}


def _technology(found: Profile) -> dict[str, TechnologyAnswer | StandingAnswer]:
    if COMPONENT not in found.components:
        return {}
    standing = StandingAnswer.of(found.components[COMPONENT])
    return {COMPONENT: TechnologyAnswer(**dict(standing), ambidexterity=AmbidexterityAnswer.of(found.ambidexterity))}


def _change(found: StandingChange) -> StandingChangeAnswer:
    return StandingChangeAnswer(before=StandingAnswer.of(found.before), after=StandingAnswer.of(found.after))


def without_shares(found: Standing) -> dict[str, Any]:
    """What a standing says beside the shares of its strengths."""
    return {
        "standing": found.standing,
        "interval": found.interval,
        "label": found.label,
        "evidence": found.evidence,
        "sources": len(found.kinds),
        "own": own_answer(found),
    }
