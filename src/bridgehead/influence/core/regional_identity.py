"""A region's industrial identity: its focus and its strength (framework, section 5; Romanelli & Khessina 2005).

A region is a country or a cluster: a set of actors inside. What it does are the activities in which
one of them took part; each counts once, whatever the number of insiders. Who validates it are actors
outside that work with it. Strong and general identities last; strong and narrow ones are at risk.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from bridgehead.methods import bootstrap
from bridgehead.methods.diversity import Variety, hill, location_quotient, proximity, relatedness_density, variety

PARTICIPATIONS = pl.Schema({"activity": pl.String, "actor": pl.String, "year": pl.Int64})
"""Who took part in, or organised, what; the year the activity started, or null."""
CODES = pl.Schema({"activity": pl.String, "code": pl.String})
"""Codes of the activities; an activity without a code has no row."""
TIES = pl.Schema({"a": pl.String, "b": pl.String, "year": pl.Int64})
"""Ties, with the year since which they are, or null."""

ORDERS = (0, 1, 2)
NINETY = 1.6448536269514722  # standard errors to either side of a 90 % interval
VERDICT_ORDER = 2
"""Diversity of order 2 hardly depends on how much was observed, so that regions of any size compare."""
DRAWS = 999
FEWEST_ACTIVITIES = 10

Interval = tuple[float, float]
Regions = Mapping[str, frozenset[str]]
Hits = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class RegionFocus:
    """How diverse what a region does is.

    Attributes
    ----------
    activities, codes
        Numbers of activities that have a code, and of different codes.
    diversity
        Hill numbers of orders 0, 1, 2.
    interval
        Of the Hill number of order 2, by bootstrap over activities; None below ten.
    variety
        Related and unrelated variety; None without codes.
    """

    activities: int
    codes: int
    diversity: tuple[float, ...]
    interval: tuple[float, float] | None
    variety: Variety | None


@dataclass(frozen=True)
class Speciality:
    """A code that a region works on: its location quotient and how near it is to what else the region does."""

    code: str
    activities: int
    quotient: float | None
    density: float | None


@dataclass(frozen=True)
class IdentityStrength:
    """Outside actors that engage with a region in a period, beside comparison regions.

    Attributes
    ----------
    outside
        Number of distinct outside actors.
    ratio, interval
        Over the median of the comparison regions, by bootstrap over all actors; None without a
        comparison or where its median is 0.
    """

    outside: int
    ratio: float | None
    interval: tuple[float, float] | None


def branch(code: str) -> str:
    """The branch of a hierarchy that a code belongs to.

    Programme codes (`H2020-EU.3.3.2`) are cut after the second number, which is a challenge or
    priority of the programme; CPV codes (`09331200-0`) after the division, two digits; a path of
    EuroSciVoc (`/engineering and technology/…`) after its first field. Any other text is a branch of its own.
    """
    digits = code.split("-", maxsplit=1)[0]
    if len(digits) == 8 and digits.isdigit():
        return digits[:2]
    if code.startswith("/"):
        return code.split("/")[1]
    return ".".join(code.split(".")[:3])


def insider_activities(participations: pl.DataFrame, insiders: frozenset[str]) -> pl.DataFrame:
    """Activities in which an insider took part, each once: `activity`, `year`."""
    return (
        participations.filter(pl.col("actor").is_in(list(insiders)))
        .select("activity", "year")
        .unique()
        .sort("activity")
    )


def focus(participations: pl.DataFrame, codes: pl.DataFrame, insiders: frozenset[str]) -> RegionFocus:
    """How diverse a region's activities are on one hierarchy.

    Parameters
    ----------
    participations, codes
        Of the schemas `PARTICIPATIONS` and `CODES`.
    """
    own = (
        codes.join(insider_activities(participations, insiders), on="activity", how="semi")
        .unique()
        .sort("activity", "code")
    )
    if own.is_empty():
        return RegionFocus(0, 0, (float("nan"),) * len(ORDERS), None, None)
    counts = own.group_by("code").len().sort("code")
    weights = {(branch(code), code): float(n) for code, n in counts.iter_rows()}
    activities = own["activity"].n_unique()
    return RegionFocus(
        activities=activities,
        codes=len(counts),
        diversity=tuple(hill(counts["len"], order) for order in ORDERS),
        interval=_diversity_interval(own) if activities >= FEWEST_ACTIVITIES else None,
        variety=variety(weights),
    )


def specialities(
    participations: pl.DataFrame, codes: pl.DataFrame, regions: Regions, of: str, *, most: int = 20
) -> tuple[Speciality, ...]:
    """The codes a region works on most, with location quotient and relatedness density.

    Regions to compare with are those of `regions` other than the one asked about; relatedness is how
    often two codes are at home (a quotient of 1 or more) in the same of them.
    """
    names = [of, *(name for name in regions if name != of)]
    counted = [
        codes.join(insider_activities(participations, regions[name]), on="activity", how="semi")
        .unique()
        .group_by("code")
        .len()
        for name in names
    ]
    every = sorted({code for table in counted for code in table["code"]})
    if not every:
        return ()
    place = {code: number for number, code in enumerate(every)}
    matrix = np.zeros((len(names), len(every)))
    for row, table in enumerate(counted):
        for code, n in table.iter_rows():
            matrix[row, place[code]] = n
    quotients = location_quotient(matrix)
    home = np.nan_to_num(quotients) >= 1
    density = relatedness_density(home, proximity(home))
    first = sorted(range(len(every)), key=lambda c: (-matrix[0, c], every[c]))[:most]
    return tuple(
        Speciality(every[c], int(matrix[0, c]), _known(quotients[0, c]), _known(density[0, c]))
        for c in first
        if matrix[0, c] > 0
    )


def strength(
    participations: pl.DataFrame, ties: pl.DataFrame, regions: Regions, at_home: Regions, compared: Collection[str]
) -> dict[str, dict[str, IdentityStrength]]:
    """Outside actors that engage with each region, by year and over all (`all`).

    An outside actor engages in the year of a joint activity with an insider, or of a tie to one.

    Parameters
    ----------
    regions
        Region to the actors inside.
    at_home
        Region to all actors that are not outside: the insiders, and whoever is of the region's country, whatever
        its kind. A cluster's partners at home do not validate its region's identity from outside.

    Returns
    -------
    dict
        Year (or `all`) to region to its strength, beside those of `compared` other than itself.
    """
    engaged = {name: _engaged(participations, ties, insiders, at_home[name]) for name, insiders in regions.items()}
    everyone = sorted(set(participations["actor"]) | set(ties["a"]) | set(ties["b"]))
    place = {actor: row for row, actor in enumerate(everyone)}
    years = sorted({year for found in engaged.values() for year in found["year"].drop_nulls()})
    result = {}
    for period in ("all", *years):
        hits = np.zeros((len(everyone), len(regions)), dtype=np.bool_)
        for column, found in enumerate(engaged.values()):
            rows = found if period == "all" else found.filter(pl.col("year") == period)
            hits[[place[actor] for actor in rows["actor"].unique()], column] = True
        result[str(period)] = _compared(hits, list(regions), compared)
    return result


def identity_verdict(ratio: Interval | None, diversity: Interval | None, others: Sequence[float]) -> tuple[str, str]:
    """Strong, weak or not told apart from the comparison; general, narrow or not told apart.

    Parameters
    ----------
    ratio
        Interval of the ratio of outside actors.
    diversity, others
        Interval of the region's diversity of order 2, and the same diversity of the comparison regions.
    """
    middle = float(np.median(others)) if others else None
    return _against(ratio, 1.0, ("strong", "weak")), _against(diversity, middle, ("general", "narrow"))


def comparable_diversities(found: Sequence[RegionFocus]) -> list[float]:
    """Diversities of order 2 of the regions with enough activities that have a code."""
    return [focus.diversity[VERDICT_ORDER] for focus in found if focus.activities >= FEWEST_ACTIVITIES]


def _against(interval: Interval | None, middle: float | None, words: tuple[str, str]) -> str:
    if interval is None or middle is None:
        return "unknown"
    return words[0] if interval[0] > middle else words[1] if interval[1] < middle else "like the others"


def _diversity_interval(own: pl.DataFrame) -> tuple[float, float]:
    """The figure and its bootstrap error to either side, as Chao et al. (2014, appendix G) give it.

    Percentiles would lie too low: a resample can lose codes and never gains any.
    """
    units = own["activity"].rank("dense").to_numpy().astype(np.int64) - 1
    kinds = own["code"].rank("dense").to_numpy().astype(np.int64) - 1
    size = int(kinds.max()) + 1
    times = bootstrap.counts(int(units.max()) + 1, draws=DRAWS)
    error = float(np.std([hill(np.bincount(kinds, t[units], size), VERDICT_ORDER) for t in times], ddof=1))
    figure = hill(np.bincount(kinds), VERDICT_ORDER)
    return max(1.0, figure - NINETY * error), figure + NINETY * error


def _engaged(
    participations: pl.DataFrame, ties: pl.DataFrame, insiders: frozenset[str], at_home: frozenset[str]
) -> pl.DataFrame:
    joint = participations.join(
        insider_activities(participations, insiders).select("activity"), on="activity", how="semi"
    )
    ends = pl.concat([ties.select("year", "a", actor="b"), ties.select("year", "b", actor="a").rename({"b": "a"})])
    tied = ends.filter(pl.col("a").is_in(list(insiders)))
    outside = pl.concat([joint.select("actor", "year"), tied.select("actor", "year")])
    return outside.filter(~pl.col("actor").is_in(list(insiders | at_home))).unique()


def _compared(hits: Hits, names: Sequence[str], compared: Collection[str]) -> dict[str, IdentityStrength]:
    """Ratios of each region's count to the median of the comparison, over resamples of all actors."""
    if not len(hits):
        return {name: IdentityStrength(0, None, None) for name in names}
    patterns, counts = np.unique(hits, axis=0, return_counts=True)
    totals = counts @ patterns
    drawn = np.random.default_rng(bootstrap.SEED).multinomial(len(hits), counts / len(hits), size=DRAWS) @ patterns
    found = {}
    for column, name in enumerate(names):
        others = [c for c, other in enumerate(names) if other in compared and other != name]
        middle = float(np.median(totals[others])) if others else 0.0
        ratio = float(totals[column] / middle) if middle else None
        interval = None
        if ratio is not None:
            middles = np.median(drawn[:, others], axis=1)
            ratios = np.divide(drawn[:, column], middles, out=np.full(DRAWS, np.nan), where=middles > 0)
            interval = bootstrap.interval(ratios)
        found[name] = IdentityStrength(int(totals[column]), ratio, interval)
    return found


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
