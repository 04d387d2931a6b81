"""What participants say would have happened without the cluster (framework, section 8, 4b; Gök & Edler 2012)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

ANYWAY = ("same", "elsewhere")
"""Answers by which it would have happened anyway."""


@dataclass(frozen=True)
class CounterfactualAnswer:
    """A participant's answer some months after an activity.

    Attributes
    ----------
    activity, name, kind
        Id, name and kind of the activity.
    opportunity_kind
        Kind of the opportunity that the activity goes for; blank without one.
    wave
        Months after the activity at which was asked.
    answer
        `same`, `later`, `smaller`, `elsewhere` or `not_at_all`.
    months, share, through
        By how many months later, by what share smaller, through whom elsewhere; None or blank where not said.
    """

    actor: str
    activity: str
    name: str
    kind: str
    opportunity_kind: str
    wave: int
    answer: str
    months: float | None = None
    share: float | None = None
    through: str = ""


@dataclass(frozen=True)
class AnywayAnswers:
    """A firm's answers on help of one kind: those by which it would have happened anyway, of how many.

    Attributes
    ----------
    activities
        Names of the activities of which it says so.
    answered
        On how many activities of this kind it answered.
    """

    activities: tuple[str, ...]
    answered: int


def latest_answers(answers: Iterable[CounterfactualAnswer]) -> tuple[CounterfactualAnswer, ...]:
    """One answer for each participant and activity, that of the latest wave; by activity and participant."""
    in_order = sorted(answers, key=lambda one: (one.activity, one.actor, one.wave))
    return tuple({(one.activity, one.actor): one for one in in_order}.values())


def anyway(
    answers: Iterable[CounterfactualAnswer],
    *,
    kinds: Collection[str],
    opportunity_kind: str = "",
    left_out: Collection[str] = (),
) -> AnywayAnswers | None:
    """A firm's own "would have happened anyway" on the same kind of help (framework, section 6).

    Parameters
    ----------
    answers
        Of one firm.
    kinds
        Kinds of activity that count as the same kind.
    opportunity_kind
        Activities that went for an opportunity of this kind count too; blank for none.
    left_out
        Activities that what is judged brought about itself: they do not speak for or against it.

    Returns
    -------
    AnywayAnswers or None
        None if no latest answer on the same kind of help says so.
    """
    alike = [
        one
        for one in latest_answers(answers)
        if one.activity not in left_out
        and (one.kind in kinds or (opportunity_kind and one.opportunity_kind == opportunity_kind))
    ]
    said = tuple(one.name for one in alike if one.answer in ANYWAY)
    return AnywayAnswers(said, len(alike)) if said else None
