"""Past projects as queries whose answers are known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from bridgehead.match.core.ranking.retrieval.history import History
from bridgehead.match.core.ranking.retrieval.query import Query


@dataclass(frozen=True)
class LabelledQuery:
    """A past project as a question: `relevant` are its actors without the lead."""

    project: str
    start: dt.date
    query: Query
    relevant: frozenset[str]


def labelled_queries(
    history: History, start: dt.date, end: dt.date, at_least: int = 3, *, with_text: bool = True
) -> Iterator[LabelledQuery]:
    """Yield the projects with a text (or those without) that start in [start, end) and have enough actors.

    The first coordinator by id leads; a project without one is led by its
    first actor (the task's own rule).
    """
    told = pl.col("text").fill_null("").str.strip_chars() != ""
    wanted = history.projects.filter(
        (pl.col("start") >= start) & (pl.col("start") < end) & (told if with_text else ~told)
    )
    codes = dict(
        history.programmes.join(wanted, on="project", how="semi")
        .unique(maintain_order=True)
        .group_by("project", maintain_order=True)
        .agg("code")
        .iter_rows()
    )
    rows = history.participations.join(wanted, on="project", how="semi").join(
        history.actors.select("actor", "country", "kind"), on="actor", how="left"
    )
    texts = {project: (day, text or "") for project, day, _, text in wanted.iter_rows()}
    for (project,), team in rows.sort("project", "actor").group_by("project", maintain_order=True):
        members = team["actor"].unique(maintain_order=True).to_list()
        if len(members) < at_least:
            continue
        leads = team.filter(pl.col("role") == "coordinator")["actor"].to_list()
        lead = leads[0] if leads else members[0]
        facts = team.filter(pl.col("actor") == lead).row(0, named=True)
        day, text = texts[str(project)]
        query = Query(text, tuple(codes.get(str(project), ())), lead, facts["country"], facts["kind"])
        yield LabelledQuery(str(project), day, query, frozenset(members) - {lead})
