"""Cold-start simulation: actors made newcomers by hiding what they did.

To have no record means either that an actor did nothing or that nothing is known of what it did, as of a
member with a good page and no project. What is known of all others says how likely the second kind is to
take part: hide the past of some of them, and see who did.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from bridgehead.match.core.ranking.retrieval.history import History


def one_project_each(known: History, chance: np.random.Generator) -> pl.DataFrame:
    """One project, drawn by lot, of everybody who has two with a text or more (``actor, project, text``)."""
    told = known.projects.filter(pl.col("text").fill_null("").str.strip_chars() != "").select("project", "text")
    took = (
        known.participations.unique(["project", "actor"])
        .join(told, on="project")
        .select("actor", "project", "text")
        .filter(pl.len().over("actor") >= 2)
        .sort("actor", "project")
    )
    return took[chance.permutation(len(took))].unique("actor", keep="first").sort("actor")


def partial_histories(known: History, seed: int, share: float) -> pl.DataFrame:
    """What is left of a share of actors when their past is hidden: half keep a project, half only its text.

    Returns
    -------
    polars.DataFrame
        ``actor, project, text, silent``; `silent` if the project is hidden, too, and its text is the actor's own.
    """
    chance = np.random.default_rng(seed)
    left = one_project_each(known, chance)
    chosen = np.sort(chance.choice(len(left), round(share * len(left)), replace=False))
    return left[chosen].with_columns(silent=pl.Series(chance.random(len(chosen)) < 0.5, dtype=pl.Boolean))


def hide_history(known: History, left: pl.DataFrame) -> History:
    """Leave of some actors what `partial_histories` says; their other projects and their earlier ties are gone."""
    mine = pl.col("actor").is_in(left["actor"].implode())
    kept = known.participations.join(left.filter(~pl.col("silent")), on=["actor", "project"], how="semi")
    texts = dict(left.filter("silent").select("actor", "text").iter_rows())
    told = pl.col("actor").replace_strict(texts, default=pl.col("text"), return_dtype=pl.String)
    return replace(
        known,
        participations=pl.concat([known.participations.filter(~mine), kept]),
        earlier_ties=known.earlier_ties.filter(~mine),
        actors=known.actors.with_columns(text=told),
    )
