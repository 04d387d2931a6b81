"""The JSON shape of the account of a cluster's influence."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, Field

from bridgehead.ecosystem.schemas import ScopedAnswer, scope_fields
from bridgehead.influence.core.counterfactuals import AnswerShare, AnswerShares, KindCounterfactuals
from bridgehead.influence.core.funnel import Funnel
from bridgehead.influence.core.influence_account import InfluenceAccount
from bridgehead.influence.core.need_and_use import CodingBasis
from bridgehead.influence.core.network_contribution import MarketPosition, NetworkContribution, NetworkPosition
from bridgehead.influence.schemas.findings import FindingAnswer
from bridgehead.influence.schemas.level_relations import LevelRelationAnswer
from bridgehead.influence.schemas.reason_texts import reason_texts
from bridgehead.profile.schemas.firm_comparison import ShareAnswer, share_answers

Interval = tuple[float, float]


class CodingBasisAnswer(BaseModel):
    """Who coded from what: a source without a kind is under `""`, a coder without a name is `""`."""

    firms: int
    sources: dict[str, int]
    unsourced: int
    coders: list[str]

    @classmethod
    def of(cls, found: CodingBasis) -> "CodingBasisAnswer":
        """The answer for the evidence behind need and use."""
        return cls(**{**vars(found), "sources": dict(found.sources), "coders": list(found.coders)})


class NeedAndUseAnswer(BaseModel):
    """Kendall's τ-b of use of the cluster against own standing."""

    tau: float | None
    p: float | None
    interval: Interval | None
    pairs: int
    coded: CodingBasisAnswer


class MarketPositionAnswer(BaseModel):
    """How far inside a market a firm is; `hops` is null where it is not reached."""

    hops: int | None
    reach: float

    @classmethod
    def of(cls, found: MarketPosition) -> "MarketPositionAnswer":
        """The answer for a position."""
        return cls(hops=found.hops, reach=found.reach)


class ContributionAnswer(BaseModel):
    """A firm in a market with the cluster, without it, and without its networks too."""

    with_: MarketPositionAnswer = Field(serialization_alias="with")
    without: MarketPositionAnswer
    without_networks: MarketPositionAnswer


class NetworkPositionAnswer(BaseModel):
    """A firm's place in the network: brokerage, and reach by sphere."""

    contacts: int
    constraint: float | None
    effective_size: float | None
    spheres: dict[str, float]

    @classmethod
    def of(cls, found: NetworkPosition) -> "NetworkPositionAnswer":
        """The answer for a place."""
        return cls(**{**vars(found), "spheres": dict(found.spheres)})


class PositionsAnswer(BaseModel):
    """A firm's place with and without the cluster."""

    with_: NetworkPositionAnswer = Field(serialization_alias="with")
    without: NetworkPositionAnswer


class ReachLossAnswer(BaseModel):
    """What a firm would lose without the cluster."""

    firm: str
    markets: int
    farther: int
    reach: float


class UndatedAnswer(BaseModel):
    """What ties the firms and has no date: it counts in `network`, and in no year of `network_by_year`."""

    ties: int
    memberships: int
    participations: int


class FunnelStepAnswer(BaseModel):
    """How many parts took a step; `interval` is null for the first step and where the step is not recorded."""

    step: str
    recorded: int
    inferred: int
    interval: Interval | None


FunnelAnswers = dict[str, list[FunnelStepAnswer]]


class AnswerShareAnswer(BaseModel):
    """How many of some answers, and their share."""

    count: int
    share: float
    interval: Interval

    @classmethod
    def of(cls, found: AnswerShare) -> "AnswerShareAnswer":
        """The answer for a share."""
        return cls(**vars(found))


class AnswerSharesAnswer(BaseModel):
    """What participants answered: shares by answer, and what would have happened anyway."""

    answers: int
    shares: dict[str, AnswerShareAnswer]
    deadweight: AnswerShareAnswer
    months: float | None
    smaller_by: float | None
    through: dict[str, int]


class KindCounterfactualsAnswer(AnswerSharesAnswer):
    """The latest answers on a kind of activity, and those of each wave by its months."""

    waves: dict[str, AnswerSharesAnswer]

    @classmethod
    def of(cls, found: KindCounterfactuals) -> "KindCounterfactualsAnswer":
        """The answer for a kind."""
        waves = {str(months): AnswerSharesAnswer(**_answer_shares(wave)) for months, wave in found.waves.items()}
        return cls(**_answer_shares(found.latest), waves=waves)


class InfluenceAnswer(ScopedAnswer):
    """What difference a cluster makes."""

    cluster: str
    attribution: dict[str, dict[str, dict[str, ShareAnswer]]]
    need_and_use: NeedAndUseAnswer
    network: dict[str, dict[str, ContributionAnswer]]
    positions: dict[str, PositionsAnswer]
    losses: list[ReachLossAnswer]
    undated: UndatedAnswer | None
    funnels: FunnelAnswers
    funnels_by_kind: dict[str, FunnelAnswers]
    funnels_by_market: dict[str, FunnelAnswers]
    counterfactuals: dict[str, KindCounterfactualsAnswer]
    levels: list[LevelRelationAnswer]
    findings: list[FindingAnswer]
    reasons: dict[str, str]

    @classmethod
    def of(cls, found: InfluenceAccount) -> "InfluenceAnswer":
        """The answer for an account."""
        need, network = found.need, found.network
        return cls(
            **scope_fields(found.scope),
            cluster=found.cluster,
            attribution={
                firm: {component: share_answers(standing.origins) for component, standing in standings.items()}
                for firm, standings in found.standings.items()
            },
            need_and_use=NeedAndUseAnswer(
                tau=need.tau,
                p=need.p,
                interval=need.interval,
                pairs=need.pairs,
                coded=CodingBasisAnswer.of(found.basis),
            ),
            network=_network(network) if network else {},
            positions=_positions(network) if network else {},
            losses=[ReachLossAnswer(**vars(loss)) for loss in (network.losses if network else ())],
            undated=UndatedAnswer(**vars(network.undated)) if network else None,
            funnels=_funnels(found.results.funnels),
            funnels_by_kind={kind: _funnels(some) for kind, some in found.results.by_kind.items()},
            funnels_by_market={market: _funnels(some) for market, some in found.results.by_market.items()},
            counterfactuals={
                kind: KindCounterfactualsAnswer.of(answers) for kind, answers in found.counterfactuals.items()
            },
            levels=[LevelRelationAnswer.of(arrow) for arrow in found.arrows],
            findings=[FindingAnswer.of(verdict) for verdict in found.findings],
            reasons=reason_texts(found.reasons),
        )


def _funnels(found: Mapping[str, Funnel]) -> FunnelAnswers:
    return {
        family: [
            FunnelStepAnswer(step=s.step, recorded=s.recorded, inferred=s.inferred, interval=s.interval)
            for s in one.steps
        ]
        for family, one in found.items()
    }


def _answer_shares(found: AnswerShares) -> dict[str, Any]:
    return {
        **vars(found),
        "shares": {answer: AnswerShareAnswer.of(share) for answer, share in found.shares.items()},
        "deadweight": AnswerShareAnswer.of(found.deadweight),
        "through": dict(found.through),
    }


def _network(found: NetworkContribution) -> dict[str, dict[str, ContributionAnswer]]:
    return {
        firm: {
            market: ContributionAnswer(
                with_=MarketPositionAnswer.of(cell.whole),
                without=MarketPositionAnswer.of(cell.without),
                without_networks=MarketPositionAnswer.of(cell.without_networks),
            )
            for market, cell in cells.items()
        }
        for firm, cells in found.cells.items()
    }


def _positions(found: NetworkContribution) -> dict[str, PositionsAnswer]:
    return {
        firm: PositionsAnswer(with_=NetworkPositionAnswer.of(whole), without=NetworkPositionAnswer.of(without))
        for firm, (whole, without) in found.positions.items()
    }
