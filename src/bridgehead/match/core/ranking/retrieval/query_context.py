"""What a query means to an index: which documents and projects are near it, who leads.

Everything here is one number a document, a project or an earlier activity, worked out when it is first
needed; features are sums of these over what an actor did.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bridgehead.match.core.ranking.retrieval.query import Query
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex
from bridgehead.match.core.ranking.retrieval.sparse_ops import Floats, Ints, Sparse, dense_row, product, scale_to_max
from bridgehead.match.core.ranking.retrieval.text_index import TextMatch
from bridgehead.match.core.ranking.retrieval.tokenizer import capitals, pairs, proper


@dataclass(frozen=True)
class QueryContext:
    """A query against an index. d documents, p projects, e earlier activities, c codes, k countries or kinds.

    Attributes
    ----------
    match
        How the text compares with the documents.
    lead
        Row of the lead, None if it has no record.
    """

    index: RankerIndex
    query: Query
    match: TextMatch
    lead: int | None

    @classmethod
    def of(cls, index: RankerIndex, query: Query) -> QueryContext:
        """Look a query up."""
        return cls(index, query, index.text.match(query.text), index.teams.row(query.lead))

    @cached_property
    def similar(self) -> Floats:
        """Words and meaning together, (d,)."""
        near = np.exp(6 * (self.match.meaning - self.match.meaning.max(initial=-1)))
        return np.asarray(self.match.bm25**2 * near, np.float32)

    @cached_property
    def similar_teams(self) -> Floats:
        """The same without documents of fewer than three actors, (d,)."""
        return self.similar * (self.index.sharers >= 3)

    @cached_property
    def fresh(self) -> Floats:
        """How young a document's project is; an actor's own text is always, (d,)."""
        recency = self.index.teams.recency
        fresh = np.where(self._of_project, recency[self.index.project_of], 1) if len(recency) else np.ones(1)
        return np.asarray(fresh, np.float32)

    def by_project(self, of_documents: Floats) -> Floats:
        """Numbers of documents, (d,), as numbers of the projects whose texts they are, 0 for others, (p,)."""
        found = np.zeros(len(self.index.teams.projects), np.float32)
        found[self._described] = of_documents[self._of_project]
        return found

    @cached_property
    def own(self) -> Floats:
        """Likeness of actors by the meaning of their own texts, (actors,)."""
        return self.index.meaning.of_actors(self.index.wrote, self.match.meaning)

    @cached_property
    def alike(self) -> Floats:
        """Likeness of all projects by meaning, strangers' included, (p,)."""
        return self._alike(self.own, self.match.meaning)

    @cached_property
    def alike_lead(self) -> Floats:
        """Likeness of all projects to what the lead's projects mean, (p,); zeros without a lead."""
        index = self.index
        if self.lead is None:
            return np.zeros(len(index.teams.projects), np.float32)
        weights = index.meaning.documents_of(index.teams, index.wrote, index.project_of, self.lead)
        likeness = index.text.documents @ (weights @ index.text.documents)
        return self._alike(index.meaning.of_actors(index.wrote, likeness), likeness)

    @cached_property
    def near(self) -> Floats:
        """`alike` made steep, without projects of fewer than three actors, the best has 1, (p,)."""
        return scale_to_max(np.exp(8 * (self.alike - 1)) * self.index.teams.several)

    @cached_property
    def relevant(self) -> Floats:
        """`similar_teams` where there is a text, else `near` if a programme part is shared, (p,)."""
        beside = 0.3 * self.near * (self.overlap > 0)
        return np.asarray(np.maximum(beside, self.by_project(scale_to_max(self.similar_teams))), np.float32)

    @cached_property
    def words_of_names(self) -> Ints:
        """Which words of names the text says, as places among these."""
        return self.index.names.words.among(self.match.stems)

    @cached_property
    def proper_of_names(self) -> Ints:
        """The same of words that it writes as names are written."""
        return self.index.names.words.among(proper(self.query.text))

    @cached_property
    def pairs_of_names(self) -> Ints:
        """The same of pairs of neighbouring words."""
        return self.index.names.pairs.among(pairs(self.match.stems))

    @cached_property
    def initials_of_names(self) -> Ints:
        """The same of initials."""
        return self.index.names.initials.among(capitals(self.query.text))

    @cached_property
    def wanted(self) -> Floats:
        """The query's programme parts, (c,)."""
        return np.isin(self.index.teams.codes, self.query.programmes).astype(np.float32)

    @cached_property
    def overlap(self) -> Floats:
        """How many of the query's programme parts a project has, (p,)."""
        return np.asarray(self.index.teams.coded @ self.wanted, np.float32)

    @cached_property
    def lead_projects(self) -> Floats:
        """Projects of the lead, (p,)."""
        return self._of_lead(self.index.teams.took)

    @cached_property
    def lead_led(self) -> Floats:
        """Projects that the lead led, (p,)."""
        return self._of_lead(self.index.teams.led)

    @cached_property
    def lead_earlier(self) -> Floats:
        """The lead's earlier activities, (e,)."""
        return self._of_lead(self.index.teams.earlier)

    @cached_property
    def countries(self) -> Floats:
        """The mix of countries in similar projects, (k,)."""
        return self.index.country.mix(self._shared_similar)

    @cached_property
    def kinds(self) -> Floats:
        """The mix of kinds in similar projects, (k,)."""
        return self.index.kind.mix(self._shared_similar)

    @cached_property
    def partners_of_similar(self) -> Floats:
        """How like the query the other work of a project's members is, the best has 1, (p,)."""
        return self._members(self.index.wrote @ self.similar_teams)

    @cached_property
    def partners_of_relevant(self) -> Floats:
        """How relevant it is, (p,)."""
        return self._members(self.index.teams.by_actor(self.relevant))

    @cached_property
    def shared(self) -> Floats:
        """How much of their teams actors shared with the lead, (actors,)."""
        return self.index.teams.by_actor(self.lead_projects * self.index.walk.member)

    @cached_property
    def partners(self) -> Floats:
        """The same of the members of a project in sum, but for the lead, who is no partner, (p,)."""
        return self._members_but_lead(self.shared)

    @cached_property
    def in_programme(self) -> Floats:
        """A member's part in a project, more if it is of the programme and young, (p,)."""
        return self.index.walk.member * (0.05 + self.overlap) * self.index.teams.recency

    @cached_property
    def partners_in_programme(self) -> Floats:
        """`partners` by teams of the programme, (p,)."""
        return self._members_but_lead(self.index.teams.by_actor(self.lead_projects * self.in_programme))

    @cached_property
    def partners_earlier(self) -> Floats:
        """`partners` by earlier activities, (e,)."""
        teams = self.index.teams
        met = product(teams.earlier, teams.earlier_by, self.lead_earlier / teams.earlier_size)
        met[self.lead] = 0
        return product(teams.earlier_by, teams.earlier, met)

    @cached_property
    def from_lead(self) -> Floats:
        """How often a walk from the lead is found at each actor, (actors,); zeros without a lead."""
        lead = np.zeros(len(self.index.teams.actors), np.float32)
        if self.lead is None:
            return lead
        lead[self.lead] = 1
        return self.index.walk.visits(lead)

    @cached_property
    def from_similar(self) -> Floats:
        """The same of a walk from the members of similar projects."""
        return self.index.walk.visits(self._members_of_similar)

    @cached_property
    def beside_similar(self) -> Floats:
        """The same of a walk of a single step."""
        return self.index.walk.visits(self._members_of_similar, steps=1)

    @cached_property
    def taste(self) -> Floats:
        """Similar projects as one point among the factors, (factors,)."""
        filled = np.flatnonzero(self.similar_teams > 0)
        projects = self.index.project_of[filled]
        weights = self.similar_teams[filled] / np.sqrt(self.index.sharers[filled] + 1)
        point = weights @ self.index.factors.projects.take(projects, axis=0)
        return np.asarray(point / max(float(np.linalg.norm(point)), 1e-9), np.float32)

    def _members(self, of_actors: Floats) -> Floats:
        return scale_to_max(self.index.teams.by_project(scale_to_max(of_actors)))

    def _members_but_lead(self, of_actors: Floats) -> Floats:
        others = of_actors.copy()
        others[self.lead] = 0
        return self.index.teams.by_project(others)

    def _alike(self, own: Floats, likeness: Floats) -> Floats:
        return self.index.meaning.of_projects(self.index.teams, own, self.index.project_of, likeness)

    def _of_lead(self, matrix: Sparse) -> Floats:
        return np.zeros(matrix.shape[1], np.float32) if self.lead is None else dense_row(matrix, self.lead)

    @cached_property
    def _shared_similar(self) -> Floats:
        """What each who shares a document has of its likeness, (d,)."""
        return np.asarray(self.similar_teams / np.maximum(self.index.sharers, 1), np.float32)

    @cached_property
    def _members_of_similar(self) -> Floats:
        """The sum of this over an actor's documents, as a part of all there is, (actors,)."""
        whole = np.float32(max(float(self.similar_teams.sum()), 1e-9))
        return np.asarray(self.index.wrote @ self._shared_similar / whole, np.float32)

    @cached_property
    def _of_project(self) -> NDArray[np.bool_]:
        return self.index.project_of >= 0

    @cached_property
    def _described(self) -> Ints:
        return self.index.project_of[self._of_project]
