"""The identity of a region and its signs of lock-in: load, compute, answer."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.models import Actor
from bridgehead.ecosystem.queries.record_scope import today
from bridgehead.framework.cordis_identity import CountryFigures, ProjectSet, load_project_sets
from bridgehead.influence import phrases
from bridgehead.influence.core import lock_in, perceived_identity, regional_identity
from bridgehead.influence.core.lock_in import CognitiveLockIn, FunctionalLockIn, PoliticalLockIn
from bridgehead.influence.core.perceived_identity import Perception
from bridgehead.influence.core.regional_identity import IdentityStrength, RegionFocus, Speciality
from bridgehead.influence.queries import regional_identity as queries
from bridgehead.influence.queries.influence_account import CLUSTERS
from bridgehead.kit import countries
from bridgehead.kit.country_reader import country_or_text
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.expectations import expects
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.profile.core.coded_reason import CodedReason

COMPARED = 10


@dataclass(frozen=True)
class LockIn:
    """The three signs of lock-in of a cluster."""

    functional: FunctionalLockIn
    political: PoliticalLockIn
    cognitive: CognitiveLockIn


@dataclass(frozen=True)
class PublicIdentity:
    """A country in a shipped set of public projects: its figures first, then those it is compared with."""

    projects: ProjectSet
    countries: tuple[CountryFigures, ...]
    verdict: tuple[str, str]


@dataclass(frozen=True)
class Identity:
    """The identity of a cluster or country, its own country's and that of comparison countries.

    Attributes
    ----------
    scope
        Which records it rests on, but for `public`.
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
    perceived
        Who perceives the identity of the subject's country to what they see.
    public
        What the country and those of its size did in sets of public projects.
    """

    subject: str
    scope: RecordScope
    country: str
    regions: tuple[str, ...]
    focus: Mapping[str, Mapping[str, RegionFocus]]
    specialities: Mapping[str, Sequence[Speciality]]
    strength: Mapping[str, Mapping[str, IdentityStrength]]
    verdict: tuple[str, str]
    lockin: LockIn | None
    perceived: Mapping[str, Perception]
    public: tuple[PublicIdentity, ...]

    @property
    def reasons(self) -> dict[str, CodedReason]:
        """What could not be computed, and why."""
        found = {}
        least = regional_identity.FEWEST_ACTIVITIES
        for hierarchy, regions in self.focus.items():
            if not regions[self.subject].activities:
                found[f"focus.{hierarchy}"] = CodedReason("no_codes")
            elif regions[self.subject].interval is None:
                found[f"focus.{hierarchy}.interval"] = CodedReason("few_coded_activities", {"needed": least})
        if self.strength["all"][self.subject].ratio is None:
            found["strength.ratio"] = CodedReason("no_comparison", {"needed": least})
        if self.lockin is None:
            found["lockin"] = CodedReason("lock_in_of_clusters")
        else:
            if not self.lockin.functional.shares:
                found["lockin.functional"] = CodedReason("no_supplier")
            if self.lockin.cognitive.change is None:
                found["lockin.cognitive"] = CodedReason("few_themes", {"needed": lock_in.FEWEST_THEMES})
        return found


def describe(
    subject: str, scope: RecordScope | None = None, *, against: Sequence[str] = (), progress: Progress = no_progress
) -> Identity:
    """The identity of a cluster (by id) or country (by code).

    Parameters
    ----------
    scope
        Which records it rests on; today's, all of them, where it is None. The figures of public projects are
        shipped, and stay as they are.
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
    scope = scope or today()
    cluster = Actor.objects.filter(pk=subject, kind__in=CLUSTERS).first()
    subject = subject if cluster else country_or_text(subject)
    if cluster is None and subject not in countries.names():
        raise NotFound(phrases.unknown_subject(subject))
    against = [country_or_text(country) for country in against]
    for country in against:
        if country not in countries.names():
            raise InputError(expects("other_countries"), column="against", found=country)
    home = cluster.country if cluster else subject
    compared = _compared(home, scope, against)
    participations, ties = queries.participations(scope), queries.ties(scope)
    # What the records hardly know says nothing of a country, only of the records.
    sizes = queries.activities_by_country(scope)
    enough = [name for name in compared if sizes.get(name, 0) >= regional_identity.FEWEST_ACTIVITIES][:COMPARED]
    others = {name: queries.insiders(name, scope) for name in enough}
    regions = {name: queries.insiders(name, scope) for name in dict.fromkeys([subject, home or subject])} | others
    at_home = {**regions, subject: regions[subject] | (queries.actors_of_country(home) if home else frozenset())}
    found = {}
    specialities = {}
    for hierarchy in progress(queries.HIERARCHIES, "Focus"):
        codes = queries.codes(hierarchy, scope)
        found[hierarchy] = {
            name: regional_identity.focus(participations, codes, insiders) for name, insiders in regions.items()
        }
        beside = {subject: regions[subject], **others}
        specialities[hierarchy] = regional_identity.specialities(participations, codes, beside, subject)
    strength = regional_identity.strength(participations, ties, regions, at_home, tuple(others))
    first = max(queries.HIERARCHIES, key=lambda h: (found[h][subject].codes, found[h][subject].activities))
    return Identity(
        subject=subject,
        scope=scope,
        country=home,
        regions=tuple(regions),
        focus=found,
        specialities=specialities,
        strength=strength,
        verdict=regional_identity.identity_verdict(
            strength["all"][subject].interval,
            found[first][subject].interval,
            regional_identity.comparable_diversities([found[first][name] for name in others]),
        ),
        lockin=_lock_in(regions[subject], scope) if cluster else None,
        perceived=perceived_identity.perceptions(*queries.perceived(at_home[subject], scope)),
        public=public_identities(home),
    )


def public_identities(country: str) -> tuple[PublicIdentity, ...]:
    """What a country did in the shipped sets of public projects, beside the countries of its size."""
    found = []
    for projects in load_project_sets():
        own = projects.countries.get(country)
        if own is not None:
            others = [projects.countries[name] for name in own.compared]
            diversities = [other.diversity for other in others if other.diversity is not None]
            verdict = regional_identity.identity_verdict(own.ratio_interval, own.diversity_interval, diversities)
            found.append(PublicIdentity(projects, (own, *others), verdict))
    return tuple(found)


def _compared(home: str, scope: RecordScope, against: Sequence[str]) -> list[str]:
    """Countries to compare with, the nearest in size first: a small one is no weaker for being small."""
    if against:
        return [country for country in against if country != home]
    sizes = queries.activities_by_country(scope)
    own = math.log(max(1, sizes.get(home, 0)))
    return sorted(sizes.keys() - {home}, key=lambda country: (abs(math.log(sizes[country]) - own), country))


def _lock_in(insiders: frozenset[str], scope: RecordScope) -> LockIn:
    paid = queries.funding(insiders, scope)
    return LockIn(
        functional=lock_in.functional(queries.suppliers(scope), insiders),
        political=lock_in.political([funder for funder, _ in paid], [preset for _, preset in paid]),
        cognitive=lock_in.cognitive(queries.themes(insiders, scope), *queries.ends_of_ties(insiders, scope)),
    )
