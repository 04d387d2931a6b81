"""References moved from one record to another: what a merge does, and what makes a record free to go."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Field, Model

from bridgehead.ecosystem.models import Membership, Outcome
from bridgehead.kit import checks, partial_dates
from bridgehead.kit.change_writer import Writer
from bridgehead.kit.models import KeyedRecord
from bridgehead.kit.references import ReferenceKind, ReferringColumn
from bridgehead.trips.models import Meeting
from bridgehead.workspace import phrases
from bridgehead.workspace.case_files import CASE_FILES
from bridgehead.workspace.queries.referring_columns import references_to
from bridgehead.workspace.services.consistency_checks import is_self_reference
from bridgehead.workspace.services.merged_values import ADDED, merged

Row = dict[str, Any]
FILES = {file.model: file.name for file in CASE_FILES}


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
        if name == "id" or (theirs == mine and name not in ADDED):
            continue
        combined[name], lost = merged(field_, row, further)
        if lost is not None:
            notes.add(_place(model, row, field_.name), lost)
    return combined


def _place(model: type[Model], row: Row, name: str) -> str:
    return f"{FILES.get(model, model.__name__.lower())} {row['id']}: {name}"


def _repoint(
    writer: Writer, model: type[Model], references: list[ReferringColumn], pair: tuple[str, str], notes: Notes
) -> None:
    keep, drop = pair
    rows: dict[Any, Row] = {}
    for reference in references:
        rows.update({row["id"]: row for row in reference.rows([drop])})
    moved: dict[Any, Row] = {}
    gone: list[Any] = []
    became: dict[Any, Any] = {}
    for old, row in rows.items():
        changed = row | {r.attribute: _replaced(r, row, keep, drop) for r in references}
        if issubclass(model, KeyedRecord):
            changed["id"] = became[old] = model.key_of(changed)
            gone.append(old)
        if model is Outcome and changed["counterpart"] == changed["actor_id"]:
            changed["counterpart"] = ""
        if _is_of_itself(model, row, changed):
            gone.append(old)
            _take_leave(writer, model, row, notes)
            continue
        earlier = moved.get(changed["id"])
        moved[changed["id"]] = changed if earlier is None else _combined(model, earlier, changed, notes)
    there = model._default_manager.filter(pk__in=set(moved) - set(rows)).values()
    for row in there:
        moved[row["id"]] = _combined(model, row, moved[row["id"]], notes)
    if model is Membership:
        gone += _unite_memberships(moved, set(rows), notes, became)
    writer.remove(model, [key for key in dict.fromkeys(gone) if key not in moved])
    if issubclass(model, KeyedRecord):
        writer.put(model, [_readable(model, row, notes) for row in moved.values()])
        follow_keys(writer, model, became)
    else:
        names = ["id", *{r.attribute for r in references}]
        writer.put(model, [{name: row[name] for name in names} for row in moved.values()])


def follow_keys(writer: Writer, model: type[Model], became: Mapping[Any, Any]) -> None:
    """Let whatever refers to rows whose key changed refer to the new one."""
    for reference in references_to(model) if became else ():
        if reference.manner is not ReferenceKind.KEY:
            continue
        for old in became:
            new = old
            while became.get(new, new) != new:
                new = became[new]
            referring = [{"id": row["id"], reference.attribute: new} for row in reference.rows([old])]
            writer.put(reference.model, referring)


def _is_of_itself(model: type[Model], row: Row, changed: Row) -> bool:
    """Whether a row was of the two with each other, who are one now: a tie, a wish, a meeting of nobody else."""
    if model is Meeting:
        return len(changed["participants"]) < 2 <= len(row["participants"])
    return is_self_reference(FILES.get(model, ""), changed)


def _take_leave(writer: Writer, model: type[Model], row: Row, notes: Notes) -> None:
    """Keep what was written of a meeting that goes, and let nothing refer to a tie that does."""
    if model is Meeting:
        for name in ("useful", "next_step"):
            if row[name]:
                notes.add(_place(model, row, name.replace("_", " ")), row[name])
    for reference in references_to(model):
        if reference.manner is ReferenceKind.KEY:
            referring = list(reference.rows([row["id"]]))
            writer.put(reference.model, [{"id": each["id"], reference.attribute: None} for each in referring])


def _unite_memberships(moved: dict[Any, Row], leaving: set[Any], notes: Notes, became: dict[Any, Any]) -> list[Any]:
    """Make memberships of one cluster at the same time one, from the earlier day on; the keys of those that go.

    Each of them has the key of that one in `became`.
    """
    gone: list[Any] = []
    for pair in {(row["member_id"], row["cluster_id"]) for row in moved.values()}:
        there = Membership.objects.filter(member=pair[0], cluster=pair[1]).exclude(pk__in=leaving).values()
        every: dict[Any, Row] = {row["id"]: dict(row) for row in there}
        every |= {key: row for key, row in moved.items() if (row["member_id"], row["cluster_id"]) == pair}
        kept: Row | None = None
        for row in sorted(every.values(), key=lambda row: (row["since"], row["id"])):
            if kept is None or not _at_once(kept, row):
                kept = row
                continue
            gone += [kept["id"], row["id"]]
            moved.pop(kept["id"], None)
            moved.pop(row["id"], None)
            parts = (kept["id"], row["id"])
            kept = _combined(Membership, kept, row, notes)
            kept["id"] = Membership.key_of(kept)
            moved[kept["id"]] = kept
            became.update(dict.fromkeys(parts, kept["id"]))
    return gone


def _at_once(earlier: Row, later: Row) -> bool:
    """Whether the first of two memberships had not ended when the second began."""
    return not earlier["until"] or not later["since"] or not partial_dates.is_before(earlier["until"], later["since"])


def _readable(model: type[Model], row: Row, notes: Notes) -> Row:
    """A row that is written under a new key, without what an earlier version let in and its fields do not take."""
    found = dict(row)
    for name, field_ in fields_of(model).items():
        may_be_blank = (field_.blank or field_.null) and name not in getattr(model, "key_fields", ())
        if checks.unmet(field_, row[name]) is not None and may_be_blank:
            notes.add(_place(model, row, field_.name), row[name])
            found[name] = None if field_.null else field_.get_default()
    return found


def _replaced(reference: ReferringColumn, row: Row, keep: str, drop: str) -> Any:
    if reference.manner is ReferenceKind.LIST:
        return list(dict.fromkeys(keep if id_ == drop else id_ for id_ in row[reference.attribute]))
    return keep if row[reference.attribute] == drop else row[reference.attribute]
