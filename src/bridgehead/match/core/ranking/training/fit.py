"""Fitting the models: from a history to the examples in it, and from these to what is kept of a training."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from bridgehead.match.core.ranking.model.cold_start import PROJECTS, is_cold_start
from bridgehead.match.core.ranking.model.model_ensemble import ColdStartPair, ModelEnsemble
from bridgehead.match.core.ranking.model.ranking_model import RankingModel, train
from bridgehead.match.core.ranking.ranker_config import DEFAULT, RankerConfig
from bridgehead.match.core.ranking.retrieval.history import History
from bridgehead.match.core.ranking.retrieval.sparse_ops import Floats
from bridgehead.match.core.ranking.training.examples import TrainingExample, Watch, collect_examples


def train_models(
    history: History, day: dt.date, watch: Watch[dt.date], seed: int = 0, config: RankerConfig = DEFAULT
) -> ModelEnsemble | None:
    """Train on projects that began before `day`; None if too few did.

    A project that several snapshots see counts once in total.
    """
    past = history.before(day)
    found = collect_examples(past, day, watch, seed, config)
    return None if found is None else fit(*found, seed, config)


def fit(
    kept: Sequence[TrainingExample], names: tuple[str, ...], seed: int, config: RankerConfig = DEFAULT
) -> ModelEnsemble:
    """Train on lessons: those with a lead teach one model, those without the other."""
    led, unled = ([lesson for lesson in kept if lesson.led == led] for led in (True, False))
    return ModelEnsemble(_by_record(led, names, seed, config), _by_record(unled, names, seed, config))


def _by_record(
    kept: Sequence[TrainingExample], names: tuple[str, ...], seed: int, config: RankerConfig
) -> ColdStartPair:
    """Lessons with a text teach of newcomers, whose past is short or was hidden; all others of everybody."""
    known = _fitted([lesson for lesson in kept if not lesson.hidden], names, seed, config)
    fresh = [_of_newcomers(lesson, names) for lesson in kept if lesson.counts == 1]
    joined = sum(float(lesson.joined.sum()) for lesson in fresh)
    if joined < config.enough_cold_starts:
        return ColdStartPair(known, known)
    return ColdStartPair(known, _fitted(fresh, names, seed, replace(config, ridge=config.cold_start_ridge)))


def _of_newcomers(lesson: TrainingExample, names: tuple[str, ...]) -> TrainingExample:
    rows = is_cold_start(lesson.plain[:, names.index(PROJECTS)])
    return replace(lesson, plain=lesson.plain[rows], joined=lesson.joined[rows], weight=lesson.weight[rows])


def _fitted(kept: Sequence[TrainingExample], names: tuple[str, ...], seed: int, config: RankerConfig) -> RankingModel:
    times = Counter((lesson.project, lesson.counts, lesson.hidden) for lesson in kept)
    return train(
        _stacked(kept, lambda lesson: lesson.spread.standard(lesson.plain)),
        _stacked(kept, lambda lesson: lesson.plain),
        np.concatenate([lesson.joined for lesson in kept]),
        np.concatenate([lesson.weight / times[lesson.project, lesson.counts, lesson.hidden] for lesson in kept]),
        names,
        seed,
        config,
    )


def _stacked(kept: Sequence[TrainingExample], rows: Callable[[TrainingExample], Floats]) -> Floats:
    """Rows of lessons below each other, made one lesson after the other, so that they do not lie in memory twice."""
    ends = np.cumsum([len(lesson.plain) for lesson in kept])
    found = np.empty((int(ends[-1]), kept[0].plain.shape[1]), np.float32)
    for lesson, end in zip(kept, ends.tolist(), strict=True):
        found[end - len(lesson.plain) : end] = rows(lesson)
    return found
