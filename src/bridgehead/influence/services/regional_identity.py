"""The identity of a region and its signs of lock-in: load, compute, answer."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bridgehead.ecosystem.models import Actor
from bridgehead.influence.core import lock_in, regional_identity
from bridgehead.influence.core.lock_in import CognitiveLockIn, FunctionalLockIn, PoliticalLockIn
from bridgehead.influence.core.regional_identity import IdentityStrength, RegionFocus, Speciality
from bridgehead.influence.queries import regional_identity as queries
from bridgehead.influence.queries.influence_account import CLUSTERS
from bridgehead.kit import countries
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.progress import Progress, no_progress

COMPARED = 10
OF_COUNTRIES = "signs of lock-in are those of a cluster's members"


@dataclass(frozen=True)
class LockIn:
    """The three signs of lock-in of a cluster."""

    functional: FunctionalLockIn
    political: PoliticalLockIn
    cognitive: CognitiveLockIn


@dataclass(frozen=True)
class Identity:
    """The identity of a cluster or country, its own country's and that of comparison countries.

    Attributes
    ----------
    regions
        The subject first, then its country (if it is a cluster), then the comparison.
    focus
        Hierarchy to region to focus.
    specialities
        Hierarchy to what the subject does most.
    strength
        Period to region to strength.
    verdict
        Strength and focus in a word each.
    """

    subject: str
    country: str
    regions: tuple[str, ...]
    focus: Mapping[str, Mapping[str, RegionFocus]]
    specialities: Mapping[str, Sequence[Speciality]]
    strength: Mapping[str, Mapping[str, IdentityStrength]]
    verdict: tuple[str, str]
    lockin: LockIn | None


def describe(subject: str, *, against: Sequence[str] = (), progress: Progress = no_progress) -> Identity:
    """The identity of a cluster (by id) or country (by code).

    Parameters
    ----------
    against
        Countries to compare with; by default the ten whose number of activities is nearest to that of
        the subject's country.

    Raises
    ------
    NotFound
        If the subject is neither a cluster nor a country.
    InputError
        If a country to compare with is none.
    """
    cluster = Actor.objects.filter(pk=subject, kind__in=CLUSTERS).first()
    if cluster is None and subject not in countries.names():
        raise NotFound(f"there is no cluster or country {subject!r}")
    for country in against:
        if country not in countries.names():
            raise InputError("countries (ISO 3166-1 alpha-2, such as SE)", column="against", found=country)
    home = cluster.country if cluster else subject
    compared = _compared(home, against)
    work, bonds = queries.work(), queries.bonds()
    # What the records hardly know says nothing of a country, only of the records.
    sizes = queries.activities_by_country()
    enough = [name for name in compared if sizes.get(name, 0) >= regional_identity.FEWEST_ACTIVITIES][:COMPARED]
    others = {name: queries.inside(name) for name in enough}
    regions = {name: queries.inside(name) for name in dict.fromkeys([subject, home or subject])} | others
    found = {}
    specialities = {}
    for hierarchy in progress(queries.HIERARCHIES, "Focus"):
        codes = queries.codes(hierarchy)
        found[hierarchy] = {name: regional_identity.focus(work, codes, inside) for name, inside in regions.items()}
        beside = {subject: regions[subject], **others}
        specialities[hierarchy] = regional_identity.specialities(work, codes, beside, subject)
    strength = regional_identity.strength(work, bonds, regions, tuple(others))
    first = max(queries.HIERARCHIES, key=lambda h: (found[h][subject].codes, found[h][subject].activities))
    return Identity(
        subject=subject,
        country=home,
        regions=tuple(regions),
        focus=found,
        specialities=specialities,
        strength=strength,
        verdict=regional_identity.identity_verdict(
            strength["all"][subject], found[first][subject], [found[first][name] for name in others]
        ),
        lockin=_lock_in(regions[subject]) if cluster else None,
    )


def as_answer(found: Identity) -> dict[str, Any]:
    """The identity as `bridgehead identity --json` prints it."""
    strong, general = found.verdict
    return {
        "subject": found.subject,
        "country": found.country,
        "compared_with": [name for name in found.regions if name not in (found.subject, found.country)],
        "verdict": {"strength": strong, "focus": general},
        "focus": {
            hierarchy: {name: _focus(focus) for name, focus in regions.items()}
            for hierarchy, regions in found.focus.items()
        },
        "specialities": {
            hierarchy: [vars(speciality) for speciality in listed] for hierarchy, listed in found.specialities.items()
        },
        "strength": {
            period: {name: vars(strength) for name, strength in regions.items()}
            for period, regions in found.strength.items()
        },
        "lockin": _lockin(found.lockin) if found.lockin else None,
        "reasons": _reasons(found),
    }


def _compared(home: str, against: Sequence[str]) -> list[str]:
    """Countries to compare with, the nearest in size first: a small one is no weaker for being small."""
    if against:
        return [country for country in against if country != home]
    sizes = queries.activities_by_country()
    own = math.log(max(1, sizes.get(home, 0)))
    return sorted(sizes.keys() - {home}, key=lambda country: (abs(math.log(sizes[country]) - own), country))


def _lock_in(insiders: frozenset[str]) -> LockIn:
    paid = queries.funding(insiders)
    return LockIn(
        functional=lock_in.functional(queries.suppliers(), insiders),
        political=lock_in.political([funder for funder, _ in paid], [preset for _, preset in paid]),
        cognitive=lock_in.cognitive(queries.themes(insiders), *queries.ends_of_ties(insiders)),
    )


def _focus(focus: RegionFocus) -> dict[str, Any]:
    known = focus.activities > 0
    return {
        "activities": focus.activities,
        "codes": focus.codes,
        "hill": dict(zip(map(str, regional_identity.ORDERS), focus.diversity, strict=True)) if known else None,
        "interval": focus.interval,
        "unrelated_variety": focus.variety.unrelated if focus.variety else None,
        "related_variety": focus.variety.related if focus.variety else None,
    }


def _lockin(found: LockIn) -> dict[str, Any]:
    cognitive = vars(found.cognitive)
    interval = found.cognitive.interval
    return {
        "functional": {
            "members": dict(found.functional.shares),
            "dependent": list(found.functional.dependent),
            "bound": found.functional.bound,
        },
        "political": vars(found.political),
        "cognitive": {**cognitive, "shrinking": None if interval is None else interval[1] < 1},
    }


def _reasons(found: Identity) -> dict[str, str]:
    reasons = {}
    for hierarchy, regions in found.focus.items():
        if not regions[found.subject].activities:
            reasons[f"focus.{hierarchy}"] = "none of its activities has a code of this kind"
        elif regions[found.subject].interval is None:
            reasons[f"focus.{hierarchy}.interval"] = (
                f"fewer than {regional_identity.FEWEST_ACTIVITIES} coded activities"
            )
    if found.strength["all"][found.subject].ratio is None:
        least = regional_identity.FEWEST_ACTIVITIES
        reasons["strength.ratio"] = f"no country to compare with has {least} activities and an outside actor on record"
    if found.lockin is None:
        reasons["lockin"] = OF_COUNTRIES
    else:
        if not found.lockin.functional.shares:
            reasons["lockin.functional"] = "no member has a supplier tie on record"
        if found.lockin.cognitive.change is None:
            reasons["lockin.cognitive"] = f"fewer than {lock_in.FEWEST_THEMES} themes in a half of the dated activities"
    return reasons
