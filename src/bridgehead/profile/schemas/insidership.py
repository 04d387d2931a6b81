"""The JSON shape of insidership."""

from collections.abc import Iterator

from pydantic import BaseModel, Field

from bridgehead.ecosystem.schemas import ScopedAnswer, scope_fields
from bridgehead.profile.core.insidership import DIGITS, Insidership
from bridgehead.profile.services.insidership import ActivityParts, InsidershipContribution


class InsidershipCellAnswer(BaseModel):
    """How far inside a market a firm is; `hops` is null where it is not reached."""

    hops: int | None
    reach: float


class MarketInsidershipAnswer(BaseModel):
    """A firm in a market with everything, without the cluster, and without its networks too."""

    with_: InsidershipCellAnswer = Field(serialization_alias="with")
    without: InsidershipCellAnswer | None
    without_networks: InsidershipCellAnswer | None

    @property
    def changes(self) -> bool:
        """Whether anything is lost without the cluster."""
        if self.without is None:
            return False
        lost = self.with_.reach - self.without.reach
        return self.with_.hops != self.without.hops or round(lost, DIGITS) > 0


class ActivityPartAnswer(BaseModel):
    """The reach into a market that is lost without one activity."""

    activity: str
    market: str
    reach: float


class InsidershipAnswer(ScopedAnswer):
    """Insidership of firms in all markets on a day."""

    without: str | None
    networks: list[str]
    network: dict[str, dict[str, MarketInsidershipAnswer]]
    activities: list[ActivityPartAnswer]

    @classmethod
    def of(cls, found: InsidershipContribution, parts: ActivityParts | None) -> "InsidershipAnswer":
        """The answer for firms on a day."""
        network: dict[str, dict[str, MarketInsidershipAnswer]] = {firm: {} for firm in found.whole.firms}
        for firm, market, cells in insidership_cells(found):
            network[firm][market] = cells
        return cls(
            **scope_fields(found.scope),
            without=found.cluster or None,
            networks=list(found.networks),
            network=network,
            activities=[ActivityPartAnswer(**vars(part)) for part in (parts.parts if parts else ())],
        )


def insidership_cells(found: InsidershipContribution) -> Iterator[tuple[str, str, MarketInsidershipAnswer]]:
    """Firm, market and how far inside, one after the other; a firm's own country is no market."""
    whole = found.whole
    for i, firm in enumerate(whole.firms):
        for j, market in whole.abroad(i):
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
