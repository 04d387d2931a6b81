"""Everything that a team must satisfy and that can clash, each with a key and in words."""

from dataclasses import dataclass

from bridgehead.consortium.core.instance import Instance
from bridgehead.framework.rules import Rule


@dataclass(frozen=True)
class Demand:
    """One thing that a team must satisfy.

    Attributes
    ----------
    kind
        `rule`, `eligible`, `size`, `lead`, `pin`, `without` or `declined`.
    of
        The rule's id or the actor's; blank for eligibility and the size.
    """

    kind: str
    of: str
    says: str
    rule: Rule | None = None

    @property
    def key(self) -> str:
        """What identifies it in an answer."""
        return self.of if self.kind == "rule" else f"{self.kind}:{self.of}".rstrip(":")


def admitted(instance: Instance) -> str:
    """In words whom the opportunity's own conditions bind."""
    bound = "Who leads" if instance.rules.eligibility == "lead" else "Everybody"
    return f"{bound} is whom the opportunity asks for: {instance.conditions}"


def demands(instance: Instance) -> tuple[Demand, ...]:
    """Every demand, those that a user can lift most easily last."""
    names = {c.actor: c.name for c in instance.candidates}
    low, high = instance.members
    many = f"{low} members" if low == high else f"{low} to {high} members"
    found = [Demand("rule", rule.id, rule.says, rule) for rule in instance.rules.rules]
    if instance.conditions:
        found.append(Demand("eligible", "", admitted(instance)))
    found.append(Demand("size", "", many))
    if instance.lead:
        found.append(Demand("lead", instance.lead, f"{names.get(instance.lead, instance.lead)} leads"))
    for kind, actors, words in (
        ("pin", instance.pinned - {instance.lead}, "is in"),
        ("declined", instance.declined, "declined"),
        ("without", instance.without, "is left out"),
    ):
        found += [Demand(kind, a, f"{names.get(a, a)} {words}") for a in sorted(actors)]
    return tuple(found)
