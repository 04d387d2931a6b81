"""What actors and projects are about, also where they have no text of their own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bridgehead.match.core.ranking.retrieval.participation_matrix import ParticipationMatrix
from bridgehead.match.core.ranking.retrieval.sparse_ops import Floats, Ints, Sparse
from bridgehead.match.core.ranking.retrieval.text_index import TextIndex

TOGETHER = 20  # topics that are spread at once when lengths are measured


@dataclass(frozen=True)
class TopicVectors:
    """Topics spread over the graph: an actor's from its texts, a project's from its actors, and back.

    One step each of the propagation of Zhu & Ghahramani (2002), "Learning from
    labeled and unlabeled data with label propagation", section 2.2, with the
    projects that have a text held fast. Strangers get topics that way.

    Every step is linear, so that the likeness of documents is spread in the
    place of their topics: one number instead of two hundred. What is kept is
    what lengths are divided by.

    Attributes
    ----------
    share
        (documents,): a document's part in the topics of each who shares it.
    own_length
        (actors,): of the sum of the actor's own texts, whose direction is what
        it is about; never 0.
    tellers
        (projects,): the actors that have a text, and one.
    weight
        (projects,): what a project counts for its actors.
    amount
        (actors,): length of the sum over all the actor's projects, how much is
        known; 0 where nothing is.
    """

    share: Floats
    own_length: Floats
    tellers: Floats
    weight: Floats
    amount: Floats

    @classmethod
    def build(
        cls, teams: ParticipationMatrix, text: TextIndex, wrote: Sparse, project_of: Ints, sizes: Floats
    ) -> TopicVectors:
        """Measure the topics of documents when they are spread.

        Parameters
        ----------
        wrote
            (actors, documents): whose document it is.
        project_of
            (documents,): the project whose text it is, -1 for an actor's own.
        sizes
            (documents,): how many share the document.
        """
        share = (1 / np.sqrt(np.maximum(sizes, 1))).astype(np.float32)
        weight = (teams.several / np.sqrt(np.maximum(teams.size, 1))).astype(np.float32)
        columns = range(0, text.documents.shape[1], TOGETHER)
        own = np.zeros(len(teams.actors), np.float32)
        for at in columns:
            own += _squares(wrote @ (text.documents[:, at : at + TOGETHER] * share[:, None]))
        tellers = teams.took_by @ (own > 0).astype(np.float32) + 1
        found = cls(share, np.maximum(np.sqrt(own), 1e-9), tellers, weight, np.zeros_like(own))
        known = found.amount
        for at in columns:
            topics = text.documents[:, at : at + TOGETHER]
            projects = teams.took_by @ (wrote @ (topics * share[:, None]) / found.own_length[:, None])
            projects /= tellers[:, None]
            projects[project_of[project_of >= 0]] = topics[project_of >= 0]
            known += _squares(teams.took @ (projects * weight[:, None]))
        return cls(share, found.own_length, tellers, weight, np.sqrt(known))

    def of_actors(self, wrote: Sparse, likeness: Floats) -> Floats:
        """How like something each actor's own texts are, by the likeness of the documents, shape (actors,)."""
        return np.asarray(wrote @ (likeness * self.share) / self.own_length, np.float32)

    def of_projects(self, teams: ParticipationMatrix, own: Floats, project_of: Ints, likeness: Floats) -> Floats:
        """The same of each project, its text's if it has one, shape (projects,)."""
        found = teams.by_project(own) / self.tellers
        found[project_of[project_of >= 0]] = likeness[project_of >= 0]
        return found

    def documents_of(self, teams: ParticipationMatrix, wrote: Sparse, project_of: Ints, actor: int) -> Floats:
        """What each document counts in what an actor is about, shape (documents,): the spreading turned around."""
        projects = np.zeros(len(teams.projects), np.float32)
        mine = teams.took.indices[teams.took.indptr[actor] : teams.took.indptr[actor + 1]]
        projects[mine] = self.weight[mine] / max(float(self.amount[actor]), 1e-9)
        of_text = np.where(project_of >= 0, projects[project_of], 0)
        projects[project_of[project_of >= 0]] = 0
        tellers = teams.by_actor(projects / self.tellers) / self.own_length
        return np.asarray(of_text + (wrote.T @ tellers) * self.share, np.float32)


def _squares(rows: Floats) -> Floats:
    return np.asarray(np.einsum("ij,ij->i", rows, rows), np.float32)
