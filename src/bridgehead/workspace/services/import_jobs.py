"""Files that people give to the web: kept, previewed by a dry run, imported when confirmed or discarded.

Reading and writing are tasks of the worker (`workspace.tasks`); the page watches the upload's state. A row and
its task are written together, so that none waits for what nobody does; where a task is lost all the same, its upload
is given back to be read again, confirmed or discarded.
"""

import hashlib
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path, PurePosixPath
from time import time

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.text import get_valid_filename
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from bridgehead.importers.models import ImportJob, ImportJobFile
from bridgehead.importers.queries.set_up import usual_cluster
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.machine_faults import machine_fault
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.replace_file import make_folder, replacing
from bridgehead.kit.workers import is_queued
from bridgehead.kit.write_lock import write_lock
from bridgehead.workspace import phrases
from bridgehead.workspace.core.file_kinds import MEMBERS
from bridgehead.workspace.services.import_formats import format_of
from bridgehead.workspace.services.upload_files import remove_file

Work = Task[[int], None]
"""A task of the worker on an import job: whoever asks for a step says which one does it."""
KEPT = 30 * 24 * 3600
"""Seconds after which what lies in the folder of uploads is forgotten."""
WAITING = (ImportJob.State.READING, ImportJob.State.ASKED, ImportJob.State.READY)
AT_WORK = (ImportJob.State.READING, ImportJob.State.IMPORTING)


def limit() -> int:
    """The largest file that is taken, in bytes."""
    return int(settings.UPLOAD_LIMIT)


def create_import_job(file: "UploadedFile[bytes]", *, format: str = "", viewer: Viewer, preview: Work) -> Receipt[int]:  # noqa: A002 the model's word
    """Keep a file and start its preview; the same file that waits already is not kept twice.

    Parameters
    ----------
    format
        Of `IMPORT_FORMATS`; blank where the file's content is to say it.

    Returns
    -------
    Receipt of int
        Number of the upload.

    Raises
    ------
    NotAllowed
        If only others can import.
    InputError
        If the file is too large, or its ending is none of the format's.
    NotFound
        If there is no such format.
    Busy
        If others wrote for longer than one waits.
    """
    viewer.require(Verb.IMPORT, Resource.CASE)
    chosen = format_of(format) if format else None
    name = PurePosixPath((file.name or "").replace("\\", "/")).name
    if chosen and not name.lower().endswith(chosen.suffixes):
        raise InputError(expects("file_ending_in", endings=chosen.suffixes), column="file", found=name)
    if (file.size or 0) > limit():
        raise InputError(expects("file_up_to", limit=limit()), column="file", found=finds("bytes", size=file.size))
    path, digest = _keep(file, name)
    with write_lock():
        same = _same(viewer, format, digest)
        cluster = usual_cluster() if format == MEMBERS else ""
        upload = same or ImportJob(
            who_id=viewer.id, name=name, format=format, path=str(path), digest=digest, cluster=cluster
        )
        if same is None:
            put_in_queue(upload, preview)
    if same is not None:
        shutil.rmtree(path.parent, ignore_errors=True)
    return Receipt(upload.pk)


def confirm(id_: int, *, viewer: Viewer, write: Work, leave_out: bool = False) -> Receipt[None]:
    """Start the import of what was previewed, also where it was cut off; one that has begun is left to go on.

    Parameters
    ----------
    leave_out
        Whether rows that are refused are left out, instead of refusing all.

    Raises
    ------
    InputError
        If the preview did not end well.
    NotFound
        If there is no such upload.
    Busy
        If others wrote for longer than one waits.
    """
    viewer.require(Verb.IMPORT, Resource.CASE)
    with write_lock():
        upload = upload_of(id_)
        if upload.state == ImportJob.State.DONE or (
            upload.state == ImportJob.State.IMPORTING and not is_cut_off(upload)
        ):
            return Receipt(None, upload.batch_id)
        if upload.state not in (ImportJob.State.READY, ImportJob.State.IMPORTING) or upload.error:
            found = upload.error or upload.get_state_display()
            raise InputError("", found=found, sentence=phrases.not_ready())
        upload.state, upload.leave_out = ImportJob.State.IMPORTING, leave_out
        put_in_queue(upload, write)
    return Receipt(None)


def read_again(id_: int, *, viewer: Viewer, preview: Work) -> Receipt[None]:
    """Start the preview again where it was cut off; elsewhere nothing happens.

    Raises
    ------
    NotFound
        If there is no such upload.
    Busy
        If others wrote for longer than one waits.
    """
    viewer.require(Verb.IMPORT, Resource.CASE)
    with write_lock():
        upload = upload_of(id_)
        if upload.state == ImportJob.State.READING and is_cut_off(upload):
            put_in_queue(upload, preview)
    return Receipt(None)


def discard(id_: int, *, viewer: Viewer) -> Receipt[None]:
    """Forget an upload that was not imported, and its file; one that is gone already is what was asked for.

    Raises
    ------
    InputError
        If it is being imported.
    Busy
        If others wrote for longer than one waits.
    """
    viewer.require(Verb.IMPORT, Resource.CASE)
    with write_lock():
        upload = ImportJob.objects.filter(pk=id_).first()
        if upload is None or upload.state == ImportJob.State.DONE:
            return Receipt(None)
        if upload.state == ImportJob.State.IMPORTING and not is_cut_off(upload):
            raise InputError("", sentence=phrases.import_under_way())
        ImportJob.objects.filter(pk=id_).delete()
    remove_file(upload)
    return Receipt(None)


def upload_of(id_: int) -> ImportJob:
    """One upload, with the batch that it became.

    Raises
    ------
    NotFound
        If there is none of that number.
    """
    found = ImportJob.objects.select_related("batch").filter(pk=id_).first()
    if found is None:
        raise NotFound(phrases.upload_gone())
    return found


def is_cut_off(upload: ImportJob) -> bool:
    """Whether an upload says that it is read or imported, while nothing in the queue will do it."""
    if upload.state not in AT_WORK or not is_queued():
        return False
    alive = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    return not upload.task or not DBTaskResult.objects.filter(pk=upload.task, status__in=alive).exists()


def rejected_rows_file(upload: ImportJob, number: int) -> Path:
    """The file of refused rows that was written at the last preview or import, counted from 0.

    Raises
    ------
    NotFound
        If there is none, or it was kept for long enough.
    """
    found = upload.files.filter(kind=ImportJobFile.Kind.REJECTED, position=number).first()
    path = Path(upload.path).with_name(found.name) if found else None
    if path is None or not path.is_file():
        raise NotFound(phrases.rejected_rows_gone(upload.name))
    return path


def _keep(file: "UploadedFile[bytes]", name: str) -> tuple[Path, str]:
    """Where a file was put, and the digest of its content.

    Raises
    ------
    MachineFault
        If there is no place for it.
    """
    folder = settings.WORKSPACE / "uploads"
    make_folder(folder)
    _sweep(folder)
    path = Path(tempfile.mkdtemp(dir=folder)) / get_valid_filename(name)
    digest = hashlib.sha256()
    try:
        with replacing(path) as out:
            for chunk in file.chunks():
                digest.update(chunk)
                out.write(chunk)
    except InputError as error:
        path.parent.rmdir()
        raise (machine_fault(error) or error) from error
    return path, digest.hexdigest()


def _same(viewer: Viewer, format_: str, digest: str) -> ImportJob | None:
    """The upload of the same file that waits already; of whatever kind, where none is said."""
    waiting = ImportJob.objects.filter(who=viewer.id, digest=digest, state__in=WAITING)
    return (waiting.filter(format=format_) if format_ else waiting).first()


def put_in_queue(upload: ImportJob, work: Work) -> None:
    """Save an upload together with the task that is to be done on it."""
    upload.error = upload.task = ""
    upload.save()
    if is_queued():
        upload.task = work.enqueue(upload.pk).id
        upload.save(update_fields=["task"])
    else:
        transaction.on_commit(lambda: work.enqueue(upload.pk))


def _sweep(folder: Path) -> None:
    """Forget files that nobody came back for."""
    for path in folder.iterdir():
        with suppress(FileNotFoundError):  # somebody else's upload may just have been removed
            if path.stat().st_mtime < time() - KEPT:
                shutil.rmtree(path, ignore_errors=True)
