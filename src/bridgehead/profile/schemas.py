"""The JSON shapes of profiles, comparisons, networks and markets (docs/reference/profile.md)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel, Field

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.schemas import ScopedAnswer, scope_fields
from bridgehead.profile.core.advantage_profile import Profile
from bridgehead.profile.core.ambidexterity import COMPONENT, Ambidexterity
from bridgehead.profile.core.firm_comparison import ComparisonTable
from bridgehead.profile.core.insidership import Insidership
from bridgehead.profile.core.internationalisation_pattern import InternationalisationPattern
from bridgehead.profile.core.market_shortlist import RankedMarket
from bridgehead.profile.core.standing import Standing, StandingChange, WeightShare
from bridgehead.profile.core.statements import Statement
from bridgehead.profile.phrases import comparison_title, reason_text
from bridgehead.profile.services.insidership import ActivityPart, InsidershipContribution

Interval = tuple[float, float]


class OwnStandingAnswer(BaseModel):
    """The standing from evidence that no cluster brought about."""

    standing: float
    interval: Interval
    known: bool


class StatementAnswer(BaseModel):
    """What independent voices say of a code."""

    status: str
    for_: int = Field(alias="for")
    against: int
    triangulated: bool

    @classmethod
    def of(cls, found: Statement) -> "StatementAnswer":
        """The answer for a statement."""
        return cls.model_validate(
            {
                "status": found.status,
                "for": found.voices_for,
                "against": found.voices_against,
                "triangulated": found.triangulated,
            }
        )


class StandingAnswer(BaseModel):
    """A standing, with shares of its strengths by class; a blank class is `""`."""

    standing: float
    interval: Interval
    label: str
    evidence: int
    sources: int
    origins: dict[str, float]
    mechanisms: dict[str, float]
    own: OwnStandingAnswer

    @classmethod
    def of(cls, found: Standing) -> "StandingAnswer":
        """The answer for a standing."""
        return cls(
            **_without_shares(found),
            origins={name: share.share for name, share in found.origins.items()},
            mechanisms={name: share.share for name, share in found.mechanisms.items()},
        )


class PartAnswer(BaseModel):
    """The standing on a code below a component, from the evidence that was given it."""

    standing: float
    interval: Interval
    label: str
    evidence: int
    sources: int
    own: OwnStandingAnswer


class AmbidexterityAnswer(BaseModel):
    """Exploration, exploitation and their product; null with a reason where one of them is unknown."""

    exploration: PartAnswer
    exploitation: PartAnswer
    product: float | None
    interval: Interval | None

    @classmethod
    def of(cls, found: Ambidexterity) -> "AmbidexterityAnswer":
        """The answer for an ambidexterity."""
        return cls(
            exploration=PartAnswer(**_without_shares(found.exploration)),
            exploitation=PartAnswer(**_without_shares(found.exploitation)),
            product=found.product,
            interval=found.interval,
        )


class TechnologyAnswer(StandingAnswer):
    """The standing of the technology, with its parts."""

    ambidexterity: AmbidexterityAnswer


class OrderCorrelationAnswer(BaseModel):
    """Kendall's τ-b of the order of first entries with a distance."""

    tau: float | None
    p: float | None
    n: int


class PatternAnswer(BaseModel):
    """A path abroad: what is declared and what the first entries show."""

    declared: str
    found: list[str]
    tau: dict[str, OrderCorrelationAnswer]
    prior_tie_share: float | None
    network_origin_share: float | None
    born_global: bool | None
    entries: int

    @classmethod
    def of(cls, found: InternationalisationPattern) -> "PatternAnswer":
        """The answer for a path abroad."""
        return cls(
            declared=found.declared,
            found=list(found.found),
            tau={name: OrderCorrelationAnswer(tau=t.tau, p=t.p, n=t.n) for name, t in found.tau.items()},
            prior_tie_share=found.prior_tie_share,
            network_origin_share=found.network_origin_share,
            born_global=found.born_global,
            entries=len(found.first),
        )


class ProfileAnswer(ScopedAnswer):
    """An actor's standings on every code of the framework, and its path abroad."""

    actor: str
    components: dict[str, TechnologyAnswer | StandingAnswer]
    statements: dict[str, StatementAnswer]
    pattern: PatternAnswer
    reasons: dict[str, str]

    @classmethod
    def of(cls, found: Profile) -> "ProfileAnswer":
        """The answer for a profile."""
        return cls(
            **scope_fields(found.scope),
            actor=found.actor,
            components=_standings(found.components) | _technology(found),
            statements={code: StatementAnswer.of(said) for code, said in found.statements.items()},
            pattern=PatternAnswer.of(found.pattern),
            reasons={name: reason_text(reason) for name, reason in found.reasons.items()},
        )


class StandingChangeAnswer(BaseModel):
    """A standing at two days."""

    before: StandingAnswer
    after: StandingAnswer


class ChangedProfileAnswer(ProfileAnswer):
    """A profile with what changed since a day."""

    changes: dict[str, StandingChangeAnswer]

    @classmethod
    def since(cls, found: Profile) -> "ChangedProfileAnswer":
        """The answer for a profile that a day was given to compare with."""
        return cls(**dict(ProfileAnswer.of(found)), changes={c.code: _change(c) for c in found.changed})


class ShareAnswer(BaseModel):
    """A share with its interval."""

    share: float
    interval: Interval


class ComparedStandingAnswer(BaseModel):
    """A standing in a comparison, with the intervals of its shares."""

    standing: float
    interval: Interval
    label: str
    evidence: int
    sources: int
    origins: dict[str, ShareAnswer]
    mechanisms: dict[str, ShareAnswer]
    own: OwnStandingAnswer

    @classmethod
    def of(cls, found: Standing) -> "ComparedStandingAnswer":
        """The answer for a standing."""
        return cls(
            **_without_shares(found), origins=share_answers(found.origins), mechanisms=share_answers(found.mechanisms)
        )


class ComparisonTableAnswer(BaseModel):
    """One of the study's tables 5 to 8: component to firm to standing."""

    table: int
    title: str
    components: dict[str, dict[str, ComparedStandingAnswer]]


class ComparisonAnswer(ScopedAnswer):
    """Firms side by side."""

    firms: list[str]
    tables: list[ComparisonTableAnswer]

    @classmethod
    def of(cls, found: Sequence[ComparisonTable], scope: RecordScope) -> "ComparisonAnswer":
        """The answer for the tables of some firms."""
        return cls(
            **scope_fields(scope),
            firms=list(next(iter(found[0].cells.values()))),
            tables=[
                ComparisonTableAnswer(
                    table=table.number,
                    title=comparison_title(table.number),
                    components={
                        code: {firm: ComparedStandingAnswer.of(standing) for firm, standing in row.items()}
                        for code, row in table.cells.items()
                    },
                )
                for table in found
            ],
        )


class InsidershipCellAnswer(BaseModel):
    """How far inside a market a firm is; `hops` is null where it is not reached."""

    hops: int | None
    reach: float


class MarketInsidershipAnswer(BaseModel):
    """A firm in a market with everything, without the cluster, and without its networks too."""

    with_: InsidershipCellAnswer = Field(serialization_alias="with")
    without: InsidershipCellAnswer | None
    without_networks: InsidershipCellAnswer | None


class ActivityPartAnswer(BaseModel):
    """The reach into a market that is lost without one activity."""

    activity: str
    market: str
    reach: float


class InsidershipAnswer(BaseModel):
    """Insidership of firms in all markets on a day."""

    as_of: str
    without: str | None
    networks: list[str]
    network: dict[str, dict[str, MarketInsidershipAnswer]]
    activities: list[ActivityPartAnswer]

    @classmethod
    def of(cls, found: InsidershipContribution, day: date, parts: Sequence[ActivityPart]) -> "InsidershipAnswer":
        """The answer for firms on a day."""
        network: dict[str, dict[str, MarketInsidershipAnswer]] = {firm: {} for firm in found.whole.firms}
        for firm, market, cells in insidership_cells(found):
            network[firm][market] = cells
        return cls(
            as_of=day.isoformat(),
            without=found.cluster or None,
            networks=list(found.networks),
            network=network,
            activities=[ActivityPartAnswer(activity=p.activity, market=p.market, reach=p.reach) for p in parts],
        )


class RankedMarketAnswer(BaseModel):
    """A market with its place under each lens."""

    market: str
    places: dict[str, int | None]
    spread: int | None
    distance: float | None
    distances: dict[str, float | None]
    hops: int | None
    reach: float
    worth: float | None
    opportunities: list[str]
    entry: str

    @classmethod
    def of(cls, placed: RankedMarket) -> "RankedMarketAnswer":
        """The answer for a market."""
        market = placed.market
        return cls(
            market=market.market,
            places=dict(placed.places),
            spread=placed.spread,
            distance=market.distance,
            distances=dict(market.distances),
            hops=market.hops,
            reach=market.reach,
            worth=market.worth,
            opportunities=list(market.opportunities),
            entry=market.entry,
        )


class MarketShortlistAnswer(BaseModel):
    """A member's markets in the order of a lens, and how far lenses and measures agree."""

    member: str
    lens: str
    worth: str
    considered: int
    markets: list[RankedMarketAnswer]
    lenses_agree: dict[str, float | None]
    measures_agree: dict[str, float | None]


def own_answer(found: Standing) -> OwnStandingAnswer:
    """The own standing beside a standing."""
    return OwnStandingAnswer(standing=found.own.standing, interval=found.own.interval, known=found.own.known)


def share_answers(shares: Mapping[str, WeightShare]) -> dict[str, ShareAnswer]:
    """Shares by class with their intervals."""
    return {name: ShareAnswer(share=share.share, interval=share.interval) for name, share in shares.items()}


def insidership_cells(found: InsidershipContribution) -> Iterator[tuple[str, str, MarketInsidershipAnswer]]:
    """Firm, market and how far inside, one after the other."""
    whole = found.whole
    for i, firm in enumerate(whole.firms):
        for j, market in enumerate(whole.markets):
            with_ = _cell(whole, i, j)
            without = None if found.without is None else _cell(found.without, i, j)
            further = None if found.without_networks is None else _cell(found.without_networks, i, j)
            yield (
                firm,
                market,
                MarketInsidershipAnswer.model_construct(with_=with_, without=without, without_networks=further),
            )


def _cell(found: Insidership, row: int, column: int) -> InsidershipCellAnswer:
    hops = int(found.hops[row, column])
    return InsidershipCellAnswer.model_construct(hops=None if hops < 0 else hops, reach=float(found.reach[row, column]))


def _standings(found: Mapping[str, Standing]) -> dict[str, TechnologyAnswer | StandingAnswer]:
    return {code: StandingAnswer.of(standing) for code, standing in found.items()}


def _technology(found: Profile) -> dict[str, TechnologyAnswer | StandingAnswer]:
    if COMPONENT not in found.components:
        return {}
    standing = StandingAnswer.of(found.components[COMPONENT])
    return {COMPONENT: TechnologyAnswer(**dict(standing), ambidexterity=AmbidexterityAnswer.of(found.ambidexterity))}


def _change(found: StandingChange) -> StandingChangeAnswer:
    return StandingChangeAnswer(before=StandingAnswer.of(found.before), after=StandingAnswer.of(found.after))


def _without_shares(found: Standing) -> dict[str, Any]:
    return {
        "standing": found.standing,
        "interval": found.interval,
        "label": found.label,
        "evidence": found.evidence,
        "sources": len(found.kinds),
        "own": own_answer(found),
    }
