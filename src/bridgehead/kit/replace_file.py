"""Files written whole: beside, then in place of the old one, so that whoever reads finds the old one or the new one.

What a run that was killed left beside goes with the next write there. A run holds a lock on what it writes, so
that nobody takes the unfinished work of another run for a leftover.
"""

import errno
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_IMODE, S_ISDIR, S_ISREG
from typing import BinaryIO

from bridgehead.kit.errors import unwritable

try:
    import fcntl
except ImportError:  # no locks there: then nothing is taken for a leftover
    fcntl = None  # type: ignore[assignment]

UNFINISHED = re.compile(r"\.bridgehead-[0-9a-f]{12}\.unfinished")
STREAM = re.compile(r"/dev/(stdout|stderr|fd/\d+)|/proc/[^/]+/fd/\d+")
OPEN_TO_ALL = 0o666
"""What the umask takes from, as for every new file."""


def replace_file(path: Path, content: bytes | str, *, mode: int = OPEN_TO_ALL) -> None:
    """Put a file in place, whole: text in UTF-8, line ends as they are.

    Parameters
    ----------
    mode
        Permissions of a new file; an old one keeps its own.

    Raises
    ------
    InputError
        If it cannot be written; then what was there still is.
    """
    with replacing(path, mode=mode) as out:
        out.write(content.encode("utf-8") if isinstance(content, str) else content)


@contextmanager
def replacing(path: Path, *, mode: int = OPEN_TO_ALL) -> Iterator[BinaryIO]:
    """A file to write to, which is put in place when the block ends well, and is gone when it does not.

    What was written can be read in the block, to check it. Through a link its target is replaced. A device or a pipe
    is written directly.

    Raises
    ------
    InputError
        If it cannot be written; then what was there still is.
    """
    try:
        if _is_stream(path):
            with path.open("wb") as stream:
                yield stream
        else:
            with _beside(Path(os.path.realpath(path)), mode) as out:
                yield out
    except OSError as error:
        raise unwritable(path, error) from error


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, where they are missing.

    Raises
    ------
    InputError
        If it cannot be made, or something else is in the way.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error, "folder") from error


@contextmanager
def scratch_folder(parent: Path) -> Iterator[Path]:
    """A folder beside what is to be replaced; removed with all that is in it when the block ends.

    Raises
    ------
    OSError
        If there can be none.
    """
    _sweep(parent)
    while True:
        folder = _fresh_name(parent)
        folder.mkdir()
        with suppress(FileNotFoundError):  # somebody who cleared up was quicker than the lock
            number = os.open(folder, os.O_RDONLY)
            if _lock(number, folder):
                break
            os.close(number)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(number)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One run at a time that writes in a folder, where the system has locks."""
    number = os.open(folder, os.O_RDONLY)
    try:
        if fcntl is not None:
            with suppress(OSError):
                fcntl.flock(number, fcntl.LOCK_EX)
        yield
    finally:
        os.close(number)


def sync(path: Path) -> None:
    """Have a file or a folder stand on the disk, where the system can say so."""
    try:
        number = os.open(path, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(number)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        os.close(number)


def is_unfinished(name: str) -> bool:
    """Whether a name is that of what is being written, or was left by a run that was killed."""
    return UNFINISHED.fullmatch(name) is not None


def _is_stream(path: Path) -> bool:
    """Whether a path leads to something that is no file: nothing can be put in its place."""
    if STREAM.fullmatch(str(path.absolute())):
        return True
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not S_ISREG(mode) and not S_ISDIR(mode)


@contextmanager
def _beside(target: Path, mode: int) -> Iterator[BinaryIO]:
    old = _replaceable(target)
    _sweep(target.parent)
    fresh, number = _new_file(target.parent, mode)
    out = os.fdopen(number, "w+b")
    try:
        yield out
        out.flush()
        if old is not None:
            _take_after(number, old)
        os.fsync(number)
        fresh.replace(target)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    finally:
        with suppress(OSError):  # what could not be written when it was flushed cannot be written now
            out.close()
    sync(target.parent)


def _replaceable(target: Path) -> os.stat_result | None:
    """What is there; a folder and a file that is protected from writing are not replaced."""
    try:
        old = target.stat()
    except FileNotFoundError:
        return None
    if S_ISDIR(old.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return old


def _new_file(folder: Path, mode: int) -> tuple[Path, int]:
    while True:
        path = _fresh_name(folder)
        number = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)
        if _lock(number, path):
            return path, number
        os.close(number)


def _fresh_name(folder: Path) -> Path:
    return folder / f".bridgehead-{secrets.token_hex(6)}.unfinished"


def _take_after(number: int, old: os.stat_result) -> None:
    """Give the new file the owner and the permissions of the old one, as far as one may."""
    with suppress(OSError):
        os.fchown(number, old.st_uid, old.st_gid)
    with suppress(OSError):
        os.fchmod(number, S_IMODE(old.st_mode))


def _lock(number: int, path: Path) -> bool:
    """Lock what was just made; False if somebody took it for a leftover before."""
    if fcntl is not None:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(number, fcntl.LOCK_EX)
    try:
        return os.path.samestat(os.fstat(number), path.stat())
    except FileNotFoundError:
        return False


def _sweep(folder: Path) -> None:
    """Remove what runs that were killed left here."""
    with suppress(OSError), os.scandir(folder) as found:
        for entry in found:
            if is_unfinished(entry.name):
                with suppress(OSError):
                    _remove_leftover(Path(entry.path))


def _remove_leftover(path: Path) -> None:
    number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        if fcntl is None:
            return
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    finally:
        os.close(number)
