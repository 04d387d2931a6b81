"""A market's worth to one firm, in parts from 0 to 1 that are weighed together (framework, section 2: `L.market`).

What a place offers (study §7.2; Dunning 1993) is not one thing: laws that favour the firm, demand, a use for its
technology, somebody who lets it in, and size. Each part is a figure with its reason; what is unknown is left out and
counted, and the weights are the user's.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bridgehead.profile.core.coded_reason import CodedReason
from bridgehead.profile.core.standing import Standing

PARTS = ("law", "demand", "technology", "network", "size")
EVEN: Mapping[str, float] = dict.fromkeys(PARTS, 1.0)


@dataclass(frozen=True)
class MarketPart:
    """One part of a market's worth, from 0 to 1, and what it rests on."""

    value: float
    reason: CodedReason


@dataclass(frozen=True)
class AskedCapabilities:
    """An opportunity in a market, and the capabilities that it asks for."""

    id: str
    title: str
    capabilities: Sequence[str]


def percentiles(values: Mapping[str, float | None]) -> dict[str, float]:
    """Market to the share of the other markets whose figure is smaller, equal ones half; none where there is one."""
    known = sorted(value for value in values.values() if value is not None)
    if len(known) < 2:
        return {}
    return {
        market: (bisect_left(known, value) + bisect_right(known, value) - 1) / 2 / (len(known) - 1)
        for market, value in values.items()
        if value is not None
    }


def by_evidence(code: str, standing: Standing | None) -> MarketPart | None:
    """What the firm's own evidence on a market comes to: its standing there; None without any that has a weight."""
    if standing is None or not standing.strength + standing.weakness:
        return None
    return MarketPart(standing.standing, CodedReason(code, {"pieces": standing.evidence}))


def by_figure(code: str, figure: str, place: float | None) -> MarketPart | None:
    """What a figure of markets comes to: how many of the others are below; None where it is unknown."""
    return None if place is None else MarketPart(place, CodedReason(code, {"figure": figure, "share": place}))


def by_figures(code: str, places: Mapping[str, float]) -> MarketPart | None:
    """What several figures come to: the mean of their places; None without any."""
    if not places:
        return None
    mean = sum(places.values()) / len(places)
    return MarketPart(mean, CodedReason(code, {"figures": tuple(places), "share": mean}))


def technology(capabilities: Iterable[str], asked: Iterable[AskedCapabilities]) -> MarketPart | None:
    """How much of what an opportunity there asks for the firm can do: the best of them, by id where they tie."""
    has = {capability.casefold() for capability in capabilities}
    best: tuple[float, str, AskedCapabilities, int] | None = None
    for one in asked:
        if has and one.capabilities:
            met = sum(capability.casefold() in has for capability in one.capabilities)
            share = met / len(one.capabilities)
            if best is None or (-share, one.id) < (-best[0], best[1]):
                best = share, one.id, one, met
    if best is None:
        return None
    share, _id, one, met = best
    return MarketPart(share, CodedReason("asked_for", {"title": one.title, "met": met, "asked": len(one.capabilities)}))


def network(hops: int | None) -> MarketPart:
    """How near the network brings the firm: 2^(1 − hops), 0 where the market is not reached (framework, section 6)."""
    if hops is None:
        return MarketPart(0.0, CodedReason("not_reached"))
    return MarketPart(2.0 ** (1 - hops), CodedReason("reached", {"hops": hops}))


def score(parts: Mapping[str, MarketPart | None], weights: Mapping[str, float]) -> float | None:
    """Weighted mean of the parts that are known; None where none with a weight is."""
    known = [(weights.get(name, 0.0), part.value) for name, part in parts.items() if part is not None]
    total = sum(weight for weight, _ in known)
    return sum(weight * value for weight, value in known) / total if total > 0 else None


def unknown(parts: Mapping[str, MarketPart | None], weights: Mapping[str, float]) -> tuple[str, ...]:
    """The parts with a weight that are unknown, and so left out."""
    return tuple(name for name, part in parts.items() if part is None and weights.get(name, 0.0) > 0)
