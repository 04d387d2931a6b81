"""Features from words and meaning: how the actor's work resembles the query."""

from __future__ import annotations

import numpy as np

from bridgehead.match.core.ranking.features.feature_types import Columns
from bridgehead.match.core.ranking.retrieval.actor_subset import ActorSubset
from bridgehead.match.core.ranking.retrieval.query_context import QueryContext
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex
from bridgehead.match.core.ranking.retrieval.sparse_ops import Floats, Numbers


def compress_scores(values: Numbers, by: float) -> Floats:
    """Compress values so that the middle of a ranking is told apart as well as its top."""
    return np.asarray(np.log1p(by * values), np.float32)


def words(index: RankerIndex, context: QueryContext, among: ActorSubset) -> Columns:
    """Score the actors of past projects whose words match; the best document alone brings about 1."""
    match = context.match
    return {
        "words: sharp": lambda: compress_scores(among.wrote(match.bm25**4), 25),
        "words: broad": lambda: among.wrote(match.bm25**2),
        "words: cosine": lambda: among.wrote(match.words**2),
        "words: with meaning": lambda: compress_scores(among.wrote(context.similar), 30),
        "words: per member": lambda: compress_scores(among.wrote(context.similar * index.meaning.share), 70),
        "words: in teams": lambda: compress_scores(among.wrote(context.similar_teams), 30),
        "words: lately": lambda: compress_scores(
            among.wrote(context.similar_teams * context.fresh * index.meaning.share), 200
        ),
        "words: led similar": lambda: compress_scores(among.led(context.by_project(context.similar)), 50),
    }


def meaning(index: RankerIndex, context: QueryContext, among: ActorSubset) -> Columns:
    """Compare topics, also those that reach an actor over its partners."""
    teams, match, about = index.teams, context.match, index.meaning

    def spread() -> Numbers:
        return among.took(context.alike * about.weight) / np.maximum(among.of(about.amount), 1e-9)

    return {
        "meaning: similar documents": lambda: compress_scores(
            among.wrote(np.exp(12 * (match.meaning - match.meaning.max(initial=-1)))), 30
        ),
        "meaning: own": lambda: among.of(context.own),
        "meaning: spread": spread,
        "meaning: spread and known": lambda: spread() * np.log1p(among.of(about.amount)),
        "meaning: near projects": lambda: np.log1p(among.took(context.near)),
        "meaning: near projects lately": lambda: np.log1p(among.took(context.near * teams.recency)),
        "meaning: relevant projects": lambda: np.log1p(20 * among.took(context.relevant * about.weight)),
    }


def partners(index: RankerIndex, context: QueryContext, among: ActorSubset) -> Columns:
    """Score partners of those whose work matches."""
    part, scarce, recency = index.walk.member, index.meaning.weight, index.teams.recency
    return {
        "partners: of similar": lambda: compress_scores(among.took(context.partners_of_similar * part * scarce), 15),
        "partners: of relevant lately": lambda: compress_scores(
            among.took(context.partners_of_relevant * part * scarce * recency), 25
        ),
    }
