"""What a query means to an index: which documents and projects are near it, who leads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bridgehead.match.core.partners.arrays import Floats, dense_row, to_peak
from bridgehead.match.core.partners.index import Index
from bridgehead.match.core.partners.queries import Query
from bridgehead.match.core.partners.text import Match


@dataclass(frozen=True)
class Context:
    """A query against an index. d documents, p projects, c codes, k countries or kinds.

    Attributes
    ----------
    match
        How the text compares with the documents.
    similar, similar_teams
        (d,): words and meaning together; without documents of fewer than three actors.
    near
        (p,): likeness of all projects by meaning, strangers' included, the best has 1.
    relevant
        (p,): `similar_teams` where there is a text, else `near` if a programme part is shared.
    wanted, overlap
        (c,) and (p,): the query's programme parts; how many of them a project has.
    lead
        Row of the lead, None if it has no record.
    lead_projects, lead_led, lead_earlier
        (p,), (p,), (e,): the lead's record.
    countries, kinds
        (k,): the mix in similar projects.
    """

    query: Query
    match: Match
    similar: Floats
    similar_teams: Floats
    near: Floats
    relevant: Floats
    wanted: Floats
    overlap: Floats
    lead: int | None
    lead_projects: Floats
    lead_led: Floats
    lead_earlier: Floats
    countries: Floats
    kinds: Floats

    @classmethod
    def of(cls, index: Index, query: Query) -> Context:
        """Look a query up."""
        teams, match = index.teams, index.text.match(query.text)
        similar = match.bm25**2 * np.exp(6 * (match.meaning - match.meaning.max(initial=-1)))
        in_team = similar * (index.sharers >= 3)
        near = to_peak(np.exp(8 * (index.meaning.projects @ match.embedding - 1)) * teams.several)
        wanted = np.isin(teams.codes, query.programmes).astype(np.float32)
        overlap = np.asarray(teams.coded @ wanted, np.float32)
        of_project = index.project_of >= 0
        described = index.project_of[of_project]
        relevant = 0.3 * near * (overlap > 0)
        relevant[described] = np.maximum(relevant[described], to_peak(in_team)[of_project])
        lead = teams.row(query.lead)
        nothing = np.zeros(len(teams.projects), np.float32)
        countries, kinds = (
            table.expected(described, in_team[of_project], index.sharers[of_project])
            for table in (index.country, index.kind)
        )
        return cls(
            query=query,
            match=match,
            similar=similar,
            similar_teams=in_team,
            near=near,
            relevant=relevant,
            wanted=wanted,
            overlap=overlap,
            lead=lead,
            lead_projects=nothing if lead is None else dense_row(teams.took, lead),
            lead_led=nothing if lead is None else dense_row(teams.led, lead),
            lead_earlier=np.zeros(len(teams.earlier_size), np.float32)
            if lead is None
            else dense_row(teams.earlier, lead),
            countries=countries,
            kinds=kinds,
        )
