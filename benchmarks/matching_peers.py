"""The five simple methods that partner search is measured against, and meaning alone.

The first five repeat the baselines that come with the task, number for number.
"""

from collections.abc import Mapping

import bm25s
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bridgehead.match.core.ranking.retrieval.query import Query
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex

Scores = NDArray[np.float64]
BASELINES = (
    "popularity",
    "programme history",
    "coordinator's partners",
    "BM25 over past projects",
    "sum of the three",
)


class Peers:
    """What the simple methods need, from the same record as ours (`RankerIndex`), plus BM25 of bm25s."""

    def __init__(self, index: RankerIndex, texts: Mapping[str, str]) -> None:
        """Index the texts of projects (by id) that began before the index's day."""
        teams = index.teams
        self.index = index
        self.popular = np.asarray(teams.took.sum(axis=1), float).ravel()
        rows = index.project_of[index.project_of >= 0]
        self.took_text = teams.took[:, rows].astype(float)
        self.words = bm25s.BM25()
        self.words.index(_tokens([texts[project] for project in teams.projects[rows]]), show_progress=False)
        self.coded = (teams.took.astype(float) @ teams.coded.astype(float)).tocsr()
        share = sparse.diags(1 / np.maximum(teams.size.astype(float), 1))
        self.took_shared = (teams.took.astype(float) @ share).tocsr()

    def scores(self, query: Query) -> dict[str, Scores]:
        """Score all actors by every method, shape (actors,) each; the lead is not left out yet."""
        teams, lead = self.index.teams, self.index.teams.row(query.lead)
        found = np.maximum(self.words.get_scores(_tokens([query.text])[0]), 0)
        words = self.took_text @ (found / max(found.max(), 1e-12)) ** 4
        words = words / max(words.max(), 1e-12)
        programme = np.log1p(self.coded @ np.isin(teams.codes, query.programmes).astype(float))
        friends = np.zeros(len(teams.actors))
        if lead is not None:
            friends = np.asarray((self.took_shared @ teams.took[lead].T.astype(float)).todense()).ravel()
        meaning = self.index.text.match(query.text).meaning
        return {
            "popularity": self.popular,
            "programme history": programme,
            "coordinator's partners": friends,
            "BM25 over past projects": words,
            "sum of the three": 0.5 * np.log1p(50 * words) + 0.5 * np.log1p(20 * friends) + 0.1 * programme,
            "dense alone": self.index.wrote @ np.exp(12 * (meaning - meaning.max(initial=-1))).astype(float),
        }


def top(
    scores: Scores, lead: int | None, inside: NDArray[np.bool_] | None = None, count: int = 100
) -> NDArray[np.intp]:
    """Rows of the highest scores, best first, ties by id, without the lead."""
    value = scores.astype(float).copy()
    if inside is not None:
        value[~inside] = -np.inf
    if lead is not None:
        value[lead] = -np.inf
    order = np.argsort(-value, kind="stable")[:count]
    return order[np.isfinite(value[order])]


def _tokens(texts: list[str]) -> list[list[str]]:
    found: list[list[str]] = bm25s.tokenize(texts, stopwords="en", show_progress=False, return_ids=False)
    return found
