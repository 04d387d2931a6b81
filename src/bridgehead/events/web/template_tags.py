"""Registration on pages of other stages: on an activity, and events ahead beside the list of activities."""

from typing import Any

from django import template
from django.utils import timezone

from bridgehead.ecosystem.models import Activity
from bridgehead.events import phrases, queries
from bridgehead.events.core.seats import OPEN
from bridgehead.events.services.event_links import event_address
from bridgehead.events.services.event_mails import when_text
from bridgehead.kit.permissions import Resource, Verb

register = template.Library()


@register.inclusion_tag("events/registration_part.html", takes_context=True)
def registration_part(context: dict[str, Any], activity: Activity) -> dict[str, Any]:
    """How one registers for an activity, and how many did, for those who may know."""
    who = context["viewer"]
    form = queries.event_form(activity.pk) if queries.takes_registrations(activity) else None
    counts = queries.event_counts([activity.pk])[activity.pk] if form else None
    counted = who.may(Verb.VIEW, Resource.REGISTRATION) or who.may(Verb.VIEW, Resource.FIGURE)
    phase = queries.event_phase(form, timezone.localdate()) if form else ""
    return {
        "activity": activity,
        "form": form,
        "counts": counts if counted else None,
        "seats": phrases.seats_text(counts.seated, form.capacity, counts.waiting) if form and counts else "",
        "registers": form is not None and form.access == "public" and phase == OPEN,
        "closed": phrases.not_open(phase) if form and phase != OPEN else "",
        "address": event_address(activity.pk) if form else "",
        "sees": who.may_some(Verb.VIEW, Resource.REGISTRATION),
    }


@register.inclusion_tag("events/upcoming_events.html", takes_context=True)
def upcoming_events(context: dict[str, Any]) -> dict[str, Any]:
    """The next events that people register for."""
    who = context["viewer"]
    counted = who.may(Verb.VIEW, Resource.REGISTRATION) or who.may(Verb.VIEW, Resource.FIGURE)
    rows = [
        {
            "activity": found.form.activity,
            "when": when_text(found.form.activity),
            "seats": phrases.seats_text(found.counts.seated, found.form.capacity, found.counts.waiting)
            if counted
            else "",
            "state": "" if found.phase == OPEN else phrases.not_open(found.phase),
        }
        for found in queries.upcoming_events(timezone.localdate())
    ]
    return {"rows": rows}
