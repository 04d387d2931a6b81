"""How many members an opportunity fits: those whose records speak for them and whom its conditions do not refuse."""

from collections.abc import Iterable

from bridgehead.ecosystem.queries import cluster_in_question
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.match.services.rank_actors import rank_by_fit
from bridgehead.opportunities.models import Opportunity

EVERYBODY = 10_000
OF_ITS_WORK = frozenset({"past_work", "description"})
"""Kinds of reason that speak of what a member does; the others would speak for it wherever the opportunity is."""


def count_fitting_members(found: Iterable[Opportunity], *, viewer: Viewer) -> dict[str, int]:
    """The number of members of our cluster that each of these opportunities fits, by its id.

    A member counts where its past work or its description speaks for it, and no condition of eligibility is known to
    be unmet.

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
    return sum(
        candidate.eligible is not False and any(reason.kind in OF_ITS_WORK for reason in candidate.why)
        for candidate in ranked.candidates
    )
