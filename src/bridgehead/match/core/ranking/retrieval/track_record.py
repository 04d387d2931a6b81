"""What each actor has done so far, whatever is asked."""

from __future__ import annotations

import numpy as np

from bridgehead.match.core.ranking.retrieval.participation_matrix import ParticipationMatrix
from bridgehead.match.core.ranking.retrieval.sparse_ops import Floats, row_sums

NEVER = 9.0  # years; stands for "no project yet"


def careers(teams: ParticipationMatrix) -> dict[str, Floats]:
    """Describe every actor by its record alone, each value of shape (actors,)."""
    count = row_sums(teams.took)
    in_teams = teams.took @ teams.several
    coordinated = row_sums(teams.led)
    fresh = teams.several * (teams.age < 1)
    spread = teams.took @ (teams.several * np.maximum(teams.size - 1, 0))
    last, first = _ages(teams)
    values = {
        "projects": np.log1p(count),
        "team projects": np.log1p(in_teams),
        "recent": np.log1p(teams.took @ (teams.several * teams.recency)),
        "last year": np.log1p(teams.took @ fresh),
        "running": np.log1p(teams.took @ (teams.several * teams.alive)),
        "share in teams": in_teams / np.maximum(count, 1),
        "usual team size": np.log1p((teams.took @ (teams.size * teams.several)) / np.maximum(in_teams, 1)),
        "share led": coordinated / np.maximum(count, 1),
        "teams led": np.log1p(teams.led @ teams.several),
        "years since last": last,
        "years since first": first,
        "money": np.log1p(teams.money),
        "money per project": np.log1p(teams.money / np.maximum(count, 1)),
        "earlier activities": np.log1p(row_sums(teams.earlier)[: len(teams.actors)]),
        "share as partner": teams.partner_share,
        "partners met": np.log1p(spread),
    }
    return {f"career: {name}": np.asarray(value, np.float32) for name, value in values.items()}


def _ages(teams: ParticipationMatrix) -> tuple[Floats, Floats]:
    """Years since the last and the first project, shape (actors,) each."""
    cells = teams.took.tocoo()
    last, first = np.full(len(teams.actors), NEVER), np.zeros(len(teams.actors))
    np.minimum.at(last, cells.row, teams.age[cells.col])
    np.maximum.at(first, cells.row, teams.age[cells.col])
    return last.astype(np.float32), first.astype(np.float32)
