"""Organisations made newcomers: all but one text of each is hidden, and it is looked for again.

What is left of a hidden organisation is its country, its kind, and the text of
one project it took part in, as if from its website. Its participations and its
ties from the older programme are gone.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.matching_peers import Peers, top
from bridgehead.match.core.partners.frames import History
from bridgehead.match.core.partners.index import Index
from bridgehead.match.core.partners.metrics import average, measure
from bridgehead.match.core.partners.queries import Case
from bridgehead.match.core.partners.ranker import Ranker

HIDDEN = 100  # few beside all organisations, so that the network of the others stays what it was
DEPTH = 1500  # where a rank is no longer looked for
Values = NDArray[np.float64]


def hide(known: History, asked: Sequence[Case], seed: int) -> tuple[History, frozenset[str]]:
    """Choose organisations that are looked for and have two texts or more, and leave one text of each.

    Parameters
    ----------
    known
        What began before the first query.
    """
    told = known.projects.filter(pl.col("text").str.strip_chars() != "").select("project", "text")
    looked_for = sorted(frozenset[str]().union(*(case.relevant for case in asked)))
    texts = (
        known.participations.unique(["project", "actor"])
        .filter(pl.col("actor").is_in(looked_for))
        .join(told, on="project")
        .sort("actor", "project")
        .group_by("actor", maintain_order=True)
        .agg("text")
        .filter(pl.col("text").list.len() >= 2)
    )
    chance = np.random.default_rng(seed)
    chosen = np.sort(chance.choice(len(texts), min(HIDDEN, len(texts)), replace=False))
    left = {actor: said[chance.integers(len(said))] for actor, said in texts[chosen].iter_rows()}
    mine = pl.col("actor").is_in(list(left))
    history = replace(
        known,
        participations=known.participations.filter(~mine),
        earlier_ties=known.earlier_ties.filter(~mine),
        actors=known.actors.with_columns(text=pl.col("actor").replace_strict(left, default=pl.col("text"))),
    )
    return history, frozenset(left)


def hidden_again(ranker: Ranker, known: History, asked: Sequence[Case], day: Any, seed: int) -> dict[str, Any]:
    """Look for hidden organisations by what is left of them; beside it, for the same ones with their past."""
    history, hidden = hide(known, asked, seed)
    index = Index.build(history, day, seed)
    rankers = {"bridgehead": Ranker(index, ranker.learned), "bridgehead fusion": Ranker(index, None)}
    peers = Peers(index, dict(history.projects.select("project", "text").iter_rows()))
    found: dict[str, list[Values]] = {}
    places: dict[str, list[int]] = {}
    for case in asked:
        if not (wanted := case.relevant & hidden):
            continue
        lists = {name: one.rank(case.query, top=DEPTH).actors.tolist() for name, one in rankers.items()}
        lists["bridgehead, nothing hidden"] = ranker.rank(case.query, top=DEPTH).actors.tolist()
        dense = peers.scores(case.query)["dense alone"]
        lists["dense alone"] = index.teams.actors[top(dense, index.teams.row(case.query.lead), count=DEPTH)].tolist()
        for name, actors in lists.items():
            found.setdefault(name, []).append(measure(actors, wanted))
            place = {actor: at + 1 for at, actor in enumerate(actors)}
            places.setdefault(name, []).extend(place.get(actor, DEPTH + 1) for actor in wanted)
    return {
        "organisations": len(hidden),
        "queries": len(next(iter(found.values()), [])),
        "sought": len(next(iter(places.values()), [])),
        "methods": {
            name: average(np.array(rows)) | {"median rank": float(np.median(places[name]))}
            for name, rows in found.items()
        },
    }
