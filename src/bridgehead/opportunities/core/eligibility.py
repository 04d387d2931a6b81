"""Who may answer an opportunity, from its conditions and what is known of an actor.

Conditions are terms. *Who*: kinds of actor (`firm`, `knowledge`, …) and sizes of firm (`sme`, `large`);
one of them is enough, and a size narrows `firm`. *Where*: `country:DK`; one of them is enough. Anything
else is a condition in words that a person has to check.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bridgehead.kit import countries

SIZES = ("sme", "large")
KINDS = ("firm", "knowledge", "public", "investor", "cluster", "cluster_network", "other")
COUNTRY = "country:"


@dataclass(frozen=True)
class EligibilityVerdict:
    """Whether an actor is eligible, with a reason for each condition.

    Attributes
    ----------
    eligible
        None where a fact is missing or a condition is left to a person.
    """

    eligible: bool | None
    reasons: tuple[str, ...]


def judge(conditions: Iterable[str], *, kind: str, size: str, country: str) -> EligibilityVerdict:
    """Judge one actor by an opportunity's conditions.

    Parameters
    ----------
    conditions
        Terms as above; none means open to everybody.
    kind, size, country
        Facts of the actor; blank where unknown.
    """
    who, where, by_hand = _sort(conditions)
    parts = [
        *([_who(who, kind, size)] if who else []),
        *([_where(where, country)] if where else []),
        *(EligibilityVerdict(None, (f"check by hand: {text}",)) for text in by_hand),
    ]
    if not parts:
        return EligibilityVerdict(True, ("open to everybody",))
    answers = [part.eligible for part in parts]
    eligible = False if False in answers else None if None in answers else True
    return EligibilityVerdict(eligible, tuple(reason for part in parts for reason in part.reasons))


def in_words(conditions: Iterable[str]) -> str:
    """The conditions as a page says them; blank where there are none."""
    who, where, by_hand = _sort(conditions)
    kinds = " or ".join(_words(term) for term in who if not (term == "firm" and set(who) & set(SIZES)))
    return "; ".join(part for part in (kinds, f"in {_places(where)}" if where else "", *by_hand) if part)


def _sort(conditions: Iterable[str]) -> tuple[list[str], list[str], list[str]]:
    who, where, by_hand = [], [], []
    for condition in conditions:
        term = condition.strip()
        if term in SIZES or term in KINDS:
            who.append(term)
        elif term.startswith(COUNTRY):
            where.append(term.removeprefix(COUNTRY))
        elif term:
            by_hand.append(term)
    return who, where, by_hand


def _who(wanted: Collection[str], kind: str, size: str) -> EligibilityVerdict:
    sizes = [term for term in wanted if term in SIZES]
    kinds = {term for term in wanted if term in KINDS} | ({"firm"} if sizes else set())
    asked = " or ".join(_one(term) for term in wanted if not (sizes and term == "firm"))
    if not kind:
        return EligibilityVerdict(None, (f"{asked} is asked for; its kind is not known",))
    if kind not in kinds:
        return EligibilityVerdict(False, (f"{asked} is asked for; this is {_one(kind)}",))
    if kind == "firm" and sizes:
        if not size:
            return EligibilityVerdict(None, (f"{asked} is asked for; its size is not known",))
        if size not in sizes:
            return EligibilityVerdict(False, (f"{asked} is asked for; this is {_one(size)}",))
        return EligibilityVerdict(True, (f"{_words(size)}, as asked",))
    return EligibilityVerdict(True, (f"{_words(kind)}, as asked",))


def _where(wanted: Collection[str], country: str) -> EligibilityVerdict:
    asked = f"somebody in {_places(wanted)}"
    if not country:
        return EligibilityVerdict(None, (f"{asked} is asked for; its country is not known",))
    if country in wanted:
        return EligibilityVerdict(True, (f"in {countries.name(country)}, as asked",))
    return EligibilityVerdict(False, (f"{asked} is asked for; this is in {countries.name(country)}",))


def _places(codes: Iterable[str]) -> str:
    return " or ".join(map(countries.name, codes))


def _one(term: str) -> str:
    """A term with its article."""
    word = _words(term)
    return f"{'an' if word[0] in 'aeioS' else 'a'} {word}"


def _words(term: str) -> str:
    return {
        "sme": "SME",
        "large": "large firm",
        "firm": "firm",
        "knowledge": "knowledge institution",
        "public": "public organisation",
        "investor": "investor",
        "cluster": "cluster",
        "cluster_network": "network of clusters",
        "other": "organisation of another kind",
    }.get(term, term)
