"""Partner search: who else takes part, given a project's text, programme and coordinator.

The task, its metrics and its five baselines are those that come with the data
(`matching_peers`). Everything learns from scratch from what began before the
first query's day.
"""

import gc
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.matching_data import Task, read
from benchmarks.matching_hidden import hidden_again
from benchmarks.matching_lists import ranked_lists
from benchmarks.matching_peers import BASELINES, Peers, top
from benchmarks.matching_workspace import workspace_ranker
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.match.core.ranking.features.feature_table import feature
from bridgehead.match.core.ranking.model.model_ensemble import NEEDED
from bridgehead.match.core.ranking.model.ranking_model import ColumnSpread, rank_columns
from bridgehead.match.core.ranking.ranked_list import has_evidence
from bridgehead.match.core.ranking.ranker import Ranker
from bridgehead.match.core.ranking.retrieval.query import Query
from bridgehead.match.core.ranking.training.examples import TrainingExample, collect_examples
from bridgehead.match.core.ranking.training.fit import fit
from bridgehead.match.core.ranking.training.labelled_queries import LabelledQuery
from bridgehead.match.core.ranking.training.metrics import METRICS, average, difference, measure

OURS, FUSION, WORKSPACE = "bridgehead", "bridgehead fusion", "bridgehead in a workspace"
LARGEST = 10
ALWAYS = "DK"
SEED = 0
Values = NDArray[np.float64]


def run(
    data: Path, start: str = "2018-01-01", end: str = "", ablation: bool = False, progress: Progress = no_progress
) -> dict[str, Any]:
    """Train on what lies before `start`, then rank for every project in [start, end).

    Parameters
    ----------
    data
        A folder with ``cordis-cleantech`` and ``h2020-graph``.
    ablation
        Also train without each group of features, which takes several times as long.
    """
    began = perf_counter()
    task = read(data, date.fromisoformat(start), date.fromisoformat(end or "2100-01-01"))
    ranker = Ranker.fit(task.history, task.start, watch=progress, seed=SEED)
    trained = perf_counter() - began
    product = workspace_ranker(task.history.before(task.start), task.start, progress, SEED)
    found = _Run(task, ranker, product)
    for case in progress(task.asked, "ranking"):
        found.add(case)
    result = found.summary() | {"seconds": {"training": trained, "query": found.seconds / max(len(task.asked), 1)}}
    result["hidden"] = hidden_again(ranker, task.history.before(task.start), task.asked, task.start, SEED)
    if ablation:
        result["ablation"] = _ablation(task, ranker, np.array(found.all[OURS]), progress)
    return result


class _Run:
    """Lists of metrics, a row a query, for every method and every question."""

    def __init__(self, task: Task, ranker: Ranker, product: Ranker) -> None:
        teams = ranker.index.teams
        texts = dict(task.history.projects.select("project", "text").iter_rows())
        self.actors, self.ranker = teams.actors, ranker
        self.untrained = Ranker(ranker.index, None)
        self.peers = Peers(ranker.index, texts)
        self.product = product
        self.country_of = dict(task.history.actors.select("actor", "country").iter_rows())
        mine = ranker.index.country.values[ranker.index.country.of]
        self.inside = {country: mine == country for country in _countries(mine)}
        self.new = frozenset(self.actors[self.peers.popular == 1].tolist())
        self.all: dict[str, list[Values]] = {}
        self.newcomers: dict[str, list[Values]] = {}
        self.unled: dict[str, list[Values]] = {}
        self.home: dict[str, dict[str, list[Values]]] = {country: {} for country in self.inside}
        self.seen = self.asked = 0
        self.seconds = 0.0

    def add(self, case: LabelledQuery) -> None:
        """Rank for one project by every method."""
        masks = [None, *self.inside.values()]
        lists = self._ours(case.query, masks)
        lead = self.ranker.index.teams.row(case.query.lead)
        for name, scores in self.peers.scores(case.query).items():
            lists[name] = [self.actors[top(scores, lead, mask)].tolist() for mask in masks]
        for name, (everywhere, *at_home) in lists.items():
            self.all.setdefault(name, []).append(measure(everywhere, case.relevant))
            if fresh := case.relevant & self.new:
                self.newcomers.setdefault(name, []).append(measure(everywhere, fresh))
            for country, inside in zip(self.inside, at_home, strict=True):
                if there := frozenset(a for a in case.relevant if self.country_of.get(a) == country):
                    self.home[country].setdefault(name, []).append(measure(inside, there))
        self._add_unled(case)
        self.seen += int(np.isin(list(case.relevant), self.actors).sum())
        self.asked += len(case.relevant)

    def _add_unled(self, case: LabelledQuery) -> None:
        """Rank for the text and the programme alone; who led is then among those looked for."""
        query = Query(case.query.text, case.query.programmes)
        everybody = case.relevant | {str(case.query.lead)}
        lists = {name: self.actors[top(scores, None)].tolist() for name, scores in self.peers.scores(query).items()}
        lists[OURS], lists[FUSION] = (ranked_lists(by, query, [None])[0] for by in (self.ranker, self.untrained))
        for name, ranked_actors in lists.items():
            self.unled.setdefault(name, []).append(measure(ranked_actors, everybody))

    def _ours(self, query: Query, masks: Sequence[NDArray[np.bool_] | None]) -> dict[str, list[list[str]]]:
        began = perf_counter()
        first = ranked_lists(self.ranker, query, masks[:1])
        self.seconds += perf_counter() - began
        return {
            OURS: first + ranked_lists(self.ranker, query, masks[1:]),
            FUSION: ranked_lists(self.untrained, query, masks),
            WORKSPACE: ranked_lists(self.product, query, masks, has_evidence),
        }

    def summary(self) -> dict[str, Any]:
        """All tables."""
        stacked = {name: np.array(values) for name, values in self.all.items()}
        pooled = {name: [row for methods in self.home.values() for row in methods.get(name, [])] for name in stacked}
        return {
            "queries": len(stacked.get(OURS, ())),
            "organisations": len(self.actors),
            "seen before": self.seen / max(self.asked, 1),
            "trained": self.ranker.taught is not None,
            "methods": _means(self.all),
            "differences": {name: _against(stacked[OURS], stacked[name]) for name in stacked if name != OURS},
            "home_cluster": {"queries": len(pooled.get(OURS, ())), "methods": _means(pooled)}
            | {
                country: {"queries": len(methods[OURS]), "methods": _means(methods)}
                for country, methods in self.home.items()
                if methods
            },
            "newcomers": {"queries": len(self.newcomers.get(OURS, ())), "methods": _means(self.newcomers)},
            "without_a_lead": {"queries": len(self.unled.get(OURS, ())), "methods": _means(self.unled)},
            "baselines": list(BASELINES),
        }


def _countries(of_actor: NDArray[np.str_]) -> list[str]:
    """The countries with most organisations, and Denmark."""
    counted = pl.Series("country", of_actor).value_counts().sort(["count", "country"], descending=[True, False])
    largest: list[str] = counted["country"].head(LARGEST).to_list()
    return largest if ALWAYS in largest else [*largest, ALWAYS]


def _means(values: Mapping[str, Iterable[Values]]) -> dict[str, dict[str, float]]:
    return {name: average(np.array(rows)) for name, rows in values.items() if rows}


def _against(ours: Values, theirs: Values) -> dict[str, dict[str, Any]]:
    gaps = {metric: difference(ours[:, i], theirs[:, i], SEED) for i, metric in enumerate(METRICS)}
    return {metric: {"mean": mean, "interval": list(interval)} for metric, (mean, interval) in gaps.items()}


def _ablation(task: Task, ranker: Ranker, ours: Values, progress: Progress) -> dict[str, Any]:
    """Train again without each group of features (candidates stay those of fusion)."""
    found = collect_examples(task.history.before(task.start), task.start, progress, SEED)
    if found is None:
        return {}
    lessons, names = found
    result: dict[str, Any] = {}
    for left_out in progress(sorted({feature(name).group for name in names if name not in NEEDED}), "leaving out"):
        model = fit(*without(lessons, names, left_out), SEED)
        other = Ranker(ranker.index, model)
        values = np.array([measure(ranked_lists(other, case.query, [None])[0], case.relevant) for case in task.asked])
        result[f"without {left_out}"] = average(values) | {"lost": _against(ours, values)}
        gc.collect()
    return result


def without(
    lessons: Iterable[TrainingExample], names: tuple[str, ...], left_out: str
) -> tuple[list[TrainingExample], tuple[str, ...]]:
    """Drop a group's columns, its ranks too, but for features that every model needs."""
    keep = np.array([feature(name).group != left_out or name in NEEDED for name in names])
    columns = np.concatenate([keep, keep[rank_columns(names)]])
    kept = [
        replace(
            one,
            plain=one.plain[:, columns],
            spread=ColumnSpread(one.spread.mean[columns], one.spread.deviation[columns]),
        )
        for one in lessons
    ]
    return kept, tuple(name for name, stays in zip(names, keep, strict=True) if stays)
