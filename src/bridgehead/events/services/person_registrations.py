"""What registrations keep about a person: handed out on request, erased with them or when it is due.

That somebody of an organisation came stays, so that the numbers of an event hold; not who it was.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from bridgehead.ecosystem.models import Person
from bridgehead.events.core.seats import ABSENT, ATTENDED, CANCELLED
from bridgehead.events.models import EventForm, Registration
from bridgehead.events.queries import last_day
from bridgehead.events.services.seat_changes import move_up
from bridgehead.kit import partial_dates
from bridgehead.kit.change_writer import Writer
from bridgehead.kit.erasure import forget_lines, logged_keys
from bridgehead.mail.models import EVENT, OutboxMail

BLANK: dict[str, Any] = {
    **dict.fromkeys(("name", "email", "role", "phone", "dietary", "consent"), ""),
    "answers": [],
    "person_id": None,
}
"""What is left of a person in their registration."""


def registrations_of(person: Person) -> list[dict[str, Any]]:
    """The registrations of a person, whole: those that name them, and those of their address."""
    return [dict(row) for row in _theirs(person).order_by("pk").values()]


def erase_registrations_of(writer: Writer, person: Person) -> None:
    """Erase a person from their registrations; a seat of theirs at an event ahead goes to whoever waits."""
    erase_registrations(writer, list(_theirs(person).values_list("pk", flat=True)))
    logged = logged_keys(Registration, {"person_id": person.pk, "email__iexact": person.email})
    forget_lines(Registration, logged, person.pk)


def erase_registrations(writer: Writer, keys: Collection[str]) -> None:
    """Erase the people of these registrations from them, from the change log and from the outbox."""
    found = list(Registration.objects.filter(pk__in=list(keys)).values_list("pk", "status", "activity"))
    rows = [{"id": pk, **BLANK, "status": s if s in {ATTENDED, ABSENT} else CANCELLED} for pk, s, _ in found]
    if rows:
        writer.put(Registration, rows)
    for activity in sorted({activity for *_, activity in found}):
        move_up(writer, activity)
    ids = [pk for pk, *_ in found]
    forget_lines(Registration, ids)
    OutboxMail.objects.filter(kind=EVENT, about__registration__in=ids).delete()


def registrations_due(since: date) -> list[str]:
    """Registrations that name somebody, of events that were over before a day; those of no known day stay."""
    named = Registration.objects.exclude(name="", email="").select_related("activity").order_by("pk")
    forms = {form.activity_id: form for form in EventForm.objects.select_related("activity")}
    found = []
    for each in named:
        form, about = forms.get(each.activity_id), each.activity
        day = last_day(form) if form else about.end or about.start
        if day and partial_dates.ends(day) < since:
            found.append(each.pk)
    return found


def _theirs(person: Person) -> QuerySet[Registration]:
    named = Q(person=person)
    return Registration.objects.filter(named | Q(email__iexact=person.email) if person.email else named)
