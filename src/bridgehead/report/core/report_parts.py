"""Parts that both reports have: numbered sources, standings, markets, arrows, findings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bridgehead.influence.core.findings import ClaimVerdict
from bridgehead.influence.core.level_relations import LevelRelation
from bridgehead.influence.core.network_contribution import ClusterContribution
from bridgehead.kit import countries
from bridgehead.profile.core.standing import Standing

KINDS_OF_ORIGIN: Mapping[str, str] = {
    "internal": "own",
    "own_network": "own",
    "cluster": "cluster",
    "cluster_network": "cluster",
    "public_programme": "public",
    "": "unsaid",
}
ORDER = ("own", "cluster", "public", "other", "unsaid")


@dataclass(frozen=True)
class CitedEvidence:
    """A piece of evidence as a report cites it; blank text is `""`.

    `hoped_for` is what is expected and not had: it is told as such, and speaks for nothing yet.
    """

    id: str
    actor: str
    code: str
    direction: str
    salience: int
    origin: str
    summary: str
    source: str
    locator: str
    hoped_for: bool = False


@dataclass(frozen=True)
class SourceLine:
    """A source as the appendix lists it."""

    id: str
    title: str
    kind: str
    date: str
    answers: tuple[str, str, str]


@dataclass
class SourceNumbers:
    """Numbers of sources in the order in which a report cites them first."""

    sources: Mapping[str, SourceLine]
    given: dict[str, int] = field(default_factory=dict)

    def cite(self, source: str, locator: str = "") -> str:
        """A citation such as `[3, §5.1]`; blank without a source."""
        if source not in self.sources:
            return ""
        number = self.given.setdefault(source, len(self.given) + 1)
        return f"[{number}, {locator}]" if locator else f"[{number}]"

    def listed(self) -> list[dict[str, Any]]:
        """The sources that were cited, by number."""
        return [
            {"number": number, **vars(self.sources[id_]), "answers": list(self.sources[id_].answers)}
            for id_, number in self.given.items()
        ]


@dataclass(frozen=True)
class Citations:
    """Evidence by id, and the numbers of its sources."""

    pieces: Mapping[str, CitedEvidence]
    numbers: SourceNumbers

    def said(self, piece: CitedEvidence) -> dict[str, Any]:
        """A piece of evidence with its citation, in full and as a number alone."""
        return {
            "summary": piece.summary,
            "cite": self.numbers.cite(piece.source, piece.locator),
            "number": self.numbers.cite(piece.source),
            "direction": "" if piece.hoped_for else piece.direction,
            "hoped_for": piece.hoped_for,
        }


def strip(standing: Standing) -> list[list[Any]]:
    """Weight of the strengths by kind of origin: own, cluster, public, other, not said."""
    sums = dict.fromkeys(ORDER, 0.0)
    for origin, share in standing.origins.items():
        sums[KINDS_OF_ORIGIN.get(origin, "other")] += share.weight
    return [[kind, weight] for kind, weight in sums.items() if weight]


def standings(found: Mapping[str, Standing], labels: Mapping[str, str]) -> list[dict[str, Any]]:
    """Standings that have evidence, as rows of a drawing."""
    return [
        {
            "label": labels[code],
            "standing": s.standing,
            "low": s.interval[0],
            "high": s.interval[1],
            "own": s.own.standing,
            "known": s.known,
            "word": s.label,
            "strip": strip(s),
            "evidence": s.evidence,
            "kinds": len(s.kinds),
        }
        for code, s in found.items()
        if s.evidence
    ]


def markets_reached(cells: Mapping[str, ClusterContribution]) -> int:
    """How many markets abroad are reached."""
    return sum(cell.whole.hops is not None for cell in cells.values())


def markets(cells: Mapping[str, ClusterContribution], *, most: int) -> list[dict[str, Any]]:
    """Markets that are reached, those that would be lost first."""
    rows = [(market, cell) for market, cell in cells.items() if cell.whole.hops is not None]
    rows.sort(key=lambda row: (row[1].without.hops is not None, row[1].whole.hops, -row[1].whole.reach, row[0]))
    return [
        {
            "market": countries.name(market),
            "hops": cell.whole.hops,
            "hops_without": cell.without.hops,
            "reach": cell.whole.reach,
            "reach_without": cell.without.reach,
        }
        for market, cell in rows[:most]
    ]


def arrows(found: Iterable[LevelRelation]) -> list[dict[str, Any]]:
    """The arrows of figure 3d."""
    return [
        {
            "from": a.from_level,
            "to": a.to_level,
            "strength": a.strength,
            "interval": list(a.interval) if a.interval else None,
            "direct_share": a.direct_share,
            "directness": a.directness,
            "sources": a.sources,
            "drawn": [
                {
                    "directness": directness,
                    "strength": part.strength,
                    "interval": list(part.interval) if part.interval else None,
                    "sources": part.sources,
                }
                for directness, part in a.drawn
            ],
        }
        for a in found
    ]


def findings(found: Sequence[ClaimVerdict], cited: Citations) -> list[dict[str, Any]]:
    """Findings with what speaks for and against them."""
    return [
        {
            "statement": j.claim.statement,
            "status": j.status,
            "mean": j.mean,
            "low": j.interval[0] if j.interval else None,
            "high": j.interval[1] if j.interval else None,
            "bound": j.bound,
            "reason": j.reason.code,
            "supports": _cited((id_ for id_ in j.claim.supports if id_ not in j.explanations), cited),
            "contradicts": _cited(j.claim.contradicts, cited),
            "explanations": _cited(j.explanations, cited),
        }
        for j in found
    ]


def _cited(ids: Iterable[str], cited: Citations) -> list[dict[str, Any]]:
    return [cited.said(cited.pieces[id_]) for id_ in ids if id_ in cited.pieces]
