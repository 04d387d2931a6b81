"""All that is derived from a history as of a day, once for all queries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from bridgehead.match.core.ranking.retrieval.class_priors import ClassPriors
from bridgehead.match.core.ranking.retrieval.history import History
from bridgehead.match.core.ranking.retrieval.name_index import NameIndex
from bridgehead.match.core.ranking.retrieval.participation_matrix import ParticipationMatrix, ids, index_of
from bridgehead.match.core.ranking.retrieval.random_walk import ParticipationFactors, RandomWalk
from bridgehead.match.core.ranking.retrieval.sparse_ops import Floats, Ints, Sparse, incidence, row_sums
from bridgehead.match.core.ranking.retrieval.text_index import TextIndex
from bridgehead.match.core.ranking.retrieval.topic_propagation import TopicVectors
from bridgehead.match.core.ranking.retrieval.track_record import careers

NOTHING = ["nothing"]  # where nobody has said anything, one document of nobody keeps every shape valid


@dataclass(frozen=True)
class RankerIndex:
    """The state of the world on a day, ready for queries.

    Attributes
    ----------
    wrote
        (actors, documents): who shares a document. Documents are the projects'
        texts, then the actors' own.
    project_of
        (documents,): the project of a document, -1 for an actor's own text.
    sharers
        (documents,): number of actors that share it.
    says
        (actors,): whether an actor has a text of its own.
    markets, reach
        Countries in alphabetical order, and which of them an actor is known to
        reach into, (actors, markets).
    career_names, career_values
        What `careers` says, as (features,) and (actors, features).
    """

    teams: ParticipationMatrix = field(metadata={"part": ParticipationMatrix})
    text: TextIndex = field(metadata={"part": TextIndex})
    meaning: TopicVectors = field(metadata={"part": TopicVectors})
    walk: RandomWalk = field(metadata={"part": RandomWalk})
    factors: ParticipationFactors = field(metadata={"part": ParticipationFactors})
    country: ClassPriors = field(metadata={"part": ClassPriors})
    kind: ClassPriors = field(metadata={"part": ClassPriors})
    names: NameIndex = field(metadata={"part": NameIndex})
    wrote: Sparse
    project_of: Ints
    sharers: Floats
    says: NDArray[np.bool_]
    markets: NDArray[np.str_]
    reach: Sparse
    career_names: NDArray[np.str_]
    career_values: Floats

    @classmethod
    def build(cls, history: History, day: dt.date, seed: int = 0) -> RankerIndex:
        """Derive everything from what `history` holds before `day`."""
        return cls.of_past(history.before(day), day, seed)

    @classmethod
    def of_past(cls, past: History, day: dt.date, seed: int = 0) -> RankerIndex:
        """The same from what is already cut at `day`."""
        teams = ParticipationMatrix.build(past, day)
        text = TextIndex.build(document_frame(past)["text"].to_list() or NOTHING, seed)
        return cls.of(past, teams, text, ParticipationFactors.build(teams, seed))

    @classmethod
    def of(
        cls, past: History, teams: ParticipationMatrix, text: TextIndex, factors: ParticipationFactors
    ) -> RankerIndex:
        """Derive what is quick to derive from what takes long: words and topics, and factors."""
        wrote, project_of = documents(past, teams)
        sharers = row_sums(wrote.T.tocsr())
        markets, reach = market_reach(past, teams)
        known = careers(teams) | {"career: texts": np.log1p(row_sums(wrote))}
        return cls(
            teams=teams,
            text=text,
            meaning=TopicVectors.build(teams, text, wrote, project_of, sharers),
            walk=RandomWalk.build(teams),
            factors=factors,
            country=ClassPriors.build(past, teams, wrote, "country"),
            kind=ClassPriors.build(past, teams, wrote, "kind"),
            names=NameIndex.build(past, teams, text),
            wrote=wrote,
            project_of=project_of,
            sharers=sharers,
            says=row_sums(wrote[:, project_of < 0]) > 0,
            markets=markets,
            reach=reach,
            career_names=np.array(list(known), dtype=np.str_),
            career_values=np.array(list(known.values()), np.float32).T,  # a feature is read at once
        )


def document_frame(history: History) -> pl.DataFrame:
    """Documents, a row each: the texts of projects by id, then those of actors (``of, id, text``)."""
    said = pl.col("text").fill_null("").str.strip_chars() != ""
    projects = history.projects.filter(said).sort("project").select(of=pl.lit("project"), id="project", text="text")
    actors = history.actors.filter(said).sort("actor").select(of=pl.lit("actor"), id="actor", text="text")
    return pl.concat([projects, actors])


def documents(history: History, teams: ParticipationMatrix) -> tuple[Sparse, Ints]:
    """Whose the documents are (actors, documents), and of which project (documents,)."""
    all_told = document_frame(history)
    of = index_of(teams.projects, all_told.filter(pl.col("of") == "project")["id"])
    who = index_of(teams.actors, all_told.filter(pl.col("of") == "actor")["id"])
    if not len(of) and not len(who):
        return sparse.csr_matrix(np.zeros((len(teams.actors), 1), np.float32)), np.array([-1])
    own = incidence(who, np.arange(len(who)), (len(teams.actors), len(who)))
    wrote = sparse.hstack([teams.took[:, of], own]).tocsr().astype(np.float32)
    return wrote, np.concatenate([of, np.full(len(who), -1)])


def market_reach(history: History, teams: ParticipationMatrix) -> tuple[NDArray[np.str_], Sparse]:
    """Markets, and who reaches into them (actors, markets)."""
    here = history.markets.filter(pl.col("actor").is_in(teams.actors.tolist()))
    markets = ids(here["country"])
    at = (index_of(teams.actors, here["actor"]), index_of(markets, here["country"]))
    return markets, incidence(*at, (len(teams.actors), len(markets)))
