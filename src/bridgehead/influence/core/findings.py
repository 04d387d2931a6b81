"""Findings whose status follows from their evidence (framework, section 8, item 6; study §3.4, §5.3.2, §6)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from bridgehead.methods.beta_intervals import beta_interval
from bridgehead.profile.core.coded_reason import CodedReason
from bridgehead.profile.core.standing import appraisal

SUPPORTED, REFUTED, CONTESTED = "supported", "refuted", "contested"
NOT_SHOWN, NOT_FOUND = "not shown", "not found"
ABSENCE = "absence"
MISS = 0.05
"""Chance of having missed something as common as the bound of an absence says."""


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
        `supported`, `refuted`, `contested` or `not shown`; of an absence `refuted` or `not found`.
    mean, interval
        Of Beta(1 + Σw_for, 1 + Σw_against), the interval of 90 %; None for an absence.
    bound
        Of an absence that is not refuted: how common the thing can be at most, with 95 % confidence.
    reason
        The rule that decided.
    """

    claim: Claim
    status: str
    mean: float | None
    interval: tuple[float, float] | None
    bound: float | None
    reason: CodedReason


@dataclass(frozen=True)
class _Side:
    weight: float
    sources: frozenset[str]


def judge_claims(claims: Iterable[Claim], evidence: pl.DataFrame) -> tuple[ClaimVerdict, ...]:
    """The status of every claim.

    Parameters
    ----------
    evidence
        Of the schema `profile.core.standing.SCHEMA`. Each piece weighs salience × appraisal, whatever
        its direction; neither the cap nor the sharing among coders of section 2 applies.
    """
    weight = pl.col("salience").fill_null(0) * appraisal()
    source = pl.when(pl.col("source") == "").then(pl.format("row {}", "id")).otherwise("source")
    rows = evidence.select("id", source.alias("source"), weight.alias("weight"))
    pieces = {id_: (source_, weight_) for id_, source_, weight_ in rows.iter_rows()}
    return tuple(_absence(claim) if claim.kind == ABSENCE else _claim(claim, pieces) for claim in claims)


def absence_bound(asked: int) -> float:
    """Exact upper bound on how common something is that nobody of `asked` showed.

    The largest share p with (1 − p)^n ≥ 0.05, the Clopper–Pearson bound for none of n; for n = 3 it
    is 63 % (Hanley & Lippman-Hand 1983 for the idea, 3/n for the approximation).
    """
    return float(1.0 - MISS ** (1.0 / asked))


def _absence(claim: Claim) -> ClaimVerdict:
    if claim.contradicts:
        return ClaimVerdict(claim, REFUTED, None, None, None, CodedReason("absence_contradicted"))
    asked = len(set(claim.asked))
    if not asked:
        return ClaimVerdict(claim, NOT_FOUND, None, None, None, CodedReason("nobody_asked"))
    reason = CodedReason("none_showed_it", {"asked": asked})
    return ClaimVerdict(claim, NOT_FOUND, None, None, absence_bound(asked), reason)


def _claim(claim: Claim, pieces: Mapping[str, tuple[str, float]]) -> ClaimVerdict:
    for_, against = _side(claim.supports, pieces), _side(claim.contradicts, pieces)
    lows, highs = beta_interval(for_.weight, against.weight)
    low, high = float(lows), float(highs)
    status, reason = _status(low, high, for_, against)
    mean = (1.0 + for_.weight) / (2.0 + for_.weight + against.weight)
    return ClaimVerdict(claim, status, mean, (low, high), None, reason)


def _status(low: float, high: float, for_: _Side, against: _Side) -> tuple[str, CodedReason]:
    if low > 0.5 and len(for_.sources) >= 2:
        return SUPPORTED, CodedReason("supported", {"low": low, "sources": len(for_.sources)})
    if high < 0.5:
        return REFUTED, CodedReason("refuted", {"high": high})
    if for_.sources and against.sources:
        return CONTESTED, CodedReason("sources_disagree")
    if low > 0.5:
        return NOT_SHOWN, CodedReason("single_source")
    return NOT_SHOWN, CodedReason("low_bound", {"low": low})


def _side(ids: Iterable[str], pieces: Mapping[str, tuple[str, float]]) -> _Side:
    found = [pieces[id_] for id_ in dict.fromkeys(ids) if id_ in pieces]
    return _Side(sum(weight for _, weight in found), frozenset(source for source, _ in found))
