"""Telling those who registered that an event was called off."""

from django.db.models import QuerySet
from django.utils import timezone

from bridgehead.events import phrases
from bridgehead.events.core.seats import CALLED_OFF, INVITED, SEATED, WAITING
from bridgehead.events.models import Registration
from bridgehead.events.queries import event_form, event_phase
from bridgehead.events.services.event_mails import queue_called_off
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.mail.models import EVENT, SENT, OutboxMail


def to_tell(activity: str) -> list[Registration]:
    """Who counts on an event that was called off, has an address and has not been told yet, by name.

    Somebody whose invitation never left knows of no event.
    """
    mails = OutboxMail.objects.filter(kind=EVENT, about__activity=activity)
    told = _registrations_of(mails.filter(about__what=CALLED_OFF))
    unaware = _registrations_of(mails.filter(about__what=INVITED).exclude(state=SENT))
    found = Registration.objects.filter(activity=activity, status__in={*SEATED, WAITING, INVITED}).exclude(email="")
    return [
        each
        for each in found.order_by("name", "email", "pk")
        if each.pk not in told and not (each.status == INVITED and each.pk in unaware)
    ]


def _registrations_of(mails: "QuerySet[OutboxMail]") -> set[str]:
    return {str(about.get("registration")) for about in mails.values_list("about", flat=True)}


def tell_called_off(activity: str, *, viewer: Viewer) -> Receipt[int]:
    """Write to everybody who counts on an event that it was called off, each once; how many.

    Raises
    ------
    NotAllowed
        To whoever may not change registrations.
    NotFound
        If the event has no form.
    InputError
        If it was not called off, or everybody was told.
    """
    viewer.require(Verb.CHANGE, Resource.REGISTRATION)
    form = event_form(activity)
    if form is None:
        raise NotFound(phrases.no_such_event())
    with batch("registration.call_off", activity, viewer=viewer, activity=form.activity.name) as writer:
        people = to_tell(activity)
        if event_phase(form, timezone.localdate()) != CALLED_OFF or not people:
            raise InputError("", sentence=phrases.nobody_to_tell())
        for found in people:
            queue_called_off(form, found)
    return writer.receipt(len(people))
