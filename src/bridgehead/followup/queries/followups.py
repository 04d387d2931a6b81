"""Reads of notes, tasks, interactions and documents: of one record, of one colleague, of everybody."""

from collections.abc import Collection, Sized
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Q, QuerySet, Value, When
from django.utils.translation import gettext

from bridgehead.ecosystem.models import Actor
from bridgehead.followup.models import Attachment, Interaction, Note, StaffHours, Task
from bridgehead.kit.errors import NotFound
from bridgehead.kit.word_filter import with_words

UNASSIGNED = {"actor": None, "opportunity": None, "activity": None, "application": None}
"""What an interaction is about that nobody has assigned to anything."""


@dataclass(frozen=True)
class Followups:
    """What is written down about one record, the latest first; tasks by their dates."""

    notes: list[Note]
    interactions: list[Interaction]
    open_tasks: list[Task]
    done_tasks: list[Task]
    documents: list[Attachment]

    @property
    def count(self) -> int:
        """How much there is."""
        every: tuple[Sized, ...] = (self.notes, self.interactions, self.open_tasks, self.done_tasks, self.documents)
        return sum(len(rows) for rows in every)


def followups_of(kind: str, id_: str, most: int) -> Followups:
    """What is written down about a record of a kind (`actor`, `person`, `opportunity`, `activity`, `application`)."""
    about = {kind: id_}
    tasks = Task.objects.filter(**about)
    return Followups(
        list(Note.objects.filter(**about).order_by("-date", "-pk")[:most]),
        list(Interaction.objects.filter(**about).select_related("person").order_by("-date", "-pk")[:most]),
        list(by_due(tasks.filter(done=""))[:most]),
        list(tasks.exclude(done="").order_by("-done", "pk")[:most]),
        list(Attachment.objects.filter(**about).order_by("-date", "-pk")[:most]),
    )


def by_due(tasks: "QuerySet[Task]") -> "QuerySet[Any]":
    """Tasks in the order of their dates, those without one last."""
    return _with_dates(tasks).order_by("due_or_last", "title", "pk")


def _with_dates(tasks: "QuerySet[Task]") -> "QuerySet[Any]":
    last = Case(When(due="", then=Value("9999")), default="due", output_field=CharField())
    return tasks.select_related("actor", "person", "opportunity", "activity", "application").annotate(due_or_last=last)


def tasks(*, words: str = "", owner: str = "", state: str = "", due_by: str = "") -> "QuerySet[Any]":
    """Tasks; a blank filter lets everything through.

    Parameters
    ----------
    state
        `open` or `done`.
    due_by
        A day: those due on it or before, or that want to be remembered by then.
    """
    found = _with_dates(Task.objects.all())
    if owner:
        found = found.filter(owner=owner)
    if due_by:
        found = found.filter((Q(due__lte=due_by) & ~Q(due="")) | (Q(remind__lte=due_by) & ~Q(remind="")))
    found = {"open": found.filter(done=""), "done": found.exclude(done="")}.get(state, found)
    return with_words(found, words, ("title", "description", "actor__name", "opportunity__title", "activity__name"))


def interactions(
    *, words: str = "", channel: str = "", by: str = "", member: str = "", assigned: str = ""
) -> "QuerySet[Interaction]":
    """Interactions; a blank filter lets everything through.

    Parameters
    ----------
    member
        The id of an organisation.
    assigned
        `no` for those that are about nothing on record.
    """
    found = Interaction.objects.select_related("actor", "person", "opportunity", "activity", "application")
    exact = {"channel": channel, "by": by, "actor": member}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    found = found.filter(**UNASSIGNED) if assigned == "no" else found
    return with_words(found, words, ("subject", "text", "actor__name", "sender"))


def unassigned_count() -> int:
    """How many interactions are about nothing on record."""
    return Interaction.objects.filter(**UNASSIGNED).count()


def owned_actors(owner: str) -> "QuerySet[Actor]":
    """The organisations that a colleague looks after, by name."""
    return Actor.objects.filter(owner=owner).order_by("name", "id")


def week_hours(person: str, days: Collection[str]) -> list[StaffHours]:
    """What a colleague recorded on these days."""
    found = StaffHours.objects.filter(person=person, date__in=list(days)).select_related("activity", "actor")
    return list(found.order_by("activity__name", "actor__name", "date"))


def interaction(id_: str) -> Interaction:
    """One interaction, with whom it was and what it was about.

    Raises
    ------
    NotFound
        If there is none of that id.
    """
    found = (
        Interaction.objects.filter(pk=id_)
        .select_related("actor", "person", "opportunity", "activity", "application")
        .first()
    )
    if found is None:
        raise NotFound(gettext("There is no such interaction."))
    return found
