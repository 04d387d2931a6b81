"""Who should answer this? Members ranked for an opportunity or a text, each with reasons."""

from collections.abc import Collection

import numpy as np

from bridgehead.ecosystem.queries import actor
from bridgehead.kit.errors import InputError
from bridgehead.kit.progress import Progress, silent
from bridgehead.match import disk, queries
from bridgehead.match.core.index import Index
from bridgehead.match.core.parts import Parts, Scores, Wanted, parts
from bridgehead.match.core.reasons import reasons
from bridgehead.match.core.results import Candidate, Match, Reason
from bridgehead.match.services.additionality import with_additionality
from bridgehead.opportunities.core.eligibility import Verdict, judge
from bridgehead.opportunities.models import Opportunity
from bridgehead.opportunities.queries import opportunity as find

NOT_ELIGIBLE = 0.05


def match_opportunity(
    id_: str,
    *,
    country: str = "",
    members_of: str = "",
    only: Collection[str] | None = None,
    top: int = 20,
    progress: Progress = silent,
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
    top
        How many candidates are given, at most.

    Raises
    ------
    NotFound
        If there is no such opportunity or cluster.
    """
    wanted = find(id_)
    found = _match(
        Wanted(
            text=" ".join([wanted.title, *wanted.capabilities, wanted.description]),
            countries=tuple(wanted.countries),
            around=(wanted.buyer,) if wanted.buyer else (),
        ),
        wanted,
        country=country,
        members_of=members_of,
        only=only,
        top=top,
        progress=progress,
    )
    return with_additionality(found, wanted)


def match_text(
    text: str,
    *,
    country: str = "",
    members_of: str = "",
    only: Collection[str] | None = None,
    top: int = 20,
    progress: Progress = silent,
) -> Match:
    """Rank actors for any text; parameters as in `match_opportunity`.

    Raises
    ------
    InputError
        If the text is blank.
    """
    if not text.strip():
        raise InputError("a text that says what is wanted", column="text", found="nothing")
    return _match(
        Wanted(text=text), None, country=country, members_of=members_of, only=only, top=top, progress=progress
    )


def _match(
    wanted: Wanted,
    opportunity: Opportunity | None,
    *,
    country: str,
    members_of: str,
    only: Collection[str] | None,
    top: int,
    progress: Progress,
) -> Match:
    if members_of:
        actor(members_of)
    index = disk.current(progress=progress)
    dismissed = queries.dismissed(opportunity.id) if opportunity else set()
    among = _among(index, country, members_of, {*wanted.around, *dismissed}, only)
    fit = parts(index, wanted)
    verdicts = _verdicts(index, among, opportunity)
    raw = fit.total()
    score = raw * np.array([NOT_ELIGIBLE if v is not None and v.eligible is False else 1 for v in verdicts])
    order = [row for row in np.argsort(-np.where(among, score, 0), kind="stable")[:top] if among[row] and raw[row] > 0]
    return Match(
        opportunity=None if opportunity is None else opportunity.id,
        candidates=tuple(_candidate(index, wanted, fit, int(row), verdicts[row], score) for row in order),
        considered=int(among.sum()),
    )


def _among(
    index: Index, country: str, members_of: str, around: Collection[str], only: Collection[str] | None
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    among = ~index.actors["actor"].is_in(list(around))
    if country:
        among &= index.actors["country"] == country
    if members_of:
        among &= index.actors["actor"].is_in(list(queries.members_of(members_of)))
    if only is not None:
        among &= index.actors["actor"].is_in(list(only))
    return among.to_numpy()


def _verdicts(
    index: Index, among: np.ndarray[tuple[int], np.dtype[np.bool_]], opportunity: Opportunity | None
) -> list[Verdict | None]:
    """The verdict on each actor, by what eligibility depends on; None where nothing is asked for."""
    if opportunity is None:
        return [None] * len(index.actors)
    facts = index.actors.select("kind", "size", "country")
    answers = {
        fact: judge(opportunity.eligibility, kind=fact[0], size=fact[1], country=fact[2])
        for fact in facts.unique().iter_rows()
    }
    return [answers[fact] for fact in facts.iter_rows()]


def _candidate(index: Index, wanted: Wanted, fit: Parts, row: int, verdict: Verdict | None, score: Scores) -> Candidate:
    facts = index.actors.row(row, named=True)
    why = reasons(index, wanted, fit, row)
    said = () if verdict is None else verdict.reasons
    return Candidate(
        actor=facts["actor"],
        name=facts["name"],
        kind=facts["kind"],
        size=facts["size"],
        country=facts["country"],
        score=round(float(score[row]), 6),
        eligible=True if verdict is None else verdict.eligible,
        eligibility=said,
        reasons=(*why, *(Reason("eligibility", text, 0) for text in said)),
    )
