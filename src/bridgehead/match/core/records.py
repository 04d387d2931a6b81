"""The records that matching is made from, as frames; whoever fills them owns the reading, this the shape."""

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
    "start": pl.String,
    "programme": pl.String,
    "themes": pl.List(pl.String),
    "description": pl.String,
}
PARTICIPATIONS: Schema = {
    "project": pl.String,
    "actor": pl.String,
    "role": pl.String,
    "contribution": pl.Float64,
}
TIES: Schema = {"tie": pl.String, "a": pl.String, "b": pl.String, "market": pl.String, "kind": pl.String}
