"""Features from the network: how near the actor is to the lead and to relevant teams."""

from __future__ import annotations

import numpy as np

from bridgehead.match.core.ranking.features.feature_types import Columns
from bridgehead.match.core.ranking.retrieval.actor_subset import ActorSubset
from bridgehead.match.core.ranking.retrieval.query_context import QueryContext
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex
from bridgehead.match.core.ranking.retrieval.sparse_ops import Numbers


def lead_network_features(index: RankerIndex, context: QueryContext, among: ActorSubset) -> Columns:
    """Follow the lead's ties one and two steps; zeros without a known lead."""
    found = _direct(index, context, among) | _onward(index, context, among)
    if context.lead is not None:
        return found
    return {name: lambda: np.zeros(len(among), np.float32) for name in found}


def _direct(index: RankerIndex, context: QueryContext, among: ActorSubset) -> Columns:
    """Score who was in the lead's teams; each team shares one unit among its members."""
    teams, lead, share = index.teams, context.lead_projects, index.walk.member

    def joint_similar() -> Numbers:
        mine = np.where(index.project_of >= 0, lead[index.project_of], 0) if len(lead) else 0
        return among.wrote(mine * context.similar_teams * index.meaning.share)

    return {
        "circle: shared teams": lambda: np.log1p(20 * among.of(context.shared)),
        "circle: shared teams lately": lambda: np.log1p(20 * among.took(lead * share * teams.recency)),
        "circle: joint projects": lambda: np.log1p(among.took(lead * teams.several)),
        "circle: joint similar": lambda: np.log1p(20 * joint_similar()),
        "circle: joint in programme": lambda: np.log1p(20 * among.took(lead * share * context.overlap)),
        "circle: joint in programme lately": lambda: np.log1p(20 * among.took(lead * context.in_programme)),
        "circle: joint near": lambda: np.log1p(20 * among.took(lead * context.near * share)),
        "circle: led by lead": lambda: np.log1p(among.took(context.lead_led * teams.several)),
        "circle: lead in its teams": lambda: np.log1p(20 * among.took(context.lead_led * share)),
        "circle: led": lambda: np.log1p(among.led(lead * teams.several)),
        "circle: earlier": lambda: np.log1p(20 * among.earlier(context.lead_earlier / teams.earlier_size)),
    }


def _onward(index: RankerIndex, context: QueryContext, among: ActorSubset) -> Columns:
    """Follow the ties of the lead's partners: everywhere, in the programme, in relevant teams; and compare with it."""
    teams, factors, about, part = index.teams, index.factors, index.meaning, index.walk.member

    def product() -> Numbers:
        return among.factors @ factors.actors[context.lead]

    def same_topics() -> Numbers:
        return among.took(context.alike_lead * about.weight) / np.maximum(among.of(about.amount), 1e-9)

    return {
        "circle: earlier partners": lambda: np.log1p(
            200 * among.earlier(context.partners_earlier / teams.earlier_size)
        ),
        "circle: partners of partners": lambda: np.log1p(200 * among.took(context.partners * part)),
        "circle: partners in programme": lambda: np.log1p(
            200 * among.took(context.partners_in_programme * context.in_programme)
        ),
        "circle: partners in relevant": lambda: np.log1p(200 * among.took(context.partners * context.relevant * part)),
        "circle: factors": product,
        "circle: factor angle": lambda: product() / among.of(factors.length) / factors.length[context.lead],
        "circle: same topics": same_topics,
    }


def random_walk_features(index: RankerIndex, context: QueryContext, among: ActorSubset) -> Columns:
    """Walk from the lead, from similar projects, and from both; compare with what similar projects' actors do."""
    teams, factors = index.teams, index.factors

    def from_lead() -> Numbers:
        return np.float32(1e4) * among.of(context.from_lead)

    def from_similar() -> Numbers:
        return np.float32(1e4) * among.of(context.from_similar)

    def from_both() -> Numbers:
        return from_similar() if context.lead is None else (from_lead() + from_similar()) / 2

    def busy() -> Numbers:
        return among.took(teams.several * teams.recency) + 1

    return {
        "walk: from lead": lambda: np.log1p(from_lead()),
        "walk: from similar": lambda: np.log1p(from_similar()),
        "walk: beside similar": lambda: np.log1p(np.float32(1e4) * among.of(context.beside_similar)),
        "walk: from both": lambda: np.log1p(from_both()),
        "walk: per project": lambda: np.log1p(from_both() / busy()),
        "walk: factors of similar": lambda: among.factors @ context.taste,
        "walk: factor angle of similar": lambda: among.factors @ context.taste / among.of(factors.length),
    }
