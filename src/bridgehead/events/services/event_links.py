"""Addresses that work without an account: the page of an event, and a person's own registration."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from bridgehead.events import phrases
from bridgehead.events.models import EventForm, Registration
from bridgehead.events.queries import event_form, registration
from bridgehead.kit.errors import NotFound
from bridgehead.kit.signed_links import read_token, sign_token

EVENT, OWN = "bridgehead.events.register", "bridgehead.events.own"
DAYS = 400
"""How long somebody's own link can be followed; the event itself ends what it can do earlier."""


def event_token(activity: str) -> str:
    """What the public address of an event ends in: nobody else can make one."""
    return signing.Signer(salt=EVENT).sign(activity)


def own_token(id_: str) -> str:
    """What the address of somebody's own registration ends in."""
    return sign_token(id_, OWN)


def event_address(activity: str) -> str:
    """The public address of an event, whole."""
    return str(settings.ADDRESS) + reverse("register", args=[event_token(activity)])


def own_address(id_: str) -> str:
    """The address of somebody's own registration, whole."""
    return str(settings.ADDRESS) + reverse("register-own", args=[own_token(id_)])


def form_of(token: str) -> EventForm:
    """The form that a public address leads to.

    Raises
    ------
    NotFound
        If we did not sign it, or the event has no form any more.
    """
    try:
        activity = signing.Signer(salt=EVENT).unsign(token)
    except signing.BadSignature as error:
        raise NotFound(phrases.no_such_event()) from error
    found = event_form(activity)
    if found is None:
        raise NotFound(phrases.no_such_event())
    return found


def registration_of(token: str) -> Registration:
    """The registration that somebody's own address leads to.

    Raises
    ------
    NotFound
        If we did not sign it, too long ago, the registration was removed, or nobody is named in it any more.
    """
    found = registration(str(read_token(token, OWN, days=DAYS, invalid=phrases.own_link_invalid())))
    if found is None or not found.email:
        raise NotFound(phrases.own_link_invalid())
    return found
