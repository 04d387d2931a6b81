"""Rank actors for an opportunity or a text, each with reasons."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.queries import actor
from bridgehead.ecosystem.queries.record_scope import activities_of, today
from bridgehead.framework.cpv import titles_with_ancestors
from bridgehead.importers.core.ted import cpv_ancestors
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.match.core.coded_phrase import coded
from bridgehead.match.core.explanation import explain_fit
from bridgehead.match.core.match_index import MatchIndex
from bridgehead.match.core.match_result import Candidate, Match, RankingMethod, Reason
from bridgehead.match.core.ranking.ranked_list import ranked_list
from bridgehead.match.core.ranking.ranker import Ranker
from bridgehead.match.core.ranking.retrieval.query import Query
from bridgehead.match.queries import actors as actor_reads
from bridgehead.match.queries import marks as mark_reads
from bridgehead.match.services import model_store
from bridgehead.match.services.additionality import with_additionality
from bridgehead.match.services.eligibility import verdicts_of
from bridgehead.match.services.exposure_floor import DEEP, apply_sme_floor
from bridgehead.match.services.model_store import StoredModel
from bridgehead.match.services.scoped_index import index_in
from bridgehead.opportunities.core.eligibility import EligibilityVerdict
from bridgehead.opportunities.models import Opportunity
from bridgehead.opportunities.queries import is_over
from bridgehead.opportunities.queries import opportunity as find

NOT_ELIGIBLE = 0.05


def match_opportunity(  # noqa: PLR0913 all but the first by name
    id_: str,
    *,
    country: str = "",
    members_of: str = "",
    only: Collection[str] | None = None,
    sme_floor: float = 0.0,
    top: int = 20,
    scope: RecordScope | None = None,
    progress: Progress = no_progress,
) -> Match:
    """Rank actors for an opportunity.

    Parameters
    ----------
    country
        Only actors of this country.
    members_of
        Only members of this cluster.
    only
        Only these actors; their fit is what it is among all.
    sme_floor
        The least part of what people look at in the list (`core.exposure`) that SMEs get, from 0 to 1.
    top
        How many candidates are given, at most.
    scope
        Which records the ranking rests on; today's, all of them, where it is None. What the opportunity itself
        brought about is left out besides.

    Raises
    ------
    NotFound
        If there is no such opportunity or cluster.
    """
    about = find(id_)
    found = rank_by_fit(
        about,
        country=country,
        members_of=members_of,
        only=only,
        sme_floor=sme_floor,
        top=top,
        scope=scope,
        progress=progress,
    )
    return with_additionality(found, about)


def rank_by_fit(  # noqa: PLR0913 all but the first by name
    about: Opportunity,
    *,
    country: str = "",
    members_of: str = "",
    only: Collection[str] | None = None,
    sme_floor: float = 0.0,
    top: int = 20,
    scope: RecordScope | None = None,
    progress: Progress = no_progress,
) -> Match:
    """Rank actors for an opportunity, kept or made up, by fit alone; parameters as in `match_opportunity`.

    Raises
    ------
    NotFound
        If there is no such cluster.
    """
    scope = judged_by(about, scope or today())
    left_out = {*mark_reads.dismissed(about.pk, scope), *actor_reads.never_candidates(about.buyer)}
    among = CandidateFilter(country, members_of, only, left_out, scope)
    found = _match(opportunity_query(about), about, among, top, progress, sme_floor)
    return replace(found, over=is_over(about, scope.as_of))


def judged_by(about: Opportunity, scope: RecordScope) -> RecordScope:
    """The scope without what an opportunity brought about, which does not speak for it (framework, section 6)."""
    return scope.without(activities_of([about.pk]).get(about.pk, frozenset()), opportunity=about.pk or "")


def match_text(  # noqa: PLR0913 all but the first by name
    text: str,
    *,
    country: str = "",
    members_of: str = "",
    only: Collection[str] | None = None,
    sme_floor: float = 0.0,
    top: int = 20,
    scope: RecordScope | None = None,
    progress: Progress = no_progress,
) -> Match:
    """Rank actors for any text; parameters as in `match_opportunity`.

    Raises
    ------
    InputError
        If the text is blank.
    """
    if not text.strip():
        raise InputError(expects("text_of_need"), column="text", found=finds("nothing"))
    among = CandidateFilter(country, members_of, only, actor_reads.never_candidates(""), scope or today())
    return _match(Query(text), None, among, top, progress, sme_floor)


@dataclass(frozen=True)
class CandidateFilter:
    """Who may be a candidate."""

    country: str
    members_of: str
    only: Collection[str] | None
    left_out: Collection[str]
    scope: RecordScope

    def mask(self, index: MatchIndex) -> NDArray[np.bool_]:
        """Which of the index's actors, shape (actors,)."""
        who, country = index.records.actors["actor"], index.records.actors["country"]
        among = ~who.is_in(list(self.left_out))
        if self.country:
            among &= country == self.country
        if self.members_of:
            among &= who.is_in(list(actor_reads.members_of(self.members_of, self.scope)))
        if self.only is not None:
            among &= who.is_in(list(self.only))
        return among.to_numpy()


def opportunity_query(about: Opportunity) -> Query:
    """An opportunity as a question: who buys takes the place of who leads; what is bought is said in English, too."""
    buyer = actor_reads.facts(about.buyer)
    alone = about.countries[0] if len(about.countries) == 1 else None
    return Query(
        text=" ".join([about.title, *about.capabilities, titles_with_ancestors(about.cpv), about.description]),
        programmes=tuple(dict.fromkeys([about.external_id, *(c for code in about.cpv for c in cpv_ancestors(code))])),
        lead=None if buyer is None else buyer.id,
        country=alone if buyer is None else buyer.country or alone,
        kind=None if buyer is None else f"{buyer.kind} {buyer.size}".strip(),
        markets=tuple(about.countries),
    )


def _match(
    query: Query, about: Opportunity | None, among: CandidateFilter, top: int, progress: Progress, sme_floor: float
) -> Match:
    if among.members_of:
        actor(among.members_of)
    index = index_in(among.scope, progress=progress)
    last = model_store.load_as_of(among.scope.as_of)
    looked = Ranker(index.ranker_index, last.taught if last else None).look_up(query)
    inside = among.mask(index)
    if looked.context.lead is not None:
        inside[looked.context.lead] = False
    answers, of = verdicts_of(index, about, among.scope, inside)
    factors = [NOT_ELIGIBLE if v is not None and v.eligible is False else 1 for v in answers]
    counts = np.array(factors, np.float32)[of]
    names = index.records.actors["name"]
    rows, fit = ranked_list(looked, inside * counts, max(top, DEEP) if sme_floor else top, names=names)
    floor = None
    if sme_floor:
        rows, fit, floor = apply_sme_floor(
            index, rows, fit, [answers[at] for at in of.tolist()], floor=sme_floor, top=top
        )
    why = explain_fit(index, looked, rows.tolist(), actor_reads.place_names())
    return Match(
        opportunity=None if about is None else about.id,
        candidates=tuple(
            _candidate(index, row, answers[of[row]], score, said)
            for row, score, said in zip(rows.tolist(), fit.tolist(), why, strict=True)
        ),
        considered=int(inside.sum()),
        scope=among.scope,
        floor=floor,
        method=_method(last),
    )


def ranking_method(day: date) -> RankingMethod:
    """How a ranking as of a day is made."""
    return _method(model_store.load_as_of(day))


def _method(last: StoredModel | None) -> RankingMethod:
    return RankingMethod(last.about.date, last.about.lessons, last.about.judged) if last else RankingMethod()


def _candidate(
    index: MatchIndex, row: int, verdict: EligibilityVerdict | None, score: float, why: tuple[Reason, ...]
) -> Candidate:
    facts = index.records.actors.row(row, named=True)
    found = () if verdict is None else verdict.reasons
    said = tuple(coded("eligibility", reason=reason, name=facts["name"]) for reason in found)
    return Candidate(
        actor=facts["actor"],
        name=facts["name"],
        kind=facts["kind"],
        size=facts["size"],
        country=facts["country"],
        score=round(score, 6),
        eligible=True if verdict is None else verdict.eligible,
        eligibility=said,
        reasons=(*why, *(Reason("eligibility", phrase, 0) for phrase in said)),
    )
