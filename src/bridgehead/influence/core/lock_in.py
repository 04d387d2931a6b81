"""Signs of lock-in: functional, political, cognitive (framework, section 5; study §2.2, §6.4).

That none was found is a result, and comes with what could have been found: an upper bound on how
common the sign can be among those it was looked for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bridgehead.influence.core.findings import absence_bound
from bridgehead.methods import bootstrap
from bridgehead.methods.beta_intervals import share_interval
from bridgehead.methods.diversity import ei_index, herfindahl, hill

DEPENDENT = 0.5
"""A member that has at least this share of its supplier ties with one actor inside depends on it."""
FEWEST_THEMES = 10
DRAWS = 999


@dataclass(frozen=True)
class FunctionalLockIn:
    """Members that depend on one supplier inside.

    Attributes
    ----------
    shares
        Member to the largest share of its supplier ties that lead to one actor inside; members
        without a supplier tie are left out.
    bound
        If none depends: how common dependence can be at most, with 95 % confidence; None if nobody
        has a supplier tie on record.
    """

    shares: Mapping[str, float]
    bound: float | None

    @property
    def dependent(self) -> tuple[str, ...]:
        """Members that depend on one supplier inside."""
        return tuple(member for member, share in self.shares.items() if share >= DEPENDENT)


@dataclass(frozen=True)
class PoliticalLockIn:
    """Funding with a preset direction: activities that a public body or a programme pays for.

    Attributes
    ----------
    share, interval
        Of the activities; None without activities.
    concentration
        Herfindahl's index over who pays, from 1/n to 1; None without any.
    """

    activities: int
    preset: int
    share: float | None
    interval: tuple[float, float] | None
    concentration: float | None


@dataclass(frozen=True)
class CognitiveLockIn:
    """Narrowing themes and turning inwards.

    Attributes
    ----------
    before, after
        Diversity (Hill number of order 2) of the themes in the earlier and the later half of the
        dated activities; None with fewer than ten themes in a half.
    change, interval
        `after` over `before`, by bootstrap over activities; shrinking if the upper end is below 1.
    ei
        Krackhardt and Stern's E–I index of the members' ties: −1 all inside, 1 all outside.
    inside, outside
        Numbers of these ties.
    """

    before: float | None
    after: float | None
    change: float | None
    interval: tuple[float, float] | None
    ei: float | None
    inside: int
    outside: int


def functional(suppliers: Sequence[tuple[str, str]], members: frozenset[str]) -> FunctionalLockIn:
    """Dependence of each member on one supplier inside.

    Parameters
    ----------
    suppliers
        Supplier ties; a tie does not say who supplies whom, so that it counts for both ends.
    """
    partners: dict[str, list[str]] = {}
    for a, b in suppliers:
        for member, partner in ((a, b), (b, a)):
            if member in members:
                partners.setdefault(member, []).append(partner)
    shares = {}
    for member in sorted(partners):
        theirs = partners[member]
        shares[member] = max((theirs.count(p) / len(theirs) for p in set(theirs) & members), default=0.0)
    none = bool(shares) and all(share < DEPENDENT for share in shares.values())
    return FunctionalLockIn(shares, absence_bound(len(shares)) if none else None)


def political(funders: Sequence[str], preset: Sequence[bool]) -> PoliticalLockIn:
    """Share and concentration of funding with a preset direction.

    Parameters
    ----------
    funders
        Who pays for each activity; blank where nobody does or nobody knows.
    preset
        Whether that payer is a public body or a programme.
    """
    paid = [funder for funder, is_preset in zip(funders, preset, strict=True) if is_preset]
    share = len(paid) / len(funders) if funders else None
    weights = [paid.count(funder) for funder in set(paid)]
    return PoliticalLockIn(
        activities=len(funders),
        preset=len(paid),
        share=share,
        interval=share_interval(len(paid), len(funders)) if funders else None,
        concentration=herfindahl(weights) if weights else None,
    )


def cognitive(themes: Sequence[tuple[int, Sequence[str]]], inside: int, outside: int) -> CognitiveLockIn:
    """Whether themes narrow and ties turn inwards.

    Parameters
    ----------
    themes
        Year and themes of each dated activity.
    """
    ordered = sorted((year, tuple(names)) for year, names in themes if names)
    half = len(ordered) // 2
    halves = [names for _, names in ordered[:half]], [names for _, names in ordered[half:]]
    ei = ei_index(outside, inside)
    if min((sum(map(len, part)) for part in halves), default=0) < FEWEST_THEMES:
        return CognitiveLockIn(None, None, None, None, ei, inside, outside)
    before, after = (_diversity(part, np.ones(len(part))) for part in halves)
    draws = [bootstrap.counts(len(part), draws=DRAWS, seed=seed) for seed, part in enumerate(halves)]
    ratios = [_diversity(halves[1], late) / _diversity(halves[0], early) for early, late in zip(*draws, strict=True)]
    return CognitiveLockIn(before, after, after / before, bootstrap.interval(ratios), ei, inside, outside)


def _diversity(part: Sequence[Sequence[str]], times: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> float:
    weights: dict[str, float] = {}
    for names, weight in zip(part, times, strict=True):
        for name in names:
            weights[name] = weights.get(name, 0.0) + float(weight)
    return hill(list(weights.values()), 2)
