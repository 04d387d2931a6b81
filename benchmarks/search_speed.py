"""How long a ranking takes: over the organisations of H2020, and over three, ten and a hundred times as many.

The peers get the same texts and as many rows: BM25 of bm25s alone over past projects' texts, and one product of
an organisations × 256 matrix with a vector, which is the floor of anything that looks at every organisation once.
Times are of one thread and its processor time, so that a busy machine does not count; medians of many queries.
"""

import gc
import resource
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import thread_time
from typing import Any

import bm25s
import numpy as np
import polars as pl

from benchmarks.matching_data import read
from benchmarks.matching_workspace import workspace_records
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.match.core.explanation import explain_fit
from bridgehead.match.core.history_builder import history
from bridgehead.match.core.match_index import MatchIndex
from bridgehead.match.core.ranking.model.model_ensemble import ModelEnsemble
from bridgehead.match.core.ranking.ranked_list import ranked_list
from bridgehead.match.core.ranking.ranker import Ranker
from bridgehead.match.core.ranking.retrieval.history import History
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex
from bridgehead.match.core.ranking.training.fit import train_models
from bridgehead.match.core.ranking.training.labelled_queries import LabelledQuery
from bridgehead.match.core.record_frames import Records

COPIES = (1, 3, 10, 100)
TRAINED_BEFORE = date(2016, 1, 1)
DAY = date(2020, 6, 1)
QUERIES, LARGE_QUERIES = 40, 8
TOP, WIDE, SEED = 20, 256, 0


def run(data: Path, progress: Progress = no_progress) -> dict[str, Any]:
    """Rank for projects of 2017 over all organisations, and over copies of them.

    Parameters
    ----------
    data
        A folder with ``cordis-cleantech`` and ``h2020-graph``.
    """
    task = read(data, date(2017, 1, 1), date(2018, 1, 1))
    past = task.history.before(TRAINED_BEFORE)
    lessons = history(workspace_records(past), TRAINED_BEFORE, as_then=True)
    taught = train_models(lessons, TRAINED_BEFORE, progress, SEED)
    found = {}
    for copies in progress(COPIES, "replicating"):
        asked = task.asked[: QUERIES if copies == 1 else LARGE_QUERIES]
        found[f"{copies} times"] = _measure(copied(task.history.before(DAY), copies), asked, taught)
        gc.collect()
    return {"sizes": found, "exponents": _exponents(found)}


def copied(known: History, copies: int) -> History:
    """A history in which every organisation and project stands so often; texts stand once, as they are."""
    if copies == 1:
        return known
    numbers = pl.DataFrame({"copy": [f"#{number}" for number in range(copies)]})

    def many(frame: pl.DataFrame, *ids: str) -> pl.DataFrame:
        wide = frame.join(numbers, how="cross")
        return wide.with_columns(pl.col(i) + pl.col("copy") for i in ids).drop("copy")

    projects = many(known.projects, "project")
    first = pl.col("project").str.ends_with("#0")
    return replace(
        known,
        projects=projects.with_columns(text=pl.when(first).then("text").otherwise(pl.lit(""))),
        programmes=many(known.programmes, "project"),
        participations=many(known.participations, "project", "actor"),
        actors=many(known.actors, "actor"),
        earlier_ties=many(known.earlier_ties, "activity", "actor"),
    )


def _measure(known: History, asked: list[LabelledQuery], taught: ModelEnsemble | None) -> dict[str, Any]:
    began = thread_time()
    partners = RankerIndex.build(known, DAY, SEED)
    built = thread_time() - began
    index = MatchIndex(_named(known), partners, DAY)
    queries = [
        replace(case.query, lead=case.query.lead if len(asked) == QUERIES else f"{case.query.lead}#0") for case in asked
    ]
    everybody = np.ones(len(partners.teams.actors), np.float32)
    texts = known.projects.filter(pl.col("text") != "")["text"].to_list()
    del known
    bm25 = bm25s.BM25()
    bm25.index(bm25s.tokenize(texts, stopwords="en", show_progress=False), show_progress=False)
    words = [bm25s.tokenize([q.text], stopwords="en", show_progress=False, return_ids=False)[0] for q in queries]
    matrix = np.random.default_rng(SEED).standard_normal((len(everybody), WIDE), np.float32)
    plain, ours = Ranker(partners, None), Ranker(partners, taught)

    def matched(number: int) -> object:
        match = partners.text.match(queries[number].text)
        return match.bm25, match.meaning

    def explained(ranker: Ranker, number: int) -> None:
        looked = ranker.look_up(queries[number])
        rows, _ = ranked_list(looked, everybody, TOP)
        list(explain_fit(index, looked, rows.tolist()))

    work: dict[str, Callable[[int], object]] = {
        "floor": lambda _: matrix @ matrix[0],
        "bm25s alone": lambda number: bm25.get_scores(words[number]),
        "words and meaning": matched,
        "retrieval": lambda number: plain.look_up(queries[number]).candidates(TOP),
        "fusion with reasons": lambda number: explained(plain, number),
        "learned with reasons": lambda number: explained(ours, number),
    }
    times = {name: _median(each, len(queries)) for name, each in work.items()}
    return {
        "organisations": len(everybody),
        "build seconds": built,
        "memory MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "milliseconds": {name: 1000 * seconds for name, seconds in times.items()},
        "times the floor": {name: seconds / times["floor"] for name, seconds in times.items()},
    }


def _named(known: History) -> Records:
    """What reasons say besides what the index holds: names of actors and projects."""
    silent_ties = replace(known, participations=known.participations.clear(), earlier_ties=known.earlier_ties.clear())
    records = workspace_records(silent_ties)
    return replace(records, actors=records.actors.with_columns(name="actor"))


def _median(work: Callable[[int], object], count: int) -> float:
    """Median over queries of the quicker of two runs, so that each is warm."""
    return float(np.median([min(_timed(work, number) for _ in range(2)) for number in range(count)]))


def _timed(work: Callable[[int], object], number: int) -> float:
    began = thread_time()
    work(number)
    return thread_time() - began


def _exponents(found: dict[str, Any]) -> dict[str, float]:
    """By how much time grows with the number of organisations: the slope on logarithmic scales."""
    sizes = np.log([size["organisations"] for size in found.values()])
    names = next(iter(found.values()))["milliseconds"]
    return {
        name: float(np.polyfit(sizes, np.log([size["milliseconds"][name] for size in found.values()]), 1)[0])
        for name in names
    }
