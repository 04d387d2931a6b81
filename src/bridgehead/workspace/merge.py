"""Two records of one organisation made one, without losing anything, as one batch that can be undone."""

from typing import Any

from django.db.models import Model

from bridgehead.ecosystem.models import Actor
from bridgehead.kit.changes import Writer, batch
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.fields import LineField, LongTextField
from bridgehead.kit.limits import LINE_LENGTH, TEXT_LENGTH
from bridgehead.kit.models import Keyed
from bridgehead.kit.receipt import Tally
from bridgehead.kit.references import Manner, Reference
from bridgehead.workspace.case import CASE_FILES
from bridgehead.workspace.references import references_to
from bridgehead.workspace.sense import is_loop

Row = dict[str, Any]
BLANK: tuple[Any, ...] = ("", None, [])
TOLD = ("kind", "size", "country", "region", "city", "founded", "sector", "website", "declared_strategy")
FILES = {file.model: file.name for file in CASE_FILES}
ADDED = ("contribution", "hours", "cost")


def merge(keep: str, drop: str, *, who: int | None = None) -> dict[str, Tally]:
    """Move everything of the actor `drop` to the actor `keep`, and remove it.

    Fields that `keep` has stay and blank ones are filled; where both have one and they differ, the other
    is told at the end of the description. Lists are joined; the dropped name becomes an alias. Whatever
    refers to `drop` refers to `keep` afterwards. Where both have the same row (the same participation, the
    same membership), the two become one: blanks are filled, sums of money and hours added, texts joined.

    Raises
    ------
    InputError
        If the two are one record.
    NotFound
        If there is no such actor.
    """
    if keep == drop:
        raise InputError("two actors", column="drop", found=drop)
    found: dict[str, Row] = {row["id"]: dict(row) for row in Actor.objects.filter(pk__in=(keep, drop)).values()}
    for id_ in (keep, drop):
        if id_ not in found:
            raise NotFound(f"there is no actor {id_!r}", hint="`bridgehead members` lists them")
    with batch(f"merge {drop} into {keep}", who=who) as writer:
        writer.put(Actor, [_joined(found[keep], found[drop])])
        by_model: dict[type[Model], list[Reference]] = {}
        for reference in references_to(Actor):
            by_model.setdefault(reference.model, []).append(reference)
        for model, references in by_model.items():
            _repoint(writer, model, references, keep, drop)
        writer.remove(Actor, [drop])
        return dict(writer.tallies)


def _joined(kept: Row, dropped: Row) -> Row:
    joined = {name: dropped[name] if value in BLANK else value for name, value in kept.items()}
    names = [*kept["aliases"], dropped["name"], *dropped["aliases"]]
    joined["aliases"] = [name for name in dict.fromkeys(names) if name != kept["name"]]
    joined["capabilities"] = list(dict.fromkeys([*kept["capabilities"], *dropped["capabilities"]]))
    told = [f"{name} {dropped[name]}" for name in TOLD if dropped[name] not in BLANK and dropped[name] != joined[name]]
    parts = [joined["description"]]
    if dropped["description"] not in joined["description"]:
        parts.append(dropped["description"])
    if told:
        parts.append(f"{dropped['name']} also had: {', '.join(told)}.")
    joined["description"] = "\n\n".join(part for part in parts if part)[:TEXT_LENGTH]
    return joined


def _combined(model: type[Model], row: Row, further: Row) -> Row:
    """Two rows of one key as one."""
    combined = dict(row)
    for name, value in further.items():
        if row[name] in BLANK:
            combined[name] = value
        elif value in BLANK or value == row[name] or name == "id":
            continue
        elif name in ADDED:
            combined[name] = row[name] + value
        elif isinstance(model._meta.get_field(name), LineField | LongTextField):
            combined[name] = f"{row[name]}; {value}"[:LINE_LENGTH]
    return combined


def _repoint(writer: Writer, model: type[Model], references: list[Reference], keep: str, drop: str) -> None:
    rows: dict[Any, Row] = {}
    for reference in references:
        rows.update({row["id"]: row for row in reference.rows([drop])})
    moved: dict[Any, Row] = {}
    gone: list[Any] = []
    for old, row in rows.items():
        changed = row | {r.attribute: _replaced(r, row, keep, drop) for r in references}
        if issubclass(model, Keyed):
            changed["id"] = model.key_of(changed)
            gone.append(old)
        if is_loop(FILES.get(model, ""), changed):
            gone.append(old)  # the two were tied to each other, and are one now
            continue
        moved[changed["id"]] = _combined(model, moved[changed["id"]], changed) if changed["id"] in moved else changed
    there = model._default_manager.filter(pk__in=set(moved) - set(rows)).values()
    for row in there:
        moved[row["id"]] = _combined(model, row, moved[row["id"]])
    writer.remove(model, [key for key in dict.fromkeys(gone) if key not in moved])
    if issubclass(model, Keyed):
        writer.put(model, moved.values())
    else:
        names = ["id", *{r.attribute for r in references}]
        writer.put(model, [{name: row[name] for name in names} for row in moved.values()])


def _replaced(reference: Reference, row: Row, keep: str, drop: str) -> Any:
    if reference.manner is Manner.LIST:
        return list(dict.fromkeys(keep if id_ == drop else id_ for id_ in row[reference.attribute]))
    return keep if row[reference.attribute] == drop else row[reference.attribute]
