"""The terms of memberships: which fee applies, and when the next year begins."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bridgehead.kit import partial_dates


@dataclass(frozen=True)
class FeeFact:
    """What a kind of membership costs a year: of one size, or blank for all; from a year on, or None for always."""

    kind: str
    size: str
    amount: float
    from_year: int | None = None


@dataclass(frozen=True)
class MembershipTerms:
    """On which terms somebody becomes a member: of which kind, for how much a year, from when; blank is unknown."""

    kind: str = ""
    fee: float | None = None
    since: str = ""


def fee_for(facts: Iterable[FeeFact], *, kind: str, size: str, year: int) -> float | None:
    """The fee of a kind and size in a year: that of the size goes first, then the latest; None where none is known."""
    known = [
        fact
        for fact in facts
        if fact.kind == kind and fact.size in ("", size) and (fact.from_year is None or fact.from_year <= year)
    ]
    best = max(known, key=lambda fact: (bool(fact.size), fact.from_year or 0), default=None)
    return None if best is None else best.amount


def a_year_after(text: str) -> str:
    """The same partial date a year later; 29 February becomes the 28th."""
    year, rest = int(text[:4]) + 1, text[4:]
    return f"{year:04d}-02-28" if rest == "-02-29" else f"{year:04d}{rest}"


def next_renewal(renews: str, since: str, today: date) -> str:
    """When a membership renews after it was renewed: a year after the day on which it was due.

    Parameters
    ----------
    renews, since
        When it renews, and when it began; one without either renews a year from today.
    """
    if renews:
        return a_year_after(renews)
    if not since:
        return a_year_after(today.isoformat())
    due = a_year_after(since)
    while partial_dates.ends(due) < today:
        due = a_year_after(due)
    return due


def paid_up_to(paid_until: str, renews: str, since: str, today: date) -> str:
    """To which day one more fee pays: a year on from where the last one did, else to the next renewal.

    A fee pays for one year: whoever owes an earlier one owes it still.

    Parameters
    ----------
    paid_until
        To which day the membership was paid; blank for unknown.
    renews, since
        When it renews, and when it began; one without either renews a year from today.
    """
    if paid_until:
        return a_year_after(paid_until)
    due = renews or a_year_after(since or today.isoformat())
    while partial_dates.ends(due) <= today:
        due = a_year_after(due)
    return _day_before(due)


def _day_before(text: str) -> str:
    """The last day before a day; a month or a year stays as it is, for it says no day."""
    is_day = len(text) == len("2026-01-01")
    return (partial_dates.starts(text) - timedelta(days=1)).isoformat() if is_day else text


def is_due(renews: str, last: date) -> bool:
    """Whether a membership renews up to a day: also one that should have and has not."""
    return bool(renews) and partial_dates.starts(renews) <= last
