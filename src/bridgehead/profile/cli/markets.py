"""The command on a member's next markets."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from bridgehead.kit import number_format
from bridgehead.kit.cli import AsOfOption, JsonOption, LeaveOutOption, in_workspace, show_json, show_table
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects

if TYPE_CHECKING:
    from bridgehead.profile.core.market_shortlist import RankedMarket


class Lens(StrEnum):
    """The order of a list of markets."""

    NEAREST = "nearest"
    NETWORK = "network"
    BEST = "best"


@in_workspace()
def markets(
    member: Annotated[str, typer.Argument(metavar="MEMBER", help="The member's id")],
    lens: Annotated[Lens, typer.Option(metavar="LENS", help="Sort by best, nearest or network")] = Lens.BEST,
    weight: Annotated[
        list[str] | None, typer.Option(metavar="MEASURE=NUMBER", help="Weight of a measure of distance (repeatable)")
    ] = None,
    part: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PART=NUMBER", help="Weight of law, demand, technology, network or size in “best” (repeatable)"
        ),
    ] = None,
    worth: Annotated[str, typer.Option(metavar="FIGURE", help="Figure of a market's size")] = "gdp",
    demand: Annotated[
        list[str] | None, typer.Option(metavar="INDICATOR", help="Indicator of demand (repeatable) [default: all]")
    ] = None,
    top: Annotated[int, typer.Option(metavar="N", min=1, max=300, help="Maximum number of rows")] = 20,
    as_of: AsOfOption = None,
    leave_out: LeaveOutOption = None,
    json: JsonOption = False,
) -> None:
    """List a member's next markets in three orders, each with its reasons: weighed, nearest, through its network."""
    from bridgehead.ecosystem.phrases import computed_by
    from bridgehead.ecosystem.queries.record_scope import record_scope
    from bridgehead.ecosystem.schemas import scope_fields
    from bridgehead.ecosystem.services.record_scope import scope_text
    from bridgehead.profile.core.market_shortlist import disagreement
    from bridgehead.profile.schemas.markets import MarketShortlistAnswer, RankedMarketAnswer
    from bridgehead.profile.services.market_parts import checked_importance
    from bridgehead.profile.services.markets import measures_of, shortlist

    scope, importance = record_scope(as_of, leave_out or ()), _weights(part or [], "--part", "law=2")
    placed = shortlist(
        member,
        scope,
        lens=lens,
        weights=_weights(weight or [], "--weight", "geographic=1"),
        importance=importance,
        worth=worth,
        demand=demand or (),
    )
    if json:
        shown = MarketShortlistAnswer(
            **scope_fields(scope),
            member=member,
            lens=lens.value,
            worth=worth,
            weights=dict(checked_importance(importance)),
            considered=len(placed),
            markets=[RankedMarketAnswer.of(p) for p in placed[:top]],
            lenses_agree={f"{one}-{other}": tau for (one, other), tau in disagreement(placed).items()},
            measures_agree={f"{one}-{other}": tau for (one, other), tau in measures_of(member).items()},
        )
        show_json(shown.model_dump(by_alias=True))
        return
    if rests_on := scope_text(scope):
        typer.echo(rests_on)
    _show_markets(member, placed, top)
    typer.echo(computed_by())


def _weights(given: list[str], option: str, example: str) -> dict[str, float]:
    weights = {}
    for text in given:
        name, _, number = text.partition("=")
        try:
            weights[name] = number_format.parse(number)
        except ValueError as error:
            raise InputError(expects("name_and_number", example=example), column=option, found=text) from error
    return weights


def _km(placed: "RankedMarket") -> str:
    far = placed.market.distances.get("geographic")
    return "" if far is None else f"{far:,.0f}"


def _show_markets(member: str, placed: "Sequence[RankedMarket]", top: int) -> None:
    from bridgehead.ecosystem.queries import names_of
    from bridgehead.kit import countries
    from bridgehead.profile.core.market_shortlist import disagreement
    from bridgehead.profile.phrases import lens_agreement
    from bridgehead.profile.phrases.markets import market_gaps, market_reasons

    rows = (
        (
            countries.name(p.market.market),
            *(p.places[name.value] for name in Lens),
            "" if p.market.score is None else f"{p.market.score:.2f}",
            _km(p),
            len(p.market.opportunities),
        )
        for p in placed[:top]
    )
    headings = ("Market", "Nearest", "Network", "Best", "Score", "Kilometres", "Opportunities")
    show_table(f"Next markets for {names_of([member])[member]}: place in each order", headings, rows)
    typer.echo("Reasons:")
    for row in placed[:top]:
        typer.echo(f"- {countries.name(row.market.market)}: {' '.join(market_reasons(row.market))}")
    for text in market_gaps(placed):
        typer.echo(text)
    typer.echo("Agreement of the orders (Kendall's τ-b):")
    for (one, other), tau in disagreement(placed).items():
        typer.echo(f"- {lens_agreement(one, other, tau)}")
