"""A small invented history: three themes, their usual teams, and a few strangers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from bridgehead.match.core.ranking.ranked_list import ranked_list
from bridgehead.match.core.ranking.ranker import Ranker
from bridgehead.match.core.ranking.ranker_config import RankerConfig
from bridgehead.match.core.ranking.retrieval.history import History
from bridgehead.match.core.ranking.retrieval.query import Query

THEMES = {
    "wind": "offshore wind turbine blade fatigue foundation",
    "bio": "biogas digestion manure fermentation methane",
    "grid": "battery storage smart grid inverter frequency",
}
DAY = dt.date(2017, 1, 1)
AFTER = dt.date(2017, 6, 1)
LITTLE = RankerConfig(enough_projects=20, enough_examples=10, trees=10, enough_known=10, neighbours=6)
"""A ranker to which a small history suffices."""


@dataclass(frozen=True)
class RankedWorld:
    """Whom a query's list holds, best first, their fit, and their rows of the index."""

    actors: list[str]
    fit: list[float]
    rows: NDArray[np.int64]


def ranked(ranker: Ranker, query: Query, among: Collection[str] | None = None, top: int = 100) -> RankedWorld:
    """The list of a query where nobody is left out for want of evidence."""
    actors = ranker.index.teams.actors
    counts = np.ones(len(actors)) if among is None else np.isin(actors, list(among))
    rows, fit = ranked_list(ranker.look_up(query), counts.astype(np.float32), top, suits=None)
    return RankedWorld(actors[rows].tolist(), fit.tolist(), rows)


def world(projects: int = 90, seed: int = 0) -> History:
    """Projects every twelve days from 2015 on; actors ``wind0`` to ``wind7`` mostly do wind, and so on."""
    chance = np.random.default_rng(seed)
    themes = list(THEMES)
    rows, teams = [], []
    for number in range(projects):
        theme = themes[number % 3]
        start = dt.date(2015, 1, 1) + dt.timedelta(days=12 * number)
        name = f"p{number:03d}"
        words = " ".join(chance.permutation(THEMES[theme].split())[:5])
        rows.append((name, start, start + dt.timedelta(days=700), f"{words} demonstration number {number}", theme))
        team = [f"{theme}{i}" for i in chance.choice(8, 4, replace=False)] + [f"any{chance.integers(6)}"]
        teams += [(name, actor, "coordinator" if i == 0 else "participant", 1000.0) for i, actor in enumerate(team)]
    frame = pl.DataFrame(rows, schema=["project", "start", "end", "text", "code"], orient="row")
    took = pl.DataFrame(teams, schema=["project", "actor", "role", "contribution"], orient="row")
    first = took.join(frame, on="project").group_by("actor").agg(since=pl.col("start").min()).sort("actor")
    countries = ["DK", "DE", "SE"]
    return History(
        projects=frame.drop("code"),
        programmes=frame.select("project", "code"),
        participations=took,
        actors=first.with_columns(
            country=pl.Series([countries[i % 3] for i in range(len(first))]),
            kind=pl.Series([("PRC", "HES")[i % 2] for i in range(len(first))]),
            text=pl.lit(""),
        ),
        earlier_ties=pl.DataFrame({"activity": ["e1", "e1", "e1"], "actor": ["wind0", "wind1", "md5"]}),
    )


def members(count: int = 30) -> History:
    """A cluster whose members have told what they do, and nothing else is known."""
    themes = list(THEMES)
    return History.of_actors(
        pl.DataFrame(
            {
                "actor": [f"m{i:02d}" for i in range(count)],
                "country": ["DK"] * count,
                "kind": [None] * count,
                "text": [THEMES[themes[i % 3]] + f" company {i}" if i % 5 else "" for i in range(count)],
                "since": [None] * count,
            }
        )
    )


def with_newcomers(history: History) -> History:
    """One for each theme: nothing but a text."""
    rows = [(f"new-{theme}", "DK", "PRC", text, None) for theme, text in THEMES.items()]
    new = pl.DataFrame(
        rows, schema=history.actors.select("actor", "country", "kind", "text", "since").schema, orient="row"
    )
    return replace(history, actors=pl.concat([history.actors.select(new.columns), new]))


def untold(history: History) -> History:
    """Every fourth project has lost its text."""
    lost = pl.col("project").str.tail(1).is_in(["0", "4", "8"])
    texts = pl.when(lost).then(pl.lit("")).otherwise("text")
    return replace(history, projects=history.projects.with_columns(text=texts))
