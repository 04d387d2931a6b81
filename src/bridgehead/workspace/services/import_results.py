"""What an import job found, stored as rows: counts, columns, affected records, rejected rows, matches, files."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bridgehead.importers.core.reading_choices import ReadingChoices
from bridgehead.importers.models import (
    ImportJob,
    ImportJobColumn,
    ImportJobCount,
    ImportJobFile,
    ImportJobMatch,
    ImportJobPart,
    ImportJobRecord,
    ImportJobRejection,
    ImportJobValue,
)
from bridgehead.importers.readers.list_sheets import ListSheet
from bridgehead.importers.services.import_file import ImportOutcome
from bridgehead.importers.services.rejected_rows import write_rejected
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import Expected, FoundInput
from bridgehead.kit.permissions import Resource, Verb, Viewer

SHOWN = 500
"""How many records, rejected rows, blank cells and matches are stored."""
TEXTS = (
    (ImportJobColumn, "examples"),
    (ImportJobValue, "before"),
    (ImportJobValue, "after"),
    (ImportJobRejection, "found"),
    (ImportJobRejection, "sentence"),
)
"""Where what a file held is stored as it was."""
MANY = 1_000


def clear_results(job: ImportJob) -> None:
    """Forget what an earlier step found; the columns of a member list stay."""
    ImportJobValue.objects.filter(record__job=job).delete()
    for model in (ImportJobCount, ImportJobRecord, ImportJobRejection, ImportJobMatch, ImportJobFile):
        model._default_manager.filter(job=job).delete()


def erase_person_from_results(id_: str, words: Iterable[str], *, viewer: Viewer) -> None:
    """Take a person out of what import jobs show: the record, and each text that has one of the words."""
    viewer.require(Verb.CHANGE, Resource.CASE)
    ImportJobRecord.objects.filter(table="person", key=id_).delete()
    for word in filter(None, words):
        for model, name in TEXTS:
            model._default_manager.filter(**{f"{name}__icontains": word}).update(**{name: ""})


def store_columns(job: ImportJob, found: ListSheet) -> None:
    """Store where the data of a member list begin and what its columns mean; what was chosen stays."""
    chosen = chosen_columns(job)
    job.sheet, job.first_row = _line(found.sheet, 300), found.head.row + 1
    job.save(update_fields=["sheet", "first_row"])
    rows = [
        ImportJobColumn(
            job=job,
            position=number,
            heading=_stored(column.heading),
            field=column.field,
            chosen=chosen.get(column.heading, ""),
            examples=_stored(" · ".join(column.examples)),
        )
        for number, column in enumerate(found.columns)
    ]
    ImportJobColumn.objects.filter(job=job).delete()
    ImportJobColumn.objects.bulk_create(rows, MANY)


def chosen_columns(job: ImportJob) -> dict[str, str]:
    """Heading to the field that somebody chose for it."""
    return dict(job.columns.exclude(chosen="").values_list("heading", "chosen"))


def store_outcome(job: ImportJob, outcome: ImportOutcome, written: Sequence[Path]) -> dict[str, Any]:
    """Store what an import did, or would do; the values of the job itself."""
    clear_results(job)
    counts = [(table, t) for table, t in outcome.tallies.items() if t.added or t.changed or t.unchanged]
    origin = outcome.origin or {}
    _store(
        ImportJobCount(
            job=job,
            position=n,
            table=table,
            added=t.added,
            changed=t.changed,
            unchanged=t.unchanged,
            removed=t.removed,
        )
        for n, (table, t) in enumerate(counts)
    )
    _store_records(job, outcome)
    rejections = [(error, 0) for error in outcome.refused[:SHOWN]]
    rejections += [(each.error, each.count) for each in outcome.blanked[:SHOWN]]
    _store(_rejection(job, n, error, cells) for n, (error, cells) in enumerate(rejections))
    _store(
        ImportJobMatch(job=job, position=n, name=_stored(match.name), actor=match.actor)
        for n, match in enumerate(outcome.recognised[:SHOWN])
    )
    for kind, names in (
        (ImportJobFile.Kind.EDITED, origin.get("edited", ())),
        (ImportJobFile.Kind.REJECTED, [path.name for path in written]),
    ):
        _store(ImportJobFile(job=job, kind=kind, position=n, name=name) for n, name in enumerate(names))
    return {"rejected": outcome.rows_refused, "has_manifest": origin.get("has_manifest")}


def _rejection(job: ImportJob, position: int, error: InputError, cells: int) -> ImportJobRejection:
    return ImportJobRejection(
        job=job,
        position=position,
        file=_stored((error.file or "").replace(job.path, job.name)),
        row=error.row,
        column=_stored(error.column or ""),
        found=_stored(error.found) if isinstance(error.found, str) else None,
        finding=_coded(error.found),
        expected=_stored(error.expected) if isinstance(error.expected, str) else "",
        expectation=_coded(error.expected),
        code=error.code,
        sentence=str(error.sentence),
        cells=cells,
    )


def rejected_files(job: ImportJob, outcome: ImportOutcome) -> list[Path]:
    """Write the rejected rows of an import beside its file."""
    return write_rejected(job.format, Path(job.path), outcome.refused, said_of(job)) if outcome.refused else []


def said_of(job: ImportJob) -> ReadingChoices:
    """What somebody said of how the file is to be read."""
    return ReadingChoices(job.encoding, job.dates)


def _store_records(job: ImportJob, outcome: ImportOutcome) -> None:
    lines = list(outcome.lines[:SHOWN])
    records = ImportJobRecord.objects.bulk_create(
        [
            ImportJobRecord(job=job, position=n, table=line["table"], key=line["key"], action=line["action"])
            for n, line in enumerate(lines)
        ],
        MANY,
    )
    _store(
        ImportJobValue(record=record, position=n, name=name, before=_stored(before), after=_stored(after))
        for record, line in zip(records, lines, strict=True)
        for n, (name, before, after) in enumerate(line["fields"])
    )


def _store(rows: Iterable[ImportJobPart]) -> None:
    found = list(rows)
    if found:
        type(found[0])._default_manager.bulk_create(found, MANY)


def _stored(text: str) -> str:
    """A text as every store takes it."""
    return text.replace("\0", "")


def _line(text: str, longest: int) -> str:
    return _stored(text)[:longest]


def _coded(said: Expected | FoundInput | None) -> dict[str, Any]:
    """A code with its parameters; empty for words."""
    return {} if said is None or isinstance(said, str) else {"code": said.code, **dict(said.parameters)}
