"""The member's report: two pages on where its advantages come from and what the cluster adds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bridgehead.influence.core.funnel import STEPS, Chain
from bridgehead.influence.core.influence_account import InfluenceAccount
from bridgehead.influence.core.need_and_use import THROUGH_CLUSTER
from bridgehead.profile.core.internationalisation_pattern import InternationalisationPattern
from bridgehead.profile.core.standing import Standing
from bridgehead.report.core import report_parts
from bridgehead.report.core.report_parts import Citations

MOST_MARKETS = 12
MOST_ACTIVITIES = 8
MOST_PIECES = 6
FOUND = {
    "born_global": "abroad from birth",
    "network": "through its network",
    "stages": "stage by stage",
    "few_entries": "too few entries to test for stages",
}


@dataclass(frozen=True)
class ReportSubject:
    """Who the report is of, in words, and the name of its cluster."""

    id: str
    name: str
    country: str
    facts: str
    declared: str
    cluster: str


def report(
    who: ReportSubject,
    account: InfluenceAccount,
    pattern: InternationalisationPattern,
    barriers: Mapping[str, Standing],
    cited: Citations,
    words: Mapping[str, Mapping[str, str]],
) -> dict[str, Any]:
    """The data of the member's report.

    Parameters
    ----------
    account
        Of this member alone.
    barriers
        Barrier in words to its standing.
    words
        Vocabularies by name: `component`, `activities` (names by id).
    """
    found = account.standings[who.id]
    network = account.network
    loss = network.losses[0] if network else None
    strengths = [p for p in cited.pieces.values() if p.direction == "strength"]
    through = [p for p in strengths if p.origin in THROUGH_CLUSTER]
    through.sort(key=lambda p: (-p.salience, p.id))
    return {
        "name": who.name,
        "facts": who.facts,
        "cluster": who.cluster,
        "summary": _summary(who, found, words["component"]),
        "standings": report_parts.standings(found, words["component"]),
        "barriers": [label for label, s in barriers.items() if s.known and s.label == "strong"],
        "pattern": _pattern(who, pattern),
        "through": [cited.said(p) for p in through[:MOST_PIECES]],
        "markets": report_parts.markets(network.cells[who.id], who.country, most=MOST_MARKETS) if network else [],
        "loss": {"markets": loss.markets, "farther": loss.farther} if loss else None,
        "activities": _activities(account.chains, words["activities"]),
        "chains": len(account.chains),
        "sources": cited.numbers.listed(),
    }


def _summary(who: ReportSubject, found: Mapping[str, Standing], labels: Mapping[str, str]) -> str:
    def named(word: str) -> str:
        return ", ".join(labels[code].lower() for code, s in found.items() if s.label == word and s.evidence)

    mostly = [
        labels[code].lower()
        for code, s in found.items()
        if sum(share.share for name, share in s.origins.items() if name in THROUGH_CLUSTER) >= 0.5
    ]
    text = [f"{who.name} is strong in {named('strong')}." if named("strong") else ""]
    text.append(f"It is weak in {named('weak')}." if named("weak") else "")
    text.append(f"Too little is known of {named('unknown')}." if named("unknown") else "")
    came = ", ".join(mostly)
    text.append(
        f"At least half of its strength in {came} came through {who.cluster}."
        if came
        else f"In no advantage did at least half of its strength come through {who.cluster}."
    )
    return " ".join(part for part in text if part)


def _pattern(who: ReportSubject, pattern: InternationalisationPattern) -> str:
    found = ", ".join(FOUND[name] for name in pattern.found if name in FOUND)
    entries = len(pattern.first)
    said = f"Its {entries} first entries show: {found}." if found else f"Its {entries} first entries show no pattern."
    return f"{said} Declared: {who.declared}." if who.declared else said


def _activities(chains: Sequence[Chain], names: Mapping[str, str]) -> list[dict[str, str]]:
    latest = sorted(chains, key=lambda c: (c.reached, c.part.date, c.part.activity), reverse=True)
    return [
        {
            "name": names.get(chain.part.activity, chain.part.activity),
            "date": chain.part.date,
            "reached": STEPS[chain.reached],
        }
        for chain in latest[:MOST_ACTIVITIES]
    ]
