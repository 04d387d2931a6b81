"""An index brought up to date: what takes long is folded in, the rest is derived again."""

from __future__ import annotations

import datetime as dt

import numpy as np
import polars as pl

from bridgehead.match.core.ranking.retrieval.history import History
from bridgehead.match.core.ranking.retrieval.participation_matrix import ParticipationMatrix
from bridgehead.match.core.ranking.retrieval.ranker_index import NOTHING, RankerIndex, document_frame


def update_index(index: RankerIndex, was: History, history: History, day: dt.date) -> tuple[RankerIndex, int]:
    """The index of `history`, and how many documents and projects are new to it.

    New texts are weighed by the words and topics that the index has, new actors and projects placed by the
    factors that it has; everything else is as `RankerIndex.build` makes it. The more is new, the worse the words'
    weights, topics and factors describe the whole, and only `RankerIndex.build` makes them anew.

    Parameters
    ----------
    index, was
        An index and the history that it was made of, as of `day`.
    history
        What is known now.
    """
    before, past = was.before(day), history.before(day)
    teams = ParticipationMatrix.build(past, day)
    known = document_frame(before).with_row_index("row")
    documents = document_frame(past).join(known, on=["of", "id", "text"], how="left", maintain_order="left")
    rows = documents["row"].cast(pl.Int64).fill_null(-1).to_numpy()
    texts = documents.filter(pl.col("row").is_null())["text"].to_list()
    text = index.text.folded(rows, texts) if len(rows) else index.text.folded(np.array([-1]), NOTHING)
    factors = index.factors.folded(index.teams, teams)
    new_projects = len(np.setdiff1d(teams.projects, index.teams.projects))
    return RankerIndex.of(past, teams, text, factors), len(texts) + new_projects
