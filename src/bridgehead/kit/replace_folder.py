"""A folder put in place of another: the old one is not touched before the new one stands.

Where the system can exchange two folders, nobody ever finds anything but the old one or the new one. Where it
cannot (a mount point, a folder above that may not be written), the files are replaced one by one, under a mark that
says so.
"""

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bridgehead.kit.replace_file import is_unfinished, locked, replace_file, scratch_folder, sync

AT_FDCWD, RENAME_EXCHANGE = -100, 2
OF_THE_DISK = frozenset({"lost+found"})
"""What a disk has of its own at its top."""


def replace_folder(target: Path, fresh: Path, *, mark: str, unfinished: str) -> None:
    """Put a folder in place of another of that name, or where none is.

    Parameters
    ----------
    fresh
        The folder that is to stand there: beside the target, or in a folder beside it or inside it.
    mark
        Name of the file that tells whether the folder is whole.
    unfinished
        What that file says while files are replaced one by one.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    _sync_all(fresh)
    if not os.path.lexists(target):
        fresh.rename(target)
    elif target in fresh.parents:
        _replace_files(target, fresh, mark, unfinished)
    elif not _exchange(fresh, target):
        _replace_from_inside(target, fresh, mark, unfinished)
    sync(target.parent)


def place_for_scratch(target: Path) -> Path:
    """Where to write what is to replace a folder: beside it, or inside it where that one has to stay.

    That is the top of a disk, one in a folder that may not be written, and the one that somebody stands in.
    """
    if not target.is_dir():
        return target.parent
    is_top = target.is_mount() or any((target / name).exists() for name in OF_THE_DISK)
    stays = is_top or not os.access(target.parent, os.W_OK) or _is_here(target)
    return target if stays else target.parent


def _is_here(folder: Path) -> bool:
    with suppress(OSError):
        return folder in [Path.cwd(), *Path.cwd().parents]
    return False


def _exchange(fresh: Path, target: Path) -> bool:
    """Exchange two folders in one step; whether the system could."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    with suppress(OSError):
        shutil.copymode(target, fresh)
    return bool(rename(AT_FDCWD, os.fsencode(fresh), AT_FDCWD, os.fsencode(target), RENAME_EXCHANGE) == 0)


def _replace_from_inside(target: Path, fresh: Path, mark: str, unfinished: str) -> None:
    """Bring all over to the other side first, so that a disk that is full is noticed while the old stands."""
    with scratch_folder(target) as scratch:
        inner = scratch / fresh.name
        shutil.copytree(fresh, inner)
        _sync_all(inner)
        _replace_files(target, inner, mark, unfinished)


def _replace_files(target: Path, fresh: Path, mark: str, unfinished: str) -> None:
    names = [name for name in _files(fresh) if name != mark]
    with locked(target):
        if (target / mark).is_symlink():
            (target / mark).unlink()
        replace_file(target / mark, unfinished)
        for name in names:
            _clear(target, name)
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (fresh / name).replace(target / name)
        _remove_others(target, {mark, *names})
        for at, _, _ in os.walk(target):
            sync(Path(at))
        (fresh / mark).replace(target / mark)
        sync(target)


def _clear(target: Path, name: str) -> None:
    """Remove what is in the way of a file: a file or a link where its folder is to be, a folder where itself is."""
    place = target / name
    for above in reversed(place.parents):
        if target in above.parents and (above.is_symlink() or above.is_file()):
            above.unlink()
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)


def _remove_others(target: Path, wanted: set[str]) -> None:
    """Remove files that the new folder lacks, and folders that are empty then."""
    for at, folders, names in os.walk(target, topdown=False):
        top = Path(at) == target
        inside = Path(at).relative_to(target)
        if not top and (is_unfinished(inside.parts[0]) or inside.parts[0] in OF_THE_DISK):
            continue
        for name in [*names, *(name for name in folders if (Path(at) / name).is_symlink())]:
            if (inside / name).as_posix() not in wanted and not (top and is_unfinished(name)):
                (Path(at) / name).unlink()
        if not top:
            with suppress(OSError):  # it holds what is wanted
                Path(at).rmdir()


def _files(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix()


def _sync_all(folder: Path) -> None:
    """Have all of a folder stand on the disk: after all is written, which is quicker than one by one."""
    for at, _, names in os.walk(folder):
        for name in names:
            sync(Path(at) / name)
        sync(Path(at))
