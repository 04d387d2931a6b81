"""A candidate as commands and the API answer it, and as lines of text."""

from typing import Any

from bridgehead.match.core.additionality import Additionality
from bridgehead.match.core.match_result import Candidate, Reason

ELIGIBLE = {True: "eligible", False: "not eligible", None: "eligibility unknown"}


def as_answer(candidate: Candidate) -> dict[str, Any]:
    """Fit, eligibility, additionality with how many of the components that are raised it rests on, reasons.

    Additionality is null, and so is what it rests on, where a text was asked about.
    """
    added = candidate.additionality
    return {
        "score": candidate.score,
        "eligible": candidate.eligible,
        "additionality": None if added is None else added.value,
        "additionality_known": None if added is None else len(added.known),
        "additionality_unknown": None if added is None else len(added.unknown),
        "reasons": [*map(_reason, candidate.reasons), *_added(added)],
    }


def as_lines(place: int, what: str, candidate: Candidate) -> str:
    """A candidate as text: who or what it is, then a reason a line."""
    texts = [reason.text for reason in candidate.reasons]
    gain = ""
    if candidate.additionality is not None:
        gain = f", additionality {in_words(candidate.additionality)}"
        texts.append(f"adds: {'; '.join(candidate.additionality.reasons)}")
    head = f"{place:3d}. {what}  fit {candidate.score:.2f}{gain}, {ELIGIBLE[candidate.eligible]}"
    return "\n".join([head, *(f"      {text}" for text in texts)])


def in_words(found: Additionality) -> str:
    """The figure and what it rests on: `0.35 (2 of 3 known)`, or `unknown`."""
    if found.value is None:
        return "unknown"
    return f"{found.value:.2f}" + (f" ({len(found.known)} of {found.raised} known)" if found.unknown else "")


def _reason(reason: Reason) -> dict[str, Any]:
    records = [{"table": record.table, "id": record.id} for record in reason.records]
    return {"kind": reason.kind, "text": reason.text, "weight": reason.weight, "records": records}


def _added(found: Additionality | None) -> list[dict[str, Any]]:
    """Reasons for the additionality; they move no score."""
    texts = () if found is None else found.reasons
    return [{"kind": "additionality", "text": text, "weight": 0, "records": []} for text in texts]
