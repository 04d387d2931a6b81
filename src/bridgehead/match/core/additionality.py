"""Whom would it help most? What an opportunity would add that the firm does not have of its own.

Framework, section 6; study §5.3.2.1.4: firms use the cluster where they are weak and refrain where they
are strong. With own standing S ~ Beta(a, b), a = 1 + w⁺ and b = 1 + w⁻ of own evidence, and the target t, the
expected shortfall up to x is G(x) = x·I_x(a, b) − a/(a + b)·I_x(a + 1, b), I the regularised incomplete beta
function. An opportunity that raises components c by effects e with weights n has the additionality

    (1 − r) · Σ n · (G(t) − G(t − e)) ÷ (t · Σ n)

over the components whose standing is known, since E[min(e, max(0, t − S))] = G(t) − G(t − e); r is how near the
firm's own network already brings it to the nearest of the opportunity's markets abroad.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bridgehead.framework.component_effects import ComponentEffect
from bridgehead.match.core.coded_phrase import CodedPhrase, coded
from bridgehead.profile.core.counterfactual_answers import CounterfactualAnswer, anyway
from bridgehead.profile.core.standing import STRONG_ABOVE, OwnStanding, Standing

TARGET = STRONG_ABOVE
"""The own standing up to which something is added, by convention: the bound of strong. A cluster can set it."""


@dataclass(frozen=True)
class OpportunityEffects:
    """What additionality asks of an opportunity or a trip: what it raises, and in which markets.

    Attributes
    ----------
    activities
        Those that it brought about already: what came of them does not speak for it.
    instruments
        Kinds of activity by which it helps: those of `activities`, or the trip's own.
    opportunity_kind
        Blank for a trip.
    """

    raises: tuple[ComponentEffect, ...]
    markets: tuple[str, ...] = ()
    activities: frozenset[str] = frozenset()
    instruments: frozenset[str] = frozenset()
    opportunity_kind: str = ""


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
        abroad or a value.
    stands
        Where the firm stands of its own on what is raised, the gaps first.
    reach
        How near its own network brings it; None without a value.
    answered
        That the firm itself says of the same kind of help that it would have happened anyway; None if it does
        not. It outranks the formula.
    target
        The own standing up to which something is added.
    """

    value: float | None
    known: tuple[str, ...]
    unknown: tuple[str, ...]
    nearness: float | None
    stands: tuple[CodedPhrase, ...]
    reach: CodedPhrase | None = None
    answered: CodedPhrase | None = None
    target: float = TARGET

    @property
    def raised(self) -> int:
        """How many components the opportunity raises."""
        return len(self.known) + len(self.unknown)

    @property
    def reasons(self) -> tuple[CodedPhrase, ...]:
        """All that there is to say of it, the firm's own answer first."""
        return tuple(each for each in (self.answered, *self.stands, self.reach) if each is not None)


def network_proximity(home: str, markets: Iterable[str], steps: Mapping[str, int | None]) -> float | None:
    """r, the highest over some markets abroad: 2^(1 − hops), 0 where unreached; None where none is left.

    Parameters
    ----------
    home
        The firm's country, which is no market of its own; blank where unknown.
    steps
        Market to the hops into it on the graph without the cluster, from 1; None where it is not reached.
    """
    found = [_near(steps.get(market)) for market in markets if market != home]
    return max(found, default=None)


def additionality(
    aim: OpportunityEffects,
    standings: Mapping[str, Standing],
    *,
    home: str,
    steps: Mapping[str, int | None],
    target: float = TARGET,
) -> Additionality:
    """What an opportunity would add for one firm.

    Parameters
    ----------
    standings
        Component to the firm's standing, for every component the opportunity raises.
    home, steps
        As in `network_proximity`.
    target
        The own standing up to which something is added, above 0 and at most 1.
    """
    known = [one for one in aim.raises if standings[one.component].known]
    unknown = tuple(one.component for one in aim.raises if not standings[one.component].known)
    weight = sum(one.weight for one in known)
    said = _standings(aim, known, unknown, standings)
    codes = tuple(one.component for one in known)
    if not weight > 0:
        return Additionality(None, codes, unknown, None, said, target=target)
    near = network_proximity(home, aim.markets, steps)
    added = sum(one.weight * expected_gain(standings[one.component].own, one.effect, target) for one in known)
    value = (1.0 - (near or 0.0)) * added / target / weight
    reach = _network(aim.markets, home, steps, near)
    return Additionality(value, codes, unknown, near, said, reach, target=target)


def own_answer(aim: OpportunityEffects, answers: Iterable[CounterfactualAnswer]) -> CodedPhrase | None:
    """What a firm's own answers say of the same kind of help (framework, sections 6 and 8, 4b).

    Alike are activities of a kind by which the opportunity or the trip helps, and those that went for an
    opportunity of its kind; what it brought about itself is left out.

    Returns
    -------
    CodedPhrase or None
        None where no answer says that it would have happened anyway.
    """
    found = anyway(answers, kinds=aim.instruments, opportunity_kind=aim.opportunity_kind, left_out=aim.activities)
    if found is None:
        return None
    return coded("additionality.answered", activities=found.activities, answered=found.answered)


def expected_gain(own: OwnStanding, effect: float, target: float = TARGET) -> float:
    """E[min(effect, max(0, target − S))]: by how much an effect is expected to lift an own standing to the target."""
    return _shortfall(target, own) - _shortfall(target - effect, own)


def _shortfall(x: float, own: OwnStanding) -> float:
    """G(x), the expected shortfall of an own standing below x; 0 for x ≤ 0."""
    from scipy.special import betainc  # noqa: PLC0415 half a second that only who is judged pays

    if x <= 0:
        return 0.0
    a, b = 1.0 + own.strength, 1.0 + own.weakness
    return float(x * betainc(a, b, x) - a / (a + b) * betainc(a + 1.0, b, x))


def _near(hops: int | None) -> float:
    return 0.0 if hops is None else 2.0 ** (1 - hops)


def _standings(
    aim: OpportunityEffects,
    known: Sequence[ComponentEffect],
    unknown: Sequence[str],
    standings: Mapping[str, Standing],
) -> tuple[CodedPhrase, ...]:
    if not aim.raises:
        return (coded("additionality.none_stated"),)
    found = []
    for label in ("weak", "adequate", "strong"):
        alike = tuple(one.component for one in known if standings[one.component].own.word == label)
        if alike:
            found.append(coded(f"additionality.{label}", components=alike))
    if unknown:
        found.append(coded("additionality.unknown", components=tuple(unknown)))
    return tuple(found)


def _network(markets: Sequence[str], home: str, steps: Mapping[str, int | None], near: float | None) -> CodedPhrase:
    """How near its own network brings it to the nearest of the markets."""
    if near is None:
        return coded("additionality.home", country=home) if markets else coded("additionality.no_market")
    abroad = [market for market in markets if market != home]
    if near == 0.0:
        return coded("additionality.unreached", markets=tuple(abroad))
    hops, nearest = min((found, market) for market in abroad if (found := steps.get(market)) is not None)
    if hops == 1:
        return coded("additionality.inside", country=nearest)
    return coded("additionality.introductions", country=nearest, count=hops - 1)
