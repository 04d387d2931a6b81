"""Two records of one organisation made one, without losing anything, as one batch that can be undone."""

from dataclasses import dataclass, field
from itertools import permutations
from typing import Any

from django.db.models import Field, Model

from bridgehead.ecosystem.models import Actor
from bridgehead.importers import phrases as importers_phrases
from bridgehead.importers.phrases import two_needed
from bridgehead.kit import checks
from bridgehead.kit.change_writer import Writer, batch
from bridgehead.kit.errors import InputError, NotFound, Repeated
from bridgehead.kit.field_limits import TEXT_LENGTH
from bridgehead.kit.model_fields import SEPARATOR, FileNameField, LineField, ListField, LongTextField, MentionField
from bridgehead.kit.models import Batch, Change, KeyedRecord
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.references import ReferenceKind, ReferringColumn
from bridgehead.workspace import phrases
from bridgehead.workspace.case_files import CASE_FILES
from bridgehead.workspace.queries.referring_columns import references_to
from bridgehead.workspace.services.consistency_checks import is_self_reference

Row = dict[str, Any]
MERGE = "actor.merge"
FILES = {file.model: file.name for file in CASE_FILES}
ADDED = ("contribution", "hours", "cost")
"""Sums of money and hours: of two rows of one key they are one sum."""
SINGLE = (MentionField, FileNameField)
"""Lines that name one thing: two of them joined would name nothing."""


@dataclass
class Notes:
    """What one record cannot hold of two: said at the end of the description, so that nothing is lost."""

    name: str
    said: list[str] = field(default_factory=list)

    def add(self, what: str, value: Any) -> None:
        """Keep a value in words."""
        text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        self.said.append(f"{what} {text}")

    def __str__(self) -> str:
        return phrases.also_had(self.name, self.said) if self.said else ""


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
        raise InputError("two actors", column="drop", found=drop, sentence=two_needed())
    names = dict(Actor.objects.filter(pk__in=(keep, drop)).values_list("pk", "name"))
    name, dropped = names.get(keep, keep), names.get(drop, drop)
    with batch(MERGE, keep, viewer=viewer, drop=drop, name=name, dropped=dropped) as writer:
        found: dict[str, Row] = {row["id"]: dict(row) for row in Actor.objects.filter(pk__in=(keep, drop)).values()}
        _require_both(found, keep, drop)
        notes = Notes(found[drop]["name"])
        joined = _joined(found[keep], found[drop], notes)
        by_model: dict[type[Model], list[ReferringColumn]] = {}
        for reference in references_to(Actor):
            by_model.setdefault(reference.model, []).append(reference)
        for model, references in by_model.items():
            _repoint(writer, model, references, (keep, drop), notes)
        joined["description"] = _description(found[keep], found[drop], notes)
        writer.put(Actor, [joined])
        writer.remove(Actor, [drop])
    return writer.receipt(None)


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


def _fields(model: type[Model]) -> "dict[str, Field[Any, Any]]":
    return {f.attname: f for f in model._meta.concrete_fields}


def _joined(kept: Row, dropped: Row, notes: Notes) -> Row:
    """The record that both become, but for its description."""
    fields = _fields(Actor)
    joined = dict(kept)
    names = [*kept["aliases"], dropped["name"], *dropped["aliases"]]
    joined["aliases"] = [name for name in dict.fromkeys(map(_as_item, names)) if name not in ("", kept["name"])]
    joined["capabilities"] = list(dict.fromkeys(map(_as_item, [*kept["capabilities"], *dropped["capabilities"]])))
    for name, value in dropped.items():
        if name in ("id", "name", "aliases", "capabilities", "description") or value in checks.BLANKS:
            continue
        if kept[name] in checks.BLANKS and checks.fault(fields[name], value) is None:
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
        found = f"{len(text):,} characters"
        expected = f"descriptions of {TEXT_LENGTH:,} characters together"
        sentence = phrases.descriptions_too_long(found, TEXT_LENGTH)
        raise InputError(expected, column="description", found=found, sentence=sentence)
    return text


def _combined(model: type[Model], row: Row, further: Row, notes: Notes) -> Row:
    """Two rows of one key as one."""
    combined = dict(row)
    for name, field_ in _fields(model).items():
        mine, theirs = row[name], further[name]
        if name == "id" or theirs in checks.BLANKS or theirs == mine:
            continue
        both = theirs if mine in checks.BLANKS else _both(field_, name, mine, theirs)
        if both is not None and checks.fault(field_, both) is None:
            combined[name] = both
        else:
            notes.add(f"{FILES.get(model, model.__name__.lower())} {row['id']}: {field_.name}", theirs)
    return combined


def _both(field_: "Field[Any, Any]", name: str, mine: Any, theirs: Any) -> Any:
    """Two values of a field as one; None where it holds only one of them."""
    if name in ADDED:
        return mine + theirs
    if isinstance(field_, ListField):
        return list(dict.fromkeys([*mine, *theirs]))
    if isinstance(field_, LineField | LongTextField) and not isinstance(field_, SINGLE):
        return f"{mine}; {theirs}"
    return None


def _repoint(
    writer: Writer, model: type[Model], references: list[ReferringColumn], pair: tuple[str, str], notes: Notes
) -> None:
    keep, drop = pair
    rows: dict[Any, Row] = {}
    for reference in references:
        rows.update({row["id"]: row for row in reference.rows([drop])})
    moved: dict[Any, Row] = {}
    gone: list[Any] = []
    for old, row in rows.items():
        changed = row | {r.attribute: _replaced(r, row, keep, drop) for r in references}
        if issubclass(model, KeyedRecord):
            changed["id"] = model.key_of(changed)
            gone.append(old)
        if is_self_reference(FILES.get(model, ""), changed):
            gone.append(old)  # the two were tied to each other, and are one now
            continue
        earlier = moved.get(changed["id"])
        moved[changed["id"]] = changed if earlier is None else _combined(model, earlier, changed, notes)
    there = model._default_manager.filter(pk__in=set(moved) - set(rows)).values()
    for row in there:
        moved[row["id"]] = _combined(model, row, moved[row["id"]], notes)
    writer.remove(model, [key for key in dict.fromkeys(gone) if key not in moved])
    if issubclass(model, KeyedRecord):
        writer.put(model, [_readable(model, row, notes) for row in moved.values()])
    else:
        names = ["id", *{r.attribute for r in references}]
        writer.put(model, [{name: row[name] for name in names} for row in moved.values()])


def _readable(model: type[Model], row: Row, notes: Notes) -> Row:
    """A row that is written under a new key, without what an earlier version let in and its fields do not take."""
    found = dict(row)
    for name, field_ in _fields(model).items():
        may_be_blank = (field_.blank or field_.null) and name not in getattr(model, "key_fields", ())
        if checks.fault(field_, row[name]) is not None and may_be_blank:
            notes.add(f"{FILES.get(model, model.__name__.lower())} {row['id']}: {field_.name}", row[name])
            found[name] = None if field_.null else field_.get_default()
    return found


def _replaced(reference: ReferringColumn, row: Row, keep: str, drop: str) -> Any:
    if reference.manner is ReferenceKind.LIST:
        return list(dict.fromkeys(keep if id_ == drop else id_ for id_ in row[reference.attribute]))
    return keep if row[reference.attribute] == drop else row[reference.attribute]
