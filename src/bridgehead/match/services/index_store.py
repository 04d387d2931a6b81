"""The index on disk: made once, brought up to date when records change, read by every process.

A folder of arrays and frames, which processes map into memory. A state of the records that is newer gets
a folder of its own beside it, in which a file that did not change is the same file; `current` names the
one in use and is replaced as a whole, so that a reader finds the old one or the new one.
"""

import contextlib
import json
import os
import secrets
import shutil
import threading
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from django.conf import settings
from django.utils import timezone

from bridgehead.kit.change_log import LogPosition, last_position
from bridgehead.kit.errors import unwritable
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.kit.replace_file import make_folder, replace_file, scratch_folder
from bridgehead.match.core.match_index import MatchIndex, build, updated
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex
from bridgehead.match.core.ranking.retrieval.sparse_ops import pack, unpack
from bridgehead.match.core.record_frames import SCHEMAS, Records
from bridgehead.match.queries import record_frames

FORMAT = 9
DAMAGE = (OSError, ValueError, KeyError, TypeError, EOFError, pl.exceptions.PolarsError)
OLDEST = timedelta(days=90)
AHEAD = timedelta(days=2)
"""An index is made of what is known until tomorrow, in whatever time zone."""
FOLDED = 0.1
"""Up to which share of documents and projects new ones are folded in; then all is made anew."""
PATCH = 2_000
"""Up to how many changed records are read one by one."""


@dataclass(frozen=True)
class LoadedIndex:
    """An index as a process holds it: where it is on disk, of which state, how much of it was folded in."""

    path: Path
    state: LogPosition
    index: MatchIndex
    folded: int


_opened: dict[Path, LoadedIndex] = {}
_lock = threading.Lock()


def current_index(*, progress: Progress = no_progress) -> MatchIndex:
    """The index of the records as they are now; brought up to date, or built if there is none or a damaged one."""
    folder = Path(settings.WORKSPACE) / "index"
    with _lock:
        now = last_position()
        opened = _opened.get(folder)
        if opened is None or opened.state != now:
            opened = _as_of(now, _read(folder) or (opened if folder.exists() else None), folder, progress)
            _opened.clear()
            _opened[folder] = opened
        return opened.index


def last_state() -> LogPosition:
    """The state of the records that the index was last made of; the very first if there is none."""
    folder = Path(settings.WORKSPACE) / "index"
    with contextlib.suppress(*DAMAGE):
        return LogPosition(*json.loads((folder / _named(folder) / "about.json").read_text(encoding="ascii"))["state"])
    return LogPosition(0, 0, "")


def is_damaged() -> bool:
    """Whether there is an index of this version's format that cannot be read; the next ranking makes it anew."""
    folder = Path(settings.WORKSPACE) / "index"
    if not (folder / "current").exists():
        return False
    try:
        written = json.loads((folder / _named(folder) / "about.json").read_text(encoding="ascii"))["format"]
    except DAMAGE:
        return True
    return written == FORMAT and _read(folder) is None


def prune_indices() -> None:
    """Remove states of the index that no process reads any more: all but the current one."""
    folder = Path(settings.WORKSPACE) / "index"
    current = _named(folder)
    for old in folder.glob("state-*") if current else ():
        if old.name != current:
            shutil.rmtree(old, ignore_errors=True)


def _as_of(now: LogPosition, known: LoadedIndex | None, folder: Path, progress: Progress) -> LoadedIndex:
    today = timezone.localdate()
    if known is not None and known.index.day > today + AHEAD:
        known = None  # made while the clock was wrong: what is yet to come would count as past
    if known is not None and known.state == now:
        return known
    changes = None if known is None or today - known.index.day > OLDEST else record_frames.changed(known.state, now)
    if known is None or changes is None:
        return _written(folder, now, _built(record_frames.records(progress), today, progress), 0)
    if not any(changes.values()):
        return replace(known, state=now)
    records = _patched(known.index.records, changes) if _count(changes) <= PATCH else record_frames.records(progress)
    index, fresh = updated(known.index, records)
    folded = known.folded + fresh
    if folded > FOLDED * (len(index.ranker_index.project_of) + len(index.ranker_index.teams.projects)):
        index, folded = _built(records, today, progress), 0
    return _written(folder, now, index, folded)


def _built(records: Records, today: date, progress: Progress) -> MatchIndex:
    """Everything anew, one step to whoever watches."""
    (index,) = (build(records, day) for day in progress([today + timedelta(days=1)], "Building the index"))
    return index


def _count(changes: dict[str, set[str]]) -> int:
    return sum(len(ids) for ids in changes.values())


def _patched(records: Records, changes: dict[str, set[str]]) -> Records:
    """The records with those that changed read again; whichever is no longer there is gone."""
    frames = {}
    for name, ids in changes.items():
        frame: pl.DataFrame = getattr(records, name)
        if ids:
            rest = frame.filter(~pl.col(frame.columns[0]).is_in(list(ids)))
            frame = pl.concat([rest, record_frames.frame(name, ids)])
        frames[name] = frame
    return Records(**frames)


def _read(folder: Path) -> LoadedIndex | None:
    """What is on disk, None if there is nothing, or something damaged or of an older format."""
    for _ in range(3):  # another process may replace it while it is read
        with contextlib.suppress(*DAMAGE):
            return _load(folder / (folder / "current").read_text(encoding="ascii"))
    return None


def _written(folder: Path, state: LogPosition, index: MatchIndex, folded: int) -> LoadedIndex:
    """Put an index in place of older ones; another process may be doing the same.

    Raises
    ------
    InputError
        If it cannot be written; then the older one stays.
    """
    make_folder(folder)
    before, path = _named(folder), folder / f"state-{secrets.token_hex(4)}"
    try:
        with scratch_folder(folder) as scratch:
            fresh = scratch / path.name
            fresh.mkdir()
            _save(index, fresh, state, folded)
            fresh.rename(path)
    except OSError as error:
        raise unwritable(folder, error, "folder") from error
    replace_file(folder / "current", path.name)
    for old in folder.glob("state-*"):
        if old.name not in (path.name, before):
            shutil.rmtree(old, ignore_errors=True)
    try:
        return _load(path)  # mapped, so that what does not change next time is not written again
    except DAMAGE:
        return LoadedIndex(path, state, index, folded)  # another process was quicker, and cleared up


def _named(folder: Path) -> str:
    try:
        return (folder / "current").read_text(encoding="ascii")
    except OSError:
        return ""


def _save(index: MatchIndex, folder: Path, state: LogPosition, folded: int) -> None:
    for name, array in pack(index.ranker_index).items():
        _save_array(folder / f"{name}.npy", array)
    for name in SCHEMAS:
        getattr(index.records, name).write_ipc(folder / f"{name}.arrow")
    about = {
        "format": FORMAT,
        "state": list(state),
        "day": index.day.isoformat(),
        "folded": folded,
        "files": {path.name: _sum(path) for path in sorted(folder.iterdir())},
    }
    (folder / "about.json").write_text(json.dumps(about), encoding="ascii")


def _save_array(path: Path, array: np.ndarray[Any, Any]) -> None:
    """Write an array; one that is a whole mapped file becomes another name of that file."""
    file = array.base.filename if isinstance(array.base, np.memmap) and array.nbytes == array.base.nbytes else None
    if file:
        with contextlib.suppress(OSError):
            os.link(file, path)
            return
    np.save(path, array)


def _load(folder: Path) -> LoadedIndex:
    """Open what `_save` wrote.

    Raises
    ------
    OSError, ValueError, KeyError, TypeError, EOFError, PolarsError
        If it is not there, damaged or of another format.
    """
    about = json.loads((folder / "about.json").read_text(encoding="ascii"))
    if about["format"] != FORMAT:
        raise ValueError("another format")
    if any(_sum(folder / name) != value for name, value in about["files"].items()):
        raise ValueError("the index is damaged")
    arrays = {path.stem: _mapped(path) for path in folder.glob("*.npy")}
    records = Records(**{name: pl.read_ipc(folder / f"{name}.arrow") for name in SCHEMAS})
    day = date.fromisoformat(about["day"])
    return LoadedIndex(
        folder, LogPosition(*about["state"]), MatchIndex(records, unpack(RankerIndex, arrays), day), about["folded"]
    )


def _mapped(path: Path) -> np.ndarray[Any, Any]:
    """An array over a file, without the class that says so: it is slow to cut."""
    array: np.ndarray[Any, Any] = np.load(path, mmap_mode="r")
    return array.view(np.ndarray)


def _sum(path: Path) -> int:
    """Checksum of a file, read in pieces."""
    value = 0
    with path.open("rb") as file:
        for piece in _pieces(file):
            value = zlib.crc32(piece, value)
    return value


def _pieces(file: Any) -> Iterator[bytes]:
    while piece := file.read(1 << 20):
        yield piece
