"""What participants say would have happened without the cluster, by kind of activity (framework, section 8, 4b).

One answer counts for each participation, that of its latest wave. What would have happened anyway, the same or
elsewhere, is the deadweight of the help.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bridgehead.methods.beta_intervals import exact_interval
from bridgehead.profile.core.counterfactual_answers import ANYWAY, CounterfactualAnswer, latest_answers

ANSWERS = ("same", "later", "smaller", "elsewhere", "not_at_all")


@dataclass(frozen=True)
class AnswerShare:
    """How many of some answers, their share of all and its 90 % Clopper–Pearson interval."""

    count: int
    share: float
    interval: tuple[float, float]


@dataclass(frozen=True)
class AnswerShares:
    """Answers of one kind of activity, of one wave or of the latest ones.

    Attributes
    ----------
    shares
        Every answer of `ANSWERS` to its share, in that order; then those that a cluster added, where given.
    deadweight
        The same and elsewhere together.
    months, smaller_by
        Median of what was said by how much later or smaller; None where nothing was said.
    through
        Through whom it would have happened elsewhere, to how many said so; by name.
    """

    answers: int
    shares: Mapping[str, AnswerShare]
    deadweight: AnswerShare
    months: float | None
    smaller_by: float | None
    through: Mapping[str, int]


@dataclass(frozen=True)
class KindCounterfactuals:
    """The latest answers on a kind of activity, and those of each wave by its months."""

    latest: AnswerShares
    waves: Mapping[int, AnswerShares]


def counterfactuals(answers: Iterable[CounterfactualAnswer]) -> dict[str, KindCounterfactuals]:
    """Shares of the answers for each kind of activity that has any, by kind."""
    by_kind: dict[str, list[CounterfactualAnswer]] = {}
    for one in answers:
        by_kind.setdefault(one.kind, []).append(one)
    return {
        kind: KindCounterfactuals(
            _shares(latest_answers(some)),
            {wave: _shares([one for one in some if one.wave == wave]) for wave in sorted({one.wave for one in some})},
        )
        for kind, some in sorted(by_kind.items())
    }


def _shares(found: Sequence[CounterfactualAnswer]) -> AnswerShares:
    counts = Counter(one.answer for one in found)
    every = (*ANSWERS, *sorted(counts.keys() - set(ANSWERS)))
    months = [one.months for one in found if one.answer == "later" and one.months is not None]
    smaller = [one.share for one in found if one.answer == "smaller" and one.share is not None]
    through = Counter(one.through for one in found if one.answer == "elsewhere" and one.through)
    return AnswerShares(
        answers=len(found),
        shares={answer: _share(counts[answer], len(found)) for answer in every},
        deadweight=_share(sum(counts[answer] for answer in ANYWAY), len(found)),
        months=median(months) if months else None,
        smaller_by=median(smaller) if smaller else None,
        through=dict(sorted(through.items())),
    )


def _share(part: int, whole: int) -> AnswerShare:
    return AnswerShare(part, part / whole, exact_interval(part, whole))
