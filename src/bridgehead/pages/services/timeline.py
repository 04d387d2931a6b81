"""A timeline: everything dated that happened with an organisation, a person, an opportunity or an activity."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import gettext as _

from bridgehead.ecosystem.models import Actor, Entry, Membership, Outcome, Participation
from bridgehead.followup.queries.followups import Followups
from bridgehead.framework.template_tags import term
from bridgehead.kit.record_pages import path_to
from bridgehead.kit.template_tags import country
from bridgehead.match.queries.marks import marks
from bridgehead.support.models import Support


@dataclass(frozen=True)
class TimelineItem:
    """Something dated.

    Attributes
    ----------
    day
        A partial date.
    kind
        What it is, in a word.
    text
        What happened.
    path
        Of the page that shows it; blank where none does.
    detail
        What was said; blank where nothing was.
    who
        Who spoke with whom; blank where nobody says.
    is_outside
        Whether somebody from outside wrote it.
    note
        The id of the note that it is, which has no page of its own; blank of anything else.
    """

    day: str
    kind: str
    text: str
    path: str = ""
    detail: str = ""
    who: str = ""
    is_outside: bool = False
    note: str = ""


def timeline(record: Model, found: Followups) -> list[TimelineItem]:
    """What happened, the latest first; what has no date is left out.

    Parameters
    ----------
    found
        What is written down about the record.
    """
    items = [*_written(found), *(_of_actor(record) if isinstance(record, Actor) else ())]
    return sorted((item for item in items if item.day), key=lambda item: (item.day, item.kind, item.text), reverse=True)


def _written(found: Followups) -> Iterator[TimelineItem]:
    for one in found.interactions:
        text = one.subject or (str(one.person) if one.person else _("No subject"))
        said = [term(one.direction, "contact_direction"), str(one.person or ""), one.by]
        who = " · ".join(filter(None, said))
        outside = bool(one.sender and one.direction != "outgoing")
        yield TimelineItem(one.date, term(one.channel, "channel"), text, path_to(one), one.text, who, outside)
    for note in found.notes:
        yield TimelineItem(note.date, _("Note"), note.by, path_to(note), note.text, note=note.pk)
    for task in found.done_tasks:
        yield TimelineItem(task.done, _("Task done"), task.title, path_to(task))
    for document in found.documents:
        yield TimelineItem(document.date, _("Document"), document.name, path_to(document))


def _of_actor(actor: Actor) -> Iterator[TimelineItem]:
    """What the records say of an organisation."""
    for part in Participation.objects.filter(actor=actor).select_related("activity"):
        day = part.since or part.activity.start
        yield TimelineItem(day, term(part.activity.kind, "activity_kind"), part.activity.name, path_to(part.activity))
    for outcome in Outcome.objects.filter(actor=actor).select_related("activity"):
        kind = term(outcome.kind, "outcome_kind")
        text = outcome.summary or outcome.activity.name
        yield TimelineItem(outcome.date, _("Outcome: {kind}").format(kind=kind), text, path_to(outcome.activity))
    for entry in Entry.objects.filter(firm=actor):
        how = ", ".join(filter(None, [country(entry.market), term(entry.mode, "entry_mode")]))
        yield TimelineItem(entry.date, term(entry.status, "entry_status") or _("Market entry"), how, path_to(entry))
    for membership in Membership.objects.filter(member=actor).select_related("cluster"):
        name, path = membership.cluster.name, path_to(membership.cluster)
        yield TimelineItem(membership.since, _("Joined"), name, path)
        yield TimelineItem(membership.until, _("Membership ends"), name, path)
    for mark in marks(actor=actor.pk):
        yield TimelineItem(mark.date, term(mark.mark, "mark"), mark.opportunity.title, path_to(mark.opportunity))
    for support in Support.objects.filter(actor=actor).select_related("instrument"):
        yield TimelineItem(support.period, _("Support"), support.instrument.name)
