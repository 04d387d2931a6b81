"""An index brought up to date: what takes long is folded in, the rest is derived again."""

from __future__ import annotations

import datetime as dt

import numpy as np
import polars as pl

from bridgehead.match.core.partners.frames import History
from bridgehead.match.core.partners.index import NOTHING, Index, told
from bridgehead.match.core.partners.teams import Teams


def updated(index: Index, was: History, history: History, day: dt.date) -> tuple[Index, int]:
    """The index of `history`, and how many documents and projects are new to it.

    New texts are weighed by the words and topics that the index has, new actors and projects placed by the
    factors that it has; everything else is as `Index.build` makes it. The more is new, the worse the words'
    weights, topics and factors describe the whole, and only `Index.build` makes them anew.

    Parameters
    ----------
    index, was
        An index and the history that it was made of, as of `day`.
    history
        What is known now.
    """
    before, past = was.before(day), history.before(day)
    teams = Teams.build(past, day)
    known = told(before).with_row_index("row")
    documents = told(past).join(known, on=["of", "id", "text"], how="left", maintain_order="left")
    rows = documents["row"].cast(pl.Int64).fill_null(-1).to_numpy()
    texts = documents.filter(pl.col("row").is_null())["text"].to_list()
    text = index.text.folded(rows, texts) if len(rows) else index.text.folded(np.array([-1]), NOTHING)
    factors = index.factors.folded(index.teams, teams)
    new_projects = len(np.setdiff1d(teams.projects, index.teams.projects))
    return Index.of(past, teams, text, factors), len(texts) + new_projects
