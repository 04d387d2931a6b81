"""Features from words and meaning: how the actor's work resembles the query."""

from __future__ import annotations

import numpy as np

from bridgehead.match.core.partners.arrays import Floats, to_peak
from bridgehead.match.core.partners.context import Context
from bridgehead.match.core.partners.index import Index


def log_peak(values: Floats, by: float = 50.0) -> Floats:
    """Compress values so that the middle of a ranking is told apart as well as its top."""
    return np.asarray(np.log1p(by * to_peak(values)), np.float32)


def words(index: Index, context: Context) -> dict[str, Floats]:
    """Score the actors of past projects whose words match, each shape (actors,)."""
    wrote, match = index.wrote, context.match
    alone = np.sqrt(np.maximum(index.sharers, 1))
    fresh = np.where(index.project_of >= 0, index.teams.recency[index.project_of], 1) if len(index.teams.age) else 1
    of_project = index.project_of >= 0
    led = index.teams.led[:, index.project_of[of_project]]
    return {
        "words: sharp": log_peak(wrote @ match.bm25**4),
        "words: broad": to_peak(wrote @ match.bm25**2),
        "words: cosine": wrote @ match.words**2,
        "words: with meaning": log_peak(wrote @ context.similar),
        "words: per member": log_peak(wrote @ (context.similar / alone)),
        "words: in teams": log_peak(wrote @ context.similar_teams),
        "words: lately": log_peak(wrote @ (context.similar_teams * fresh / alone)),
        "words: led similar": log_peak(led @ context.similar[of_project]),
    }


def meaning(index: Index, context: Context) -> dict[str, Floats]:
    """Compare topics, also those that reach an actor over its partners, each shape (actors,)."""
    teams, match, about = index.teams, context.match, index.meaning
    shared = np.sqrt(np.maximum(teams.size, 1))
    sharp = np.exp(12 * (match.meaning - match.meaning.max(initial=-1)))
    spread = about.spread @ match.embedding
    return {
        "meaning: similar documents": log_peak(index.wrote @ sharp),
        "meaning: own": about.own @ match.embedding,
        "meaning: spread": spread,
        "meaning: spread and known": spread * np.log1p(about.amount),
        "meaning: near projects": np.log1p(teams.took @ context.near),
        "meaning: near projects lately": np.log1p(teams.took @ (context.near * teams.recency)),
        "meaning: relevant projects": np.log1p(20 * (teams.took @ (context.relevant / shared))),
    }


def partners(index: Index, context: Context) -> dict[str, Floats]:
    """Score partners of those whose work matches, each shape (actors,)."""
    teams = index.teams
    size = np.maximum(teams.size, 1)
    by_words = teams.took_by @ to_peak(index.wrote @ context.similar_teams)
    by_both = teams.took_by @ to_peak(teams.took @ context.relevant)
    return {
        "partners: of similar": log_peak(teams.took @ (by_words * teams.several / size**1.5), 20),
        "partners: of relevant lately": log_peak(
            teams.took @ (by_both * teams.several * teams.recency / size**1.5), 20
        ),
    }
