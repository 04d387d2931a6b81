"""Registering for an event, and changing or cancelling one's own registration.

Whoever does it has no account: the address of the event is public, and the link to somebody's own registration is
signed and known to them alone. No seat is given twice: what is counted is read in the batch that writes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from secrets import token_hex
from typing import Any

from django.utils import timezone

from bridgehead.ecosystem.models import Actor, Person
from bridgehead.events import phrases
from bridgehead.events.core.answers import as_lines
from bridgehead.events.core.seats import (
    ATTENDED,
    CALLED_OFF,
    CANCELLED,
    FULL,
    OPEN,
    OVER,
    REGISTERED,
    WAITING,
    place_for,
)
from bridgehead.events.models import EventForm, Registration
from bridgehead.events.queries import event_counts, event_form, event_phase, registration
from bridgehead.events.services.event_mails import queue_cancelled, queue_confirmation, queue_own_link
from bridgehead.events.services.seat_changes import move_up, next_number
from bridgehead.kit import ids
from bridgehead.kit.change_writer import Writer, batch
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.permissions import Resource, Role, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.word_filter import called
from bridgehead.mail.models import EVENT, OutboxMail

MOST = 5_000
"""So many registrations an event takes, cancelled ones too."""
MAILS_A_DAY = 6
"""So many mails on one event an address gets in a day by what others send."""
REGISTRANT = Viewer(None, Role.MEMBER_COLLEAGUE)
"""Whoever follows a link that needs no account: in the change log nobody by name."""
STANDS = frozenset({REGISTERED, WAITING})


@dataclass(frozen=True)
class RegistrationAnswers:
    """What somebody filled in.

    Attributes
    ----------
    answers
        To the form's own questions, by question.
    """

    name: str
    email: str
    organisation: str = ""
    role: str = ""
    phone: str = ""
    dietary: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    consent: bool = False


def register(activity: str, given: RegistrationAnswers) -> Receipt[str]:
    """Register for an event by its public address; the state then: `registered` or `waiting`.

    An address registers once: a second time changes nothing (the state is blank), and the link to the registration
    goes to the address again, since whoever sends the form may be somebody else. What refuses is asked before the
    address is looked up, so that the answer does not tell who is on the list.

    Raises
    ------
    NotFound
        If the event has no form.
    InputError
        If one cannot register now or only by invitation, all is full, or the address got too many mails.
    """
    with batch("registration.add", activity, viewer=REGISTRANT, activity=_name(activity)) as writer:
        form = _form(activity)
        _require_open(form)
        if form.access == "invitation":
            raise InputError("", sentence=phrases.not_open("invitation"))
        _require_few(activity, given.email)
        _place(form)
        if Registration.objects.filter(activity=activity).count() >= MOST:
            raise InputError("", sentence=phrases.list_full())
        theirs = Registration.objects.filter(activity=activity, email__iexact=given.email)
        known = theirs.order_by("number", "pk").first()
        if known is None:
            found = _put(writer, form, None, given)
            status = found.status
            queue_confirmation(form, found)
        else:
            status = ""
            queue_own_link(form, known)
    return writer.receipt(status)


def change_own(id_: str, given: RegistrationAnswers) -> Receipt[str]:
    """Change one's own registration, answer an invitation, or register again; the state then.

    Raises
    ------
    NotFound
        If it was removed.
    InputError
        If the event is over or was called off, one cannot register now, or all is full.
    """
    before = _own(id_)
    with batch("registration.change", before.activity_id, viewer=REGISTRANT, activity=before.activity.name) as writer:
        known = _own(id_)
        form = _form(known.activity_id)
        if known.status in STANDS:
            _require_not(form, OVER, CALLED_OFF)
        else:
            _require_open(form)
        _require_few(known.activity_id, given.email)
        found = _put(writer, form, known, given)
        queue_confirmation(form, found, changed=known.status in STANDS)
    return writer.receipt(found.status)


def cancel_own(id_: str) -> Receipt[None]:
    """Cancel one's own registration: the seat goes to the first who waits.

    Raises
    ------
    NotFound
        If it was removed.
    InputError
        If the event is over.
    """
    return _cancel(id_, REGISTRANT)


def cancel_registration(id_: str, *, viewer: Viewer) -> Receipt[None]:
    """Cancel somebody's registration for them: the seat goes to the first who waits.

    Raises
    ------
    NotAllowed
        To whoever may not change registrations.
    NotFound
        If it was removed.
    InputError
        If the event is over.
    """
    viewer.require(Verb.CHANGE, Resource.REGISTRATION)
    return _cancel(id_, viewer)


def _cancel(id_: str, viewer: Viewer) -> Receipt[None]:
    before = _own(id_)
    with batch("registration.cancel", before.activity_id, viewer=viewer, activity=before.activity.name) as writer:
        found = _own(id_)
        form = _form(found.activity_id)
        _require_not(form, OVER)
        if found.status not in {CANCELLED, ATTENDED}:
            writer.put(Registration, [{"id": id_, "status": CANCELLED}])
            queue_cancelled(form, found)
            move_up(writer, found.activity_id)
    return writer.receipt(None)


def _put(writer: Writer, form: EventForm, known: Registration | None, given: RegistrationAnswers) -> Registration:
    """Write what was filled in; who has no place yet gets one, or comes last on the waiting list."""
    activity = form.activity_id
    row: dict[str, Any] = {
        "id": known.pk if known else ids.joined(activity, token_hex(8)),
        "activity_id": activity,
        **{name: getattr(given, name) for name in ("name", "email", "organisation", "role", "phone", "dietary")},
        "answers": as_lines(given.answers),
        "consent": "yes" if given.consent else "no",
        **origin_of(given.email, given.organisation),
    }
    if known is None or known.status not in {*STANDS, ATTENDED}:
        now = timezone.localtime().replace(tzinfo=None)
        row |= {"status": _place(form), "number": next_number(activity), "created": now.isoformat(timespec="minutes")}
    writer.put(Registration, [row])
    return Registration.objects.select_related("activity").get(pk=row["id"])


def _place(form: EventForm) -> str:
    """What whoever registers now becomes; an error where all is full."""
    counts = event_counts([form.activity_id])[form.activity_id]
    place = place_for(form.capacity, counts.seated, counts.waiting, waiting_list=form.waiting_list == "yes")
    if place == FULL:
        raise InputError("", sentence=phrases.not_open(FULL))
    return place


def origin_of(email: str, organisation: str) -> dict[str, str | None]:
    """The contact person of an address and where they come from, as far as that is on record beyond doubt."""
    people = list(Person.objects.filter(email__iexact=email)[:2]) if email else []
    if len(people) == 1:
        return {"person_id": people[0].pk, "actor_id": people[0].actor_id}
    found = list(called(Actor.objects.all(), organisation, ("name",)).values_list("pk", flat=True)[:2])
    return {"person_id": None, "actor_id": found[0] if len(found) == 1 else None}


def _form(activity: str) -> EventForm:
    found = event_form(activity)
    if found is None:
        raise NotFound(phrases.no_such_event())
    return found


def _name(activity: str) -> str:
    return _form(activity).activity.name


def _own(id_: str) -> Registration:
    found = registration(id_)
    if found is None:
        raise NotFound(phrases.own_link_invalid())
    return found


def _require_open(form: EventForm) -> None:
    found = event_phase(form, timezone.localdate())
    if found != OPEN:
        raise InputError("", sentence=phrases.not_open(found))


def _require_not(form: EventForm, *phases: str) -> None:
    found = event_phase(form, timezone.localdate())
    if found in phases:
        raise InputError("", sentence=phrases.not_open(found))


def _require_few(activity: str, email: str) -> None:
    since = timezone.now() - timedelta(days=1)
    mails = OutboxMail.objects.filter(
        kind=EVENT, to__iexact=email, at__gt=since, at__lte=timezone.now(), about__activity=activity
    )
    if mails.count() >= MAILS_A_DAY:
        raise InputError("", column="email", found=email, sentence=phrases.address_used_often())
