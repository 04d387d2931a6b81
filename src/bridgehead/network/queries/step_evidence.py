"""Evidence of a step between two actors: the activity in which they met, the people to ask."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bridgehead.ecosystem.core.consent import agrees
from bridgehead.ecosystem.models import Activity, Person
from bridgehead.network.core.introduction_paths import IntroductionPath, PathStep

FEW = 3


@dataclass(frozen=True)
class StepEvidence:
    """A step, the activity that it goes through or came of, and who to ask at its end."""

    step: PathStep
    activity: Activity | None
    people: tuple[Person, ...]


def step_evidence(
    ways: Iterable[IntroductionPath], sees: Callable[[str], bool], *, for_members: bool = False
) -> list[list[StepEvidence]]:
    """What is behind the steps of each way.

    Parameters
    ----------
    sees
        Whether all people of an actor, by its id, may be shown.
    for_members
        Whether those are shown besides who agreed to matchmaking.
    """
    steps = [list(way.steps) for way in ways]
    flat = [step for way in steps for step in way]
    activities = Activity.objects.in_bulk({step.activity for step in flat if step.activity})
    people: dict[str, list[Person]] = {}
    for person in Person.objects.filter(actor__in={step.end.id for step in flat}).order_by("pk"):
        if sees(person.actor_id) or (for_members and agrees(person.consent, "matchmaking")):
            people.setdefault(person.actor_id, []).append(person)
    return [
        [StepEvidence(s, activities.get(s.activity), tuple(people.get(s.end.id, ())[:FEW])) for s in way]
        for way in steps
    ]
