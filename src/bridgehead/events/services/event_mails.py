"""The mails to those who register: confirmation with the calendar file, moving up, cancelling, invitation.

They are written in the batch that makes them true, so that neither is without the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format

from bridgehead.ecosystem.queries import workspace_name
from bridgehead.events.core.seats import CANCELLED, WAITING
from bridgehead.events.models import EventForm, Registration
from bridgehead.events.phrases import event_mails as phrases
from bridgehead.events.services.event_links import event_address, own_address
from bridgehead.kit import change_log, partial_dates
from bridgehead.kit.icalendar_events import CalendarEvent, calendar_file
from bridgehead.mail.models import EVENT
from bridgehead.mail.services.outbox import queue_mail

CALENDAR = "event.ics"


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


def queue_moved_up(form: EventForm, found: Registration) -> None:
    """Tell somebody who waited that they have a seat."""
    _queue(form, found, "moved_up")


def queue_cancelled(form: EventForm, found: Registration) -> None:
    """Confirm that a registration is cancelled; the calendar file takes the event out of the calendar."""
    _queue(form, found, "cancelled")


def queue_invitation(form: EventForm, found: Registration) -> None:
    """Invite somebody by a link of their own."""
    _queue(form, found, "invited")


def when_text(form: EventForm) -> str:
    """When an event is, in words: times where the form has them, else the days of the activity."""
    if form.starts:
        start = datetime.fromisoformat(form.starts)
        end = datetime.fromisoformat(form.ends) if form.ends else None
        first = f"{date_format(start, 'l j F Y')}, {date_format(start, 'H:i')}"
        if end is None:
            return first
        if end.date() == start.date():
            return f"{first}–{date_format(end, 'H:i')}"
        return f"{first} – {date_format(end, 'l j F Y')}, {date_format(end, 'H:i')}"
    days = [each for each in (form.activity.start, form.activity.end) if each]
    shapes = {4: "Y", 7: "F Y"}
    return " – ".join(
        dict.fromkeys(date_format(partial_dates.starts(each), shapes.get(len(each), "l j F Y")) for each in days)
    )


def calendar_of(form: EventForm, found: Registration, *, cancelled: bool = False) -> bytes | None:
    """The calendar file of somebody's registration; None where the event has no day."""
    start, end = _span(form)
    if start is None:
        return None
    event = CalendarEvent(
        uid=f"registration-{found.pk}@bridgehead",
        summary=form.activity.name,
        start=start,
        end=end,
        changed=timezone.now(),
        place=form.place,
        description=form.text,
        url=event_address(form.activity_id),
        cancelled=cancelled,
        sequence=max(change_log.position_of(Registration, found.pk), change_log.position_of(EventForm, form.pk)),
        busy=True,
    )
    return calendar_file(form.activity.name, [event], method="PUBLISH")


def _span(form: EventForm) -> tuple[date | None, date | None]:
    """First and last moment, or day; None where only a month or a year is known."""
    if form.starts:
        return datetime.fromisoformat(form.starts), datetime.fromisoformat(form.ends) if form.ends else None
    start, end = form.activity.start, form.activity.end
    if len(start) < len("2019-05-31"):
        return None, None
    return date.fromisoformat(start), date.fromisoformat(end) if len(end) == len(start) else None


def _queue(form: EventForm, found: Registration, what: str) -> None:
    if not found.email:
        return
    labels, event, cluster = phrases.facts_labels(), form.activity.name, workspace_name()
    facts = [(labels["when"], when_text(form)), (labels["where"], form.place)]
    if what in {"registered", "waiting", "changed"}:
        facts += [(labels["name"], found.name), (labels["organisation"], found.organisation)]
    file = None if what in {"invited", "waiting"} else calendar_of(form, found, cancelled=what == CANCELLED)
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
    queue_mail(message, kind=EVENT, about={"registration": found.pk, "activity": found.activity_id, "what": what})
