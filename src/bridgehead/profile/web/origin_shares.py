"""Strengths by origin, as the parts of a bar."""

from collections import defaultdict
from collections.abc import Iterable

from bridgehead.framework.template_tags import shares
from bridgehead.kit.svg import StripPart
from bridgehead.profile.core.standing import Standing


def all_strengths(standings: Iterable[Standing]) -> list[StripPart]:
    """The strengths' weight of several standings by origin, which also names the colours."""
    total: dict[str, float] = defaultdict(float)
    for standing in standings:
        for name, share in standing.origins.items():
            total[name] += share.weight
    return shares({name: round(weight, 1) for name, weight in total.items()})
