"""References moved from one record to another: what a merge does, and what makes a record free to go."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Field, Model

from bridgehead.kit import checks
from bridgehead.kit.change_writer import Writer
from bridgehead.kit.model_fields import FileNameField, LineField, ListField, LongTextField, MentionField
from bridgehead.kit.models import KeyedRecord
from bridgehead.kit.references import ReferenceKind, ReferringColumn
from bridgehead.workspace import phrases
from bridgehead.workspace.case_files import CASE_FILES
from bridgehead.workspace.queries.referring_columns import references_to
from bridgehead.workspace.services.consistency_checks import is_self_reference

Row = dict[str, Any]
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


def move_references(writer: Writer, target: type[Model], keep: str, drop: str, notes: Notes) -> None:
    """Let whatever refers to the record `drop` of a table refer to `keep`.

    Where both have the same row, the two become one: blanks are filled, sums added, texts joined; what fits nowhere
    is noted.
    """
    by_model: dict[type[Model], list[ReferringColumn]] = {}
    for reference in references_to(target):
        by_model.setdefault(reference.model, []).append(reference)
    for model, references in by_model.items():
        _repoint(writer, model, references, (keep, drop), notes)


def fields_of(model: type[Model]) -> "dict[str, Field[Any, Any]]":
    """The fields of a table by their attributes."""
    return {f.attname: f for f in model._meta.concrete_fields}


def _combined(model: type[Model], row: Row, further: Row, notes: Notes) -> Row:
    """Two rows of one key as one."""
    combined = dict(row)
    for name, field_ in fields_of(model).items():
        mine, theirs = row[name], further[name]
        if name == "id" or theirs in checks.BLANKS or theirs == mine:
            continue
        both = theirs if mine in checks.BLANKS else _both(field_, name, mine, theirs)
        if both is not None and checks.unmet(field_, both) is None:
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
    for name, field_ in fields_of(model).items():
        may_be_blank = (field_.blank or field_.null) and name not in getattr(model, "key_fields", ())
        if checks.unmet(field_, row[name]) is not None and may_be_blank:
            notes.add(f"{FILES.get(model, model.__name__.lower())} {row['id']}: {field_.name}", row[name])
            found[name] = None if field_.null else field_.get_default()
    return found


def _replaced(reference: ReferringColumn, row: Row, keep: str, drop: str) -> Any:
    if reference.manner is ReferenceKind.LIST:
        return list(dict.fromkeys(keep if id_ == drop else id_ for id_ in row[reference.attribute]))
    return keep if row[reference.attribute] == drop else row[reference.attribute]
