"""What a consortium is chosen from and by. All figures are whole thousandths, so that every sum is exact."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from bridgehead.framework.consortium_rules import ActorSelector, RuleSet
from bridgehead.framework.programme_countries import ProgrammeCountries
from bridgehead.opportunities.core.eligibility import EligibilityReason

ONE = 1000
"""A figure of 1."""

CLASSES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "small firm": (("firm", "sme"),),
    "large firm": (("firm", "large"),),
    "knowledge institution": (("knowledge", ""),),
    "public body": (("public", ""),),
}
"""What complements each other: the spheres of the triple helix (§2.1), small firms and large ones apart (§5.3.2.1.1.1).

Pairs of kind and size; a blank size is any.
"""


@dataclass(frozen=True)
class TeamCandidate:
    """An actor that may take a seat.

    Attributes
    ----------
    group
        What is not independent of each other shares a group (ties of ownership); by default the actor alone.
    fit
        How well it suits the opportunity.
    covers
        The opportunity's capabilities that it has.
    gain
        Additionality: what the opportunity adds that its own network would not bring; 0 where unknown.
    distance
        To the lead or, without one, to the opportunity; 0 where unknown.
    cost
        What it asks of the budget, in euros; None where unknown.
    eligible, why
        Whether the opportunity's own conditions admit it (None where a fact is missing), and the reasons.
    role
        `buyer` for a public body that may take the seat of a buyer whom nobody named, else `partner`.
    """

    actor: str
    name: str
    kind: str = "firm"
    size: str = ""
    country: str = ""
    group: str = ""
    fit: int = 0
    covers: frozenset[str] = frozenset()
    gain: int = 0
    distance: int = 0
    cost: int | None = None
    role: str = "partner"
    eligible: bool | None = True
    why: tuple[EligibilityReason, ...] = ()


@dataclass(frozen=True)
class TermWeights:
    """How much each term counts; whole numbers from 0 to 100.

    `size` is the cost of one more member: who brings less than it stays out. What each was chosen by is in
    `docs/decisions/what-a-team-is-worth.md`.
    """

    fit: int = 10
    coverage: int = 30
    complementarity: int = 12
    trust: int = 20
    additionality: int = 5
    size: int = 5
    distance: int = 2

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The terms, in order."""
        return tuple(f.name for f in fields(cls))


Pair = tuple[str, str]


def pair(a: str, b: str) -> Pair:
    """Two actors in the order in which mappings hold them."""
    return (a, b) if a <= b else (b, a)


def is_of(c: TeamCandidate, kinds: tuple[tuple[str, str], ...]) -> bool:
    """Whether a candidate is of one of the pairs of a class (`CLASSES`)."""
    return any(c.kind == kind and size in ("", c.size) for kind, size in kinds)


@dataclass(frozen=True)
class NamedBuyer:
    """Who an opportunity says that it comes from: it stands beside the team and is no member of it.

    Attributes
    ----------
    actor
        Blank where the opportunity gives a name that is nobody's on record; kind, size and country are unknown then.
    """

    actor: str
    name: str
    kind: str = ""
    size: str = ""
    country: str = ""


@dataclass(frozen=True)
class ConsortiumProblem:
    """Everything that decides who goes together.

    Attributes
    ----------
    members
        Fewest and most members.
    lead
        The actor that leads, or blank: then one is named after the choice.
    conditions
        The opportunity's own conditions, as it states them; none where it has none.
    pinned, without, declined
        Who must be in; who must not, because the user says so or because they declined.
    trust
        By pair, 0 to 1000: past ties, or a third party that both know. Where only pairs with an anchor are in it,
        the model stays small enough for thousands of candidates.
    competitors, owners
        Pairs with such a tie.
    budget
        In euros; None where unknown.
    buyer
        None where the opportunity names none.
    programmes
        Member states and associated countries of programmes that rules name beside the rule set's own.
    shares
        Actor to thousandths of the budget, of those whose share was stated.
    """

    candidates: tuple[TeamCandidate, ...]
    capabilities: tuple[str, ...]
    rules: RuleSet
    standings: ProgrammeCountries
    members: tuple[int, int]
    weights: TermWeights = TermWeights()
    lead: str = ""
    conditions: tuple[str, ...] = ()
    pinned: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    declined: frozenset[str] = frozenset()
    trust: Mapping[Pair, int] = field(default_factory=dict)
    competitors: frozenset[Pair] = frozenset()
    owners: frozenset[Pair] = frozenset()
    budget: int | None = None
    buyer: NamedBuyer | None = None
    programmes: Mapping[str, ProgrammeCountries] = field(default_factory=dict)
    shares: Mapping[str, int] = field(default_factory=dict)

    @property
    def anchors(self) -> frozenset[str]:
        """Who is in whatever else is chosen."""
        return self.pinned | ({self.lead} if self.lead else frozenset())

    def places(self, who: ActorSelector) -> frozenset[str] | None:
        """The countries that a selector's `where` names; None where it names none."""
        if not who.where:
            return None
        return (self.programmes[who.programme] if who.programme else self.standings).of(who.where)

    def selects(self, who: ActorSelector, c: TeamCandidate) -> bool:
        """Whether a rule speaks of a candidate."""
        places = self.places(who)
        return (
            (not who.kinds or c.kind in who.kinds)
            and (not who.sizes or c.size in who.sizes)
            and (not who.countries or c.country in who.countries)
            and (not who.roles or c.role in who.roles)
            and (places is None or c.country in places)
        )

    def own_worth(self, c: TeamCandidate) -> int:
        """What a candidate brings by itself, whoever else is in."""
        weights = self.weights
        gain = weights.additionality * c.gain if c.size == "sme" else 0
        return weights.fit * c.fit + gain - weights.distance * c.distance - weights.size * ONE

    def counts_buyer(self, who: ActorSelector) -> bool:
        """Whether a rule that speaks of buyers counts the named one; a buyer that is a name alone is not refused."""
        buyer = self.buyer
        if buyer is None or "buyer" not in who.roles:
            return False
        as_candidate = TeamCandidate(buyer.actor, buyer.name, buyer.kind, buyer.size, buyer.country, role="buyer")
        return not buyer.actor or self.selects(who, as_candidate)


def groups(actors: frozenset[str], owners: frozenset[Pair]) -> dict[str, str]:
    """Actor to the least id among all it is tied to by ownership, directly or through others."""
    root = {actor: actor for actor in actors | {end for both in owners for end in both}}

    def find(actor: str) -> str:
        while root[actor] != actor:
            actor = root[actor]
        return actor

    for a, b in sorted(owners):
        low, high = sorted((find(a), find(b)))
        root[high] = low
    return {actor: find(actor) for actor in actors}
