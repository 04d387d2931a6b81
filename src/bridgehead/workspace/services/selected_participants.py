"""Several organisations added to an activity at once."""

from collections.abc import Collection, Mapping

from bridgehead.ecosystem.models import Actor, Participation, Person
from bridgehead.ecosystem.queries import activity as find_activity
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.workspace import phrases
from bridgehead.workspace.services.selected_records import MOST, RefusedRecord, SelectionOutcome

PARTICIPANT = "participant"
ACTOR_OF = {"actor": "pk", "person": "actor_id", "participation": "actor_id"}
"""The kinds of record of which the organisations can be added, and which attribute names these."""


def add_to_activity(kind: str, keys: Collection[str], activity: str, *, viewer: Viewer) -> Receipt[SelectionOutcome]:
    """Record that the organisations of some records take part in an activity; those that do already stay as they are.

    Parameters
    ----------
    kind
        Of the records: organisations, contact persons or participations.

    Raises
    ------
    NotAllowed
        If the viewer may not change activities.
    NotFound
        If there is no such activity.
    InputError
        If there are none, or more than `selected_records.MOST`.
    Busy
        If others wrote for longer than one waits.
    """
    viewer.require(Verb.CHANGE, Resource.ACTIVITY)
    found = find_activity(activity)
    names = _actors_of(kind, keys)
    if not names or len(names) > MOST:
        raise InputError("", column="keys", found=len(names), sentence=phrases.selection_size(MOST))
    with batch("activity.join", activity, viewer=viewer, name=found.name) as writer:
        there = set(Participation.objects.filter(activity=activity).values_list("actor_id", flat=True))
        rows = [
            {"activity_id": activity, "actor_id": actor, "role": PARTICIPANT, "since": ""}
            for actor in names
            if actor not in there
        ]
        writer.put(Participation, [{"id": Participation.key_of(row), **row} for row in rows])
    refused = [RefusedRecord(a, names[a], phrases.takes_part_already()) for a in names if a in there]
    return writer.receipt(SelectionOutcome(len(rows), tuple(refused)))


def _actors_of(kind: str, keys: Collection[str]) -> Mapping[str, str]:
    """The organisations of some records, by id their names."""
    if kind == "actor":
        ids = set(keys)
    else:
        model = Person if kind == "person" else Participation
        ids = set(model.objects.filter(pk__in=keys).values_list("actor_id", flat=True))
    return dict(Actor.objects.filter(pk__in=ids).order_by("name", "pk").values_list("pk", "name"))
