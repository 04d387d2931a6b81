"""On the public data: the baselines are those of the task, and ours beats BM25 without training."""

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from benchmarks.matching_data import Task, read
from benchmarks.matching_lists import ranked_lists
from benchmarks.matching_peers import Peers, top
from bridgehead.match.core.ranking.ranker import Ranker
from bridgehead.match.core.ranking.training.metrics import measure

# What the task's own script prints for --from 2017-01-01 --to 2018-01-01: nDCG@20, recall@20, recall@100, hit@10, MRR.
PRINTED = {
    "popularity": [0.0601, 0.0654, 0.1575, 0.3268, 0.1589],
    "programme history": [0.0870, 0.0805, 0.1983, 0.4444, 0.2448],
    "coordinator's partners": [0.0869, 0.0915, 0.1775, 0.4052, 0.2059],
    "BM25 over past projects": [0.0940, 0.0994, 0.2165, 0.4052, 0.2073],
    "sum of the three": [0.1294, 0.1289, 0.2533, 0.5621, 0.3010],
}


@pytest.fixture(scope="module")
def task(shared: Path) -> Task:
    return read(shared / "data", date(2017, 1, 1), date(2018, 1, 1))


@pytest.fixture(scope="module")
def ranker(task: Task) -> Ranker:
    return Ranker.fit(task.history, task.start, trained=False)


def test_no_name_is_known_before_a_project_that_writes_it(task: Task) -> None:
    starts = task.history.participations.join(task.history.projects, on="project").drop_nulls("start")
    first = starts.group_by("actor").agg(first=pl.col("start").min())
    named = task.history.names.join(first, on="actor")
    assert len(named) > 3000
    assert (named["since"] >= named["first"]).all()
    assert (named["since"] > named["first"]).any()


def test_older_organisations_are_recognised_by_name_and_only_since_it_is_known(task: Task) -> None:
    known = {day: set(task.history.before(day).earlier_ties["actor"]) for day in (date(2015, 1, 1), date(2017, 1, 1))}
    actors = set(task.history.actors["actor"])
    early, late = (len(ids & actors) for ids in known.values())
    assert 0 < early < late
    aliases = set(task.history.aliases["alias"])
    assert known[date(2017, 1, 1)] & aliases  # of those whose name came later


@pytest.mark.slow
def test_baselines_are_those_of_the_task(task: Task, ranker: Ranker) -> None:
    peers = Peers(ranker.index, dict(task.history.projects.select("project", "text").iter_rows()))
    found: dict[str, list[np.ndarray]] = {name: [] for name in PRINTED}
    for case in task.asked:
        lead = ranker.index.teams.row(case.query.lead)
        scores = peers.scores(case.query)
        for name, rows in found.items():
            rows.append(measure(ranker.index.teams.actors[top(scores[name], lead)].tolist(), case.relevant))
    assert {name: np.mean(rows, axis=0).round(4).tolist() for name, rows in found.items()} == PRINTED


@pytest.mark.slow
def test_fusion_beats_every_baseline(task: Task, ranker: Ranker) -> None:
    values = [measure(ranked_lists(ranker, case.query, [None])[0], case.relevant) for case in task.asked]
    ndcg, _, recall, _, _ = np.mean(values, axis=0)
    assert ndcg > PRINTED["sum of the three"][0]
    assert recall > PRINTED["sum of the three"][2]
