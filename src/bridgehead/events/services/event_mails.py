"""The mails to those who register: confirmation with the calendar file, moving up, cancelling, invitation.

They are written in the batch that makes them true, so that neither is without the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format

from bridgehead.ecosystem.models import Activity
from bridgehead.ecosystem.queries import workspace_name
from bridgehead.ecosystem.queries.places import place_of
from bridgehead.ecosystem.services.activity_events import activity_event
from bridgehead.events.core.seats import ATTENDED, CALLED_OFF, CANCELLED, INVITED, REGISTERED, WAITING
from bridgehead.events.models import EventForm, Registration
from bridgehead.events.phrases import event_mails as phrases
from bridgehead.events.services.event_links import own_address
from bridgehead.kit import change_log, partial_dates
from bridgehead.kit.icalendar_events import calendar_file
from bridgehead.mail.models import EVENT
from bridgehead.mail.services.outbox import queue_mail

CALENDAR = "event.ics"
SAYS = {
    "registered": REGISTERED,
    "moved_up": REGISTERED,
    "waiting": WAITING,
    "cancelled": CANCELLED,
    "invited": INVITED,
    "thanks": ATTENDED,
}
"""Which state of a registration a mail speaks of, by what it is about; the others are true in any state."""


@dataclass(frozen=True)
class EventLetter:
    """A mail in parts, drawn as text and as HTML.

    Attributes
    ----------
    facts, links
        What is called what: label and text, label and address.
    """

    subject: str
    paragraphs: Sequence[str]
    facts: Sequence[tuple[str, str]] = ()
    links: Sequence[tuple[str, str]] = ()
    small: Sequence[str] = ()


def queue_confirmation(form: EventForm, found: Registration, *, changed: bool = False) -> None:
    """Confirm a registration: a seat with its calendar file, or a place on the waiting list."""
    waits = found.status == WAITING
    _queue(form, found, "waiting" if waits else "changed" if changed else "registered")


def queue_own_link(form: EventForm, found: Registration) -> None:
    """Send the link to a registration again to whom it belongs, after somebody entered their address once more."""
    _queue(form, found, "own_link")


def queue_moved_up(form: EventForm, found: Registration) -> None:
    """Tell somebody who waited that they have a seat."""
    _queue(form, found, "moved_up")


def queue_cancelled(form: EventForm, found: Registration) -> None:
    """Confirm that a registration is cancelled; the calendar file takes the event out of the calendar."""
    _queue(form, found, "cancelled")


def queue_called_off(form: EventForm, found: Registration) -> None:
    """Tell somebody that the event was called off; the calendar file takes it out of the calendar."""
    _queue(form, found, CALLED_OFF)


def queue_invitation(form: EventForm, found: Registration) -> None:
    """Invite somebody by a link of their own."""
    _queue(form, found, "invited")


def when_text(activity: Activity) -> str:
    """When an activity is, in words: its days, and its times where they are known."""
    first, last = activity.start, activity.end if activity.end != activity.start else ""
    if first and activity.start_time and not last:
        hours = "–".join(filter(None, (activity.start_time, activity.end_time)))
        return f"{_day(first)}, {hours}"
    parts = ((first, activity.start_time), (last, activity.end_time))
    return " – ".join(", ".join(filter(None, (_day(day), clock))) for day, clock in parts if day)


def _day(text: str) -> str:
    shape = {4: "Y", 7: "F Y"}.get(len(text), "l j F Y")
    return date_format(partial_dates.starts(text), shape)


def calendar_of(form: EventForm, found: Registration, *, cancelled: bool = False) -> bytes | None:
    """The calendar file of somebody's registration; None where the event has no day.

    It says what the form says: the activity's description is the cluster's own.
    """
    event = activity_event(form.activity)
    if event is None:
        return None
    known = change_log.revisions(Registration, [found.pk]).get(found.pk, change_log.UNCHANGED)
    theirs = replace(
        event,
        uid=f"registration-{found.pk}@bridgehead",
        description=form.text,
        url=own_address(found.pk),
        cancelled=cancelled or event.cancelled,
        sequence=event.sequence + known.sequence,
        changed=timezone.now(),
        busy=True,
    )
    return calendar_file(event.summary, [theirs], method="PUBLISH")


def _queue(form: EventForm, found: Registration, what: str) -> None:
    if not found.email:
        return
    labels, event, cluster = phrases.facts_labels(), form.activity.name, workspace_name()
    facts = [(labels["when"], when_text(form.activity)), (labels["where"], place_of(form.activity))]
    if what in {"registered", "waiting", "changed"}:
        facts += [(labels["name"], found.name), (labels["organisation"], found.organisation)]
    off = what in {CANCELLED, CALLED_OFF}
    file = None if what in {"invited", "waiting", "own_link"} else calendar_of(form, found, cancelled=off)
    letter = EventLetter(
        subject=phrases.subject(what, event),
        paragraphs=[phrases.greeting(found.name), phrases.opening(what, event, cluster)],
        facts=[pair for pair in facts if pair[1]],
        links=[(phrases.own_link_label(what), own_address(found.pk))],
        small=([phrases.calendar_attached()] if file else []) + [phrases.why_written(cluster)],
    )
    queue_letter(letter, found, cluster, file=file, what=what)


def queue_letter(
    letter: EventLetter, found: Registration, cluster: str, *, file: bytes | None = None, what: str
) -> None:
    """Put a mail to somebody who registered into the outbox."""
    context = {"letter": letter, "cluster": cluster, "regards": phrases.kind_regards()}
    message = EmailMultiAlternatives(
        letter.subject, render_to_string("events/mail/letter.txt", context), to=[found.email]
    )
    message.attach_alternative(render_to_string("events/mail/letter.html", context), "text/html")
    if file:
        message.attach(CALENDAR, file, "text/calendar")
    about = {"registration": found.pk, "activity": found.activity_id, "what": what}
    if what in SAYS:
        about["status"] = SAYS[what]
    queue_mail(message, kind=EVENT, about=about)
