"""Why an actor fits: what each part of its score came from, with the records behind.

The ranker says what every feature added (`ScoredQuery.explain`). Features of one kind are summed, and a kind
that brought something is a reason if the records hold a fact of that kind (`reason_facts`).
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from bridgehead.match.core.match_index import MatchIndex
from bridgehead.match.core.match_result import Reason
from bridgehead.match.core.ranking.features.feature_table import SUM, feature
from bridgehead.match.core.ranking.ranker import ScoredQuery
from bridgehead.match.core.reason_facts import ReasonFacts

WORK = "past_work"
LEAST = 0.02
MOST = 6


def explain_fit(
    index: MatchIndex, looked: ScoredQuery, rows: Sequence[int], places: frozenset[str] = frozenset()
) -> Iterator[tuple[Reason, ...]]:
    """Reasons for each of some actors, the weightiest first; a weight is a share of all that raised the score.

    Parameters
    ----------
    places
        Towns and regions on record: in a name they are no reason.
    """
    names, _, added = looked.explain(np.array(rows, np.int64))
    sums = looked.fusion.parts(np.array(rows, np.int64))
    facts = ReasonFacts(index, looked, places)
    for at, row in enumerate(rows):
        summed = {name: float(values[at]) for name, values in sums.items()}
        whole = _resolved(dict(zip(names, added[at].tolist(), strict=True)), summed)
        yield _of(_by_kind(whole, looked, facts.own_share(row)), facts, row)


def _resolved(added: dict[str, float], sums: Mapping[str, float]) -> dict[str, float]:
    """What each feature added, that of the sum of fusion handed on to what is summed in it."""
    total = sum(sums.values())
    if SUM in added:
        share = added.pop(SUM) / total if total > 0 else 0
        for part, value in sums.items():
            added[part] = added.get(part, 0) + share * value
    return added


def _by_kind(added: Mapping[str, float], looked: ScoredQuery, own: float) -> dict[str, float]:
    """What each kind of reason brought; past work is parted from what the actor says of itself."""
    brought: dict[str, float] = {}
    for name, value in added.items():
        row = feature(name)
        kind = row.reason if looked.context.lead is None else row.reason_if_led or row.reason
        if kind:
            brought[kind] = brought.get(kind, 0) + value
    work = brought.pop(WORK, 0)
    return brought | {WORK: work * (1 - own), "description": work * own}


def _of(brought: Mapping[str, float], facts: ReasonFacts, row: int) -> tuple[Reason, ...]:
    whole = sum(value for value in brought.values() if value > 0)
    order = sorted(brought, key=lambda kind: (-brought[kind], kind))
    found: list[Reason] = []
    for kind in order:
        if brought[kind] > LEAST * whole and len(found) < MOST:
            phrase, records = facts.of(kind, row)
            if phrase is not None:
                found.append(Reason(kind, phrase, round(brought[kind] / whole, 4), records))
    return tuple(found)
