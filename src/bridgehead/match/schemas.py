"""The documented shapes of answers, as commands and the API give them (docs/reference/matching.md)."""

from dataclasses import asdict
from typing import Any

from bridgehead.match.core.answer import as_answer
from bridgehead.match.core.match_result import Match
from bridgehead.match.models import Mark
from bridgehead.match.services.member_opportunities import MemberOpportunities

MARK = {
    "opportunity": "opportunity_id",
    "actor": "actor_id",
    "mark": "mark",
    "date": "date",
    "by": "by",
    "reason": "reason",
}
"""By name in an answer, the column of a mark."""


def match_json(found: Match) -> dict[str, Any]:
    """Who should answer an opportunity, or a text."""
    return {
        "opportunity": found.opportunity,
        "over": found.over,
        "method": {"name": found.method.name, **asdict(found.method)},
        "candidates": [
            {"rank": rank, "actor": c.actor, "name": c.name, **as_answer(c)}
            for rank, c in enumerate(found.candidates, 1)
        ],
        "considered": found.considered,
        "sme_floor": None if found.floor is None else asdict(found.floor),
    }


def member_opportunities_json(found: MemberOpportunities) -> dict[str, Any]:
    """What a member could go for."""
    return {
        "actor": found.actor,
        "opportunities": [
            {
                "opportunity": f.opportunity.pk,
                "title": f.opportunity.title,
                "deadline": f.opportunity.deadline,
                **as_answer(f.candidate),
            }
            for f in found.found
        ],
        "considered": found.considered,
    }


def mark_json(found: Mark) -> dict[str, Any]:
    """What was said of an actor for an opportunity."""
    return {name: getattr(found, column) for name, column in MARK.items()}
