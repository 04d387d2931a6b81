"""Who should answer this? A ranking as one viewer may see it, for page, API and command alike."""

from dataclasses import dataclass, replace

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.match.core.match_result import Candidate, Match
from bridgehead.match.core.match_result import by_additionality as sort_by_additionality
from bridgehead.match.services.rank_actors import match_opportunity, match_text

TOP = 20
"""How many candidates a ranking shows where nothing else is asked for."""
LOOKED_THROUGH = 100
"""How deep a ranking is searched for the organisation of a member."""


@dataclass(frozen=True)
class RankingRequest:
    """Which part of a ranking is asked for.

    Attributes
    ----------
    country, members_of, sme_floor, top
        As in `match_opportunity`.
    by_additionality
        Sort the best by fit by what the opportunity would add; a text adds nothing.
    scope
        Which records the ranking rests on; today's, all of them, where it is None.
    """

    country: str = ""
    members_of: str = ""
    sme_floor: float = 0.0
    by_additionality: bool = False
    top: int = TOP
    scope: RecordScope | None = None


@dataclass(frozen=True)
class ViewerRanking:
    """A ranking as one viewer may see it.

    Attributes
    ----------
    match
        The whole ranking.
    candidates
        Those that the viewer may see, each with its rank in the whole.
    sees_all
        Whether that is everybody.
    by_additionality
        Whether they are sorted by additionality.
    """

    match: Match
    candidates: tuple[tuple[int, Candidate], ...]
    sees_all: bool
    by_additionality: bool = False


def ranking_for(
    viewer: Viewer,
    opportunity: str = "",
    *,
    text: str = "",
    asked: RankingRequest | None = None,
    progress: Progress = no_progress,
) -> ViewerRanking:
    """Who should answer an opportunity or a text, as this viewer may see it: for page, API and command alike.

    Staff see the candidates that they ask for. A member sees its own organisation with its rank, searched for
    among the first `LOOKED_THROUGH` by fit, without a minimum share and in the order of fit, so that the rank is
    the one that staff see in the plain list.

    Parameters
    ----------
    opportunity
        Its id; blank where a text is asked about.
    text
        Any text, where no opportunity is named.
    asked
        Filters, minimum share, order and length; the usual ones where it is left out.

    Raises
    ------
    NotAllowed
        If the viewer may see nobody's matches.
    NotFound
        If there is no such opportunity or cluster.
    InputError
        If neither is given.
    """
    viewer.require(Verb.VIEW, Resource.MATCH, owner=viewer.actor)
    sees_all = viewer.may(Verb.VIEW, Resource.MATCH)
    asked = asked or RankingRequest()
    ordered = asked.by_additionality and sees_all and bool(opportunity)
    rank = match_opportunity if opportunity else match_text
    found = rank(
        opportunity or text,
        country=asked.country,
        members_of=asked.members_of,
        sme_floor=asked.sme_floor if sees_all else 0.0,
        top=asked.top if sees_all else LOOKED_THROUGH,
        scope=asked.scope,
        progress=progress,
    )
    if ordered:
        found = replace(found, candidates=sort_by_additionality(found.candidates))
    seen = tuple(
        (place, candidate)
        for place, candidate in enumerate(found.candidates, 1)
        if viewer.may(Verb.VIEW, Resource.MATCH, owner=candidate.actor)
    )
    return ViewerRanking(found, seen, sees_all, ordered)
