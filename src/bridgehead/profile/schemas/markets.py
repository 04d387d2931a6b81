"""The JSON shape of a member's markets."""

from pydantic import BaseModel

from bridgehead.ecosystem.schemas import ScopedAnswer
from bridgehead.profile.core.market_shortlist import RankedMarket
from bridgehead.profile.phrases.markets import market_reasons, part_reason


class MarketPartAnswer(BaseModel):
    """One part of a market's worth, from 0 to 1, with its reason as a sentence."""

    value: float
    reason: str


class RankedMarketAnswer(BaseModel):
    """A market with its place under each lens, and why."""

    market: str
    places: dict[str, int | None]
    spread: int | None
    distance: float | None
    distances: dict[str, float | None]
    hops: int | None
    reach: float
    score: float | None
    parts: dict[str, MarketPartAnswer | None]
    unknown: list[str]
    reasons: list[str]
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
            score=market.score,
            parts={
                name: None if part is None else MarketPartAnswer(value=part.value, reason=part_reason(part.reason))
                for name, part in market.parts.items()
            },
            unknown=list(market.unknown),
            reasons=market_reasons(market),
            opportunities=list(market.opportunities),
            entry=market.entry,
        )


class MarketShortlistAnswer(ScopedAnswer):
    """A member's markets in the order of a lens, and how far lenses and measures agree."""

    member: str
    lens: str
    worth: str
    weights: dict[str, float]
    considered: int
    markets: list[RankedMarketAnswer]
    lenses_agree: dict[str, float | None]
    measures_agree: dict[str, float | None]
