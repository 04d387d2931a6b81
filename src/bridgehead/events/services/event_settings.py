"""The form of an event: who may register, when, for how many seats, what is asked."""

from collections.abc import Mapping, Sequence
from typing import Any

from bridgehead.ecosystem.queries import activity as find_activity
from bridgehead.events import phrases
from bridgehead.events.models import EventForm, EventQuestion
from bridgehead.events.queries import event_questions, takes_registrations
from bridgehead.events.services.seat_changes import move_up
from bridgehead.kit import partial_dates
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt

MOST_QUESTIONS = 5
Row = Mapping[str, Any]


def save_event_form(
    activity: str, values: Row, questions: Sequence[Row], *, seen: int | None = None, viewer: Viewer
) -> Receipt[int]:
    """Open registration for an activity, or change how one registers; how many of the waiting list moved up.

    Parameters
    ----------
    values
        Columns of the form by name.
    questions
        Columns of the form's own questions, in their order; at most `MOST_QUESTIONS`.
    seen
        The form's position in the change log when it was opened; None asks nothing.

    Raises
    ------
    NotAllowed
        To whoever may not change activities.
    NotFound
        If there is no such activity.
    InputError
        If nobody comes to such an activity, or what is said does not fit together.
    Stale
        If somebody else changed it since.
    """
    viewer.require(Verb.CHANGE, Resource.ACTIVITY)
    about = find_activity(activity)
    if not takes_registrations(about):
        raise InputError("", column="access", found=about.kind, sentence=phrases.no_registration_for(about.kind))
    _check(values, questions)
    with batch("event_form.save", activity, viewer=viewer, activity=about.name) as writer:
        row = {"activity_id": activity, **values}
        row["id"] = EventForm.key_of(row)
        writer.require_fresh(EventForm, row, seen)
        writer.put(EventForm, [row])
        kept = [_question(activity, number, each) for number, each in enumerate(questions, start=1)]
        gone = {question.pk for question in event_questions(activity)} - {each["id"] for each in kept}
        writer.remove(EventQuestion, gone)
        writer.put(EventQuestion, kept)
        moved = move_up(writer, activity)
    return writer.receipt(len(moved))


def _question(activity: str, number: int, values: Row) -> dict[str, Any]:
    row = {"activity_id": activity, "number": number, **values}
    return {**row, "id": EventQuestion.key_of(row)}


def _check(values: Row, questions: Sequence[Row]) -> None:
    if partial_dates.is_before(values["closes"], values["opens"]):
        raise InputError("", column="closes", found=values["closes"], sentence=phrases.closes_before_opening())
    asked = [" ".join(str(each["question"]).split()).casefold() for each in questions]
    for number, each in enumerate(questions, start=1):
        if asked.index(asked[number - 1]) != number - 1:
            raise InputError("", column=f"question_{number}", found=each["question"], sentence=phrases.asked_twice())
        if each["kind"] == "choice" and len(each["options"]) < 2:
            raise InputError("", column=f"options_{number}", sentence=phrases.too_few_choices())
