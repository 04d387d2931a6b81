"""Everything that a team must satisfy and that can clash, each with a key and in words."""

from dataclasses import dataclass

from bridgehead.consortium.core.problem import ConsortiumProblem
from bridgehead.framework.consortium_rules import Rule


@dataclass(frozen=True)
class Requirement:
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


def eligibility_scope(instance: ConsortiumProblem) -> str:
    """In words whom the opportunity's own conditions bind."""
    bound = "Who leads" if instance.rules.eligibility == "lead" else "Everybody"
    return f"{bound} is whom the opportunity asks for: {instance.conditions}"


def requirements(instance: ConsortiumProblem) -> tuple[Requirement, ...]:
    """Every demand, those that a user can lift most easily last."""
    names = {c.actor: c.name for c in instance.candidates}
    low, high = instance.members
    many = f"{low} members" if low == high else f"{low} to {high} members"
    found = [Requirement("rule", rule.id, rule.says, rule) for rule in instance.rules.rules]
    if instance.conditions:
        found.append(Requirement("eligible", "", eligibility_scope(instance)))
    found.append(Requirement("size", "", many))
    if instance.lead:
        found.append(Requirement("lead", instance.lead, f"{names.get(instance.lead, instance.lead)} leads"))
    for kind, actors, words in (
        ("pin", instance.pinned - {instance.lead}, "is in"),
        ("declined", instance.declined, "declined"),
        ("without", instance.without, "is left out"),
    ):
        found += [Requirement(kind, a, f"{names.get(a, a)} {words}") for a in sorted(actors)]
    return tuple(found)
