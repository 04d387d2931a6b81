"""Who took part in what, as sparse matrices on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from bridgehead.match.core.ranking.retrieval.history import History
from bridgehead.match.core.ranking.retrieval.sparse_ops import (
    Floats,
    Numbers,
    RowsByLength,
    Sparse,
    incidence,
    product,
    row_sums,
    scale_columns,
)

FADE = 1.5  # years after which a project counts for 1/e
YEAR = 365.25
MOST_MONEY = 1e15
"""Euros; what is beyond is no money, and too much for the numbers that a model takes."""


@dataclass(frozen=True)
class ParticipationMatrix:
    """The record of participations. a actors, p projects, c codes, e earlier activities.

    Attributes
    ----------
    actors, projects, codes, activities
        Ids in alphabetical order; `activities` are the earlier ones.
    took, led
        (a, p): took part; as coordinator.
    took_by
        (p, a): `took` turned around.
    over_projects, over_actors
        `took` and `took_by` once more, for sums over whole rows.
    coded
        (p, c): programme parts.
    earlier
        (a + others, e): earlier activities; the rows after the first a are
        actors that are no candidates and still connect others.
    earlier_by, earlier_size
        (e, a + others): `earlier` turned around; (e,): its actors.
    size, age, recency, several, alive
        (p,): number of actors; years since the start; its fading weight; 1 if
        three or more took part (others say nothing about partners); 1 if
        still running.
    active
        (c, a): teams of a programme part that an actor was in, fading with age.
    parts, crowd
        (p,): number of programme parts; (c,): members of the teams of a part,
        a team's fading with its age, never below 1.
    partner_share, money
        (a,): share of participations in the role of a partner; sum received.
    """

    actors: NDArray[np.str_]
    projects: NDArray[np.str_]
    codes: NDArray[np.str_]
    took: Sparse
    took_by: Sparse
    over_projects: RowsByLength = field(metadata={"part": RowsByLength})
    over_actors: RowsByLength = field(metadata={"part": RowsByLength})
    led: Sparse
    coded: Sparse
    activities: NDArray[np.str_]
    earlier: Sparse
    earlier_by: Sparse
    earlier_size: Floats
    size: Floats
    age: Floats
    recency: Floats
    several: Floats
    alive: Floats
    active: Sparse
    parts: Floats
    crowd: Floats
    partner_share: Floats
    money: Floats

    @classmethod
    def build(cls, history: History, day: dt.date) -> ParticipationMatrix:
        """Read what `history` (already cut at `day`) says."""
        actors, projects = ids(history.actors["actor"]), ids(history.projects["project"])
        rows = history.participations.filter(pl.col("actor").is_in(history.actors["actor"].implode()))
        who, what = index_of(actors, rows["actor"]), index_of(projects, rows["project"])
        shape = (len(actors), len(projects))
        took = incidence(who, what, shape)
        role = rows["role"].fill_null("").to_numpy()
        lead, partner = role == "coordinator", role == "partner"
        took_by = took.T.tocsr()
        size = row_sums(took_by)
        dated = history.projects.sort("project")
        age = ((dated["start"] - day).dt.total_days() / -YEAR).to_numpy().astype(np.float32)
        codes = ids(history.programmes["code"])
        coded = incidence(
            index_of(projects, history.programmes["project"]),
            index_of(codes, history.programmes["code"]),
            (len(projects), len(codes)),
        )
        recency, several = np.exp(-age / FADE), (size >= 3).astype(np.float32)
        activities, earlier = earlier_activities(history, actors)
        count = np.maximum(np.bincount(who, minlength=len(actors)), 1)
        return cls(
            actors=actors,
            projects=projects,
            codes=codes,
            took=took,
            took_by=took_by,
            over_projects=RowsByLength.of(took),
            over_actors=RowsByLength.of(took_by),
            led=incidence(who[lead], what[lead], shape),
            coded=coded,
            activities=activities,
            earlier=earlier,
            earlier_by=earlier.T.tocsr(),
            earlier_size=np.maximum(row_sums(earlier.T.tocsr()), 1),
            size=size,
            age=age,
            recency=recency,
            several=several,
            alive=(dated["end"] > day).fill_null(value=False).to_numpy().astype(np.float32),
            active=scale_columns(coded.T, several * recency) @ took_by,
            parts=row_sums(coded),
            crowd=np.maximum(coded.T @ (several * recency * size), 1).astype(np.float32),
            partner_share=(np.bincount(who[partner], minlength=len(actors)) / count).astype(np.float32),
            money=np.bincount(who, rows["contribution"].fill_null(0).fill_nan(0).to_numpy(), len(actors))
            .clip(0, MOST_MONEY)
            .astype("f4"),
        )

    def by_actor(self, of_projects: Numbers) -> Floats:
        """Sum numbers of projects over those that each actor took part in, shape (a,)."""
        return product(self.over_projects, self.took_by, of_projects)

    def by_project(self, of_actors: Numbers) -> Floats:
        """Sum numbers of actors over those that took part in each project, shape (p,)."""
        return product(self.over_actors, self.took, of_actors)

    def row(self, actor: str | None) -> int | None:
        """Place of an actor, None if it is not here."""
        if actor is None:
            return None
        at = int(np.searchsorted(self.actors, actor))
        return at if at < len(self.actors) and self.actors[at] == actor else None


def ids(column: pl.Series) -> NDArray[np.str_]:
    """Distinct ids in alphabetical order."""
    return np.array(column.drop_nulls().unique().sort().to_list(), dtype=np.str_)


def index_of(known: NDArray[np.str_], column: pl.Series) -> NDArray[np.int64]:
    """Where each id of a column stands among the `known` ones, which must hold it; numpy cuts null characters off."""
    at = pl.DataFrame({"id": known.tolist(), "at": np.arange(len(known))}, schema={"id": pl.String, "at": pl.Int64})
    found = (
        column.rename("id")
        .cast(pl.String)
        .str.strip_chars_end("\0")
        .to_frame()
        .join(at, on="id", how="left", maintain_order="left")
    )
    return found["at"].to_numpy()


def earlier_activities(history: History, actors: NDArray[np.str_]) -> tuple[NDArray[np.str_], Sparse]:
    """Earlier activities, and their incidence with actors (candidates first, then others)."""
    ties = history.earlier_ties.drop_nulls().unique()
    others = np.setdiff1d(ids(ties["actor"]), actors)
    activities = ids(ties["activity"])
    everybody = np.concatenate([actors, others])
    shape = (len(everybody), len(activities))
    return activities, incidence(index_of(everybody, ties["actor"]), index_of(activities, ties["activity"]), shape)
