"""How many members an opportunity fits: those near the best member in the ranking whose work speaks for them."""

from collections.abc import Iterable

from bridgehead.ecosystem.queries import cluster_in_question
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.match.services.rank_actors import rank_by_fit
from bridgehead.opportunities.models import Opportunity

EVERYBODY = 10_000
OF_ITS_WORK = frozenset({"past_work", "description"})
"""Kinds of reason that speak of what a member does; the others would speak for it wherever the opportunity is."""
NEAR_THE_BEST = 0.5
"""The part of the best member's fit from which on a member fits: fit compares within one ranking only."""


def count_fitting_members(found: Iterable[Opportunity], *, viewer: Viewer) -> dict[str, int]:
    """The number of members of our cluster that each of these opportunities fits, by its id.

    A member counts where no condition of eligibility is known to be unmet, its past work or its description speaks for
    it, and its fit is at least `NEAR_THE_BEST` of that of the best such member.

    Raises
    ------
    NotAllowed
        To whoever may not see everybody's matches.
    """
    viewer.require(Verb.VIEW, Resource.MATCH)
    cluster = cluster_in_question()
    return {one.pk: _count(one, cluster) for one in found} if cluster else {}


def _count(about: Opportunity, cluster: str) -> int:
    ranked = rank_by_fit(about, members_of=cluster, top=EVERYBODY)
    fits = [
        candidate.score
        for candidate in ranked.candidates
        if candidate.eligible is not False and any(reason.kind in OF_ITS_WORK for reason in candidate.why)
    ]
    return sum(fit >= NEAR_THE_BEST * max(fits) for fit in fits)
