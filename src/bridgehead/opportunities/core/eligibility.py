"""Eligibility: who may answer an opportunity, by its conditions and the recorded facts of an actor.

Conditions are terms. *Who*: kinds of actor (`firm`, `knowledge`, …) and sizes of firm (`sme`, `large`);
one of them is enough, and a size narrows `firm`. *Where*: `country:DK`; one of them is enough. Anything
else is a condition in words that a person has to check.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

SIZES = ("sme", "large")
KINDS = ("firm", "knowledge", "public", "investor", "cluster", "cluster_network", "other")
COUNTRY = "country:"


@dataclass(frozen=True)
class EligibilityReason:
    """What one condition says of an actor.

    Attributes
    ----------
    code
        `open`, `who_met`, `who_unmet`, `kind_unknown`, `size_unknown`, `where_met`, `where_unmet`,
        `country_unknown` or `by_hand`.
    wanted
        Kinds and sizes, or country codes, one of which is enough.
    found
        The actor's kind, size or country; the condition itself where a person has to check it.
    """

    code: str
    wanted: tuple[str, ...] = ()
    found: str = ""


@dataclass(frozen=True)
class EligibilityVerdict:
    """Whether an actor is eligible, with a reason for each condition.

    Attributes
    ----------
    eligible
        None where a fact is missing or a condition is left to a person.
    """

    eligible: bool | None
    reasons: tuple[EligibilityReason, ...]


@dataclass(frozen=True)
class Conditions:
    """The conditions of an opportunity, sorted.

    Attributes
    ----------
    who, where
        Kinds and sizes; country codes.
    by_hand
        In words.
    """

    who: tuple[str, ...]
    where: tuple[str, ...]
    by_hand: tuple[str, ...]

    @property
    def asked(self) -> tuple[str, ...]:
        """Kinds and sizes as a person reads them: a size makes `firm` needless."""
        return tuple(term for term in self.who if not (term == "firm" and set(self.who) & set(SIZES)))


def judge(conditions: Iterable[str], *, kind: str, size: str, country: str) -> EligibilityVerdict:
    """Judge one actor by an opportunity's conditions.

    Parameters
    ----------
    conditions
        Terms as above; none means open to all.
    kind, size, country
        Facts of the actor; blank where unknown.
    """
    sorted_ = sort_conditions(conditions)
    parts = [
        *([_who(sorted_, kind, size)] if sorted_.who else []),
        *([_where(sorted_.where, country)] if sorted_.where else []),
        *((None, EligibilityReason("by_hand", found=text)) for text in sorted_.by_hand),
    ]
    if not parts:
        return EligibilityVerdict(True, (EligibilityReason("open"),))
    answers = [answer for answer, _ in parts]
    eligible = False if False in answers else None if None in answers else True
    return EligibilityVerdict(eligible, tuple(reason for _, reason in parts))


def sort_conditions(conditions: Iterable[str]) -> Conditions:
    """Tell kinds and sizes, countries and conditions in words apart."""
    who, where, by_hand = [], [], []
    for condition in conditions:
        term = condition.strip()
        if term in SIZES or term in KINDS:
            who.append(term)
        elif term.startswith(COUNTRY):
            where.append(term.removeprefix(COUNTRY))
        elif term:
            by_hand.append(term)
    return Conditions(tuple(who), tuple(where), tuple(by_hand))


def _who(wanted: Conditions, kind: str, size: str) -> tuple[bool | None, EligibilityReason]:
    sizes = [term for term in wanted.who if term in SIZES]
    kinds = {term for term in wanted.who if term in KINDS} | ({"firm"} if sizes else set())
    if not kind:
        return None, EligibilityReason("kind_unknown", wanted.asked)
    if kind not in kinds:
        return False, EligibilityReason("who_unmet", wanted.asked, kind)
    if kind == "firm" and sizes:
        if not size:
            return None, EligibilityReason("size_unknown", wanted.asked)
        code = "who_met" if size in sizes else "who_unmet"
        return size in sizes, EligibilityReason(code, wanted.asked, size)
    return True, EligibilityReason("who_met", wanted.asked, kind)


def _where(wanted: Collection[str], country: str) -> tuple[bool | None, EligibilityReason]:
    if not country:
        return None, EligibilityReason("country_unknown", tuple(wanted))
    code = "where_met" if country in wanted else "where_unmet"
    return country in wanted, EligibilityReason(code, tuple(wanted), country)
