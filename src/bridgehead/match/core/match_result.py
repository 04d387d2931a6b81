"""What a match is: candidates in order, each with reasons that a person can check."""

from collections.abc import Sequence
from dataclasses import dataclass

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.match.core.additionality import Additionality
from bridgehead.match.core.coded_phrase import CodedPhrase
from bridgehead.match.core.ranking.ranked_list import DECIMALS


@dataclass(frozen=True)
class RecordReference:
    """A record that a reason rests on: its table (`activity`, `tie`, …), its id, what a page shows."""

    table: str
    id: str
    label: str


@dataclass(frozen=True)
class Reason:
    """Why somebody stands where they stand.

    Attributes
    ----------
    kind
        `past_work`, `description`, `partners`, `network`, `programme`, `market`, `country`, `role`, `career`,
        `name` or `eligibility`.
    phrase
        What there is to say (`match.phrases` words it).
    weight
        Share of the score that this part brought, 0 to 1; 0 for eligibility, which moves no score.
    records
        What can be opened to check it.
    """

    kind: str
    phrase: CodedPhrase
    weight: float
    records: tuple[RecordReference, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """One actor for an opportunity.

    Attributes
    ----------
    score
        Fit, 0 to 1 within this list; comparable within the list only.
    eligible
        None where a fact is missing or a condition is left to a person.
    eligibility
        What each condition says of it.
    additionality
        What the opportunity would add for it; None where a text was asked about.
    in_already
        Whether it takes part in something that the opportunity brought about, or went abroad by it.
    """

    actor: str
    name: str
    kind: str
    size: str
    country: str
    score: float
    eligible: bool | None
    eligibility: tuple[CodedPhrase, ...]
    reasons: tuple[Reason, ...]
    additionality: Additionality | None = None
    in_already: bool = False

    @property
    def why(self) -> tuple[Reason, ...]:
        """The reasons of its place, eligibility apart."""
        return tuple(reason for reason in self.reasons if reason.kind != "eligibility")


@dataclass(frozen=True)
class ExposureFloor:
    """A floor under what SMEs get of a list's exposure.

    Attributes
    ----------
    asked, share
        The least part that was asked for, and what they got; less where they are too few.
    lifted
        Actors that stand higher than their fit alone would put them.
    """

    asked: float
    share: float
    lifted: tuple[str, ...]


@dataclass(frozen=True)
class RankingMethod:
    """How a list was ranked.

    Attributes
    ----------
    trained
        The day of the training, blank where the ranker is the untrained sum.
    lessons, judged
        How many past projects and how many opportunities with marks it learned from.
    """

    trained: str = ""
    lessons: int = 0
    judged: int = 0

    @property
    def name(self) -> str:
        """`learned` or `fusion`."""
        return "learned" if self.trained else "fusion"

    @property
    def version(self) -> str:
        """What a figure of the ranking names: the day of the training, or `fusion`."""
        return self.trained or self.name


@dataclass(frozen=True)
class Match:
    """The answer to "who should answer this?".

    Attributes
    ----------
    opportunity
        Id, or None where a text was asked about.
    considered
        How many actors were ranked.
    floor
        None where none was asked for.
    method
        How it was ranked.
    scope
        Which records the answer rests on: without what the opportunity itself brought about.
    over
        Whether nobody can go for it any more; it is ranked with what is known today all the same.
    """

    opportunity: str | None
    candidates: tuple[Candidate, ...]
    considered: int
    scope: RecordScope
    floor: ExposureFloor | None = None
    method: RankingMethod = RankingMethod()
    over: bool = False

    @property
    def has_additionality(self) -> bool:
        """Whether additionality is known for any of the candidates."""
        return any(c.additionality is not None and c.additionality.value is not None for c in self.candidates)


def by_additionality(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Candidates by what the opportunity would add for them, the most first; unknown ones last, as they stood."""
    return tuple(sorted(candidates, key=additionality_key))


def additionality_key(candidate: Candidate) -> float:
    """What `by_additionality` sorts by."""
    value = candidate.additionality.value if candidate.additionality else None
    return 1.0 if value is None else -round(value, DECIMALS)


def fit_key(candidate: Candidate) -> tuple[float, str, str]:
    """What candidates of several rankings are sorted by: their fit, then their name, then their id."""
    return -round(candidate.score, DECIMALS), candidate.name, candidate.actor
