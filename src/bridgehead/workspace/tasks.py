"""Reading and importing an upload: tasks of the worker, each safe to run twice.

A task does its work only in the state that asked for it, and the import is one transaction with the state that says
so: after any end of the process it is done, or it can be done again.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction
from django_tasks import task

from bridgehead.importers.models import ImportJob
from bridgehead.importers.queries.duplicates import duplicates
from bridgehead.importers.readers.member_lists import open_list
from bridgehead.importers.services.import_file import ImportOutcome, import_file
from bridgehead.importers.services.rejected_rows import write_rejected
from bridgehead.kit import change_log
from bridgehead.kit.errors import BridgeheadError, Busy, InputError
from bridgehead.kit.permissions import COMMAND_LINE, Viewer
from bridgehead.kit.progress import Progress
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.small_files import put_text
from bridgehead.match.tasks import update_index
from bridgehead.workspace.services.case_folder import Origin, import_case, tallies_by_file

CASE, MEMBERS = "case", "members"
SHOWN = 500
OFTEN = 0.5
"""Seconds between two words on the progress."""
CARRIED = ("options", "leave_out")
"""What an upload's tally keeps from one step to the next."""
FOUND = ("sheet", "row", "columns")
"""What it holds of the columns of a member list."""

T = TypeVar("T")
Then = Callable[[ImportOutcome], None]


class Superseded(Exception):
    """The upload was imported or discarded by somebody else meanwhile."""


@task()
def preview(upload_id: int) -> None:
    """Read an upload, write it and take it back: exact counts without a trace."""
    upload = ImportJob.objects.filter(pk=upload_id, state=ImportJob.State.READING).first()
    if upload is None:
        return
    told = _carried(upload)
    try:
        if upload.format == MEMBERS:
            told |= _columns(upload)
        outcome = _import(upload, dry_run=True, then=lambda _: None)
        told |= _told(outcome, upload)
    except Busy:
        raise
    except BridgeheadError as error:
        # A list whose columns nobody could guess waits for somebody who knows them.
        _refuse(upload, error, told, ImportJob.State.READY if "columns" in told else ImportJob.State.REFUSED)
    except OSError:
        if _stands(upload):
            raise
    else:
        _rows(upload).update(state=ImportJob.State.READY, error="", tally=told)


@task()
def write(upload_id: int) -> None:
    """Import an upload."""
    upload = ImportJob.objects.filter(pk=upload_id, state=ImportJob.State.IMPORTING).first()
    if upload is None:
        return
    told = _carried(upload, *FOUND)

    def done(outcome: ImportOutcome) -> None:
        values = {"state": ImportJob.State.DONE, "error": "", "batch": outcome.batch, "tally": told}
        told.update(_told(outcome, upload))
        if not _rows(upload).update(**values):
            raise Superseded

    try:
        outcome = _import(upload, dry_run=False, then=done)
    except Superseded:
        return
    except Busy:
        raise
    except BridgeheadError as error:
        _refuse(upload, error, told, ImportJob.State.REFUSED)
        return
    if outcome.batch is not None:
        duplicates()
        update_index.enqueue()
    if outcome.refused:
        Path(upload.path).unlink(missing_ok=True)
    else:
        remove_file(upload)


def progress_of(upload: ImportJob) -> str:
    """What is being done with an upload and how far it is; blank where nothing is said."""
    with suppress(OSError, ValueError):
        return _progress_file(upload).read_text(encoding="utf-8")
    return ""


def remove_file(upload: ImportJob) -> None:
    """Forget the file of an upload, and what was made beside it; what lies elsewhere is not ours to remove."""
    folder = Path(upload.path).parent
    if folder.parent == settings.WORKSPACE / "uploads":
        shutil.rmtree(folder, ignore_errors=True)


def _rows(upload: ImportJob) -> Any:
    """The upload as long as it is in the state in which the task found it."""
    return ImportJob.objects.filter(pk=upload.pk, state=upload.state)


def _stands(upload: ImportJob) -> bool:
    return bool(_rows(upload).exists())


def _refuse(upload: ImportJob, error: BridgeheadError, told: dict[str, Any], state: ImportJob.State) -> None:
    told["refused"] = _place(error, upload)
    said = str(error).replace(upload.path, upload.name)
    if _rows(upload).update(state=state, error=said, tally=told) and state == ImportJob.State.REFUSED:
        remove_file(upload)


def _carried(upload: ImportJob, *further: str) -> dict[str, Any]:
    return {name: upload.tally[name] for name in (*CARRIED, *further) if name in upload.tally}


def _told(outcome: ImportOutcome, upload: ImportJob) -> dict[str, Any]:
    """What the page shows of an import, done or rehearsed."""
    told: dict[str, Any] = {
        "tables": [
            {"table": table, "added": t.added, "changed": t.changed, "unchanged": t.unchanged}
            for table, t in outcome.tallies.items()
            if t.added or t.changed or t.unchanged
        ]
    }
    if outcome.refused:
        written = write_rejected(upload.format, Path(upload.path), outcome.refused)
        told["rows"] = {
            "count": outcome.rows_refused,
            "first": [_place(e, upload) for e in outcome.refused[:SHOWN]],
            "files": [path.name for path in written],
        }
    told |= {name: value for name, value in (("lines", list(outcome.lines)), ("origin", outcome.origin)) if value}
    if outcome.recognised:
        told["recognised"] = [[found.name, found.actor] for found in outcome.recognised[:SHOWN]]
    return told


def _columns(upload: ImportJob) -> dict[str, Any]:
    found = open_list(Path(upload.path), _options(upload).get("columns"))
    return {
        "sheet": found.sheet,
        "row": found.head.row + 1,
        "columns": [{"heading": p.heading, "field": p.field, "examples": p.examples} for p in found.columns],
    }


def _options(upload: ImportJob) -> dict[str, Any]:
    options: dict[str, Any] = upload.tally.get("options", {})
    return options


def _import(upload: ImportJob, *, dry_run: bool, then: Then) -> ImportOutcome:
    path, progress = Path(upload.path), _shown(upload)
    if upload.format == CASE:
        return _import_case(upload, progress, dry_run=dry_run, then=then)
    return import_file(
        upload.format,
        path,
        viewer=_viewer(upload),
        progress=progress,
        dry_run=dry_run,
        keep_going=dry_run or upload.tally.get("leave_out", False),
        options=_options(upload),
        then=then,
    )


def _import_case(upload: ImportJob, progress: Progress, *, dry_run: bool, then: Then) -> ImportOutcome:
    found: list[ImportOutcome] = []

    def note(receipt: Receipt[Origin]) -> None:
        lines = change_log.preview_changes(receipt.batch, SHOWN) if dry_run and receipt.batch is not None else ()
        kept = None if dry_run else receipt.batch
        tallies, origin = tallies_by_file(receipt.tallies), asdict(receipt.result)
        found.append(ImportOutcome(batch=kept, tallies=tallies, lines=lines, origin=origin))
        then(found[0])
        if dry_run:
            transaction.set_rollback(True)

    import_case(Path(upload.path), viewer=_viewer(upload), name=upload.name, progress=progress, then=note)
    return found[0]


def _viewer(upload: ImportJob) -> Viewer:
    """Whoever gave the file, as they are now; the worker where the account is gone."""
    user = upload.who
    return COMMAND_LINE if user is None else Viewer(user.pk, user.role, user.actor_id, user.get_username())


def _shown(upload: ImportJob) -> Progress:
    """Progress that the page can read: in a file, since the store shows nothing of a transaction that is open."""

    def through(items: Iterable[T], what: str, /) -> Iterator[T]:
        said = 0.0
        for number, item in enumerate(items):
            if monotonic() - said > OFTEN:
                said = monotonic()
                _say(upload, f"{what}: {number:,}")
            yield item

    return through


def _say(upload: ImportJob, progress: str) -> None:
    """Put the progress there as a whole; a discarded upload has no place for it any more."""
    with suppress(OSError):
        put_text(_progress_file(upload), progress)


def _progress_file(upload: ImportJob) -> Path:
    return Path(upload.path).with_name(".progress")


def _place(error: BridgeheadError, upload: ImportJob) -> dict[str, Any]:
    """Where the fault is, with the file called as its owner calls it."""
    if not isinstance(error, InputError):
        return {}
    place = {name: getattr(error, name) for name in ("file", "row", "column", "found", "expected")}
    return {**place, "file": (error.file or "").replace(upload.path, upload.name)}
