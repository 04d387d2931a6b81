"""Reading and importing an upload: tasks of the worker, each safe to run twice.

A task does its work only in the state that asked for it, and the import is one transaction with the state that says
so: after any end of the process it is done, or it can be done again.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

from django.utils import timezone
from django_tasks import task

from bridgehead.importers.models import ImportJob
from bridgehead.importers.queries.set_up import usual_cluster
from bridgehead.importers.readers.member_lists import open_list
from bridgehead.importers.services.duplicate_cache import search_duplicates
from bridgehead.importers.services.import_file import ImportOutcome
from bridgehead.kit.errors import BridgeheadError, Busy
from bridgehead.kit.machine_faults import machine_fault
from bridgehead.kit.permissions import COMMAND_LINE, Viewer, viewer_of
from bridgehead.kit.progress import Progress
from bridgehead.kit.scheduled_tasks import schedule_once
from bridgehead.kit.small_files import put_text
from bridgehead.kit.write_lock import write_lock
from bridgehead.match.services.training import next_night
from bridgehead.match.tasks import update_index
from bridgehead.workspace.core.file_kinds import ATTENDANCE, MEMBERS
from bridgehead.workspace.services.file_kinds import recognise
from bridgehead.workspace.services.import_formats import ImportRequest, format_of
from bridgehead.workspace.services.import_results import (
    chosen_columns,
    clear_results,
    rejected_files,
    said_of,
    store_columns,
    store_outcome,
)
from bridgehead.workspace.services.retention import remove_nightly
from bridgehead.workspace.services.upload_files import progress_file, remove_file

OFTEN = 0.5
"""Seconds between two words on the progress."""
T = TypeVar("T")
Then = Callable[[ImportOutcome], None]


class Superseded(Exception):
    """The upload was imported or discarded by somebody else meanwhile."""


@task()
def preview(upload_id: int) -> None:
    """Read an upload and rehearse the import: exact counts without a trace, and nobody waits."""
    upload = ImportJob.objects.filter(pk=upload_id, state=ImportJob.State.READING).first()
    if upload is None:
        return
    try:
        if not _is_clear(upload) or (upload.format == MEMBERS and not _has_columns(upload)):
            return
        outcome = _import(upload, dry_run=True)
        written = rejected_files(upload, outcome)
    except BridgeheadError as error:
        if isinstance(fault := machine_fault(error), Busy):
            raise fault from error
        # A list whose columns nobody could guess waits for somebody who knows them.
        state = ImportJob.State.READY if upload.columns.exists() else ImportJob.State.REFUSED
        _refuse(upload, error, state)  # the file stays: it may be read as one of another kind
    except OSError:
        if _stands(upload):
            raise
    else:
        with write_lock():
            if _stands(upload):
                values = store_outcome(upload, outcome, written)
                _rows(upload).update(state=ImportJob.State.READY, error="", **values)


@task()
def write(upload_id: int) -> None:
    """Import an upload."""
    upload = ImportJob.objects.filter(pk=upload_id, state=ImportJob.State.IMPORTING).first()
    if upload is None:
        return

    def done(outcome: ImportOutcome) -> None:
        if not _stands(upload):
            raise Superseded
        values = store_outcome(upload, outcome, rejected_files(upload, outcome))
        _rows(upload).update(state=ImportJob.State.DONE, error="", batch=outcome.batch, **values)

    try:
        outcome = _import(upload, dry_run=False, then=done)
    except Superseded:
        return
    except BridgeheadError as error:
        if isinstance(fault := machine_fault(error), Busy):
            raise fault from error
        if _refuse(upload, error, ImportJob.State.REFUSED):
            remove_file(upload)
        return
    if outcome.batch is not None:
        search_duplicates()
        update_index.enqueue()
    if outcome.refused:
        Path(upload.path).unlink(missing_ok=True)
    else:
        remove_file(upload)


@task()
def apply_retention() -> None:
    """Delete what is kept too long, as the settings say; the next night is put down first."""
    schedule_retention()
    remove_nightly(viewer=COMMAND_LINE)


def schedule_retention() -> None:
    """Put the next night down for the server's worker, if it is not put down already."""
    schedule_once(apply_retention, next_night(timezone.localtime()))


def _rows(upload: ImportJob) -> Any:
    """The upload as long as it is in the state in which the task found it."""
    return ImportJob.objects.filter(pk=upload.pk, state=upload.state)


def _stands(upload: ImportJob) -> bool:
    return bool(_rows(upload).exists())


def _refuse(upload: ImportJob, error: BridgeheadError, state: ImportJob.State) -> bool:
    """Say why an upload is refused, unless it was discarded or imported meanwhile."""
    said = str(error).replace(upload.path, upload.name)
    with write_lock():
        known = _rows(upload).update(state=state, error=said, rejected=0)
        if known:
            clear_results(upload)
    return bool(known)


def _has_columns(upload: ImportJob) -> bool:
    """Store what the columns of a member list mean, unless it was discarded or imported meanwhile."""
    found = open_list(Path(upload.path), chosen_columns(upload), said_of(upload))
    with write_lock():
        stands = _stands(upload)
        if stands:
            store_columns(upload, found)
    return stands


def _is_clear(upload: ImportJob) -> bool:
    """Whether it is known what a file is: as somebody said or its content says; else that is asked."""
    kinds = (upload.format,) if upload.format else recognise(Path(upload.path), upload.name, said_of(upload))
    doubtful = len(kinds) > 1 or (kinds[0] == ATTENDANCE and not upload.activity)
    state = ImportJob.State.ASKED if doubtful else upload.state
    format_ = "" if len(kinds) > 1 else kinds[0]
    cluster = upload.cluster if upload.format else usual_cluster() if format_ == MEMBERS else ""
    with write_lock():
        given = {"format": format_, "candidates": " ".join(kinds), "cluster": cluster}
        stands = bool(_rows(upload).update(state=state, **given))
    upload.format, upload.cluster = format_, cluster
    return stands and not doubtful


def _options(upload: ImportJob) -> dict[str, Any]:
    """What the kind of a file takes besides it."""
    said = {"said": said_of(upload)}
    if upload.format == MEMBERS:
        return {"columns": chosen_columns(upload), "cluster": upload.cluster, **said}
    return {"activity": upload.activity, **said} if upload.format == ATTENDANCE else said


def _import(upload: ImportJob, *, dry_run: bool, then: Then = lambda _: None) -> ImportOutcome:
    request = ImportRequest(
        Path(upload.path),
        upload.name,
        _viewer(upload),
        _shown(upload),
        dry_run=dry_run,
        keep_going=dry_run or upload.leave_out,
        options=_options(upload),
        then=then,
    )
    return format_of(upload.format).run(request)


def _viewer(upload: ImportJob) -> Viewer:
    """Whoever gave the file, as they are now; the worker where the account is gone."""
    user = upload.who
    return COMMAND_LINE if user is None else viewer_of(user.pk, user.role, user.actor_id, user.get_username())


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
        put_text(progress_file(upload), progress)
