"""The index on disk: made when the records have changed, read by every process, replaced as a whole."""

import shutil
import tempfile
from pathlib import Path

import bm25s
import numpy as np
import polars as pl
from django.conf import settings
from scipy import sparse

from bridgehead.kit.progress import Progress, silent
from bridgehead.match import queries
from bridgehead.match.core.index import Index, build
from bridgehead.match.core.words import Words

FORMAT = 1
FRAMES = ("actors", "projects", "ties")
DAMAGE = (OSError, ValueError, KeyError, EOFError, pl.exceptions.PolarsError)


_opened: dict[Path, Index] = {}


def current(*, progress: Progress = silent) -> Index:
    """The index of the records as they are now; built if there is none, or an older or damaged one."""
    path = Path(settings.WORKSPACE) / "index" / f"{FORMAT}-{queries.state()}"
    if path not in _opened:
        index = _loaded(path) or _built(path, progress)
        _opened.clear()
        _opened[path] = index
    return _opened[path]


def _loaded(path: Path) -> Index | None:
    try:
        return load(path)
    except DAMAGE:
        return None


def _built(path: Path, progress: Progress) -> Index:
    readers = (queries.actors, queries.projects, queries.participations, queries.ties)
    index = build(*(reader() for reader in progress(readers, "Indexing")))
    _replace(path, index)
    return index


def _replace(path: Path, index: Index) -> None:
    """Put a new index in place of older ones; another process may be doing the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=path.parent, prefix=".new-"))
    save(index, fresh / "index")
    if path.exists():
        shutil.rmtree(path, ignore_errors=True)
    try:
        (fresh / "index").rename(path)
    except OSError:
        pass  # another process was first
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    for old in path.parent.iterdir():
        if old != path and not old.name.startswith("."):
            shutil.rmtree(old, ignore_errors=True)


def save(index: Index, folder: Path) -> None:
    """Write an index to a new folder of arrays and frames."""
    folder.mkdir(parents=True)
    for name in FRAMES:
        getattr(index, name).write_ipc(folder / f"{name}.arrow")
    sparse.save_npz(folder / "took.npz", index.took, compressed=False)
    for name in ("past", "own"):
        _save_words(getattr(index, name), folder / name)


def load(folder: Path) -> Index:
    """Read an index that `save` wrote.

    Raises
    ------
    OSError, ValueError, KeyError, EOFError, PolarsError
        If it is not there or damaged.
    """
    actors, projects, ties = (pl.read_ipc(folder / f"{name}.arrow") for name in FRAMES)
    took = sparse.csr_matrix(sparse.load_npz(folder / "took.npz"))
    if took.shape != (len(actors), len(projects)):
        raise ValueError("the index is damaged")
    return Index(actors, projects, ties, took, _load_words(folder / "past"), _load_words(folder / "own"))


def _save_words(words: Words, folder: Path) -> None:
    folder.mkdir()
    np.save(folder / "count.npy", np.array(words.count))
    if words.index is not None:
        words.index.save(folder, show_progress=False)


def _load_words(folder: Path) -> Words:
    count = int(np.load(folder / "count.npy"))
    if not (folder / "params.index.json").exists():
        return Words(count, None)
    return Words(count, bm25s.BM25.load(folder, mmap=True, show_progress=False))
