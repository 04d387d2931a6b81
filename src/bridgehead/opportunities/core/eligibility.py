"""Eligibility: who may answer an opportunity, by its conditions and the recorded facts of an actor.

*Who*: kinds of actor (`firm`, `knowledge`, …) and sizes of firm (`sme`, `large`); one of them is enough, and a size
narrows `firm`. Of the items of a list (countries, regions, sectors, technologies) one is enough. All bounds on a
number have to hold. Whatever `conditions` cannot read is left to a person.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from bridgehead.kit import countries, number_format, partial_dates
from bridgehead.opportunities.core.conditions import (
    KINDS,
    REGION,
    SIZES,
    Bound,
    Conditions,
    sort_conditions,
)

LEAP_DAY = (2, 29)


class EligibilityFacts(NamedTuple):
    """What eligibility is judged by; blank, None or empty where it is not known, or not asked for.

    Attributes
    ----------
    region
        A NUTS code; a text that is none is not known.
    founded
        A partial date.
    staff
        People employed.
    turnover
        A year, in euros.
    technologies
        Capabilities and tags.
    """

    kind: str
    size: str
    country: str
    region: str = ""
    founded: str = ""
    staff: float | None = None
    turnover: float | None = None
    sector: str = ""
    technologies: tuple[str, ...] = ()


@dataclass(frozen=True)
class EligibilityReason:
    """What one condition says of an actor.

    Attributes
    ----------
    code
        `open`, `by_hand`, or what is asked (`who`, `where`, `region`, `age`, `staff`, `turnover`, `sector`,
        `technology`) with `_met`, `_unmet`, `_unknown` (the fact is missing; for `who` it is `kind_unknown` or
        `size_unknown`, for `where` `country_unknown`) or `_unclear` (the fact is there and does not decide).
    wanted
        What is enough, one of them: kinds and sizes, codes, words; of a number its bound.
    found
        The actor's fact; the condition itself where a person has to check it.
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


Answer = tuple[bool | None, EligibilityReason]


def judge(conditions: Iterable[str] | Conditions, facts: EligibilityFacts, *, day: str) -> EligibilityVerdict:
    """Judge one actor by an opportunity's conditions.

    Parameters
    ----------
    conditions
        Terms as above, sorted or not; none means open to all.
    facts
        Of the actor, those at least that the conditions ask for.
    day
        The partial date on which its age counts: the deadline, else the day that is asked about.
    """
    sorted_ = conditions if isinstance(conditions, Conditions) else sort_conditions(conditions)
    parts = list(_answers(sorted_, facts, day))
    if not parts:
        return EligibilityVerdict(True, (EligibilityReason("open"),))
    answers = [answer for answer, _ in parts]
    eligible = False if False in answers else None if None in answers else True
    return EligibilityVerdict(eligible, tuple(reason for _, reason in parts))


def _answers(asked: Conditions, facts: EligibilityFacts, day: str) -> Iterator[Answer]:
    if asked.who:
        yield _who(asked, facts.kind, facts.size)
    if asked.where:
        yield _where(asked.where, facts.country)
    if asked.regions:
        yield _region(asked.regions, facts.region, facts.country)
    for measure, bound in asked.bounds:
        yield _age(bound, facts.founded, day) if measure == "age" else _number(measure, bound, facts)
    if asked.sectors:
        yield _sector(asked.sectors, facts.sector)
    if asked.technologies:
        yield _technology(asked.technologies, facts.technologies)
    for text in asked.by_hand:
        yield None, EligibilityReason("by_hand", found=text)


def _who(wanted: Conditions, kind: str, size: str) -> Answer:
    sizes = [term for term in wanted.who if term in SIZES]
    kinds = {term for term in wanted.who if term in KINDS} | ({"firm"} if sizes else set())
    if not kind:
        return None, EligibilityReason("kind_unknown", wanted.asked)
    if kind not in kinds:
        return False, EligibilityReason("who_unmet", wanted.asked, kind)
    if kind == "firm" and sizes:
        if not size:
            return None, EligibilityReason("size_unknown", wanted.asked)
        return _said("who", size in sizes, wanted.asked, size)
    return True, EligibilityReason("who_met", wanted.asked, kind)


def _where(wanted: Collection[str], country: str) -> Answer:
    if not country:
        return None, EligibilityReason("country_unknown", tuple(wanted))
    return _said("where", country in wanted, tuple(wanted), country)


def _region(wanted: tuple[str, ...], region: str, country: str) -> Answer:
    """A region lies in those whose code begins its own; in which of its parts an actor is, a wider one does not say.

    Where the region is not known the country, which begins every code, may still decide.
    """
    recorded = region.upper() if REGION.fullmatch(region.upper()) else ""
    known = recorded or countries.european(country)
    if not known:
        return None, EligibilityReason("region_unknown", wanted)
    if any(known.startswith(each) for each in wanted):
        return True, EligibilityReason("region_met", wanted, known)
    if any(each.startswith(known) for each in wanted):
        return None, EligibilityReason("region_unclear" if recorded else "region_unknown", wanted, recorded)
    return False, EligibilityReason("region_unmet", wanted, known)


def _age(bound: Bound, founded: str, day: str) -> Answer:
    """Whole years count from the founding to the same day of a later year, to which the bound is compared.

    A partial date leaves an age open within the days that it covers; the answer is unclear where these differ.
    """
    wanted = bound.parts
    if not founded or not day:
        return None, EligibilityReason("age_unknown", wanted)
    (first, last), (earliest, latest) = partial_dates.parse(founded), partial_dates.parse(day)
    low = _at_least(bound, lambda n: (latest, _years_after(first, n)), lambda n: (earliest, _years_after(last, n)))
    high = _at_most(bound, lambda n: (earliest, _years_after(last, n)), lambda n: (latest, _years_after(first, n)))
    if False in (low, high):
        return False, EligibilityReason("age_unmet", wanted, founded)
    if None in (low, high):
        return None, EligibilityReason("age_unclear", wanted, founded)
    return True, EligibilityReason("age_met", wanted, founded)


Days = Callable[[float], tuple[date, date]]


def _at_least(bound: Bound, oldest: Days, youngest: Days) -> bool | None:
    """Whether an age is at least the lower bound: at the most that it may be, at the least, or only between."""
    if bound.low is None:
        return True
    ends = [day > limit if bound.over else day >= limit for day, limit in (oldest(bound.low), youngest(bound.low))]
    return None if ends[0] != ends[1] else ends[0]


def _at_most(bound: Bound, youngest: Days, oldest: Days) -> bool | None:
    """Whether an age is at most the upper bound, as `_at_least`."""
    if bound.high is None:
        return True
    ends = [day < limit if bound.under else day <= limit for day, limit in (youngest(bound.high), oldest(bound.high))]
    return None if ends[0] != ends[1] else ends[0]


def _years_after(day: date, years: float) -> date:
    """The same day so many years later; after 29 February the last of that month (Regulation 1182/71, Art. 3(2)(c))."""
    year = day.year + int(years)
    if year > date.max.year:
        return date.max
    return date(year, 2, 28) if (day.month, day.day) == LEAP_DAY and not _has_leap_day(year) else day.replace(year=year)


def _has_leap_day(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _number(measure: str, bound: Bound, facts: EligibilityFacts) -> Answer:
    value = facts.staff if measure == "staff" else facts.turnover
    wanted = bound.parts
    if value is None:
        return None, EligibilityReason(f"{measure}_unknown", wanted)
    enough = bound.low is None or (value > bound.low if bound.over else value >= bound.low)
    little = bound.high is None or (value < bound.high if bound.under else value <= bound.high)
    return _said(measure, enough and little, wanted, number_format.render(value))


def _sector(wanted: tuple[str, ...], sector: str) -> Answer:
    if not sector:
        return None, EligibilityReason("sector_unknown", wanted)
    return _said("sector", bool(_named(wanted, [sector])), wanted, sector)


def _technology(wanted: tuple[str, ...], technologies: Sequence[str]) -> Answer:
    """Met where one is named; what a list of capabilities does not name may be there all the same."""
    if not technologies:
        return None, EligibilityReason("technology_unknown", wanted)
    if found := _named(wanted, technologies):
        return True, EligibilityReason("technology_met", wanted, found)
    return None, EligibilityReason("technology_unclear", wanted)


def _named(wanted: Iterable[str], texts: Sequence[str]) -> str:
    """The first text that has one of some words in it as whole words; blank if none has."""
    for words in wanted:
        pattern = re.compile(rf"(?<!\w){re.escape(words.casefold())}(?!\w)")
        for text in texts:
            if pattern.search(text.casefold()):
                return text
    return ""


def _said(about: str, met: bool, wanted: tuple[str, ...], found: str) -> Answer:
    return met, EligibilityReason(f"{about}_{'met' if met else 'unmet'}", wanted, found)
