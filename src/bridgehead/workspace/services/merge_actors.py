"""Two records of one organisation made one, without losing anything, as one batch that can be undone."""

from collections.abc import Collection
from itertools import permutations
from typing import Any

from bridgehead.ecosystem.models import Actor
from bridgehead.importers import phrases as importers_phrases
from bridgehead.importers.phrases import two_needed
from bridgehead.kit import checks
from bridgehead.kit.change_writer import Writer, batch
from bridgehead.kit.errors import InputError, NotFound, Repeated
from bridgehead.kit.expectations import finds
from bridgehead.kit.field_limits import TEXT_LENGTH
from bridgehead.kit.list_items import SEPARATOR
from bridgehead.kit.models import Batch, Change
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.tags import with_tags
from bridgehead.workspace import phrases
from bridgehead.workspace.services.reference_moves import Notes, fields_of, move_references

Row = dict[str, Any]
MERGE, MERGE_SEVERAL = "actor.merge", "actors.merge"


def merge_actors(keep: str, drop: str, *, viewer: Viewer) -> Receipt[None]:
    """Move everything of the actor `drop` to the actor `keep`, and remove it.

    Fields that `keep` has stay and blank ones are filled. Lists are joined; the dropped name becomes an alias.
    Whatever refers to `drop` refers to `keep` afterwards. Where both have the same row (the same participation, the
    same membership), the two become one: blanks are filled, sums of money and hours added, texts joined. What does
    not fit into a field beside what is there is said at the end of the description.

    Raises
    ------
    InputError
        If the two are one record, or one description cannot hold what both say.
    Repeated
        If they were merged before, naming the batch that did it.
    NotFound
        If there is no such actor.
    Busy
        If others wrote for longer than one waits.
    """
    viewer.require(Verb.CHANGE, Resource.ACTOR)
    if keep == drop:
        raise InputError("", column="drop", found=drop, sentence=two_needed())
    names = dict(Actor.objects.filter(pk__in=(keep, drop)).values_list("pk", "name"))
    name, dropped = names.get(keep, keep), names.get(drop, drop)
    with batch(MERGE, keep, viewer=viewer, drop=drop, name=name, dropped=dropped) as writer:
        _merge(writer, keep, drop)
    return writer.receipt(None)


def merge_several(keep: str, drops: Collection[str], *, viewer: Viewer) -> Receipt[None]:
    """Merge several actors into one, in turn, as `merge_actors` does, as one batch that one undo takes back.

    Raises
    ------
    InputError
        If there is no other than the one to keep, or one description cannot hold what all say.
    NotFound
        If there is no such actor.
    Busy
        If others wrote for longer than one waits.
    """
    viewer.require(Verb.CHANGE, Resource.ACTOR)
    others = [id_ for id_ in dict.fromkeys(drops) if id_ != keep]
    if not others:
        raise InputError("", column="keep", found=keep, sentence=two_needed())
    names = dict(Actor.objects.filter(pk__in=[keep, *others]).values_list("pk", "name"))
    dropped = [names.get(id_, id_) for id_ in others]
    with batch(MERGE_SEVERAL, keep, viewer=viewer, name=names.get(keep, keep), dropped=dropped) as writer:
        for drop in others:
            _merge(writer, keep, drop)
    return writer.receipt(None)


def _merge(writer: Writer, keep: str, drop: str) -> None:
    found: dict[str, Row] = {row["id"]: dict(row) for row in Actor.objects.filter(pk__in=(keep, drop)).values()}
    _require_both(found, keep, drop)
    notes = Notes(found[drop]["name"])
    joined = _joined(found[keep], found[drop], notes)
    move_references(writer, Actor, keep, drop, notes)
    joined["description"] = _description(found[keep], found[drop], notes)
    writer.put(Actor, [joined])
    writer.remove(Actor, [drop])


def _is_merge(batch: Batch, pair: set[str]) -> bool:
    """Whether a batch merged two actors; one from before 0.2.0 says so in words."""
    if batch.action:
        return batch.action == MERGE and {batch.subject, batch.parameters["drop"]} == pair
    return batch.worded in {f"merge {drop} into {keep}" for keep, drop in permutations(pair)}


def _require_both(found: dict[str, Row], keep: str, drop: str) -> None:
    """Refuse a merge of what is not there; where an earlier one is why, name it."""
    gone = [id_ for id_ in (keep, drop) if id_ not in found]
    if len(gone) == 1:
        last = Change.objects.filter(table="actor", key=gone[0]).select_related("batch").order_by("pk").last()
        if last is not None and _is_merge(last.batch, {keep, drop}):
            raise Repeated(last.batch_id)
    if gone:
        raise NotFound(importers_phrases.no_such_actor(gone[0]), hint=importers_phrases.list_actors())


def _joined(kept: Row, dropped: Row, notes: Notes) -> Row:
    """The record that both become, but for its description."""
    fields = fields_of(Actor)
    joined = dict(kept)
    names = [*kept["aliases"], dropped["name"], *dropped["aliases"]]
    joined["aliases"] = [name for name in dict.fromkeys(map(_as_item, names)) if name not in ("", kept["name"])]
    joined["capabilities"] = list(dict.fromkeys(map(_as_item, [*kept["capabilities"], *dropped["capabilities"]])))
    joined["tags"] = with_tags(kept["tags"], map(_as_item, dropped["tags"]))
    for name, value in dropped.items():
        if name in ("id", "name", "aliases", "capabilities", "tags", "description") or value in checks.BLANKS:
            continue
        if kept[name] in checks.BLANKS and checks.unmet(fields[name], value) is None:
            joined[name] = value
        elif value != kept[name]:
            notes.add(name.replace("_", " "), value)
    return joined


def _as_item(text: str) -> str:
    """A text as one item of a list."""
    return text.replace(SEPARATOR, ",").strip()


def _description(kept: Row, dropped: Row, notes: Notes) -> str:
    """Both descriptions, and what else there is to say.

    Raises
    ------
    InputError
        If that is more than a description holds.
    """
    parts = [kept["description"]]
    if dropped["description"] not in kept["description"]:
        parts.append(dropped["description"])
    text = "\n\n".join(part for part in (*parts, str(notes)) if part)
    if len(text) > TEXT_LENGTH:
        found = finds("characters", count=len(text))
        sentence = phrases.descriptions_too_long(found, TEXT_LENGTH)
        raise InputError("", column="description", found=found, sentence=sentence)
    return text
