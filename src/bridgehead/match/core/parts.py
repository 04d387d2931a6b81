"""The parts of fit, each from 0 to 1 for every actor, and their sum.

Past work dominates, as in the partner-search task, where BM25 over past projects is the best single
part; what somebody says of themselves comes next, and stands in where there is no past work. Knowing
those already part of it comes third. The weights were set by hand on projects of 2017 and earlier.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from bridgehead.match.core.index import Index

Scores = npt.NDArray[np.float32]

WEIGHTS: Mapping[str, float] = {"past_work": 0.45, "description": 0.35, "network": 0.3, "market": 0.1, "role": 0.05}
SHARPNESS = 4
SOFTNESS = 50
USUAL = 50


@dataclass(frozen=True)
class Wanted:
    """What is looked for.

    Attributes
    ----------
    text
        Title, description and capabilities of an opportunity, or any text.
    countries
        The markets it lies in; none where it says nothing.
    around
        Actors already part of it (the buyer, a coordinator): whoever worked with them is near.
    """

    text: str
    countries: tuple[str, ...] = ()
    around: tuple[str, ...] = ()


@dataclass(frozen=True)
class Parts:
    """Every part of fit for every actor, before weighting.

    Attributes
    ----------
    similar
        Relative likeness of each project to the text, shape (projects,), 0 to 1.
    values
        Part to its value for each actor, shape (actors,), 0 to 1.
    """

    similar: Scores
    values: Mapping[str, Scores]

    def total(self) -> Scores:
        """Weighted sum of the parts, shape (actors,); 0 where no words match."""
        summed = sum((WEIGHTS[name] * value for name, value in self.values.items()), np.float32(0))
        worded = (self.values["past_work"] > 0) | (self.values["description"] > 0)
        result: Scores = np.where(worded, summed / sum(WEIGHTS.values()), 0).astype(np.float32)
        return result


def parts(index: Index, wanted: Wanted) -> Parts:
    """Compute the parts of fit of every actor for a query."""
    similar = _relative(index.past.scores(wanted.text))
    return Parts(
        similar=similar,
        values={
            "past_work": _soft(index.took @ similar**SHARPNESS),
            "description": _relative(index.own.scores(wanted.text)),
            "network": _network(index, wanted.around),
            "market": _market(index, wanted.countries),
            "role": _role(index, similar),
        },
    )


def _relative(scores: Scores) -> Scores:
    top = scores.max(initial=0)
    return scores / top if top > 0 else scores


def _soft(scores: Scores) -> Scores:
    """Relative values on a logarithmic scale, so that the tenth similar project adds less than the first."""
    return _relative(np.log1p(SOFTNESS * _relative(scores)).astype(np.float32))


def _network(index: Index, around: tuple[str, ...]) -> Scores:
    """Past work together with those already part of it, and ties to them."""
    values = np.zeros(len(index.actors), dtype=np.float32)
    rows = [index.rows[actor] for actor in around if actor in index.rows]
    if not rows:
        return values
    together = index.took[rows].sum(axis=0).A1 if len(rows) > 1 else index.took[rows].toarray().ravel()
    size = np.maximum(np.asarray(index.took.sum(axis=0)).ravel(), 1)
    values += index.took @ (together / size).astype(np.float32)
    for a, b in index.ties.select("a", "b").iter_rows():
        for one, other in ((a, b), (b, a)):
            if one in around and other in index.rows:
                values[index.rows[other]] += 1
    values[rows] = 0
    return _soft(values)


def _market(index: Index, countries: tuple[str, ...]) -> Scores:
    """Being there, ties that reach there, past work with those who are there."""
    values = np.zeros(len(index.actors), dtype=np.float32)
    if not countries:
        return values
    there = index.actors["country"].is_in(countries).to_numpy().astype(np.float32)
    size = np.maximum(np.asarray(index.took.sum(axis=0)).ravel(), 1)
    values += index.took @ ((index.took.T @ there) / size).astype(np.float32) + there
    for a, b, market in index.ties.select("a", "b", "market").iter_rows():
        for one, other in ((a, b), (b, a)):
            if one in index.rows and (market in countries or (other in index.rows and there[index.rows[other]])):
                values[index.rows[one]] += 1
    return _soft(values)


def _role(index: Index, similar: Scores) -> Scores:
    """How usual an actor's kind and size is among those who did the most similar projects."""
    top = np.argsort(-similar, kind="stable")[:USUAL]
    top = top[similar[top] > 0]
    if not len(top):
        return np.zeros(len(index.actors), dtype=np.float32)
    took_part = np.asarray(index.took[:, top].sum(axis=1)).ravel()
    label = index.actors.select(pl.concat_str("kind", "size", separator=" ")).to_series()
    usual = pl.DataFrame({"label": label, "count": took_part}).with_columns(pl.col("count").sum().over("label"))
    return _relative(usual["count"].to_numpy().astype(np.float32))
