"""The ranker of a workspace, which needs no training, given the same history and the same queries."""

import polars as pl

from bridgehead.match.core import records
from bridgehead.match.core.index import Index, build
from bridgehead.match.core.partners.frames import History
from bridgehead.match.core.partners.queries import Query
from bridgehead.match.core.parts import Scores, Wanted, parts


def workspace_index(history: History) -> Index:
    """Index a history as a workspace would; what the task does not tell of actors stays blank."""
    blank = pl.lit("")
    return build(
        _as(
            records.ACTORS,
            history.actors.sort("actor").with_columns(
                name=blank, size=blank, sector=blank, description="text", capabilities=pl.lit([], pl.List(pl.String))
            ),
        ),
        _as(
            records.PROJECTS,
            history.projects.with_columns(
                pl.col("start").cast(pl.String),
                name=blank,
                programme=blank,
                description="text",
                themes=pl.lit([], pl.List(pl.String)),
            ),
        ),
        _as(records.PARTICIPATIONS, history.participations),
        pl.DataFrame(schema=records.TIES),
    )


def workspace_scores(index: Index, query: Query) -> Scores:
    """Fit of every actor, shape (actors,), in the order of the index."""
    around = () if query.lead is None else (query.lead,)
    return parts(index, Wanted(query.text, around=around)).total()


def _as(schema: records.Schema, frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(pl.col(name).cast(kind) for name, kind in schema.items())
