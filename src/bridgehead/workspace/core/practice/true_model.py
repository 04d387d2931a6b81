"""What is true of the practice cluster: every rate from which it is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

COMPONENTS = (
    "Oa.technology",
    "Oa.experience",
    "Oa.network",
    "Oa.capital",
    "Ot.partnership",
    "Ot.knowledge",
    "Ot.opportunity",
    "Oi.formal",
    "Oi.network",
    "Oi.identity",
)
"""Components that evidence is drawn for (framework, section 2); entries and markets have records of their own."""

MECHANISMS: Mapping[str, str] = MappingProxyType(
    {
        "Oa.technology": "knowledge_sharing",
        "Oa.experience": "learning",
        "Oa.network": "network_extension",
        "Oa.capital": "funding_support",
        "Ot.partnership": "risk_reduction",
        "Ot.knowledge": "knowledge_sharing",
        "Ot.opportunity": "opportunity_identification",
        "Oi.formal": "learning",
        "Oi.network": "network_extension",
        "Oi.identity": "identity_building",
    }
)
"""How the cluster raises each component (study §8)."""


FUNNELS: Mapping[str, tuple[tuple[str, float], ...]] = MappingProxyType(
    {
        "market": (("met", 0.8), ("followed_up", 0.6), ("offer", 0.5), ("contract", 0.4), ("sale", 0.6)),
        "funding": (("applied", 1.0), ("granted", 0.35), ("spent", 0.9)),
        "project": (("started", 1.0), ("prototype", 0.6), ("product", 0.5), ("sale", 0.4)),
        "challenge": (("adviser", 0.7), ("concept", 0.6), ("supplier", 0.4), ("adopted", 0.5)),
    }
)
COUNTERFACTUAL: Mapping[str, float] = MappingProxyType(
    {"same": 0.15, "later": 0.3, "smaller": 0.2, "elsewhere": 0.1, "not_at_all": 0.25}
)
ANSWERED: Mapping[int, float] = MappingProxyType({0: 0.6, 6: 0.35, 12: 0.25})


@dataclass(frozen=True)
class TrueModel:
    """The rates behind the draws.

    Attributes
    ----------
    firms, weak
        Member firms, and how many of them have weak advantages.
    ability_weak, ability_others
        Shapes of the Beta distribution of a firm's true ability in a component; a piece of its own evidence is a
        strength with that probability.
    own_pieces
        Mean number of pieces of own evidence for a firm and component, beside the one that each has.
    most_help
        Mean number of pieces that came through the cluster where the ability is 0; it falls in a straight line
        to none where the ability is 1: firms use the cluster where they are weak (study §8).
    comes_weak, comes_others
        The share of the firms with weak advantages, and of the others, that takes part in an activity; all come to
        events as often as the weak.
    funnels
        By family, the share of parts that take each step, out of those that took the step before.
    recorded
        Share of the steps taken that somebody recorded.
    counterfactual
        Shares of what would have happened without the cluster.
    answered
        By wave in months, the share of participants who answer.
    effect, effect_spread
        What membership adds to the logarithm of exports from the year of joining on, and the yearly noise.
    found, rightly_coded, wrongly_coded
        A coder's chance to see a passage that holds a code, to give it the right one, and to code a passage without.
    themes_abroad
        Of how many fields the projects of a comparison country are; the cluster's are of all ten.
    outsiders
        Mean number of organisations abroad in one of the cluster's activities abroad, and in a project of a
        comparison country.
    """

    firms: int = 40
    weak: int = 13
    ability_weak: tuple[float, float] = (2.0, 5.0)
    ability_others: tuple[float, float] = (5.0, 2.5)
    own_pieces: float = 1.2
    most_help: float = 1.6
    comes_weak: float = 0.3
    comes_others: float = 0.15
    funnels: Mapping[str, tuple[tuple[str, float], ...]] = field(default_factory=lambda: FUNNELS)
    recorded: float = 0.9
    counterfactual: Mapping[str, float] = field(default_factory=lambda: COUNTERFACTUAL)
    answered: Mapping[int, float] = field(default_factory=lambda: ANSWERED)
    effect: float = 0.25
    effect_spread: float = 0.2
    found: float = 0.9
    rightly_coded: float = 0.95
    wrongly_coded: float = 0.08
    themes_abroad: int = 4
    outsiders: tuple[float, float] = (4.0, 1.5)


TRUE_MODEL = TrueModel()
