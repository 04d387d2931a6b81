"""Organisations made newcomers: all but one project of each is hidden, and it is looked for again.

Two kinds of newcomer: *one project* keeps one project it took part in; *one
text* keeps the text of that project only, as if from its website. All other
participations and its ties from the older programme are gone. It is looked for
among all organisations and among those of its own country, as in a cluster.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.matching_lists import ranked_lists
from benchmarks.matching_peers import Peers, top
from bridgehead.match.core.ranking.ranker import Ranker
from bridgehead.match.core.ranking.retrieval.history import History
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex
from bridgehead.match.core.ranking.training.cold_start_simulation import hide_history
from bridgehead.match.core.ranking.training.labelled_queries import LabelledQuery
from bridgehead.match.core.ranking.training.metrics import average, measure

HIDDEN = 100  # few beside all organisations, so that the network of the others stays what it was
Values = NDArray[np.float64]


def left_of(known: History, asked: Sequence[LabelledQuery], seed: int) -> pl.DataFrame:
    """Choose organisations that are looked for and have two texts or more, and one project of each.

    Parameters
    ----------
    known
        What began before the first query.

    Returns
    -------
    polars.DataFrame
        ``actor, project, text``.
    """
    told = known.projects.filter(pl.col("text").str.strip_chars() != "").select("project", "text")
    looked_for = sorted(frozenset[str]().union(*(case.relevant for case in asked)))
    took = (
        known.participations.unique(["project", "actor"])
        .filter(pl.col("actor").is_in(looked_for))
        .join(told, on="project")
        .select("actor", "project", "text")
        .filter(pl.len().over("actor") >= 2)
        .sort("actor", "project")
    )
    chance = np.random.default_rng(seed)
    shuffled = took[chance.permutation(len(took))].unique("actor", keep="first").sort("actor")
    return shuffled[np.sort(chance.choice(len(shuffled), min(HIDDEN, len(shuffled)), replace=False))]


def hidden_again(
    ranker: Ranker, known: History, asked: Sequence[LabelledQuery], day: date, seed: int
) -> dict[str, Any]:
    """Look for hidden organisations by what is left of them; beside it, for the same ones with their past."""
    left = left_of(known, asked, seed)
    hidden = frozenset(left["actor"])
    states = {
        "one project": hide_history(known, left.with_columns(silent=pl.lit(False))),
        "one text": hide_history(known, left.with_columns(silent=pl.lit(True))),
        "nothing hidden": known,
    }
    return {"organisations": len(hidden)} | {
        name: _sought(ranker, history, [case for case in asked if case.relevant & hidden], hidden, day, seed)
        for name, history in states.items()
    }


def _sought(
    ranker: Ranker, history: History, asked: Sequence[LabelledQuery], hidden: frozenset[str], day: date, seed: int
) -> dict[str, Any]:
    index = RankerIndex.build(history, day, seed)
    rankers = {"bridgehead": Ranker(index, ranker.taught), "bridgehead fusion": Ranker(index, None)}
    peers = Peers(index, dict(history.projects.select("project", "text").iter_rows()))
    actors, of = index.teams.actors, index.country.values[index.country.of]
    country_of = dict(zip(actors.tolist(), of.tolist(), strict=True))
    found: dict[str, dict[str, list[Values]]] = {"everywhere": {}, "at home": {}}
    for case in asked:
        wanted = case.relevant & hidden
        homes = sorted({country_of[actor] for actor in wanted})
        masks = [None, *(of == home for home in homes)]
        lead, dense = index.teams.row(case.query.lead), peers.scores(case.query)["dense alone"]
        lists = {name: ranked_lists(by, case.query, masks) for name, by in rankers.items()}
        lists["dense alone"] = [actors[top(dense, lead, mask)].tolist() for mask in masks]
        for name, (everywhere, *at_home) in lists.items():
            found["everywhere"].setdefault(name, []).append(measure(everywhere, wanted))
            for home, one in zip(homes, at_home, strict=True):
                there = frozenset(actor for actor in wanted if country_of[actor] == home)
                found["at home"].setdefault(name, []).append(measure(one, there))
    return {
        where: {"queries": len(rows["bridgehead"]), "methods": {n: average(np.array(v)) for n, v in rows.items()}}
        for where, rows in found.items()
        if rows
    }
