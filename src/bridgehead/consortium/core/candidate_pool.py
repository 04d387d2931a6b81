"""From what is known of actors to the candidates of an instance, and back to reasons for those chosen."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bridgehead.consortium.core.capability_coverage import CapabilityCoverage
from bridgehead.consortium.core.grounds_verifier import LEAD, SIZE
from bridgehead.consortium.core.problem import CLASSES, ONE, ConsortiumProblem, Pair, TeamCandidate, pair
from bridgehead.consortium.core.trust import TrustLink
from bridgehead.consortium.core.verifier import TeamVerdict, trust_in_team
from bridgehead.match.core.additionality import Additionality
from bridgehead.match.core.coded_phrase import coded
from bridgehead.match.core.match_result import Reason, RecordReference

FAR = 5_000
"""Kilometres that count as a distance of 1."""

BEST_OF_FIT = 2
"""How many reasons for its fit a member is shown with."""

HEADS = 3
"""How many of each need, rule, class, country and role are on a shortlist."""


@dataclass(frozen=True)
class PoolCandidate:
    """An actor that could take a seat: the candidate, and what its figures rest on.

    Attributes
    ----------
    covered
        Capability to the words that show it.
    added
        What the opportunity would add for it: of small firms only.
    """

    candidate: TeamCandidate
    covered: Mapping[str, CapabilityCoverage] | None = None
    added: Additionality | None = None


def distance(kilometres: float | None) -> int:
    """Kilometres as a distance in thousandths; 0 where unknown."""
    return 0 if kilometres is None else min(ONE, round(ONE * kilometres / FAR))


def additionality_points(added: Additionality | None) -> int:
    """Additionality in thousandths; 0 where unknown."""
    return 0 if added is None or added.value is None else round(ONE * added.value)


def explain_seat(
    instance: ConsortiumProblem,
    seat: PoolCandidate,
    team: TeamVerdict,
    members: Collection[str],
    known: Mapping[Pair, TrustLink],
    fit: Sequence[Reason],
) -> tuple[Reason, ...]:
    """Why this member is in this team: what it covers, which rule needs it, who trusts it, its gain, its fit."""
    c = seat.candidate
    found = [_shown(covered) for covered in (seat.covered or {}).values()]
    rules = {rule.id: rule for rule in instance.rules.rules}
    for ground in team.grounds[c.actor]:
        if ground in rules:
            found.append(Reason("rule", coded("needed.rule", says=rules[ground].says), 0))
        elif ground == LEAD or (ground == SIZE and not found):
            found.append(Reason("rule", coded(f"needed.{ground}"), 0))
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
    found += sorted(fit, key=lambda reason: -reason.weight)[:BEST_OF_FIT]
    return tuple(found)


def _shown(covered: CapabilityCoverage) -> Reason:
    passage = covered.passage
    table = "activity" if passage.kind == "activity" else "actor"
    phrase = coded(f"covers.{passage.kind}", capability=covered.capability, label=passage.label)
    return Reason("capability", phrase, 1.0, (RecordReference(table, passage.id, passage.label),))


def shortlist(instance: ConsortiumProblem, size: int) -> tuple[TeamCandidate, ...]:
    """The candidates that matter most one by one.

    Anchors, then the fittest of each need, rule, class, country and role, then the fittest of all.
    """
    by_fit = sorted(instance.candidates, key=lambda c: (-c.fit, c.name, c.actor))
    kept = {c.actor: c for c in by_fit if c.actor in instance.anchors}
    heads: Counter[tuple[str, str]] = Counter()
    for c in by_fit:
        labels = _labels(instance, c)
        heads.update(labels)
        if any(heads[label] <= HEADS for label in labels) and len(kept) < size:
            kept[c.actor] = c
    for c in by_fit:
        if len(kept) >= size:
            break
        kept[c.actor] = c
    return tuple(c for c in instance.candidates if c.actor in kept)


def _labels(instance: ConsortiumProblem, c: TeamCandidate) -> list[tuple[str, str]]:
    """What a candidate can be the fittest of."""
    found = [("covers", need) for need in c.covers] + [("country", c.country), ("role", c.role)]
    found += [("rule", rule.id) for rule in instance.rules.rules if instance.selects(rule.who, c)]
    return found + [
        ("class", name)
        for name, kinds in CLASSES.items()
        if any(c.kind == kind and size in ("", c.size) for kind, size in kinds)
    ]
