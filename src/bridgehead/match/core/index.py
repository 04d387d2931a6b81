"""What is prepared once for all queries: words of past work and of actors, and who did what."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from scipy import sparse

from bridgehead.match.core.words import Words


@dataclass(frozen=True)
class Index:
    """Frames and indices of one state of the records.

    Attributes
    ----------
    actors, projects, ties
        As in `records`; the row numbers of actors and projects are what the arrays use.
    took
        Who took part in what: actors × projects, 1 or 0.
    past
        Words of the projects.
    own
        Words of the actors.
    """

    actors: pl.DataFrame
    projects: pl.DataFrame
    ties: pl.DataFrame
    took: sparse.csr_matrix
    past: Words
    own: Words

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """Row number by actor."""
        return {actor: row for row, actor in enumerate(self.actors["actor"])}


def build(actors: pl.DataFrame, projects: pl.DataFrame, participations: pl.DataFrame, ties: pl.DataFrame) -> Index:
    """Prepare the frames (schemas in `records`) for queries."""
    return Index(
        actors=actors,
        projects=projects,
        ties=ties,
        took=_took(actors, projects, participations),
        past=Words.of(_text(projects, "name", "themes", "description")),
        own=Words.of(_text(actors, "name", "sector", "capabilities", "description")),
    )


def _took(actors: pl.DataFrame, projects: pl.DataFrame, participations: pl.DataFrame) -> sparse.csr_matrix:
    pairs = participations.select(
        row=_positions(participations["actor"], actors["actor"]),
        column=_positions(participations["project"], projects["project"]),
    ).unique()
    ones = np.ones(len(pairs), dtype=np.float32)
    cells = (ones, (pairs["row"].to_numpy(), pairs["column"].to_numpy()))
    return sparse.csr_matrix(cells, (len(actors), len(projects)))


def _positions(values: pl.Series, of: pl.Series) -> pl.Series:
    where = pl.DataFrame({"value": of, "position": np.arange(len(of), dtype=np.int64)})
    return values.to_frame("value").join(where, on="value", how="left", maintain_order="left")["position"]


def _text(frame: pl.DataFrame, *columns: str) -> list[str]:
    parts = [
        pl.col(name).list.join(" ") if isinstance(frame.schema[name], pl.List) else pl.col(name) for name in columns
    ]
    return frame.select(pl.concat_str(parts, separator=" ", ignore_nulls=True)).to_series().to_list()
