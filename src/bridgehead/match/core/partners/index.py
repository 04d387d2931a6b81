"""All that is derived from a history as of a day, once for all queries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from bridgehead.match.core.partners.arrays import Floats, Ints, Sparse, incidence, row_sums
from bridgehead.match.core.partners.careers import careers
from bridgehead.match.core.partners.frames import History
from bridgehead.match.core.partners.graph import Factors, Walk
from bridgehead.match.core.partners.meaning import Meaning
from bridgehead.match.core.partners.names import Names
from bridgehead.match.core.partners.teams import Teams, ids, places
from bridgehead.match.core.partners.text import TextIndex
from bridgehead.match.core.partners.usual import Classes

NOTHING = ["nothing"]  # where nobody has said anything, one document of nobody keeps every shape valid


@dataclass(frozen=True)
class Index:
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

    teams: Teams = field(metadata={"part": Teams})
    text: TextIndex = field(metadata={"part": TextIndex})
    meaning: Meaning = field(metadata={"part": Meaning})
    walk: Walk = field(metadata={"part": Walk})
    factors: Factors = field(metadata={"part": Factors})
    country: Classes = field(metadata={"part": Classes})
    kind: Classes = field(metadata={"part": Classes})
    names: Names = field(metadata={"part": Names})
    wrote: Sparse
    project_of: Ints
    sharers: Floats
    says: NDArray[np.bool_]
    markets: NDArray[np.str_]
    reach: Sparse
    career_names: NDArray[np.str_]
    career_values: Floats

    @classmethod
    def build(cls, history: History, day: dt.date, seed: int = 0) -> Index:
        """Derive everything from what `history` holds before `day`."""
        return cls.of_past(history.before(day), day, seed)

    @classmethod
    def of_past(cls, past: History, day: dt.date, seed: int = 0) -> Index:
        """The same from what is already cut at `day`."""
        teams = Teams.build(past, day)
        text = TextIndex.build(told(past)["text"].to_list() or NOTHING, seed)
        return cls.of(past, teams, text, Factors.build(teams, seed))

    @classmethod
    def of(cls, past: History, teams: Teams, text: TextIndex, factors: Factors) -> Index:
        """Derive what is quick to derive from what takes long: words and topics, and factors."""
        wrote, project_of = documents(past, teams)
        sharers = row_sums(wrote.T.tocsr())
        markets, reach = reached(past, teams)
        known = careers(teams) | {"career: texts": np.log1p(row_sums(wrote))}
        return cls(
            teams=teams,
            text=text,
            meaning=Meaning.build(teams, text, wrote, project_of, sharers),
            walk=Walk.build(teams),
            factors=factors,
            country=Classes.build(past, teams, wrote, "country"),
            kind=Classes.build(past, teams, wrote, "kind"),
            names=Names.build(past, teams, text),
            wrote=wrote,
            project_of=project_of,
            sharers=sharers,
            says=row_sums(wrote[:, project_of < 0]) > 0,
            markets=markets,
            reach=reach,
            career_names=np.array(list(known), dtype=np.str_),
            career_values=np.array(list(known.values()), np.float32).T,  # a feature is read at once
        )


def told(history: History) -> pl.DataFrame:
    """Documents, a row each: the texts of projects by id, then those of actors (``of, id, text``)."""
    said = pl.col("text").fill_null("").str.strip_chars() != ""
    projects = history.projects.filter(said).sort("project").select(of=pl.lit("project"), id="project", text="text")
    actors = history.actors.filter(said).sort("actor").select(of=pl.lit("actor"), id="actor", text="text")
    return pl.concat([projects, actors])


def documents(history: History, teams: Teams) -> tuple[Sparse, Ints]:
    """Whose the documents are (actors, documents), and of which project (documents,)."""
    all_told = told(history)
    of = places(teams.projects, all_told.filter(pl.col("of") == "project")["id"])
    who = places(teams.actors, all_told.filter(pl.col("of") == "actor")["id"])
    if not len(of) and not len(who):
        return sparse.csr_matrix((len(teams.actors), 1), dtype=np.float32), np.array([-1])
    own = incidence(who, np.arange(len(who)), (len(teams.actors), len(who)))
    wrote = sparse.hstack([teams.took[:, of], own]).tocsr().astype(np.float32)
    return wrote, np.concatenate([of, np.full(len(who), -1)])


def reached(history: History, teams: Teams) -> tuple[NDArray[np.str_], Sparse]:
    """Markets, and who reaches into them (actors, markets)."""
    here = history.markets.filter(pl.col("actor").is_in(teams.actors.tolist()))
    markets = ids(here["country"])
    at = (places(teams.actors, here["actor"]), places(markets, here["country"]))
    return markets, incidence(*at, (len(teams.actors), len(markets)))
