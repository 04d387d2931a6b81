"""An actor's profile: its standings and statements on every code of the framework, and how it went abroad."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.profile.core.ambidexterity import Ambidexterity
from bridgehead.profile.core.coded_reason import CodedReason
from bridgehead.profile.core.internationalisation_pattern import InternationalisationPattern
from bridgehead.profile.core.standing import Standing, StandingChange
from bridgehead.profile.core.statements import Statement

STATED = ("barrier", "motive", "stance", "lockin")
"""Prefixes of the codes on which statements are made, not amounts."""


@dataclass(frozen=True)
class Profile:
    """What is known of an actor.

    Attributes
    ----------
    actor
        Its id.
    components
        The framework's components in its order, every one of them, to their standings.
    statements
        Every code of the groups `STATED` to what is said of it.
    pattern
        How it internationalised.
    ambidexterity
        Exploration and exploitation, parts of its technology, and their product.
    scope
        Which records all this rests on.
    changed
        Standings that changed since the day that was asked about.
    """

    actor: str
    components: Mapping[str, Standing]
    statements: Mapping[str, Statement]
    pattern: InternationalisationPattern
    ambidexterity: Ambidexterity
    scope: RecordScope
    changed: Sequence[StandingChange] = ()

    @property
    def reasons(self) -> dict[str, CodedReason]:
        """What could not be computed, and why."""
        missing = self.ambidexterity.reason
        found = {f"pattern.{name}": reason for name, reason in self.pattern.reasons.items()}
        return found if missing is None else found | {"ambidexterity.product": missing}

    def stated(self, group: str) -> dict[str, Statement]:
        """The statements of one group, such as `barrier`."""
        return {code: said for code, said in self.statements.items() if code.startswith(f"{group}.")}


def is_statement(code: str) -> bool:
    """Whether a code is one on which statements are made."""
    return code.partition(".")[0] in STATED
