"""The records that matching is made from, as frames; whoever fills them owns the reading, this the shape."""

from dataclasses import dataclass, fields

import polars as pl

Schema = dict[str, pl.DataType | type[pl.DataType]]

ACTORS: Schema = {
    "actor": pl.String,
    "name": pl.String,
    "kind": pl.String,
    "size": pl.String,
    "country": pl.String,
    "sector": pl.String,
    "capabilities": pl.List(pl.String),
    "description": pl.String,
}
PROJECTS: Schema = {
    "project": pl.String,
    "name": pl.String,
    "organiser": pl.String,
    "start": pl.String,
    "end": pl.String,
    "market": pl.String,
    "programme": pl.String,
    "themes": pl.List(pl.String),
    "classes": pl.List(pl.String),
    "description": pl.String,
}
PARTICIPATIONS: Schema = {
    "participation": pl.String,
    "project": pl.String,
    "actor": pl.String,
    "role": pl.String,
    "contribution": pl.Float64,
}
TIES: Schema = {"tie": pl.String, "a": pl.String, "b": pl.String, "market": pl.String, "kind": pl.String}


@dataclass(frozen=True)
class Records:
    """What the store says, each frame by its first column, which is its id.

    Attributes
    ----------
    projects
        Activities: what somebody has worked on; `classes` are codes of what it buys (CPV), if it buys.
    """

    actors: pl.DataFrame
    projects: pl.DataFrame
    participations: pl.DataFrame
    ties: pl.DataFrame

    def __post_init__(self) -> None:
        for item in fields(self):
            frame = getattr(self, item.name)
            object.__setattr__(self, item.name, frame.sort(frame.columns[0]))


SCHEMAS: dict[str, Schema] = {"actors": ACTORS, "projects": PROJECTS, "participations": PARTICIPATIONS, "ties": TIES}
