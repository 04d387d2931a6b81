"""Who of the index's actors an opportunity is open to."""

import numpy as np
from numpy.typing import NDArray

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.match.core.match_index import MatchIndex
from bridgehead.opportunities.core.conditions import sort_conditions
from bridgehead.opportunities.core.eligibility import EligibilityFacts, EligibilityVerdict, judge
from bridgehead.opportunities.models import Opportunity
from bridgehead.opportunities.queries.eligibility_facts import day_of, eligibility_facts

FEW = 500
"""Up to how many actors the store is asked for by name."""
NOTHING_KNOWN = EligibilityFacts("", "", "")

Verdicts = tuple[list[EligibilityVerdict | None], NDArray[np.int64]]
"""Verdicts, each once, and by row of the index which of them."""


def verdicts_of(
    index: MatchIndex, about: Opportunity | None, scope: RecordScope, inside: NDArray[np.bool_]
) -> Verdicts:
    """What an opportunity's conditions say of actors; None where nothing is asked for.

    Parameters
    ----------
    scope
        Of the question: figures of a year count up to its day.
    inside
        Of which actors, shape (actors,). Of others nothing is said where conditions ask for more than kind, size
        and country, which the index has.
    """
    known, of = index.facts
    if about is None:
        return [None] * len(known), of
    conditions, day = sort_conditions(about.eligibility), day_of(about, scope.as_of)
    if not conditions.asks:
        return [judge(conditions, facts, day=day) for facts in known], of
    rows = np.flatnonzero(inside)
    actors = index.records.actors["actor"].gather(rows).to_list()
    found = eligibility_facts(conditions.asks, scope.as_of, actors if len(actors) <= FEW else None)
    places: dict[EligibilityFacts, int] = {}
    of = np.zeros(len(inside), np.int64)
    of[rows] = [1 + places.setdefault(found.get(actor, NOTHING_KNOWN), len(places)) for actor in actors]
    return [None, *(judge(conditions, facts, day=day) for facts in places)], of
