"""Findings whose status follows from their evidence (framework, section 8, item 6; study §3.4, §5.3.2, §6)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from bridgehead.methods.beta_intervals import beta_interval
from bridgehead.profile.core.coded_reason import CodedReason
from bridgehead.profile.core.evidence_weights import appraisal
from bridgehead.profile.core.standing import DIGITS
from bridgehead.profile.core.statements import voice

SUPPORTED, REFUTED, CONTESTED = "supported", "refuted", "contested"
NOT_SHOWN, NOT_FOUND = "not shown", "not found"
CLAIM, ABSENCE, RECOMMENDATION = "claim", "absence", "recommendation"
MISS = 0.05
"""Chance of having missed something as common as the bound of an absence says."""
ENOUGH = 2
"""Independent voices that support what is supported."""


@dataclass(frozen=True)
class Claim:
    """A statement with the ids of the evidence for and against it, and of the actors who were asked."""

    id: str
    kind: str
    statement: str
    supports: tuple[str, ...]
    contradicts: tuple[str, ...]
    asked: tuple[str, ...]


@dataclass(frozen=True)
class ClaimVerdict:
    """A claim with the status that its evidence gives it.

    Attributes
    ----------
    status
        `supported`, `refuted`, `contested` or `not shown`; of an absence `refuted` or `not found`; None of a
        recommendation, which is neither true nor false.
    mean, interval
        Of Beta(1 + Σw_for, 1 + Σw_against), the interval of 90 %; None for an absence and a recommendation.
    bound
        Of an absence that is not refuted: how common the thing can be at most, with 95 % confidence.
    reason
        The rule that decided.
    voices_for, voices_against
        Independent voices on either side.
    answers
        Of an absence: the supporting evidence on those who were asked.
    explanations
        Of an absence: the supporting evidence on others, which says why nothing may have been found.
    answered
        Of an absence: how many of those asked have an answer on record.
    one_kind
        The kind of source that all support comes from; blank where it is of several kinds, or of a source unknown.
    """

    claim: Claim
    status: str | None
    mean: float | None
    interval: tuple[float, float] | None
    bound: float | None
    reason: CodedReason
    voices_for: int
    voices_against: int
    answers: tuple[str, ...] = ()
    explanations: tuple[str, ...] = ()
    answered: int = 0
    one_kind: str = ""


@dataclass(frozen=True)
class _Piece:
    actor: str
    voice: str
    kind: str
    weight: float


@dataclass(frozen=True)
class _Side:
    """The pieces of one side that count, and what they weigh."""

    pieces: Mapping[str, _Piece]

    @property
    def weight(self) -> float:
        return sum(piece.weight for piece in self.pieces.values())

    @property
    def voices(self) -> int:
        return len({piece.voice for piece in self.pieces.values()})

    @property
    def one_kind(self) -> str:
        kinds = {piece.kind for piece in self.pieces.values()}
        return kinds.pop() if len(kinds) == 1 else ""


def judge_claims(claims: Iterable[Claim], evidence: pl.DataFrame) -> tuple[ClaimVerdict, ...]:
    """The status of every claim.

    Parameters
    ----------
    evidence
        Of the schema `profile.core.evidence_weights.SCHEMA`. Every named row counts, settled or not, and weighs
        salience × appraisal, whatever its direction and without a cap; what was only hoped for counts in no
        finding. A row that is not here counts for nothing.
    """
    rows = evidence.filter(pl.col("prospective") != "yes").select(
        "id", "actor", voice(), "source_kind", (pl.col("salience").fill_null(1) * appraisal()).alias("weight")
    )
    pieces = {id_: _Piece(*rest) for id_, *rest in rows.iter_rows()}
    return tuple(_judge(claim, pieces) for claim in claims)


def absence_bound(asked: int) -> float:
    """Exact upper bound on how common something is that nobody of `asked` showed.

    The largest share p with (1 − p)^n ≥ 0.05, the Clopper–Pearson bound for none of n; for n = 3 it
    is 63 % (Hanley & Lippman-Hand 1983 for the idea, 3/n for the approximation).
    """
    return float(1.0 - MISS ** (1.0 / asked))


def _judge(claim: Claim, pieces: Mapping[str, _Piece]) -> ClaimVerdict:
    for_, against = _side(claim.supports, pieces), _side(claim.contradicts, pieces)
    if claim.kind == ABSENCE:
        return _absence(claim, for_, against)
    if claim.kind == RECOMMENDATION:
        reason = CodedReason("recommendation", {"voices": for_.voices})
        return ClaimVerdict(claim, None, None, None, None, reason, for_.voices, against.voices, one_kind=for_.one_kind)
    lows, highs = beta_interval(for_.weight, against.weight)
    low, high = float(lows), float(highs)
    status, reason = _status(round(low, DIGITS), round(high, DIGITS), for_, against)
    mean = (1.0 + for_.weight) / (2.0 + for_.weight + against.weight)
    return ClaimVerdict(
        claim, status, mean, (low, high), None, reason, for_.voices, against.voices, one_kind=for_.one_kind
    )


def _absence(claim: Claim, for_: _Side, against: _Side) -> ClaimVerdict:
    """Evidence of the thing itself is what contradicts its absence: one piece refutes, whatever it weighs."""
    asked = set(claim.asked)
    status, bound = NOT_FOUND, None
    if against.pieces:
        status, reason = REFUTED, CodedReason("absence_contradicted")
    elif not asked:
        reason = CodedReason("nobody_asked")
    else:
        bound, reason = absence_bound(len(asked)), CodedReason("none_showed_it", {"asked": len(asked)})
    answers = tuple(id_ for id_, piece in for_.pieces.items() if piece.actor in asked)
    return ClaimVerdict(
        claim=claim,
        status=status,
        mean=None,
        interval=None,
        bound=bound,
        reason=reason,
        voices_for=for_.voices,
        voices_against=against.voices,
        answers=answers,
        explanations=tuple(id_ for id_ in for_.pieces if id_ not in answers),
        answered=len({for_.pieces[id_].actor for id_ in answers}),
    )


def _status(low: float, high: float, for_: _Side, against: _Side) -> tuple[str, CodedReason]:
    if low > 0.5 and for_.voices >= ENOUGH:
        return SUPPORTED, CodedReason("supported", {"low": low, "voices": for_.voices})
    if high < 0.5:
        return REFUTED, CodedReason("refuted", {"high": high})
    if for_.pieces and against.pieces:
        return CONTESTED, CodedReason("sources_disagree")
    if low > 0.5:
        return NOT_SHOWN, CodedReason("single_voice")
    return NOT_SHOWN, CodedReason("low_bound", {"low": low})


def _side(ids: Iterable[str], pieces: Mapping[str, _Piece]) -> _Side:
    return _Side({id_: pieces[id_] for id_ in ids if id_ in pieces})
