"""What training found, kept in the workspace until the next training."""

import json
import os
import tempfile
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from django.conf import settings

from bridgehead.match.core.partners.learned import Learned

FORMAT = 1


@dataclass(frozen=True)
class About:
    """A training: when, with which seed, from how many past projects and opportunities with marks."""

    date: str
    seed: int
    lessons: int
    judged: int
    format: int = FORMAT


@dataclass(frozen=True)
class Trained:
    """The weights and where they come from."""

    learned: Learned
    about: About


def load() -> Trained | None:
    """What the last training found; None without one, or if its file is damaged or of another format."""
    try:
        status = _path().stat()
    except OSError:
        return None
    return _load(_path(), status.st_mtime_ns, status.st_size)


@lru_cache(1)
def _load(path: Path, _changed: int, _size: int) -> Trained | None:
    try:
        with np.load(path) as file:
            about = About(**json.loads(str(file["about"])))
            learned = Learned(tuple(file["names"].tolist()), file["weights"], float(file["offset"]), str(file["trees"]))
    except (OSError, ValueError, KeyError, TypeError, EOFError):
        return None
    return Trained(learned, about) if about.format == FORMAT else None


def save(trained: Trained) -> None:
    """Keep a training in place of the last one."""
    path, learned = _path(), trained.learned
    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=path.parent, suffix=".npz")
    with os.fdopen(number, "wb") as file:
        np.savez(
            file,
            about=np.array(json.dumps(asdict(trained.about))),
            names=np.array(learned.names, dtype=np.str_),
            weights=learned.weights,
            offset=np.array(learned.offset),
            trees=np.array(learned.trees),
        )
    Path(name).replace(path)


def forget() -> None:
    """Go back to the untrained ranker."""
    _path().unlink(missing_ok=True)


def _path() -> Path:
    return Path(settings.WORKSPACE) / "ranker" / "trained.npz"
