"""What trips expect of an input, in words, by code (`kit.expectations`)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

EXPECTED: Mapping[str, Promise] = {
    "break": gettext_lazy("a break, such as 12:00-13:00"),
    "cluster_of_members": gettext_lazy("a cluster whose members could join"),
    "current_participant": gettext_lazy("a participant of {activity} that has not cancelled"),
    "meeting": gettext_lazy("a meeting of this activity"),
    "participant": gettext_lazy("a participant of {activity}"),
    "places_up_to": gettext_lazy("at most {most} places; fewer days, tables or sites"),
    "room_for_a_slot": gettext_lazy("a time at which at least one meeting is over"),
    "saved_schedule": gettext_lazy("a saved schedule (--save)"),
    "slot": gettext_lazy("a time slot of {activity}"),
    "slot_time": gettext_lazy("a date and time (2019-05-31T09:30), or a time where the activity starts on a day"),
    "slots": gettext_lazy("time slots of {activity}"),
    "some_times": gettext_lazy("at least one time; cancel the participant if there is none"),
    "trip": gettext_lazy("a delegation trip or a meet-the-buyer day"),
    "yes_or_no": gettext_lazy("yes or no"),
}
