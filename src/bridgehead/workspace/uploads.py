"""Files that people give to the web: kept, previewed by a dry run, imported when confirmed.

Reading and writing run as background tasks; the page watches the upload's state.
"""

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from time import monotonic, time
from typing import Any, TypeVar

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.text import get_valid_filename
from django_tasks import task

from bridgehead.intake.duplicates import duplicates
from bridgehead.intake.members import open_list
from bridgehead.intake.models import Upload
from bridgehead.intake.refused import write_refused
from bridgehead.intake.services import FORMATS, Outcome, import_file, remember_columns
from bridgehead.kit import log
from bridgehead.kit.errors import BridgeheadError, InputError, NotFound
from bridgehead.kit.progress import Progress
from bridgehead.kit.replace_file import replacing
from bridgehead.match.services.preparing import prepare
from bridgehead.workspace.case import import_case, tallies_by_file

CASE, MEMBERS = "case", "members"
SHOWN = 500
KEPT = 30 * 24 * 3600
"""Seconds after which what lies in the folder of uploads is forgotten."""

OFTEN = 0.5

T = TypeVar("T")


@dataclass(frozen=True)
class Choice:
    """A format that the import page offers."""

    name: str
    title: str
    takes: str
    suffixes: tuple[str, ...]


def choices() -> dict[str, Choice]:
    """What can be imported through the web, by name: the case folder first, then the foreign formats."""
    case = Choice(CASE, "Case folder", "A zip of the CSV files of a case folder: actors.csv, ties.csv, …", (".zip",))
    foreign = (Choice(f.name, f.title, f.takes, f.suffixes) for f in FORMATS.values())
    return {choice.name: choice for choice in (case, *foreign)}


def limit() -> int:
    """The largest file that is taken, in bytes."""
    return int(settings.UPLOAD_LIMIT)


def receive(file: "UploadedFile[bytes] | None", *, format: str, who: int) -> Upload:  # noqa: A002 the model's word
    """Keep a file and start its preview.

    Raises
    ------
    InputError
        If there is no file, it is too large, or its ending is none of the format's.
    NotFound
        If there is no such format.
    """
    chosen = choices().get(format)
    if chosen is None:
        raise NotFound(f"there is no format {format!r}")
    if file is None or not file.name:
        raise InputError("a file", column="file", found="nothing")
    name = PurePosixPath(file.name.replace("\\", "/")).name
    if not name.lower().endswith(chosen.suffixes):
        raise InputError(f"a file that ends in {' or '.join(chosen.suffixes)}", file=name)
    if (file.size or 0) > limit():
        raise InputError(f"a file of at most {limit():,} bytes", file=name, found=f"{file.size:,} bytes")
    folder = settings.WORKSPACE / "uploads"
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    path = Path(tempfile.mkdtemp(dir=folder)) / get_valid_filename(name)
    with replacing(path) as out:
        shutil.copyfileobj(file, out)
    upload = Upload.objects.create(who_id=who, name=name[:300], format=format, path=str(path))
    _start(upload, preview)
    return upload


def set_columns(upload: Upload, *, columns: Mapping[str, str], cluster: str = "") -> None:
    """Keep what somebody said the columns of a member list mean, and preview again.

    Raises
    ------
    InputError
        If members have no such field, or the upload is not waiting to be confirmed.
    """
    remember_columns(columns)
    waiting = Upload.objects.filter(pk=upload.pk, format=MEMBERS, state=Upload.State.READY)
    if not waiting.update(state=Upload.State.READING, progress="", tally={"options": {"cluster": cluster}}):
        raise InputError("an upload that is ready to import", file=upload.name, found=upload.get_state_display())
    _start(upload, preview)


def confirm(upload: Upload, *, leave_out: bool = False) -> None:
    """Start the import of what was previewed.

    Parameters
    ----------
    leave_out
        Whether rows that are refused are left out, instead of refusing all.

    Raises
    ------
    InputError
        If the preview did not end well, or the import has begun already.
    """
    ready = Upload.objects.filter(pk=upload.pk, state=Upload.State.READY)
    if not ready.update(state=Upload.State.IMPORTING, progress=""):
        raise InputError("an upload that is ready to import", file=upload.name, found=upload.get_state_display())
    Upload.objects.filter(pk=upload.pk).update(tally={**upload.tally, "leave_out": leave_out})
    _start(upload, write)


def discard(upload: Upload) -> None:
    """Forget an upload that was not imported, and its file."""
    waiting = Upload.objects.filter(pk=upload.pk).exclude(state__in=(Upload.State.IMPORTING, Upload.State.DONE))
    if waiting.delete()[0]:
        _remove_file(upload)


def _start(upload: Upload, work: Any) -> None:
    transaction.on_commit(lambda: work.enqueue(upload.pk))


@task()
def preview(upload_id: int) -> None:
    """Read an upload, write it and take it back: exact counts without a trace."""
    _run(upload_id, Upload.State.READY, dry_run=True)


@task()
def write(upload_id: int) -> None:
    """Import an upload."""
    _run(upload_id, Upload.State.DONE, dry_run=False)


def _run(upload_id: int, end: Upload.State, *, dry_run: bool) -> None:
    upload = Upload.objects.get(pk=upload_id)
    told: dict[str, Any] = {name: upload.tally[name] for name in ("options", "leave_out") if name in upload.tally}
    try:
        if upload.format == MEMBERS:
            told |= _columns(upload)
        outcome = _import(upload, dry_run=dry_run)
    except BridgeheadError as error:
        # A list whose columns nobody could guess waits for somebody who knows them.
        waits = dry_run and "columns" in told
        state = Upload.State.READY if waits else Upload.State.REFUSED
        told["refused"] = _place(error, upload)
        Upload.objects.filter(pk=upload_id).update(state=state, error=_said(error, upload), progress="", tally=told)
        if not waits:
            _remove_file(upload)
        return
    told["tables"] = [
        {"table": table, "added": t.added, "changed": t.changed, "unchanged": t.unchanged}
        for table, t in outcome.tallies.items()
        if t.added or t.changed or t.unchanged
    ]
    if outcome.refused:
        written = write_refused(upload.format, Path(upload.path), outcome.refused)
        told["rows"] = {
            "count": outcome.rows_refused,
            "first": [_place(e, upload) for e in outcome.refused[:SHOWN]],
            "files": [path.name for path in written],
        }
    told |= {name: value for name, value in (("lines", list(outcome.lines)), ("origin", outcome.origin)) if value}
    if outcome.recognised:
        told["recognised"] = [[found.name, found.actor] for found in outcome.recognised[:SHOWN]]
    Upload.objects.filter(pk=upload_id).update(state=end, progress="", error="", batch=outcome.batch, tally=told)
    if not dry_run and outcome.batch is not None:
        duplicates()
        prepare.enqueue()
    if not dry_run and outcome.refused:
        Path(upload.path).unlink()
    elif not dry_run:
        _remove_file(upload)


def refused_file(upload: Upload, number: int) -> Path:
    """The file of refused rows that was written at the last preview or import, counted from 0.

    Raises
    ------
    NotFound
        If there is none, or it was kept for long enough.
    """
    names = upload.tally.get("rows", {}).get("files", ())
    path = Path(upload.path).with_name(names[number]) if number < len(names) else None
    if path is None or not path.is_file():
        raise NotFound(f"the refused rows of {upload.name} are not kept any more")
    return path


def _sweep(folder: Path) -> None:
    """Forget files that nobody came back for."""
    for path in folder.iterdir():
        if path.stat().st_mtime < time() - KEPT:
            shutil.rmtree(path, ignore_errors=True)


def _columns(upload: Upload) -> dict[str, Any]:
    found = open_list(Path(upload.path))
    return {
        "sheet": found.sheet,
        "row": found.head.row + 1,
        "columns": [{"heading": p.heading, "field": p.field, "examples": p.examples} for p in found.columns],
    }


def _import(upload: Upload, *, dry_run: bool) -> Outcome:
    path, progress = Path(upload.path), _told(upload.pk)
    if upload.format != CASE:
        return import_file(
            upload.format,
            path,
            who=upload.who_id,
            progress=progress,
            dry_run=dry_run,
            keep_going=dry_run or upload.tally.get("leave_out", False),
            options=upload.tally.get("options", {}),
        )
    with transaction.atomic():
        done = import_case(path, who=upload.who_id, progress=progress)
        lines = log.told(done.batch, SHOWN) if done.batch is not None and dry_run else ()
        if dry_run:
            transaction.set_rollback(True)
        batch = None if dry_run else done.batch
        return Outcome(tallies_by_file(done.tallies), (), batch, lines=lines, origin=asdict(done.result))


def _told(upload_id: int) -> Progress:
    """Progress that the page can read: what is being done and how far it is."""

    def through(items: Iterable[T], what: str, /) -> Iterator[T]:
        said = 0.0
        for number, item in enumerate(items):
            if monotonic() - said > OFTEN:
                said = monotonic()
                _say(upload_id, f"{what}: {number:,}")
            yield item

    return through


def _say(upload_id: int, progress: str) -> None:
    Upload.objects.filter(pk=upload_id).update(progress=progress)


def _place(error: BridgeheadError, upload: Upload) -> dict[str, Any]:
    """Where the fault is, with the file called as its owner calls it."""
    if not isinstance(error, InputError):
        return {}
    place = {name: getattr(error, name) for name in ("file", "row", "column", "found", "expected")}
    return {**place, "file": (error.file or "").replace(upload.path, upload.name)}


def _said(error: BridgeheadError, upload: Upload) -> str:
    return str(error).replace(upload.path, upload.name)


def _remove_file(upload: Upload) -> None:
    shutil.rmtree(Path(upload.path).parent, ignore_errors=True)
