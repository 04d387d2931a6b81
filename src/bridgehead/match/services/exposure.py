"""Who gets recommended: the lists of what is open, taken together, by size and by country."""

from dataclasses import dataclass

import polars as pl
from django.utils import timezone

from bridgehead.ecosystem.queries import actor
from bridgehead.kit.progress import Progress, silent
from bridgehead.match import queries
from bridgehead.match.core.exposure import GROUPS, LISTS, MOST, Share, most, shares
from bridgehead.match.services.ranking import match_opportunity
from bridgehead.opportunities.queries import nearest, undated

LOOKED_AT = 40
"""How many opportunities are looked at, the nearest deadlines first: what a few seconds allow."""
TOP = 20


@dataclass(frozen=True)
class Exposure:
    """What each group gets of all recommendations.

    Attributes
    ----------
    lists
        How many opportunities had a list.
    actors
        How many could be recommended.
    by_size, by_country
        The largest group first.
    most
        What the ten who are recommended most get of all exposure, 0 to 1.
    even
        What ten would get if all were recommended alike, 0 to 1.
    """

    lists: int
    actors: int
    by_size: tuple[Share, ...]
    by_country: tuple[Share, ...]
    most: float
    even: float


def exposure(*, members_of: str = "", sme_floor: float = 0.0, progress: Progress = silent) -> Exposure:
    """Rank for what is open, and see who stands in the lists.

    Parameters
    ----------
    members_of
        Only members of this cluster.
    sme_floor
        As in `match_opportunity`.

    Raises
    ------
    NotFound
        If there is no such cluster.
    """
    if members_of:
        actor(members_of)
    today = timezone.localdate().isoformat()
    looked_at = [*nearest(today, LOOKED_AT), *undated(LOOKED_AT)][:LOOKED_AT]
    rows = [
        (about.pk, candidate.actor, rank)
        for about in progress(looked_at, "Ranking")
        for rank, candidate in enumerate(
            match_opportunity(about.pk, members_of=members_of, sme_floor=sme_floor, top=TOP).candidates, 1
        )
    ]
    lists = pl.DataFrame(rows, schema=LISTS, orient="row")
    everybody = queries.sizes_and_countries(members_of)
    sizes, countries = (
        pl.DataFrame([(row[0], row[column]) for row in everybody], schema=GROUPS, orient="row") for column in (1, 2)
    )
    return Exposure(
        lists=lists["list"].n_unique(),
        actors=len(everybody),
        by_size=tuple(shares(lists, sizes)),
        by_country=tuple(shares(lists, countries)),
        most=most(lists),
        even=min(1.0, MOST / len(everybody)) if everybody else 0.0,
    )
