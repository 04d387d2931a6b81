"""Invitations to an event: each person gets a link of their own."""

from email.utils import getaddresses
from secrets import token_hex

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from django.utils import timezone

from bridgehead.ecosystem.core.consent import agrees, plain_address
from bridgehead.ecosystem.models import Person
from bridgehead.ecosystem.queries.mail_consents import refused_addresses
from bridgehead.events import phrases
from bridgehead.events.core.seats import CALLED_OFF, INVITED, OVER
from bridgehead.events.models import Registration
from bridgehead.events.phrases import invitees
from bridgehead.events.queries import event_form, event_phase
from bridgehead.events.services.event_mails import queue_invitation
from bridgehead.events.services.register import origin_of
from bridgehead.kit import ids
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotFound, shorten
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt

PURPOSE = "mail"
"""What people must have agreed to: news and invitations."""
MOST = 2_000
"""How many contact persons are invited at once."""


def people_in(text: str) -> list[tuple[str, str]]:
    """Name and address of each person of a text, `Ane Holm <ane@flow.example>`, by lines; each address once.

    A line may have several people, separated by commas or semicolons.

    Raises
    ------
    InputError
        At the first line with a part that is no address, naming it.
    """
    found: dict[str, tuple[str, str]] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        for name, email in getaddresses([line.strip().rstrip(",; ").replace(";", ",")]):
            try:
                validate_email(email)
            except ValidationError as error:
                sentence = phrases.no_address_in(shorten(line.strip()), number)
                raise InputError("", column="people", found=line.strip(), sentence=sentence) from error
            found.setdefault(email.casefold(), (" ".join(name.split())[:200], email))
    return list(found.values())


def invite_to_event(activity: str, people: list[tuple[str, str]], *, viewer: Viewer) -> Receipt[tuple[int, int, int]]:
    """Invite people to an event, each by a link of their own.

    The result is how many, how many were on the list before, and how many are left out since they want no emails.

    Raises
    ------
    NotAllowed
        To whoever may not change registrations.
    NotFound
        If the event has no form.
    InputError
        If the event is over or was called off.
    """
    viewer.require(Verb.CHANGE, Resource.REGISTRATION)
    form = event_form(activity)
    if form is None:
        raise NotFound(phrases.no_such_event())
    with batch(
        "registration.invite", activity, viewer=viewer, activity=form.activity.name, count=len(people)
    ) as writer:
        phase = event_phase(form, timezone.localdate())
        if phase in {OVER, CALLED_OFF}:
            raise InputError("", sentence=phrases.not_open(phase))
        addresses = Registration.objects.filter(activity=activity).values_list("email", flat=True)
        known = {email.casefold() for email in addresses}
        refused = refused_addresses()
        new = [(name, email) for name, email in people if email.casefold() not in known | refused]
        rows = [_row(activity, name, email) for name, email in new]
        writer.put(Registration, rows)
        for found in Registration.objects.filter(pk__in=[row["id"] for row in rows]).order_by("pk"):
            queue_invitation(form, found)
        no = sum(email.casefold() in refused - known for _name, email in people)
    return writer.receipt((len(new), len(people) - len(new) - no, no))


def invite_contacts(activity: str, people: "QuerySet[Person]", *, viewer: Viewer) -> Receipt[tuple[int, int, int]]:
    """Invite contact persons who agreed to invitations, each address once; the result is as of `invite_to_event`.

    Those who have no address, or have not agreed, are among those who are left out.

    Raises
    ------
    NotAllowed
        To whoever may not change registrations, or see contact persons.
    NotFound
        If the event has no form.
    InputError
        If there are none, or more than `MOST`; if the event is over or was called off.
    """
    viewer.require(Verb.VIEW, Resource.CONTACT)
    group = list(people[: MOST + 1])
    if not group or len(group) > MOST:
        raise InputError("", sentence=invitees.whom_to_choose(MOST))
    agreed = {plain_address(p.email): (p.name, p.email.strip()) for p in group if can_be_invited(p)}
    same = sum(can_be_invited(p) for p in group) - len(agreed)
    done = invite_to_event(activity, list(agreed.values()), viewer=viewer)
    new, before, no = done.result
    return Receipt((new, before, no + len(group) - same - len(agreed)), done.batch, done.tallies)


def can_be_invited(person: Person) -> bool:
    """Whether somebody has an address and agreed to be written to with news and invitations."""
    return bool(person.email.strip()) and agrees(person.consent, PURPOSE)


def _row(activity: str, name: str, email: str) -> dict[str, object]:
    found = {"id": ids.joined(activity, token_hex(8)), "activity_id": activity, "name": name, "email": email}
    return {**found, "status": INVITED, **origin_of(email, "")}
