"""The fittest of all and of each group: who could take a seat in a team, whatever else the rest is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.queries.record_scope import today
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.match.core.explanation import explain_fit
from bridgehead.match.core.match_index import MatchIndex
from bridgehead.match.core.match_result import Reason
from bridgehead.match.core.ranking.ranked_list import best_first, ranked_list
from bridgehead.match.core.ranking.ranker import Ranker, ScoredQuery
from bridgehead.match.core.ranking.retrieval.query import Query
from bridgehead.match.core.ranking.retrieval.sparse_ops import Ints
from bridgehead.match.queries import actors as actor_reads
from bridgehead.match.queries import marks as mark_reads
from bridgehead.match.services import model_store
from bridgehead.match.services.eligibility import verdicts_of
from bridgehead.match.services.rank_actors import CandidateFilter, judged_by, opportunity_query
from bridgehead.match.services.scoped_index import index_in
from bridgehead.opportunities.models import Opportunity

TOP = 1_000
"""How many are taken of all."""
EACH = 100
"""How many of each group, and for each need."""
Rows = NDArray[np.bool_]


@dataclass(frozen=True)
class ActorGroup:
    """Actors of some kinds, sizes and countries; empty asks nothing.

    Attributes
    ----------
    eligible
        Whether those are left out whom the opportunity's own conditions refuse.
    most
        How many are taken.
    """

    kinds: Collection[str] = ()
    sizes: Collection[str] = ()
    countries: Collection[str] = ()
    eligible: bool = False
    most: int = EACH


@dataclass(frozen=True)
class FittestActors:
    """Actors with their fit, and why they fit when that is asked.

    Attributes
    ----------
    fit
        By actor, from 0 to 1: what matching gives, without its reduction for whoever is not eligible.
    """

    fit: Mapping[str, float]
    index: MatchIndex
    looked: ScoredQuery
    rows: Mapping[str, int] = field(repr=False)

    def reasons(self, actors: Sequence[str]) -> dict[str, tuple[Reason, ...]]:
        """Why each of some of these actors fits."""
        known = [actor for actor in actors if actor in self.rows]
        rows = [self.rows[actor] for actor in known]
        found = explain_fit(self.index, self.looked, rows, actor_reads.place_names())
        return dict(zip(known, found, strict=True))


def fittest(
    about: Opportunity,
    groups: Sequence[ActorGroup],
    *,
    needs: Sequence[str] = (),
    among: ActorGroup | None = None,
    members_of: str = "",
    also: Collection[str] = (),
    progress: Progress = no_progress,
) -> FittestActors:
    """The fittest for an opportunity: of all, of each group, and for each need alone.

    Of a group those are taken, too, for whom nothing in particular speaks, so that it is empty only where nobody
    is of it.

    Parameters
    ----------
    needs
        Capabilities; for each the actors that suit it best are looked up by its words alone.
    among
        Only these at all.
    also
        Actors whose fit is given whoever they are.
    """
    scope = judged_by(about, today())
    index = index_in(scope, progress=progress)
    last = model_store.load()
    ranker = Ranker(index.ranker_index, last.taught if last else None)
    looked = ranker.look_up(opportunity_query(about))
    barred = {*mark_reads.dismissed(about.pk), *actor_reads.never_candidates(about.buyer)}
    inside = CandidateFilter("", members_of, None, barred, scope).mask(index)
    if looked.context.lead is not None:
        inside[looked.context.lead] = False
    refused = _refused(index, about, scope, inside)
    if among is not None:
        inside &= _of(index, among, refused)
    names = index.records.actors["name"]
    rows = [ranked_list(looked, inside.astype(np.float32), TOP, names=names)[0]]
    rows += [_best(looked, inside & _of(index, group, refused), group.most, names) for group in groups]
    for need in needs:
        by_need = ranker.look_up(Query(need))
        rows.append(ranked_list(by_need, inside.astype(np.float32), EACH, names=names)[0])
    rows.append(np.flatnonzero(index.records.actors["actor"].is_in(list(also)).to_numpy()))
    chosen = np.unique(np.concatenate(rows)).astype(np.int64)
    actors = index.records.actors["actor"].gather(chosen).to_list()
    fit = np.clip(looked.fit(chosen), 0, 1).tolist()
    return FittestActors(
        dict(zip(actors, fit, strict=True)), index, looked, dict(zip(actors, chosen.tolist(), strict=True))
    )


def _best(looked: ScoredQuery, there: Rows, most: int, names: pl.Series) -> Ints:
    """Rows of the fittest of a group, those last for whom nothing speaks."""
    rows = np.flatnonzero(there)
    if len(rows) > most:
        strongest = looked.candidates(most, there.astype(np.float32))
        rows = np.concatenate([strongest, rows[~np.isin(rows, strongest)]])[: max(most, len(strongest))]
    return rows[best_first(looked, rows, looked.fit(rows), names)][:most]


def _of(index: MatchIndex, group: ActorGroup, refused: Rows) -> Rows:
    """Which of the index's actors are of a group."""
    frame = index.records.actors
    there = np.ones(frame.height, bool)
    for column, wanted in (("kind", group.kinds), ("size", group.sizes), ("country", group.countries)):
        if wanted:
            there &= frame[column].is_in(list(wanted)).to_numpy()
    return there & ~refused if group.eligible else there


def _refused(index: MatchIndex, about: Opportunity, scope: RecordScope, inside: Rows) -> Rows:
    """Whom of some actors the opportunity's own conditions refuse."""
    answers, of = verdicts_of(index, about, scope, inside)
    return np.array([v is not None and v.eligible is False for v in answers], bool)[of]
