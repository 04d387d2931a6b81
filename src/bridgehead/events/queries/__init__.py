"""Reads of registration: the form of an event, who registered, how many did, which events are ahead."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from bridgehead.ecosystem.models import Activity
from bridgehead.events.core.seats import ATTENDED, CALLED_OFF, INVITED, OVER, REGISTERED, SEATED, WAITING, phase
from bridgehead.events.models import EventForm, EventQuestion, Registration
from bridgehead.kit.word_filter import with_words

WITH_REGISTRATION = frozenset(
    {"event", "training", "meet_the_buyer", "delegation_trip", "partner_introduction", "accelerator", "passport"}
)
"""Kinds of activity that people come to; projects and applications are none."""
SHOWN = 6


@dataclass(frozen=True)
class EventCounts:
    """How many people of an event are in which state."""

    by_status: Mapping[str, int]

    @property
    def seated(self) -> int:
        """Those who have a seat, or had one."""
        return sum(self.by_status.get(status, 0) for status in SEATED)

    @property
    def here(self) -> int:
        """Those who came."""
        return self.by_status.get(ATTENDED, 0)

    @property
    def expected(self) -> int:
        """Those who have a seat and have not come yet."""
        return self.by_status.get(REGISTERED, 0)

    @property
    def waiting(self) -> int:
        """Those on the waiting list."""
        return self.by_status.get(WAITING, 0)

    @property
    def invited(self) -> int:
        """Those who were invited and have not answered."""
        return self.by_status.get(INVITED, 0)


@dataclass(frozen=True)
class UpcomingEvent:
    """An event ahead that has a form to register."""

    form: EventForm
    counts: EventCounts
    phase: str


def event_form(activity: str) -> EventForm | None:
    """The form of an activity, with the activity; None where there is none."""
    return EventForm.objects.filter(activity=activity).select_related("activity", "activity__organiser").first()


def event_questions(activity: str) -> list[EventQuestion]:
    """The form's own questions, in order."""
    return list(EventQuestion.objects.filter(activity=activity).order_by("number", "pk"))


def registrations(activity: str) -> QuerySet[Registration]:
    """Who was invited or registered, by name."""
    return Registration.objects.filter(activity=activity).select_related("actor").order_by("name", "email", "pk")


def registration(id_: str) -> Registration | None:
    """One registration with its activity; None where there is none."""
    return Registration.objects.filter(pk=id_).select_related("activity").first()


def event_counts(activities: Iterable[str]) -> dict[str, EventCounts]:
    """How many people are in which state, by activity."""
    wanted = list(activities)
    found: dict[str, dict[str, int]] = {id_: {} for id_ in wanted}
    rows = Registration.objects.filter(activity__in=wanted).order_by().values_list("activity", "status")
    for activity, status, count in rows.annotate(n=Count("pk")):
        found[activity][status] = count
    return {id_: EventCounts(by_status) for id_, by_status in found.items()}


def last_day(form: EventForm) -> str:
    """The last day of an event; blank where it is unknown."""
    return form.activity.end or form.activity.start


def event_phase(form: EventForm, today: date) -> str:
    """Whether one can register on a day (`core.seats`); not for what was called off."""
    if form.activity.cancelled == "yes":
        return CALLED_OFF
    return phase(form.opens, form.closes, last_day(form), today)


def upcoming_events(today: date) -> list[UpcomingEvent]:
    """The next events that people register for, the first one first."""
    forms = EventForm.objects.select_related("activity")
    ahead = [(form, event_phase(form, today)) for form in forms]
    ahead = [(form, found) for form, found in ahead if found not in {OVER, CALLED_OFF} and last_day(form)]
    ahead.sort(key=lambda pair: (pair[0].activity.start, pair[0].pk))
    counts = event_counts(form.activity_id for form, _ in ahead[:SHOWN])
    return [UpcomingEvent(form, counts[form.activity_id], found) for form, found in ahead[:SHOWN]]


def takes_registrations(activity: Activity) -> bool:
    """Whether people come to an activity, so that they can register for it."""
    return activity.kind in WITH_REGISTRATION


def waiting_list(activity: str) -> QuerySet[Registration]:
    """Who waits for a seat, the next one first."""
    return Registration.objects.filter(activity=activity, status=WAITING).order_by("number", "created", "pk")


def waiting_places(activity: str) -> dict[str, int]:
    """Which place everybody on the waiting list has, from 1, by id."""
    return {id_: place for place, id_ in enumerate(waiting_list(activity).values_list("pk", flat=True), start=1)}


def place_in_line(found: Registration) -> int:
    """Which place somebody has on the waiting list, from 1."""
    return waiting_places(found.activity_id)[found.pk]


def registrations_with(found: QuerySet[Registration], words: str) -> QuerySet[Registration]:
    """Those of them that have some words in name, address or organisation."""
    return with_words(found, words, ("name", "email", "organisation", "actor__name"))
