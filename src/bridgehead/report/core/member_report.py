"""The member's report: two pages on where its advantages come from and what the cluster adds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bridgehead.influence.core.funnel import FunnelPart
from bridgehead.influence.core.influence_account import InfluenceAccount
from bridgehead.profile.core.evidence_weights import CLUSTERS
from bridgehead.profile.core.standing import Standing
from bridgehead.profile.core.statements import STATED, Statement
from bridgehead.report.core import report_parts
from bridgehead.report.core.report_parts import Citations

MOST_MARKETS = 12
MOST_ACTIVITIES = 8
MOST_PIECES = 6


@dataclass(frozen=True)
class ReportSubject:
    """Who the report is of, and the name of its cluster."""

    id: str
    name: str
    country: str
    cluster: str


@dataclass(frozen=True)
class StandingSummary:
    """The codes of components in which a firm is strong, weak or unknown, and of those that came through the cluster.

    Attributes
    ----------
    through
        Components of whose strength at least half came through the cluster.
    """

    strong: tuple[str, ...]
    weak: tuple[str, ...]
    unknown: tuple[str, ...]
    through: tuple[str, ...]


def report(
    who: ReportSubject,
    account: InfluenceAccount,
    barriers: Mapping[str, Statement],
    cited: Citations,
    words: Mapping[str, Mapping[str, str]],
) -> dict[str, Any]:
    """The data of the member's report.

    Parameters
    ----------
    account
        Of this member alone.
    barriers
        Label of each barrier to its standing.
    words
        Vocabularies by name: `component`, `activities` (names by id).
    """
    found = account.standings[who.id]
    network = account.network
    loss = network.losses[0] if network else None
    strengths = [p for p in cited.pieces.values() if p.direction == "strength" and not p.hoped_for]
    through = [p for p in strengths if p.origin in CLUSTERS]
    through.sort(key=lambda p: (-p.salience, p.id))
    return {
        "name": who.name,
        "cluster": who.cluster,
        "standings": report_parts.standings(found, words["component"]),
        "barriers": [label for label, said in barriers.items() if said.status == STATED],
        "through": [cited.said(p) for p in through[:MOST_PIECES]],
        "markets": report_parts.markets(network.cells[who.id], most=MOST_MARKETS) if network else [],
        "reached": report_parts.markets_reached(network.cells[who.id]) if network else 0,
        "loss": {"markets": loss.markets, "farther": loss.farther} if loss else None,
        "activities": _activities(account.results.parts, words["activities"]),
        "parts": len(account.results.parts),
        "sources": cited.numbers.listed(),
    }


def summary(found: Mapping[str, Standing]) -> StandingSummary:
    """What the standings of a firm come to."""

    def labelled(label: str) -> tuple[str, ...]:
        return tuple(code for code, s in found.items() if s.label == label and s.evidence)

    through = tuple(
        code
        for code, s in found.items()
        if sum(share.share for name, share in s.origins.items() if name in CLUSTERS) >= 0.5
    )
    return StandingSummary(labelled("strong"), labelled("weak"), labelled("unknown"), through)


def _activities(parts: Sequence[FunnelPart], names: Mapping[str, str]) -> list[dict[str, str]]:
    furthest = sorted(parts, key=lambda p: (p.reached, p.took_part.date, p.took_part.activity), reverse=True)
    return [
        {
            "name": names.get(part.took_part.activity, part.took_part.activity),
            "date": part.took_part.date,
            "reached": part.furthest,
        }
        for part in furthest[:MOST_ACTIVITIES]
    ]
