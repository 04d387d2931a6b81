"""The JSON shape of an industrial identity and its lock-in."""

from pydantic import BaseModel

from bridgehead.ecosystem.schemas import ScopedAnswer, scope_fields
from bridgehead.framework.cordis_identity import CountryFigures
from bridgehead.influence.core.lock_in import CognitiveLockIn, FunctionalLockIn
from bridgehead.influence.core.regional_identity import ORDERS, RegionFocus
from bridgehead.influence.schemas.reason_texts import reason_texts
from bridgehead.influence.services.regional_identity import Identity, LockIn, PublicIdentity

Interval = tuple[float, float]


class VerdictAnswer(BaseModel):
    """Strength and focus of an identity in a word each."""

    strength: str
    focus: str


class FocusAnswer(BaseModel):
    """How diverse what a region does is."""

    activities: int
    codes: int
    hill: dict[str, float] | None
    interval: Interval | None
    unrelated_variety: float | None
    related_variety: float | None

    @classmethod
    def of(cls, found: RegionFocus) -> "FocusAnswer":
        """The answer for a focus."""
        hill = dict(zip(map(str, ORDERS), found.diversity, strict=True)) if found.activities > 0 else None
        return cls(
            activities=found.activities,
            codes=found.codes,
            hill=hill,
            interval=found.interval,
            unrelated_variety=found.variety.unrelated if found.variety else None,
            related_variety=found.variety.related if found.variety else None,
        )


class SpecialityAnswer(BaseModel):
    """A code that a region works on."""

    code: str
    activities: int
    quotient: float | None
    density: float | None


class IdentityStrengthAnswer(BaseModel):
    """Outside actors that engage with a region."""

    outside: int
    ratio: float | None
    interval: Interval | None


class FunctionalLockInAnswer(BaseModel):
    """Members that depend on one supplier inside."""

    members: dict[str, float]
    dependent: list[str]
    bound: float | None

    @classmethod
    def of(cls, found: FunctionalLockIn) -> "FunctionalLockInAnswer":
        """The answer for functional lock-in."""
        return cls(members=dict(found.shares), dependent=list(found.dependent), bound=found.bound)


class PoliticalLockInAnswer(BaseModel):
    """Funding with a preset direction."""

    activities: int
    preset: int
    share: float | None
    interval: Interval | None
    concentration: float | None


class CognitiveLockInAnswer(BaseModel):
    """Narrowing themes and turning inwards."""

    before: float | None
    after: float | None
    change: float | None
    interval: Interval | None
    ei: float | None
    inside: int
    outside: int
    shrinking: bool | None

    @classmethod
    def of(cls, found: CognitiveLockIn) -> "CognitiveLockInAnswer":
        """The answer for cognitive lock-in."""
        return cls(**vars(found), shrinking=None if found.interval is None else found.interval[1] < 1)


class LockInAnswer(BaseModel):
    """The three signs of lock-in of a cluster."""

    functional: FunctionalLockInAnswer
    political: PoliticalLockInAnswer
    cognitive: CognitiveLockInAnswer

    @classmethod
    def of(cls, found: LockIn) -> "LockInAnswer":
        """The answer for a cluster."""
        return cls(
            functional=FunctionalLockInAnswer.of(found.functional),
            political=PoliticalLockInAnswer(**vars(found.political)),
            cognitive=CognitiveLockInAnswer.of(found.cognitive),
        )


class PerceptionAnswer(BaseModel):
    """What insiders, officials or outsiders see in a region; a blank key stands for evidence that does not say who."""

    standing: float
    interval: Interval
    label: str
    evidence: int
    mentions: int
    voices: int


class CountryFiguresAnswer(BaseModel):
    """A country's part in a set of public projects; `ratio` is to the median of the ten countries of its size."""

    projects: int
    organisations: int
    outside: int
    ratio: float | None
    ratio_interval: Interval | None
    codes: int
    diversity: float | None
    diversity_interval: Interval | None

    @classmethod
    def of(cls, found: CountryFigures) -> "CountryFiguresAnswer":
        """The answer for a country."""
        return cls(**{name: getattr(found, name) for name in cls.model_fields})


class PublicIdentityAnswer(BaseModel):
    """A country beside those of its size in a set of public projects that ships with the program."""

    holds: str
    source: str
    licence: str
    as_of: str
    verdict: VerdictAnswer
    countries: dict[str, CountryFiguresAnswer]

    @classmethod
    def of(cls, found: PublicIdentity) -> "PublicIdentityAnswer":
        """The answer for a set."""
        strong, general = found.verdict
        return cls(
            holds=found.projects.holds,
            source=found.projects.source,
            licence=found.projects.licence,
            as_of=found.projects.as_of,
            verdict=VerdictAnswer(strength=strong, focus=general),
            countries={each.country: CountryFiguresAnswer.of(each) for each in found.countries},
        )


class IdentityAnswer(ScopedAnswer):
    """The industrial identity of a cluster or country."""

    subject: str
    country: str
    compared_with: list[str]
    verdict: VerdictAnswer
    focus: dict[str, dict[str, FocusAnswer]]
    specialities: dict[str, list[SpecialityAnswer]]
    strength: dict[str, dict[str, IdentityStrengthAnswer]]
    perceived: dict[str, PerceptionAnswer]
    public: dict[str, PublicIdentityAnswer]
    lockin: LockInAnswer | None
    reasons: dict[str, str]

    @classmethod
    def of(cls, found: Identity) -> "IdentityAnswer":
        """The answer for an identity."""
        strong, general = found.verdict
        return cls(
            **scope_fields(found.scope),
            subject=found.subject,
            country=found.country,
            compared_with=[name for name in found.regions if name not in (found.subject, found.country)],
            verdict=VerdictAnswer(strength=strong, focus=general),
            focus={
                hierarchy: {name: FocusAnswer.of(focus) for name, focus in regions.items()}
                for hierarchy, regions in found.focus.items()
            },
            specialities={
                hierarchy: [SpecialityAnswer(**vars(each)) for each in listed]
                for hierarchy, listed in found.specialities.items()
            },
            strength={
                period: {name: IdentityStrengthAnswer(**vars(strength)) for name, strength in regions.items()}
                for period, regions in found.strength.items()
            },
            perceived={name: PerceptionAnswer(**vars(seen)) for name, seen in found.perceived.items()},
            public={each.projects.id: PublicIdentityAnswer.of(each) for each in found.public},
            lockin=LockInAnswer.of(found.lockin) if found.lockin else None,
            reasons=reason_texts(found.reasons),
        )
