"""The JSON shape of a member's markets."""

from pydantic import BaseModel

from bridgehead.framework.versions import VersionedAnswer
from bridgehead.profile.core.market_shortlist import RankedMarket


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


class MarketShortlistAnswer(VersionedAnswer):
    """A member's markets in the order of a lens, and how far lenses and measures agree."""

    member: str
    lens: str
    worth: str
    considered: int
    markets: list[RankedMarketAnswer]
    lenses_agree: dict[str, float | None]
    measures_agree: dict[str, float | None]
