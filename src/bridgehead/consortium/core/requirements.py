"""Everything that a team must satisfy and that can clash, each with a key."""

from dataclasses import dataclass

from bridgehead.consortium.core.problem import ConsortiumProblem
from bridgehead.framework.consortium_rules import Rule
from bridgehead.match.core.coded_phrase import CodedPhrase, coded


@dataclass(frozen=True)
class Requirement:
    """One thing that a team must satisfy.

    Attributes
    ----------
    kind
        `rule`, `eligible`, `grounds`, `size`, `lead`, `pin`, `without` or `declined`.
    of
        The rule's id or the actor's; blank for eligibility, grounds and the size.
    """

    kind: str
    of: str
    says: CodedPhrase
    rule: Rule | None = None

    @property
    def key(self) -> str:
        """What identifies it in an answer."""
        return self.of if self.kind == "rule" else f"{self.kind}:{self.of}".rstrip(":")


def rule_phrase(rule: Rule) -> CodedPhrase:
    """A rule of a rule set, in the words of its file."""
    return coded("rule", says=rule.says)


def eligibility_scope(instance: ConsortiumProblem) -> CodedPhrase:
    """Whom the opportunity's own conditions bind."""
    bound = "lead" if instance.rules.eligibility == "lead" else "each"
    return coded(f"eligible.{bound}", conditions=instance.conditions)


def team_size(instance: ConsortiumProblem) -> CodedPhrase:
    """How many members a team has."""
    low, high = instance.members
    return coded("size", low=low, high=high)


def requirements(instance: ConsortiumProblem) -> tuple[Requirement, ...]:
    """Every demand, those that a user can lift most easily last."""
    names = {c.actor: c.name for c in instance.candidates}
    found = [Requirement("rule", rule.id, rule_phrase(rule), rule) for rule in instance.rules.rules]
    if instance.conditions:
        found.append(Requirement("eligible", "", eligibility_scope(instance)))
    found.append(Requirement("grounds", "", coded("grounds")))
    found.append(Requirement("size", "", team_size(instance)))
    chosen = (
        ("lead", frozenset({instance.lead} if instance.lead else ())),
        ("pin", instance.pinned - {instance.lead}),
        ("declined", instance.declined),
        ("without", instance.without),
    )
    for kind, actors in chosen:
        found += [Requirement(kind, a, coded(f"chosen.{kind}", name=names.get(a, a))) for a in sorted(actors)]
    return tuple(found)
