"""Folders of the layout of `shared/data` (cordis-cleantech and h2020-graph) as the history partner search reads."""

import gzip
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from bridgehead.importers.core.h2020 import hashes
from bridgehead.match.core.ranking.retrieval.history import History
from bridgehead.match.core.ranking.training.labelled_queries import LabelledQuery, labelled_queries


@dataclass(frozen=True)
class Task:
    """Queries and all that is known, with nothing cut yet: methods are handed what lies before `start`."""

    history: History
    asked: list[LabelledQuery]
    start: date


def read(data: Path, start: date, end: date) -> Task:
    """Read a folder and ask for the teams of its projects that start in [start, end)."""
    graph = _csv(data / "h2020-graph" / "participations.csv.gz", infer_schema_length=20_000).with_columns(
        pl.col("rcn", "pic").cast(pl.String), pl.col("start_date", "end_date").str.to_date(strict=False)
    )
    parts = _csv(data / "h2020-graph" / "programme_parts.csv.gz")
    texts = pl.read_csv(data / "cordis-cleantech" / "project.csv", separator=";", infer_schema=False)
    dates = graph.group_by("rcn").agg(pl.col("start_date").min(), pl.col("end_date").min()).sort("rcn")
    told = texts.unique("rcn", keep="last").select(
        "rcn", text=pl.col("title").fill_null("") + " " + pl.col("objective").fill_null("")
    )
    actors = (
        graph.sort("start_date", "rcn")
        .group_by("pic", maintain_order=True)
        .agg(pl.col("country", "type").first(), pl.col("start_date").min())
    )
    names = _names(data / "cordis-cleantech" / "organization.csv", dates)
    history = History(
        projects=dates.join(told, on="rcn", how="left").select(
            project="rcn", start="start_date", end="end_date", text=pl.col("text").fill_null("")
        ),
        programmes=parts.select(project=pl.col("rcn").cast(pl.String), code="programme_part"),
        participations=graph.select(
            project="rcn", actor="pic", role="role", contribution=pl.col("contribution").cast(pl.Float64, strict=False)
        ),
        actors=actors.select(actor="pic", country="country", kind="type", text=pl.lit(""), since="start_date"),
        earlier_ties=_earlier(data / "h2020-graph" / "fp7_edges.csv.gz"),
        names=names,
        aliases=_aliases(names),
    )
    return Task(history, list(labelled_queries(history, start, end)), start)


def _earlier(path: Path) -> pl.DataFrame:
    """Read who took part in which FP7 project; they are the same for every day, as FP7 precedes all."""
    if not path.exists():
        return pl.DataFrame(schema={"activity": pl.String, "actor": pl.String})
    edges = _csv(path, separator="\t", infer_schema=False)
    return edges.select(activity=edges.columns[0], actor=edges.columns[1])


def _names(path: Path, dates: pl.DataFrame) -> pl.DataFrame:
    """Names, each known from the start of the first project that writes it.

    They are written for an organisation in all its rows or in none, whenever it took part; what began later
    must not name it earlier.
    """
    rows = pl.read_csv(path, separator=";", infer_schema=False).filter(pl.col("name").fill_null("") != "")
    started = rows.join(dates.select("rcn", since="start_date"), on="rcn").drop_nulls("since")
    return (
        started.group_by(actor="organisationID", name="name")
        .agg(pl.col("since").min())
        .sort("since", "actor", "name")
        .unique("actor", keep="first", maintain_order=True)
    )


def _aliases(names: pl.DataFrame) -> pl.DataFrame:
    """The ids that FP7 has for organisations without a PIC."""
    found = [(hashed, actor, since) for actor, name, since in names.iter_rows() for hashed in sorted(hashes(name))]
    schema = {"alias": pl.String, "actor": pl.String, "since": pl.Date}
    return pl.DataFrame(found, schema, orient="row").unique("alias", keep="first", maintain_order=True)


def _csv(path: Path, **options: object) -> pl.DataFrame:
    with gzip.open(path) as file:
        return pl.read_csv(file.read(), null_values=["NA"], **options)  # type: ignore[arg-type]
