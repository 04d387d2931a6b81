"""Whether those who meet stand on two sides: firms and buyers, say, and nobody meets their own side."""

from collections.abc import Iterable, Mapping

from bridgehead.trips.core.problem import Pair

Side = tuple[int, bool]
"""A part of the programme whose people meet only each other, and which side of it."""


def sides(pairs: Iterable[Pair]) -> Mapping[str, Side] | None:
    """Actor to side; None where somebody meets their own side, directly or around a ring."""
    others: dict[str, list[str]] = {}
    for a, b in pairs:
        others.setdefault(a, []).append(b)
        others.setdefault(b, []).append(a)
    found: dict[str, Side] = {}
    for part, first in enumerate(sorted(others)):
        waiting = [] if first in found else [first]
        found.setdefault(first, (part, False))
        for actor in waiting:
            here, side = found[actor]
            for other in others[actor]:
                if other not in found:
                    found[other] = (here, not side)
                    waiting.append(other)
                elif found[other][1] == side:
                    return None
    return found
