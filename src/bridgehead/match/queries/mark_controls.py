"""What a viewer sees of the feedback on candidates, and what they may say or take back."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.match.core.mark_types import BY_STAFF, DECLINED, DISMISSING, NOT_FOR_THEM, WORDS
from bridgehead.match.models import Mark
from bridgehead.match.queries import marks as mark_reads


@dataclass(frozen=True)
class MarkView:
    """A mark as a page shows it.

    Attributes
    ----------
    by
        Who gave it, by name; for an offer, who got it.
    may_take_back
        Whether the viewer may take it back.
    """

    mark: Mark
    by: str
    may_take_back: bool


@dataclass(frozen=True)
class MarkControls:
    """What was said of an actor for an opportunity, and what the viewer may say yet.

    Attributes
    ----------
    words
        Marks that take one press.
    refusal
        The mark that asks why; blank if it stands or the viewer may not give it.
    """

    opportunity: str
    actor: str
    said: tuple[MarkView, ...]
    words: tuple[str, ...]
    refusal: str


def mark_controls(opportunity: str, actors: Collection[str], who: Viewer) -> dict[str, MarkControls]:
    """What was said of these actors for an opportunity, as far as the viewer may know it."""
    marks = [mark for mark in mark_reads.marks(opportunity=opportunity) if mark.actor_id in actors]
    said = visible_marks(marks, who)
    by_actor = {actor: tuple(s for s in said if s.mark.actor_id == actor) for actor in actors}
    return {actor: _controls(opportunity, actor, of_actor, who) for actor, of_actor in by_actor.items()}


def hidden_candidates(opportunity: str, who: Viewer) -> list[MarkControls]:
    """The pairs that the ranking leaves out, as far as the viewer may know them."""
    actors = {mark.actor_id: None for mark in mark_reads.marks(opportunity=opportunity) if mark.mark in DISMISSING}
    found = mark_controls(opportunity, actors, who)
    return [found[actor] for actor in actors if found[actor].said]


def visible_marks(marks: Iterable[Mark], who: Viewer) -> list[MarkView]:
    """Marks with the names of whoever gave them: staff see all, a member its own answers."""
    kept = list(marks)
    names: Mapping[str, str] = mark_reads.names_of_those(kept)
    return [
        MarkView(
            mark,
            names.get(mark.by, mark.by),
            mark.mark in WORDS and who.may(Verb.CHANGE, kind, owner=mark.actor_id),
        )
        for mark in kept
        for kind in (Resource.ANSWER if mark.mark == DECLINED else Resource.MARK,)
        if who.may(Verb.VIEW, kind, owner=mark.actor_id)
    ]


def _controls(opportunity: str, actor: str, said: tuple[MarkView, ...], who: Viewer) -> MarkControls:
    standing = {s.mark.mark for s in said}
    staff = who.may(Verb.CHANGE, Resource.MARK)
    words = tuple(word for word in BY_STAFF if word != NOT_FOR_THEM and word not in standing) if staff else ()
    refusal = NOT_FOR_THEM if staff else DECLINED if who.may(Verb.CHANGE, Resource.ANSWER, owner=actor) else ""
    return MarkControls(opportunity, actor, said, words, "" if standing.intersection(DISMISSING) else refusal)
