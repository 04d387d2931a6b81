"""The JSON shapes of feedback, and of what was learned from it."""

from pydantic import BaseModel

from bridgehead.match.models import Mark
from bridgehead.match.services.model_store import StoredModel


class MarkOut(BaseModel):
    """Feedback on an actor for an opportunity."""

    opportunity: str
    actor: str
    mark: str
    date: str
    by: str
    reason: str


class MarksOut(BaseModel):
    """All feedback that was asked for."""

    marks: list[MarkOut]


class MarkPage(BaseModel):
    """A page of feedback."""

    count: int
    items: list[MarkOut]


class TrainingOut(BaseModel):
    """What a training learned from."""

    date: str
    seed: int
    lessons: int
    unled: int
    judged: int


class TrainedOut(BaseModel):
    """A training; null where the past is too short to learn from."""

    trained: TrainingOut | None


def mark_out(found: Mark) -> MarkOut:
    """One mark."""
    return MarkOut(
        opportunity=found.opportunity_id,
        actor=found.actor_id,
        mark=found.mark,
        date=found.date,
        by=found.by,
        reason=found.reason,
    )


def trained_out(found: StoredModel | None) -> TrainedOut:
    """What a training learned from."""
    if found is None:
        return TrainedOut(trained=None)
    return TrainedOut(trained=TrainingOut.model_validate(found.about, from_attributes=True))
