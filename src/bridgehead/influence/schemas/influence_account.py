"""The JSON shape of the account of a cluster's influence."""

from pydantic import BaseModel, Field

from bridgehead.framework.versions import VersionedAnswer
from bridgehead.influence.core.funnel import Funnel
from bridgehead.influence.core.influence_account import PUBLIC_FUNNEL, InfluenceAccount
from bridgehead.influence.core.network_contribution import MarketPosition, NetworkContribution, NetworkPosition
from bridgehead.influence.schemas.findings import FindingAnswer
from bridgehead.influence.schemas.level_relations import LevelRelationAnswer
from bridgehead.influence.schemas.reason_texts import reason_texts
from bridgehead.profile.schemas.comparison import ShareAnswer, share_answers

Interval = tuple[float, float]


class NeedAndUseAnswer(BaseModel):
    """Kendall's τ-b of use of the cluster against own standing."""

    tau: float | None
    p: float | None
    interval: Interval | None
    pairs: int


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


class FunnelStepAnswer(BaseModel):
    """How many chains reached a step."""

    step: str
    recorded: int
    reached: int
    rate: float | None
    interval: Interval | None
    days: float | None
    dated: int


class FunnelAnswer(BaseModel):
    """From activity to result, and the step with the lowest rate."""

    steps: list[FunnelStepAnswer]
    leak: str | None

    @classmethod
    def of(cls, found: Funnel) -> "FunnelAnswer":
        """The answer for a funnel."""
        return cls(steps=[FunnelStepAnswer(**vars(passage)) for passage in found.passages], leak=found.leak)


class WholeFunnelAnswer(FunnelAnswer):
    """The funnel with its parts, and one public funnel to compare with."""

    by_instrument: dict[str, FunnelAnswer]
    by_market: dict[str, FunnelAnswer]
    public: dict[str, int]


class InfluenceAnswer(VersionedAnswer):
    """What difference a cluster makes."""

    cluster: str
    attribution: dict[str, dict[str, dict[str, ShareAnswer]]]
    need_and_use: NeedAndUseAnswer
    network: dict[str, dict[str, ContributionAnswer]]
    positions: dict[str, PositionsAnswer]
    losses: list[ReachLossAnswer]
    funnel: WholeFunnelAnswer
    levels: list[LevelRelationAnswer]
    findings: list[FindingAnswer]
    reasons: dict[str, str]

    @classmethod
    def of(cls, found: InfluenceAccount) -> "InfluenceAnswer":
        """The answer for an account."""
        need, network = found.need, found.network
        return cls(
            cluster=found.cluster,
            attribution={
                firm: {component: share_answers(standing.origins) for component, standing in standings.items()}
                for firm, standings in found.standings.items()
            },
            need_and_use=NeedAndUseAnswer(tau=need.tau, p=need.p, interval=need.interval, pairs=need.pairs),
            network=_network(network) if network else {},
            positions=_positions(network) if network else {},
            losses=[ReachLossAnswer(**vars(loss)) for loss in (network.losses if network else ())],
            funnel=WholeFunnelAnswer(
                **dict(FunnelAnswer.of(found.funnel)),
                by_instrument={name: FunnelAnswer.of(part) for name, part in found.by_instrument.items()},
                by_market={name: FunnelAnswer.of(part) for name, part in found.by_market.items()},
                public=dict(PUBLIC_FUNNEL),
            ),
            levels=[LevelRelationAnswer.of(arrow) for arrow in found.arrows],
            findings=[FindingAnswer.of(verdict) for verdict in found.findings],
            reasons=reason_texts(found.reasons),
        )


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
