"""Invitations to an event: each person gets a link of their own."""

from email.utils import getaddresses
from secrets import token_hex

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from bridgehead.ecosystem.queries.mail_consents import refused_addresses
from bridgehead.events import phrases
from bridgehead.events.core.seats import CALLED_OFF, INVITED, OVER
from bridgehead.events.models import Registration
from bridgehead.events.queries import event_form, event_phase
from bridgehead.events.services.event_mails import queue_invitation
from bridgehead.events.services.register import origin_of
from bridgehead.kit import ids
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotFound, shorten
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt


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


def _row(activity: str, name: str, email: str) -> dict[str, object]:
    found = {"id": ids.joined(activity, token_hex(8)), "activity_id": activity, "name": name, "email": email}
    return {**found, "status": INVITED, **origin_of(email, "")}
