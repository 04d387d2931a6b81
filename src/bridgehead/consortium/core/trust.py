"""Trust between two actors: what they did together, how they are tied, whom both know (§5.3.2.1.3.2)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bridgehead.consortium.core.problem import ONE, Pair, pair

BY_TIE: Mapping[str, float] = {
    "partnership": 0.8,
    "agreement": 0.8,
    "supplier": 0.6,
    "advisory": 0.6,
    "owner": 0.6,
    "contact": 0.4,
}
"""What a tie of a kind is worth; a tie to a competitor is worth nothing here."""

TOGETHER = 0.5
"""What the first activity in common is worth; each further one adds half of what is left to 1."""

THIRD_PARTY = 0.2
"""What a third party that both are tied to, or a cluster that both belong to, is worth where there is no more."""


@dataclass(frozen=True)
class TrustLink:
    """Trust between two actors, 0 to 1000, with the record that it rests on.

    Attributes
    ----------
    kind
        `activity` (worked together), `tie`, `membership` (of the same cluster) or `partner` (both work with it).
    label
        What names the record: an activity's or a third party's name, a tie's kind.
    more
        How many further activities they shared.
    """

    trust: int
    kind: str
    table: str
    id: str
    label: str
    more: int = 0


@dataclass(frozen=True)
class TieRecords:
    """The records of who dealt with whom.

    Attributes
    ----------
    ties
        (id, one end, other end, kind).
    together
        (activity, its name, its participants).
    circles
        Third party (a cluster) to its name and its members.
    names
        Actor to name.
    """

    ties: Sequence[tuple[str, str, str, str]]
    together: Sequence[tuple[str, str, Collection[str]]]
    circles: Mapping[str, tuple[str, Collection[str]]]
    names: Mapping[str, str]


def trust_links(known: TieRecords, ones: Collection[str], others: Collection[str]) -> dict[Pair, TrustLink]:
    """The bond of every pair of one out of `ones` and one out of `others` that has any."""
    kinds: dict[Pair, list[tuple[float, str, str]]] = {}
    neighbours: dict[str, set[str]] = {}
    for id_, a, b, kind in known.ties:
        if kind not in BY_TIE:
            continue
        neighbours.setdefault(a, set()).add(b)
        neighbours.setdefault(b, set()).add(a)
        if _asked(a, b, ones, others):
            kinds.setdefault(pair(a, b), []).append((BY_TIE[kind], id_, kind))
    shared: dict[Pair, list[tuple[str, str]]] = {}
    for activity, name, actors in known.together:
        # Both ways round where both ends are asked for on both sides: an activity joins two actors once.
        for both in {pair(a, b) for a, b in _pairs(actors, ones, others)}:
            shared.setdefault(both, []).append((activity, name))
    found = {both: _direct(both, kinds.get(both, []), shared.get(both, [])) for both in {*kinds, *shared}}
    return _through_third(known, neighbours, ones, others) | found


def _direct(both: Pair, ties: Sequence[tuple[float, str, str]], shared: Sequence[tuple[str, str]]) -> TrustLink:
    doubt = TOGETHER ** len(shared)
    for worth, _, _ in ties:
        doubt *= 1 - worth
    trust = round(ONE * (1 - doubt))
    if shared:
        activity, name = shared[0]
        return TrustLink(trust, "activity", "activity", activity, name, more=len(shared) - 1)
    _, id_, kind = max(ties)
    return TrustLink(trust, "tie", "tie", id_, kind)


def _through_third(
    known: TieRecords, neighbours: Mapping[str, set[str]], ones: Collection[str], others: Collection[str]
) -> dict[Pair, TrustLink]:
    found: dict[Pair, TrustLink] = {}
    trust = round(THIRD_PARTY * ONE)
    for third, (name, members) in sorted(known.circles.items()):
        bond = TrustLink(trust, "membership", "actor", third, name)
        found |= dict.fromkeys((pair(a, b) for a, b in _pairs(members, ones, others)), bond)
    for third, around in sorted(neighbours.items()):
        name = known.names.get(third, third)
        bond = TrustLink(trust, "partner", "actor", third, name)
        found |= dict.fromkeys((pair(a, b) for a, b in _pairs(around, ones, others)), bond)
    return found


def _pairs(actors: Collection[str], ones: Collection[str], others: Collection[str]) -> Iterable[Pair]:
    there = [a for a in actors if a in ones]
    return ((a, b) for a in there for b in actors if a != b and b in others)


def _asked(a: str, b: str, ones: Collection[str], others: Collection[str]) -> bool:
    return (a in ones and b in others) or (b in ones and a in others)
