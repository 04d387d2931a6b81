"""Results of meetings; a useful one becomes a tie, and a step into the market."""

from collections.abc import Mapping
from itertools import combinations

from django.utils import timezone

from bridgehead.ecosystem.models import Activity, Actor, Entry, Tie
from bridgehead.kit import ids, partial_dates
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.expectations import expects
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.trips import phrases, queries
from bridgehead.trips.models import Meeting

STEPS: Mapping[str, str] = {"none": "", "contact": "contact", "cooperation": "partnership", "agreement": "agreement"}
"""Next step to the kind of tie that it begins."""
HELD = "held"


def note_result(
    meeting: str,
    *,
    useful: str,
    next_step: str = "none",
    due: str = "",
    seen: int | None = None,
    viewer: Viewer,
) -> Receipt[None]:
    """Record whether a meeting was useful, the next step, by when.

    A useful meeting becomes a tie of the kind that the next step begins, brought about by the activity;
    a firm from abroad has explored the activity's market by it (framework, section 3).

    Parameters
    ----------
    seen
        The meeting's position in the change log when its form was opened; None asks nothing.

    Raises
    ------
    NotAllowed
        To whoever may not change activities.
    NotFound
        If there is no such meeting.
    InputError
        If an answer is none of those that the page offers.
    Stale
        If somebody else noted another result since, or the meeting was cancelled.
    """
    viewer.require(Verb.CHANGE, Resource.ACTIVITY)
    if useful not in ("yes", "no"):
        raise InputError(expects("yes_or_no"), column="useful", found=useful)
    if next_step not in STEPS:
        raise InputError(expects("one_of", options=STEPS), column="next_step", found=next_step)
    if due and not partial_dates.is_date(due):
        raise InputError(expects("date"), column="due", found=due)
    step = "" if next_step == "none" else next_step
    name = queries.activity_of(meeting)
    with batch("meeting.record", meeting, viewer=viewer, activity=name) as writer:
        record = Meeting.objects.filter(pk=meeting).select_related("activity").first()
        if record is None:
            raise NotFound(phrases.no_meeting(meeting))
        values = {"id": record.id, "status": HELD, "useful": useful, "next_step": step, "due": due}
        writer.require_fresh(Meeting, values, seen)
        ties = _ties(record, next_step) if useful == "yes" and step else []
        writer.put(Tie, ties)
        writer.put(Entry, _entries(record) if useful == "yes" else [], keep=("date", "status", "mode", "origin"))
        writer.put(Meeting, [values | ({"tie_id": str(ties[0]["id"])} if ties else {})])
    return writer.receipt(None)


def _ties(record: Meeting, next_step: str) -> list[dict[str, object]]:
    """A tie of each pair; of a group, of its first (the host) with each guest."""
    met = record.participants
    pairs = [(met[0], guest) for guest in met[1:]] if len(met) > 2 else list(combinations(met, 2))
    activity = record.activity
    return [
        {
            "id": ids.joined(a, b, activity.pk),
            "a_id": a,
            "b_id": b,
            "kind": STEPS[next_step],
            "market": activity.market,
            "since": _day(activity),
            "origin": "cluster",
            "activity_id": activity.pk,
        }
        for a, b in pairs
    ]


def _entries(record: Meeting) -> list[dict[str, object]]:
    activity = record.activity
    if not activity.market:
        return []
    firms = Actor.objects.filter(pk__in=record.participants, kind="firm").exclude(country__in=["", activity.market])
    return [
        {
            "id": ids.joined(firm, activity.market, activity.pk),
            "firm_id": firm,
            "market": activity.market,
            "date": _day(activity),
            "status": "explored",
            "origin": "cluster",
            "activity_id": activity.pk,
        }
        for firm in firms.order_by("id").values_list("id", flat=True)
    ]


def _day(activity: Activity) -> str:
    return activity.start or timezone.localdate().isoformat()
