"""From what is known of actors to the candidates of an instance, and back to reasons for those chosen."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bridgehead.consortium.core.capability_coverage import CapabilityCoverage
from bridgehead.consortium.core.problem import CLASSES, ONE, ConsortiumProblem, Pair, TeamCandidate, pair
from bridgehead.consortium.core.trust import TrustLink
from bridgehead.consortium.core.verifier import trust_in_team
from bridgehead.match.core.additionality import Additionality
from bridgehead.match.core.coded_phrase import coded
from bridgehead.match.core.match_result import Reason, RecordReference

FAR = 5_000
"""Kilometres that count as a distance of 1."""

BEST_OF_FIT = 2
"""How many reasons for its fit a member is shown with."""


@dataclass(frozen=True)
class PoolCandidate:
    """An actor that could take a seat: the candidate, and what its figures rest on.

    Attributes
    ----------
    fit
        Reasons for its fit, from matching.
    covered
        Capability to the words that show it.
    added
        What the opportunity would add for it: of small firms only.
    """

    candidate: TeamCandidate
    fit: tuple[Reason, ...] = ()
    covered: Mapping[str, CapabilityCoverage] | None = None
    added: Additionality | None = None


def distance(kilometres: float | None) -> int:
    """Kilometres as a distance in thousandths; 0 where unknown."""
    return 0 if kilometres is None else min(ONE, round(ONE * kilometres / FAR))


def additionality_points(added: Additionality | None) -> int:
    """Additionality in thousandths; 0 where unknown."""
    return 0 if added is None or added.value is None else round(ONE * added.value)


def reasons(
    instance: ConsortiumProblem, seat: PoolCandidate, members: Collection[str], known: Mapping[Pair, TrustLink]
) -> tuple[Reason, ...]:
    """Why this member is in this team: what it covers, through whom it is trusted, what it would gain, its fit."""
    c = seat.candidate
    found = [_shown(covered) for covered in (seat.covered or {}).values()]
    trust, through = trust_in_team(instance, c.actor, members)
    if trust:
        bond = known[pair(c.actor, through)]
        other = next(o.name for o in instance.candidates if o.actor == through)
        phrase = coded(f"trust.{bond.kind}", other=other, label=bond.label, more=bond.more)
        found.append(Reason("trust", phrase, trust / ONE, (RecordReference(bond.table, bond.id, bond.label),)))
    if c.role == "buyer":
        found.append(Reason("role", coded("role.buyer"), 0))
    if seat.added and c.gain:
        found += [Reason("additionality", phrase, c.gain / ONE) for phrase in seat.added.reasons]
    found += sorted(seat.fit, key=lambda reason: -reason.weight)[:BEST_OF_FIT]
    return tuple(found)


def _shown(covered: CapabilityCoverage) -> Reason:
    passage = covered.passage
    table = "activity" if passage.kind == "activity" else "actor"
    phrase = coded(f"covers.{passage.kind}", capability=covered.capability, label=passage.label)
    return Reason("capability", phrase, 1.0, (RecordReference(table, passage.id, passage.label),))


def shortlist(candidates: Sequence[TeamCandidate], anchors: Collection[str], size: int) -> tuple[TeamCandidate, ...]:
    """The candidates that matter most one by one.

    Anchors, then the two fittest of each capability, class, country and role, then the fittest of all.
    """
    by_fit = sorted(candidates, key=lambda c: (-c.fit, c.actor))
    kept = {c.actor: c for c in by_fit if c.actor in anchors}
    heads: dict[tuple[str, str], int] = {}
    for c in by_fit:
        labels = [("covers", wanted) for wanted in c.covers] + [("country", c.country), ("role", c.role)]
        labels += [("class", name) for name, kinds in CLASSES.items() if any(_fits(c, k, s) for k, s in kinds)]
        for label in labels:
            heads[label] = heads.get(label, 0) + 1
        if any(heads[label] <= 2 for label in labels) and len(kept) < size:
            kept[c.actor] = c
    for c in by_fit:
        if len(kept) >= size:
            break
        kept[c.actor] = c
    return tuple(c for c in candidates if c.actor in kept)


def _fits(c: TeamCandidate, kind: str, size: str) -> bool:
    return c.kind == kind and size in ("", c.size)
