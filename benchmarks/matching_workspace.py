"""What the product does in a workspace, given the same history and the same queries as records of its store."""

from datetime import date

import polars as pl

from bridgehead.kit.progress import Progress
from bridgehead.match.core import record_frames
from bridgehead.match.core.history_builder import history as as_history
from bridgehead.match.core.ranking.ranker import Ranker
from bridgehead.match.core.ranking.retrieval.history import History
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex
from bridgehead.match.core.ranking.training.fit import train_models

KINDS = {"PRC": "firm", "HES": "knowledge", "REC": "knowledge", "PUB": "public", "OTH": "other"}
BLANK = pl.lit("")
NONE = pl.lit([], pl.List(pl.String))


def workspace_ranker(known: History, day: date, watch: Progress, seed: int) -> Ranker:
    """Index and train as a workspace would; what the task does not tell of actors stays blank.

    Parameters
    ----------
    known
        What began before `day`.
    """
    told = workspace_records(known)
    taught = train_models(as_history(told, day, as_then=True), day, watch, seed)
    return Ranker(RankerIndex.build(as_history(told, day), day, seed), taught)


def workspace_records(known: History) -> record_frames.Records:
    """A history as records of the store; activities of the older programme have no date and no text."""
    programmes = known.programmes.group_by("project", maintain_order=True).agg(themes="code")
    texts = known.projects.join(programmes, on="project", how="left").with_columns(
        pl.col("start", "end").cast(pl.String), description="text"
    )
    old = known.earlier_ties.select(project="activity").unique()
    parts = pl.concat(
        [known.participations, known.earlier_ties.select(project="activity", actor="actor")], how="diagonal"
    )
    here = known.actors.join(known.names.select("actor", "name"), on="actor", how="left").with_columns(
        pl.col("kind").replace(KINDS), size=BLANK, sector=BLANK, capabilities=NONE, description="text"
    )
    return record_frames.Records(
        actors=_as("actors", here),
        projects=_as("projects", pl.concat([texts, old], how="diagonal")),
        participations=_as("participations", parts.with_row_index("participation").join(here, on="actor", how="semi")),
        ties=_as("ties", pl.DataFrame(schema=record_frames.TIES)),
    )


def _as(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    columns = {
        column: pl.col(column) if column in frame.columns else pl.lit(None) for column in record_frames.SCHEMAS[name]
    }
    filled = {
        column: value.cast(kind).fill_null(NONE if kind == pl.List(pl.String) else BLANK)
        if kind != pl.Float64
        else value.cast(kind)
        for (column, value), kind in zip(columns.items(), record_frames.SCHEMAS[name].values(), strict=True)
    }
    return frame.select(**filled)
