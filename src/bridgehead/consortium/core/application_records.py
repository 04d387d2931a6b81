"""What an application leaves on record for the funding funnel (framework, section 8, 3b): each thing exactly once.

The unit of the funnel is a firm's part in a funding application. A part is *applied* by the participation itself, so
one that is on record already needs nothing more; one that is not gets a participation and an outcome *applied*, by
whose id it is known as the application's own and goes again when the application is set back. *Granted* is an outcome
of each part; its value is the lead's, since nothing is known of the shares.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

IDEA, DRAFT, SUBMITTED, GRANTED, REJECTED, WITHDRAWN = "idea", "draft", "submitted", "granted", "rejected", "withdrawn"
STAGES = (IDEA, DRAFT, SUBMITTED, GRANTED, REJECTED, WITHDRAWN)
OPEN_STAGES = (IDEA, DRAFT, SUBMITTED)
"""Those in which something is still to be done."""
NEXT = {IDEA: (DRAFT,), DRAFT: (SUBMITTED,), SUBMITTED: (GRANTED, REJECTED)}
"""To which stages an application usually moves on; from the others to none."""
APPLIED = "applied"
LEAD, PARTNER = "lead", "partner"


@dataclass(frozen=True)
class RecordedResult:
    """An outcome that is on record of the activity: its id, whose it is, of which kind."""

    id: str
    actor: str
    kind: str


@dataclass(frozen=True)
class ApplicationRecords:
    """What is on record of the activity of an application: who takes part, and what came of it."""

    parts: frozenset[str] = frozenset()
    results: Sequence[RecordedResult] = ()


@dataclass(frozen=True)
class RecordChanges:
    """What is to be written and removed, so that each thing is on record exactly once.

    Attributes
    ----------
    parts
        Actor to role, of the participations to add.
    leaving
        Actors whose participations, which the application had added, go.
    results
        Actor and kind to whether it is the lead's, of the application's own outcomes; those on record are among them.
    gone
        Ids of outcomes to remove.
    """

    parts: Mapping[str, str] = field(default_factory=dict)
    leaving: frozenset[str] = frozenset()
    results: Mapping[tuple[str, str], bool] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()


def is_submitted(stage: str, submitted: str) -> bool:
    """Whether an application has reached the funder; one that is withdrawn has if a date says so."""
    return stage in (SUBMITTED, GRANTED, REJECTED) or (stage == WITHDRAWN and bool(submitted))


def changes_of_records(
    members: Mapping[str, str], records: ApplicationRecords, *, own: str, applied: bool, granted: bool
) -> RecordChanges:
    """What is to be done so that the records say what the application does.

    Parameters
    ----------
    members
        Actor to role (`LEAD`, `PARTNER`), of the team.
    own
        How the ids of the application's own outcomes begin.
    applied, granted
        Whether the application has reached the funder, and been granted.
    """
    mine = [each for each in records.results if each.id.startswith(own)]
    others = {(each.actor, each.kind) for each in records.results if not each.id.startswith(own)}
    added_before = {each.actor for each in mine if each.kind == APPLIED}
    wanted = dict(members) if applied else {}
    results: dict[tuple[str, str], bool] = {}
    for actor, role in wanted.items():
        if actor in added_before or actor not in records.parts:
            results[actor, APPLIED] = False
        if granted and (actor, GRANTED) not in others:
            results[actor, GRANTED] = role == LEAD
    return RecordChanges(
        parts={actor: role for actor, role in wanted.items() if actor not in records.parts},
        leaving=frozenset(added_before - set(wanted)),
        results=results,
        gone=frozenset(each.id for each in mine if (each.actor, each.kind) not in results),
    )
