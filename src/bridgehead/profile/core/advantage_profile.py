"""An actor's profile: its standings on every code of the framework, and how it went abroad."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bridgehead.profile.core.coded_reason import CodedReason
from bridgehead.profile.core.internationalisation_pattern import InternationalisationPattern
from bridgehead.profile.core.standing import Standing, StandingChange

GROUPS = {"barriers": "barrier", "motives": "motive", "stance": "stance", "lockins": "lockin"}
"""Key of the answer to the prefix of its codes."""


@dataclass(frozen=True)
class Profile:
    """What is known of an actor.

    Attributes
    ----------
    actor
        Its id.
    components
        The framework's components in its order, every one of them, to their standings.
    groups
        `barriers`, `motives`, `stance` and `lockins`, each code to its standing.
    pattern
        How it internationalised.
    changed
        Standings that changed since the day that was asked about.
    """

    actor: str
    components: Mapping[str, Standing]
    groups: Mapping[str, Mapping[str, Standing]]
    pattern: InternationalisationPattern
    changed: Sequence[StandingChange] = ()

    @property
    def reasons(self) -> dict[str, CodedReason]:
        """What could not be computed, and why."""
        return {f"pattern.{name}": reason for name, reason in self.pattern.reasons.items()}
