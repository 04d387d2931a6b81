"""What a rule of a consortium is (`consortium_rule_files.py` reads them)."""

from dataclasses import dataclass, field

from bridgehead.framework.labels import translated


@dataclass(frozen=True)
class ActorSelector:
    """Whom a rule speaks of: every condition that is given must hold; none given is everybody.

    Attributes
    ----------
    kinds, sizes, countries, roles
        One of them is enough; empty asks nothing.
    where
        `member`, `associated` or `eligible` (either) at the day of the opportunity, or blank.
    programme
        Whose associated countries `where` means; blank for the rule set's own programme.
    """

    kinds: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    where: str = ""
    programme: str = ""


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes
    ----------
    kind
        `count` members, `each` member, the `lead`, number of `countries`, `spread` over countries by
        different entities, `share` of the budget, `apart` (no two with such a tie), share of the
        capabilities `covered`, sum of what members ask for within the `budget`.
    says
        The rule in words, as the file has them.
    low, high
        `min` and `max` of the file; None where the file gives none.
    of_which
        For `spread`: how many of the entities must be at a place, as (place, number).
    """

    id: str
    kind: str
    says: str
    who: ActorSelector = ActorSelector()
    low: float | None = None
    high: float | None = None
    of: str = ""
    tie: str = ""
    independent: bool = False
    of_which: tuple[str, int] | None = None


@dataclass(frozen=True)
class RuleSet:
    """The rules of one programme, kind of opportunity or cluster.

    Attributes
    ----------
    text
        Its label as the file has it.
    members
        Fewest and most members.
    programme
        Whose association counts as eligible (`framework/data/countries.toml`); blank for members of the EU only.
    check
        What the records cannot answer and a person has to check.
    eligibility
        Whom the opportunity's own conditions bind: `each` member, or the `lead` alone.
    """

    id: str
    text: str
    source: str
    members: tuple[int, int]
    rules: tuple[Rule, ...]
    programme: str = ""
    check: tuple[str, ...] = ()
    eligibility: str = "each"
    own: bool = field(default=False, compare=False)

    @property
    def label(self) -> str:
        """What a page calls it, in the reader's language."""
        return translated(self.text)

    def named_programmes(self) -> frozenset[str]:
        """Programmes that single rules name."""
        return frozenset(rule.who.programme for rule in self.rules if rule.who.programme)
