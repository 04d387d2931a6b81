"""What actors and projects are about, also where they have no text of their own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bridgehead.match.core.partners.arrays import Floats, Ints, Sparse, unit_rows
from bridgehead.match.core.partners.teams import Teams
from bridgehead.match.core.partners.text import TextIndex


@dataclass(frozen=True)
class Meaning:
    """Topics spread over the graph: an actor's from its texts, a project's from its actors, and back.

    One step each of the propagation of Zhu & Ghahramani (2002), "Learning from
    labeled and unlabeled data with label propagation", section 2.2, with the
    projects that have a text held fast. Strangers get topics that way.

    Attributes
    ----------
    own
        (actors, topics): mean of the actor's own texts, rows of length one.
    projects
        (projects, topics): the text's topics, else the mean of its actors'.
    spread
        (actors, topics): mean over all the actor's projects, rows of length one.
    amount
        (actors,): length of `spread` before scaling, how much is known.
    """

    own: Floats
    projects: Floats
    spread: Floats
    amount: Floats

    @classmethod
    def build(cls, teams: Teams, text: TextIndex, wrote: Sparse, project_of: Ints, sizes: Floats) -> Meaning:
        """Spread the topics of documents.

        Parameters
        ----------
        wrote
            (actors, documents): whose document it is.
        project_of
            (documents,): the project whose text it is, -1 for an actor's own.
        sizes
            (documents,): how many share the document.
        """
        own = unit_rows(wrote @ (text.documents / np.sqrt(np.maximum(sizes, 1))[:, None]))
        told = (np.abs(own).sum(axis=1) > 0).astype(np.float32)
        projects = (teams.took_by @ own) / (teams.took_by @ told + 1)[:, None]
        with_text = project_of >= 0
        projects[project_of[with_text]] = text.documents[with_text]
        weight = teams.several / np.sqrt(np.maximum(teams.size, 1))
        spread = teams.took @ (projects * weight[:, None])
        amount = np.linalg.norm(spread, axis=1).astype(np.float32)
        return cls(own, projects.astype(np.float32), unit_rows(spread), amount)
