"""Whom would it help most? What an opportunity adds that a firm's own network would not bring.

Framework, section 6; study §5.3.2.1.4: firms use the cluster where they are weak and refrain where they
are strong. An opportunity that raises components c by effects e with weights n has the additionality

    (1 − r) · Σ n · min(e, max(0, 0.6 − standing)) / 0.6 ÷ Σ n

over the components whose standing is known; r is how near the firm's own network already brings it to
the opportunity's market.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bridgehead.framework.component_effects import ComponentEffect
from bridgehead.kit import countries
from bridgehead.profile.core.standing import STRONG_ABOVE, Standing

FULL = STRONG_ABOVE
"""The standing from which on nothing is added: what is strong needs no raising."""


@dataclass(frozen=True)
class OpportunityEffects:
    """What additionality asks of an opportunity or a trip: what it raises, and in which markets."""

    raises: tuple[ComponentEffect, ...]
    markets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Additionality:
    """What an opportunity would add for one firm.

    Attributes
    ----------
    value
        From 0 to 1; None if no standing that it raises is known, or nothing is raised.
    known, unknown
        The components it raises, by whether the firm's standing on them is known.
    nearness
        r, from 0 (its own network does not reach the market) to 1 (it is inside); None without a market
        or a value.
    stands
        Where the firm stands on what is raised, in the user's words, the gaps first.
    reach
        How near its own network brings it, in words; blank without a value.
    """

    value: float | None
    known: tuple[str, ...]
    unknown: tuple[str, ...]
    nearness: float | None
    stands: tuple[str, ...]
    reach: str = ""

    @property
    def raised(self) -> int:
        """How many components the opportunity raises."""
        return len(self.known) + len(self.unknown)

    @property
    def reasons(self) -> tuple[str, ...]:
        """All phrases."""
        return (*self.stands, *([self.reach] if self.reach else []))


def network_proximity(home: str, markets: Iterable[str], steps: Mapping[str, int | None]) -> float | None:
    """r, the highest over some markets: 1 at home, 2^(1 − hops), 0 where unreached; None without a market.

    Parameters
    ----------
    home
        The firm's country, blank where unknown.
    steps
        Market to the hops into it on the graph without the cluster, from 1; None where it is not reached.
    """
    found = [1.0 if market == home else _near(steps.get(market)) for market in markets]
    return max(found, default=None)


def additionality(
    aim: OpportunityEffects,
    standings: Mapping[str, Standing],
    *,
    home: str,
    steps: Mapping[str, int | None],
    labels: Mapping[str, str],
) -> Additionality:
    """What an opportunity would add for one firm.

    Parameters
    ----------
    standings
        Component to the firm's standing, for every component the opportunity raises.
    home, steps
        As in `nearness`.
    labels
        Component to what a page calls it.
    """
    known = [one for one in aim.raises if standings[one.component].known]
    unknown = tuple(one.component for one in aim.raises if not standings[one.component].known)
    weight = sum(one.weight for one in known)
    said = _standings(aim, known, unknown, standings, labels)
    codes = tuple(one.component for one in known)
    if not weight > 0:
        return Additionality(None, codes, unknown, None, said)
    near = network_proximity(home, aim.markets, steps)
    added = sum(one.weight * min(one.effect, _gap(standings[one.component])) for one in known)
    value = (1.0 - (near or 0.0)) * added / FULL / weight
    return Additionality(value, codes, unknown, near, said, _network(aim.markets, home, steps, near))


def _gap(standing: Standing) -> float:
    return max(0.0, FULL - standing.standing)


def _near(hops: int | None) -> float:
    return 0.0 if hops is None else 2.0 ** (1 - hops)


def _standings(
    aim: OpportunityEffects,
    known: Sequence[ComponentEffect],
    unknown: Sequence[str],
    standings: Mapping[str, Standing],
    labels: Mapping[str, str],
) -> tuple[str, ...]:
    if not aim.raises:
        return ("nothing is recorded of what it raises",)
    phrases = {"weak": "weak in {}", "adequate": "could be stronger in {}", "strong": "already strong in {}"}
    said = []
    for label, phrase in phrases.items():
        alike = [labels[one.component].lower() for one in known if standings[one.component].label == label]
        if alike:
            said.append(phrase.format(_listed(alike)))
    if unknown:
        said.append(f"not known how it stands in {_listed([labels[code].lower() for code in unknown])}")
    return tuple(said)


def _network(markets: Sequence[str], home: str, steps: Mapping[str, int | None], near: float | None) -> str:
    """How near its own network brings it to the nearest of the markets."""
    if near is None:
        return "names no market, so its own network is left out"
    if home in markets:
        return f"{countries.name(home)} is its home: it needs nobody to reach it"
    if near == 0.0:
        some = [countries.name(market) for market in markets[:3]]
        where = _listed(some, "or") if len(markets) <= 3 else f"any of {len(markets)} markets"
        return f"its own network does not reach {where}"
    hops, nearest = min((found, market) for market in markets if (found := steps.get(market)) is not None)
    where = countries.name(nearest)
    if hops == 1:
        return f"its own network is inside {where} already"
    away = "one introduction" if hops == 2 else f"{hops - 1} introductions"
    return f"its own network is {away} away from {where}"


def _listed(words: Sequence[str], last: str = "and") -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"
