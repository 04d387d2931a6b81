"""The JSON shape of a finding."""

from pydantic import BaseModel, Field

from bridgehead.influence import phrases
from bridgehead.influence.core.findings import ClaimVerdict

Interval = tuple[float, float]


class FindingVoicesAnswer(BaseModel):
    """Independent voices on either side of a finding."""

    for_: int = Field(serialization_alias="for")
    against: int


class FindingAnswer(BaseModel):
    """A finding with the status that its evidence gives it; a recommendation has none."""

    id: str
    kind: str
    status: str | None
    bound: float | None
    interval: Interval | None
    voices: FindingVoicesAnswer
    supports: list[str]
    contradicts: list[str]
    explanations: list[str]
    one_kind_of_source: str | None
    reason: str

    @classmethod
    def of(cls, found: ClaimVerdict) -> "FindingAnswer":
        """The answer for a finding."""
        return cls(
            id=found.claim.id,
            kind=found.claim.kind,
            status=found.status,
            bound=found.bound,
            interval=found.interval,
            voices=FindingVoicesAnswer(for_=found.voices_for, against=found.voices_against),
            supports=list(found.claim.supports),
            contradicts=list(found.claim.contradicts),
            explanations=list(found.explanations),
            one_kind_of_source=found.one_kind or None,
            reason=phrases.reason_text(found.reason),
        )
