"""An actor's profile: its standings on every code of the framework, and how it went abroad."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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
    def reasons(self) -> dict[str, str]:
        """What could not be computed, and why."""
        found = {f"pattern.{name}": reason for name, reason in self.pattern.reasons.items()}
        standings = {**self.components, **{code: s for group in self.groups.values() for code, s in group.items()}}
        for code, standing in standings.items():
            if standing.unweighed:
                found[code] = f"{standing.unweighed} rows have no salience and so no weight"
        return found


def as_answer(profile: Profile) -> dict[str, Any]:
    """The profile as commands and the API answer it (docs/reference/profile.md)."""
    pattern = profile.pattern
    answer: dict[str, Any] = {
        "actor": profile.actor,
        "components": {code: standing_as_answer(standing) for code, standing in profile.components.items()},
    }
    for key, group in profile.groups.items():
        answer[key] = {code: standing_as_answer(standing) for code, standing in group.items()}
    answer["pattern"] = {
        "declared": pattern.declared,
        "found": list(pattern.found),
        "tau": {name: {"tau": tau.tau, "p": tau.p, "n": tau.n} for name, tau in pattern.tau.items()},
        "prior_tie_share": pattern.prior_tie_share,
        "network_origin_share": pattern.network_origin_share,
        "born_global": pattern.born_global,
        "entries": len(pattern.first),
    }
    answer["reasons"] = profile.reasons
    return answer


def standing_as_answer(standing: Standing) -> dict[str, Any]:
    """A standing as commands and the API answer it."""
    return {
        "standing": standing.standing,
        "interval": list(standing.interval),
        "label": standing.label,
        "evidence": standing.evidence,
        "sources": len(standing.kinds),
        "origins": {name: share.share for name, share in standing.origins.items()},
        "mechanisms": {name: share.share for name, share in standing.mechanisms.items()},
    }


def changes_as_answer(changes: Sequence[StandingChange]) -> dict[str, Any]:
    """What changed, by code."""
    return {
        change.code: {"before": standing_as_answer(change.before), "after": standing_as_answer(change.after)}
        for change in changes
    }
