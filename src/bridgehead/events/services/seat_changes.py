"""Seats that change hands inside a batch: nobody else writes meanwhile, so that no seat is given twice."""

from collections.abc import Collection, Mapping

from django.utils import timezone

from bridgehead.events.core.seats import CALLED_OFF, OVER, REGISTERED, SEATED, WAITING, moving_up
from bridgehead.events.models import Registration
from bridgehead.events.queries import event_counts, event_form, event_phase, waiting_list
from bridgehead.events.services.event_mails import queue_moved_up
from bridgehead.kit.change_writer import Writer


def move_up(writer: Writer, activity: str) -> list[str]:
    """Give the seats that are free to the first of the waiting list, and tell them; their ids.

    None of an event that is over or was called off.
    """
    form = event_form(activity)
    if form is None or event_phase(form, timezone.localdate()) in {OVER, CALLED_OFF}:
        return []
    waiting = {found.pk: found for found in waiting_list(activity)}
    moved = list(moving_up(form.capacity, event_counts([activity])[activity].seated, list(waiting)))
    writer.put(Registration, [{"id": id_, "status": REGISTERED} for id_ in moved])
    for id_ in moved:
        queue_moved_up(form, waiting[id_])
    return moved


def claims(wanted: Mapping[str, str]) -> list[str]:
    """Those who have no seat now and would have one in these states, by id."""
    have = set(Registration.objects.filter(pk__in=wanted, status__in=SEATED).values_list("pk", flat=True))
    return [id_ for id_, status in wanted.items() if status in SEATED and id_ not in have]


def wait_where_full(writer: Writer, claimed: Collection[str]) -> list[str]:
    """Put those on the waiting list who were given a seat that is not there, the last to register first; their ids."""
    found = Registration.objects.filter(pk__in=claimed, status=REGISTERED).order_by("-number", "pk")
    by_activity: dict[str, list[str]] = {}
    for each in found:
        by_activity.setdefault(each.activity_id, []).append(each.pk)
    waits: list[str] = []
    for activity, ids in by_activity.items():
        form = event_form(activity)
        if form is not None and form.capacity is not None:
            waits += ids[: max(0, event_counts([activity])[activity].seated - form.capacity)]
    writer.put(Registration, [{"id": id_, "status": WAITING} for id_ in waits])
    return waits


def next_number(activity: str) -> int:
    """The number of whoever registers next: higher than all before."""
    last = Registration.objects.filter(activity=activity).exclude(number=None).order_by("-number").first()
    return 1 + (last.number or 0) if last else 1
