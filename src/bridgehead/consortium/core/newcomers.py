"""How many of a team are newcomers, and how common such a team was among those that were funded.

A newcomer takes part in no project on record that began before. What has just been begun to be recorded looks full
of newcomers; so teams count from three years after the first project on record on. How a team's newcomers bear on
what comes of it is open (Guimerà et al. 2005 find teams of newcomers and incumbents mixed); this says what was
usual, not what is good.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from heapq import heappop, heappush

from bridgehead.kit import partial_dates
from bridgehead.methods.beta_intervals import share_interval

YEARS_BEFORE = 3
"""Years on record before a team counts, so that a newcomer is known to be one."""

CLASSES = ((0.0, 0.0), (0.0, 0.25), (0.25, 0.5), (0.5, 0.75), (0.75, 1.0))
"""Shares that count as alike: none, and above the first up to the second."""


@dataclass(frozen=True)
class PastProject:
    """A funded project: when it began, and who took part in it."""

    start: str
    actors: Collection[str]


@dataclass(frozen=True)
class FundedShare:
    """How often funded teams had a share of newcomers like this one.

    Attributes
    ----------
    above, up_to
        The shares that count as alike; both 0 for teams without a newcomer.
    share, interval
        Of the teams, with its 90 % interval.
    teams
        How many were compared.
    """

    above: float
    up_to: float
    share: float
    interval: tuple[float, float]
    teams: int


@dataclass(frozen=True)
class Newcomers:
    """How many of a team are new, and how common that was.

    Attributes
    ----------
    count, share
        None where no funded project is on record, so that nobody can be told to be new.
    funded
        None where no funded team can be compared.
    reason
        Why something is None: `no_history` or `short_history`; else blank.
    """

    count: int | None
    share: float | None
    funded: FundedShare | None
    reason: str = ""


@dataclass(frozen=True)
class FundedHistory:
    """What is on record of funded teams.

    Attributes
    ----------
    known
        Actors with a project that began before the day in question, or has no date.
    counts
        By place in `CLASSES`: how many teams had such a share.
    """

    known: frozenset[str]
    counts: Mapping[int, int]

    @classmethod
    def of(cls, projects: Iterable[PastProject], day: str) -> "FundedHistory":
        """Read the projects that began before a day; one without a date makes nobody new and compares with nothing."""
        counted = [p for p in projects if not p.start or partial_dates.is_before(p.start, day)]
        known = frozenset(a for p in counted for a in p.actors)
        dated = sorted((p for p in counted if p.start), key=lambda p: partial_dates.starts(p.start))
        if not dated:
            return cls(known, {})
        first = partial_dates.starts(dated[0].start).year + YEARS_BEFORE
        seen: set[str] = set()
        over: list[tuple[date, int]] = []
        counts: dict[int, int] = {}
        for n, p in enumerate(dated):
            begins = partial_dates.starts(p.start)
            while over and over[0][0] < begins:
                seen.update(dated[heappop(over)[1]].actors)
            heappush(over, (partial_dates.ends(p.start), n))
            if begins.year >= first and len(p.actors) > 1:
                place = _class(sum(a not in seen for a in p.actors) / len(p.actors))
                counts[place] = counts.get(place, 0) + 1
        return cls(known, counts)

    def newcomers(self, members: Collection[str]) -> Newcomers:
        """How many of a team are new, and how often funded teams had such a share."""
        if not self.known or not members:
            return Newcomers(None, None, None, "no_history")
        new = sum(a not in self.known for a in members)
        share = new / len(members)
        whole = sum(self.counts.values())
        if not whole:
            return Newcomers(new, share, None, "short_history")
        place = _class(share)
        count = self.counts.get(place, 0)
        above, up_to = CLASSES[place]
        funded = FundedShare(above, up_to, count / whole, share_interval(count, whole), whole)
        return Newcomers(new, share, funded)


def _class(share: float) -> int:
    """The place of a share in `CLASSES`."""
    return next(n for n, (_, up_to) in enumerate(CLASSES) if round(share, 9) <= up_to)
