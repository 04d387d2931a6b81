"""What the calendar says: kinds of item, what stands in calendar files, what became of a subscription."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.calendar.core.month_view import ACTIVITY, DEADLINE, ENDS, GOES_ON, STARTS, TASK, TRIP

KINDS = {
    DEADLINE: gettext_lazy("Deadlines"),
    ACTIVITY: gettext_lazy("Activities"),
    TRIP: gettext_lazy("Trips"),
    TASK: gettext_lazy("Tasks"),
}
"""The kinds of item, as a choice calls them."""
KIND = {
    DEADLINE: gettext_lazy("Deadline"),
    ACTIVITY: gettext_lazy("Activity"),
    TRIP: gettext_lazy("Trip"),
    TASK: gettext_lazy("Task"),
}
"""One item of each kind."""
EDGES = {STARTS: gettext_lazy("starts"), ENDS: gettext_lazy("ends"), GOES_ON: gettext_lazy("goes on")}
"""What a day is to an item of several days."""
EXPECTED = {
    "some_kinds": gettext_lazy("at least one kind of item"),
    "few_subscriptions": gettext_lazy("at most {most} subscriptions; remove one first"),
}


def deadline_summary(title: str) -> str:
    """A deadline in a calendar file."""
    return _("Deadline: {title}").format(title=title)


def task_summary(title: str, *, done: bool) -> str:
    """A task in a calendar file."""
    return (_("Done: {title}") if done else _("Task: {title}")).format(title=title)


def nothing_yet() -> str:
    """What stands in a subscription that holds nothing."""
    return _("No dated items yet")


def feed_name(cluster: str, person: str = "") -> str:
    """What a calendar program calls a calendar of the cluster, as a person sees it."""
    if person:
        return _("{cluster}: calendar of {person}").format(cluster=cluster, person=person)
    return _("Calendar of {cluster}").format(cluster=cluster)


def trip_feed_name(trip: str, cluster: str, participant: str = "") -> str:
    """What a calendar program calls the calendar of a trip, or of a participant's meetings on it."""
    if participant:
        return _("{cluster}: {trip}, meetings of {participant}").format(
            cluster=cluster, trip=trip, participant=participant
        )
    return _("{cluster}: {trip}").format(cluster=cluster, trip=trip)


def subscribed(address: str) -> str:
    """The address of a new subscription."""
    return _("Copy this address into your calendar program now; it is not shown again: {address}").format(
        address=address
    )


def revoked(name: str) -> str:
    """That a subscription is over."""
    return _("Subscription “{name}” removed. Its address no longer works.").format(name=name)


def no_such_feed() -> str:
    """That an address leads to no subscription."""
    return _("This calendar address does not work any more. Make a new one on the calendar page.")


def more_items(count: int) -> str:
    """How many items of a day unfold."""
    return ngettext("{count} more", "{count} more", count).format(count=count)
