"""Wishes and availability as somebody ticks them: only what was changed is written."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bridgehead.ecosystem.models import Activity
from bridgehead.ecosystem.queries import activity as find_activity
from bridgehead.ecosystem.queries import actor_name
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.trips import queries
from bridgehead.trips.models import Availability, Wish

WEIGHTS = {"low": 0.5, "normal": 1.0, "high": 2.0}
"""How much a wish counts, as it is ticked."""
HOSTS = frozenset({"host", "group host", "buyer", "speaker"})
"""Roles of those whom a trip meets."""
INTERPRETER = "interpreter"


@dataclass(frozen=True)
class WishChange:
    """A wish as it is to be; None takes it back."""

    wisher: str
    wished: str
    weight: float | None


def grid_sides(activity: str) -> tuple[list[str], list[str]]:
    """Those who travel and those whom they meet; everybody on both sides where nobody is a host or a buyer."""
    roles, gone = queries.roles(activity), queries.cancelled(activity)
    people = {actor: its for actor, its in roles.items() if actor not in gone and INTERPRETER not in its}
    met = [actor for actor, its in people.items() if its & HOSTS]
    return ([a for a in people if a not in met], met) if met else (list(people), list(people))


def set_wishes(activity: str, changes: Sequence[WishChange], *, viewer: Viewer) -> Receipt[int]:
    """Add, weigh and take back wishes; answers how many were changed.

    Raises
    ------
    NotAllowed
        To whoever may not change activities.
    InputError
        If somebody named takes no part.
    """
    viewer.require(Verb.CHANGE, Resource.ACTIVITY)
    about = find_activity(activity)
    with batch("wishes.set", activity, viewer=viewer, activity=about.name) as writer:
        _require_parts(about, {a for change in changes for a in (change.wisher, change.wished)})
        rows = [(_row(activity, change), change.weight) for change in changes]
        writer.put(Wish, [{**row, "weight": weight} for row, weight in rows if weight is not None])
        writer.remove(Wish, [str(row["id"]) for row, weight in rows if weight is None])
    return writer.receipt(len(changes))


def set_availability(activity: str, actor: str, slots: Collection[str], *, viewer: Viewer) -> Receipt[None]:
    """Record the times at which a participant can meet; all of them is the same as none recorded.

    Raises
    ------
    NotAllowed
        To whoever may not change activities.
    InputError
        If the participant takes no part, no time is ticked, or one is no time of the trip.
    """
    viewer.require(Verb.CHANGE, Resource.ACTIVITY)
    about = find_activity(activity)
    name = actor_name(actor, actor)
    with batch("availability.set", actor, viewer=viewer, activity=about.name, name=name) as writer:
        _require_parts(about, {actor})
        there = {s.slot for s in queries.slots(activity)}
        unknown = sorted(set(slots) - there)
        if unknown:
            raise InputError(expects("slot", activity=about.name), column="slots", found=unknown[0])
        if not slots:
            raise InputError(expects("some_times"), column="slots", found=finds("nothing"))
        wanted = set(slots) if set(slots) != there else set[str]()
        stored = dict(Availability.objects.filter(activity=activity, actor=actor).values_list("slot", "pk"))
        writer.remove(Availability, [key for slot, key in stored.items() if slot not in wanted])
        rows = [{"activity_id": activity, "actor_id": actor, "slot": slot} for slot in sorted(wanted - stored.keys())]
        writer.put(Availability, [{"id": Availability.key_of(row), **row} for row in rows])
    return writer.receipt(None)


def _row(activity: str, change: WishChange) -> dict[str, object]:
    row: dict[str, object] = {"activity_id": activity, "wisher_id": change.wisher, "wished_id": change.wished}
    return {"id": Wish.key_of(row), **row}


def _require_parts(about: Activity, actors: Collection[str]) -> None:
    absent = sorted(set(actors) - queries.roles(about.pk).keys())
    if absent:
        raise InputError(expects("participant", activity=about.name), column="wish", found=absent[0])
