"""Features from the network: how near the actor is to the lead and to relevant teams."""

from __future__ import annotations

import numpy as np

from bridgehead.match.core.partners.arrays import Floats
from bridgehead.match.core.partners.context import Context
from bridgehead.match.core.partners.index import Index

CIRCLE = (
    "shared teams", "shared teams lately", "joint projects", "joint similar", "joint in programme",
    "joint in programme lately", "joint near", "led by lead", "lead in its teams", "led", "earlier", "earlier partners",
    "partners of partners", "partners in programme", "partners in relevant", "factors", "factor angle", "same topics",
)  # fmt: skip


def circle(index: Index, context: Context) -> dict[str, Floats]:
    """Follow the lead's ties one and two steps, each shape (actors,); zeros without a known lead."""
    lead = context.lead
    if lead is None:
        return {f"circle: {name}": np.zeros(len(index.teams.actors), np.float32) for name in CIRCLE}
    one, two = _direct(index, context), _onward(index, context, lead)
    points, about = index.factors.actors, index.meaning.spread
    length = index.factors.length
    product = points @ points[lead]
    three = {"factors": product, "factor angle": product / length / length[lead], "same topics": about @ about[lead]}
    found = one | two | three
    return {f"circle: {name}": np.asarray(found[name], np.float32) for name in CIRCLE}


def _direct(index: Index, context: Context) -> dict[str, Floats]:
    """Score who was in the lead's teams; each team shares one unit among its members."""
    teams = index.teams
    size = np.maximum(teams.size, 1)
    mine = context.lead_projects * teams.several
    share = mine / size
    of_project = index.project_of >= 0
    documents = np.zeros(len(index.project_of), np.float32)
    documents[of_project] = context.lead_projects[index.project_of[of_project]]
    joint_similar = documents * context.similar_teams / np.sqrt(np.maximum(index.sharers, 1))
    return {
        "shared teams": np.log1p(20 * (teams.took @ share)),
        "shared teams lately": np.log1p(20 * (teams.took @ (share * teams.recency))),
        "joint projects": np.log1p(teams.took @ mine),
        "joint similar": np.log1p(20 * (index.wrote @ joint_similar)),
        "joint in programme": np.log1p(20 * (teams.took @ (share * context.overlap))),
        "joint near": np.log1p(20 * (teams.took @ (context.lead_projects * context.near / size))),
        "led by lead": np.log1p(teams.took @ (context.lead_led * teams.several)),
        "lead in its teams": np.log1p(20 * (teams.took @ (context.lead_led * teams.several / size))),
        "led": np.log1p(teams.led @ mine),
        "earlier": np.log1p(20 * (teams.earlier @ (context.lead_earlier / teams.earlier_size))[: len(teams.actors)]),
    }


def _onward(index: Index, context: Context, lead: int) -> dict[str, Floats]:
    """Follow the ties of the lead's partners: everywhere, in the programme, in relevant teams."""
    teams = index.teams
    size = np.maximum(teams.size, 1)
    equal = teams.several / size
    programme = equal * (0.05 + context.overlap) * teams.recency
    near = teams.took @ (context.lead_projects * equal)
    close = teams.took @ (context.lead_projects * programme)
    old = teams.earlier @ (context.lead_earlier / teams.earlier_size)
    near[lead] = close[lead] = old[lead] = 0
    reached = teams.took_by @ near
    return {
        "partners of partners": np.log1p(200 * (teams.took @ (reached * equal))),
        "partners in relevant": np.log1p(200 * (teams.took @ (reached * context.relevant / size))),
        "joint in programme lately": np.log1p(20 * close),
        "partners in programme": np.log1p(200 * (teams.took @ ((teams.took_by @ close) * programme))),
        "earlier partners": np.log1p(
            200 * (teams.earlier @ ((teams.earlier_by @ old) / teams.earlier_size))[: len(teams.actors)]
        ),
    }


def walk(index: Index, context: Context) -> dict[str, Floats]:
    """Walk from the lead, from similar projects, and from both, each shape (actors,)."""
    teams = index.teams
    similar = np.zeros(len(teams.projects), np.float32)
    of_project = index.project_of >= 0
    similar[index.project_of[of_project]] = context.similar_teams[of_project]
    start = np.zeros((index.walk.to_actors.shape[0], 3), np.float32)
    start[:, 1] = start[:, 2] = index.walk.from_projects(similar / max(float(similar.sum()), 1e-9))
    if context.lead is not None:
        start[context.lead, 0] = 1
        start[:, 2] *= 0.5
        start[context.lead, 2] += 0.5
    visits = 1e4 * index.walk.visits(start)[: len(teams.actors)]
    degree = np.maximum(teams.took @ (teams.several * teams.recency), 0) + 1
    taste = index.factors.projects.T @ (similar / np.sqrt(teams.size + 1))
    liked = index.factors.actors @ taste / max(float(np.linalg.norm(taste)), 1e-9)
    return {
        "walk: from lead": np.log1p(visits[:, 0]),
        "walk: from similar": np.log1p(visits[:, 1]),
        "walk: from both": np.log1p(visits[:, 2]),
        "walk: per project": np.log1p(visits[:, 2] / degree),
        "walk: factors of similar": liked,
        "walk: factor angle of similar": liked / index.factors.length,
    }
