"""What training found, kept in the workspace until the next training."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings

from bridgehead.kit.replace_file import make_folder, replacing
from bridgehead.match.core.ranking.features.feature_table import is_known
from bridgehead.match.core.ranking.model.model_ensemble import ColdStartPair, ModelEnsemble
from bridgehead.match.core.ranking.model.ranking_model import RankingModel

FORMAT = 3
PARTS = ("led.known", "led.newcomers", "unled.known", "unled.newcomers")


@dataclass(frozen=True)
class TrainingRecord:
    """A training: when, with which seed, and from what.

    Attributes
    ----------
    lessons, unled
        Past projects in all, and those that were asked for without a lead, too.
    judged
        Opportunities with marks.
    """

    date: str
    seed: int
    lessons: int
    unled: int
    judged: int
    format: int = FORMAT


@dataclass(frozen=True)
class StoredModel:
    """The weights and where they come from."""

    taught: ModelEnsemble
    about: TrainingRecord


def load() -> StoredModel | None:
    """What the last training found; None without one, or if its file is damaged or of another format."""
    try:
        status = _path().stat()
    except OSError:
        return None
    return _load(_path(), status.st_mtime_ns, status.st_size)


def load_as_of(day: date) -> StoredModel | None:
    """What the last training found, if it took place by a day: a later one has seen what came after."""
    found = load()
    return found if found is not None and found.about.date <= day.isoformat() else None


@lru_cache(1)
def _load(path: Path, _changed: int, _size: int) -> StoredModel | None:
    try:
        with np.load(path) as file:
            about = TrainingRecord(**json.loads(str(file["about"])))
            names = tuple(file["names"].tolist())
            led, unled = (
                ColdStartPair(_model(file, f"{kind}.known", names), _model(file, f"{kind}.newcomers", names))
                for kind in ("led", "unled")
            )
    except (OSError, ValueError, KeyError, TypeError, EOFError):
        return None
    usable = about.format == FORMAT and all(is_known(name) for name in names)
    return StoredModel(ModelEnsemble(led, unled), about) if usable else None


def _model(file: Any, part: str, names: tuple[str, ...]) -> RankingModel:
    return RankingModel(names, file[f"{part}.weights"], float(file[f"{part}.offset"]), str(file[f"{part}.trees"]))


def save(trained: StoredModel) -> None:
    """Keep a training in place of the last one."""
    path = _path()
    arrays: dict[str, Any] = {
        "about": np.array(json.dumps(asdict(trained.about))),
        "names": np.array(trained.taught.led.names, dtype=np.str_),
    }
    for part in PARTS:
        model: RankingModel = attrgetter(part)(trained.taught)
        arrays[f"{part}.weights"], arrays[f"{part}.offset"] = model.weights, np.array(model.offset)
        arrays[f"{part}.trees"] = np.array(model.trees)
    make_folder(path.parent)
    with replacing(path) as file:
        np.savez(file, **arrays)


def forget() -> None:
    """Go back to the untrained ranker."""
    _path().unlink(missing_ok=True)


def _path() -> Path:
    return Path(settings.WORKSPACE) / "ranker" / "trained.npz"
