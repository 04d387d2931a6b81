"""Who gets recommended, and what a floor for SMEs costs: partner search among organisations of known size.

Of the organisations only some of cordis-cleantech say whether they are an SME, so only these are
candidates, and only they are relevant. The ranker is the fusion of `bridgehead.match.core.ranking`, which
needs no training; the cost of a floor is paid in its nDCG@20, query by query.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.matching_data import read
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.match.core.exposure import GROUPS, LISTS, ExposureShare, apply_floor, shares, top_share
from bridgehead.match.core.ranking.ranked_list import ranked_list
from bridgehead.match.core.ranking.ranker import Ranker
from bridgehead.match.core.ranking.retrieval.history import History
from bridgehead.match.core.ranking.training.labelled_queries import LabelledQuery
from bridgehead.match.core.ranking.training.metrics import difference, measure

TOP, DEPTH = 20, 1_000
FLOORS = (0.1, 0.2, 0.3, 0.4, 0.5)
SME, LARGE = "SME", "not an SME"
SEED = 0
Values = NDArray[np.float64]


def run(
    data: Path, start: str = "2017-01-01", end: str = "2018-01-01", progress: Progress = no_progress
) -> dict[str, Any]:
    """Rank for every project in [start, end) with and without a floor.

    Parameters
    ----------
    data
        A folder with ``cordis-cleantech`` and ``h2020-graph``.
    """
    task = read(data, date.fromisoformat(start), date.fromisoformat(end))
    ranker = Ranker.fit(task.history, task.start, trained=False, seed=SEED)
    sizes = _sizes(data / "cordis-cleantech" / "organization.csv")
    there = {actor: sizes[actor] for actor in ranker.index.teams.actors.tolist() if actor in sizes}
    known = [replace(case, relevant=case.relevant & there.keys()) for case in task.asked]
    asked = [case for case in known if case.relevant]
    lists = _Lists(there)
    for case in progress(asked, "ranking"):
        lists.add(ranker, case)
    countries = _countries(task.history, there)
    return {
        "queries": len(asked),
        "candidates": len(there),
        "without a floor": lists.summary(0.0) | {"by country": _shown(_shares(lists.frame(0.0), countries), 8)},
        "relevant": {SME: lists.relevant(), "note": "the part of SMEs among those who took part"},
        "floors": {f"{floor:.1f}": lists.summary(floor) for floor in FLOORS},
    }


class _Lists:
    """Ranked lists and their metrics, a row a query, for each floor."""

    def __init__(self, sizes: Mapping[str, str]) -> None:
        self.sizes = sizes
        self.groups = pl.DataFrame(list(sizes.items()), schema=GROUPS, orient="row")
        self.rows: dict[float, list[tuple[str, str, int]]] = {floor: [] for floor in (0.0, *FLOORS)}
        self.metrics: dict[float, list[Values]] = {floor: [] for floor in (0.0, *FLOORS)}
        self.taking_part: list[bool] = []

    def add(self, ranker: Ranker, case: LabelledQuery) -> None:
        """Rank for one project, at every floor."""
        everybody = ranker.index.teams.actors
        known = np.isin(everybody, list(self.sizes)).astype(np.float32)
        rows, fit = ranked_list(ranker.look_up(case.query), known, DEPTH, suits=None)
        actors = everybody[rows]
        protected = np.array([self.sizes[actor] == SME for actor in actors.tolist()], dtype=bool)
        name = str(len(self.metrics[0.0]))
        for floor, places in self.rows.items():
            order = apply_floor(fit.astype(np.float64), protected, floor=floor, top=TOP).order
            ranked: list[str] = actors[order].tolist()
            places += [(name, actor, rank) for rank, actor in enumerate(ranked, 1)]
            self.metrics[floor].append(measure(ranked, case.relevant))
        self.taking_part += [self.sizes[actor] == SME for actor in case.relevant]

    def frame(self, floor: float) -> pl.DataFrame:
        """Every place of every list."""
        return pl.DataFrame(self.rows[floor], schema=LISTS, orient="row")

    def relevant(self) -> float:
        """SMEs' part of those who took part."""
        return float(np.mean(self.taking_part))

    def summary(self, floor: float) -> dict[str, Any]:
        """Shares and metrics at one floor, with what it costs."""
        ndcg, plain = (np.array([row[0] for row in self.metrics[f]]) for f in (floor, 0.0))
        found: dict[str, Any] = {
            "ndcg@20": float(ndcg.mean()),
            "ten most recommended": top_share(self.frame(floor)),
            "by size": _shown(_shares(self.frame(floor), self.groups)),
        }
        if floor:
            cost, interval = difference(plain, ndcg, SEED)
            found["ndcg@20 lost"] = {"mean": cost, "low": interval[0], "high": interval[1]}
        return found


def _shares(lists: pl.DataFrame, groups: pl.DataFrame) -> list[ExposureShare]:
    """Shares where everybody is a candidate for every list."""
    pool = groups.group_by("group").len("actors").select(list=pl.lit("any"), group="group", actors="actors")
    return shares(lists, groups, pool)


def _sizes(path: Path) -> dict[str, str]:
    """Who is an SME and who is not, of those of whom it is known."""
    rows = pl.read_csv(path, separator=";", infer_schema=False).filter(pl.col("SME").is_in(["true", "false"]))
    return {actor: SME if said == "true" else LARGE for actor, said in rows.select("organisationID", "SME").iter_rows()}


def _countries(history: History, there: Mapping[str, str]) -> pl.DataFrame:
    rows = history.actors.filter(pl.col("actor").is_in(list(there)))
    return rows.select("actor", group=pl.col("country").fill_null("unknown"))


def _shown(found: Sequence[ExposureShare], count: int | None = None) -> dict[str, dict[str, float]]:
    return {
        s.group: {"base": s.base, "exposure": s.exposure, "low": s.low, "high": s.high} for s in list(found)[:count]
    }
