"""The command on connections to markets."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from bridgehead.kit.cli import (
    AsOfOption,
    JsonOption,
    LeaveOutOption,
    in_workspace,
    show_json,
    show_sentence,
    show_table,
)

if TYPE_CHECKING:
    from bridgehead.profile.schemas.insidership import InsidershipCellAnswer, MarketInsidershipAnswer


@in_workspace()
def insidership(
    firm: Annotated[str, typer.Option(metavar="FIRM", help="Only this firm")] = "",
    without: Annotated[str, typer.Option(metavar="CLUSTER", help="Compare with the network without this cluster")] = "",
    everyone: Annotated[bool, typer.Option("--all", help="All firms, not only the cluster's members")] = False,
    as_of: AsOfOption = None,
    leave_out: LeaveOutOption = None,
    json: JsonOption = False,
) -> None:
    """Show how connected firms are in each market, and what a cluster contributes."""
    from bridgehead.ecosystem.phrases import computed_by
    from bridgehead.ecosystem.queries import activity_names
    from bridgehead.ecosystem.queries.record_scope import record_scope
    from bridgehead.ecosystem.services.record_scope import scope_text
    from bridgehead.kit import countries
    from bridgehead.profile import phrases
    from bridgehead.profile.schemas.insidership import InsidershipAnswer, insidership_cells
    from bridgehead.profile.services.insidership import by_activity, contribution, firms_of_cluster

    scope = record_scope(as_of, leave_out or ())
    firms = [firm] if firm else [] if everyone else firms_of_cluster(scope)
    found = contribution(firms, scope, without=without)
    parts = by_activity(firm, scope, cluster=without) if firm and without else None
    if json:
        show_json(InsidershipAnswer.of(found, parts).model_dump(by_alias=True))
        return
    rows = [row for row in insidership_cells(found) if row[2].with_.hops is not None]
    show_sentence(scope_text(scope))
    if without:
        _show_lost_connections(rows, without, scope.as_of)
    else:
        names = _names(rows)
        lines = [(names[f], names[m], *_cell(cells.with_)) for f, m, cells in rows]
        show_table(f"Connections to markets on {scope.as_of}", ("Firm", "Market", "Steps", "Reach"), lines)
    if parts is not None:
        activities = activity_names({p.activity for p in parts.parts})
        lost = [
            (activities.get(p.activity, p.activity), countries.name(p.market), _reach(p.reach)) for p in parts.parts
        ]
        show_table("Contribution of each activity to the reach", ("Activity", "Market", "Reach lost without it"), lost)
        typer.echo(phrases.activities_without_effect(parts.without_effect))
    typer.echo(computed_by())


def _show_lost_connections(rows: "Sequence[tuple[str, str, MarketInsidershipAnswer]]", without: str, day: date) -> None:
    """Connections that are worse without a cluster, and how many are not."""
    from bridgehead.profile import phrases

    changed = [(f, m, cells.with_, cells.without) for f, m, cells in rows if cells.without and cells.changes]
    names = _names(rows)
    lines = [(names[f], names[m], *_cell(with_), *_cell(cut)) for f, m, with_, cut in changed]
    headings = ("Firm", "Market", "Steps", "Reach", "Steps without", "Reach without")
    show_table(f"Connections to markets on {day} that change without {without}", headings, lines)
    typer.echo(phrases.connections_unchanged(len(rows) - len(changed), without))


def _cell(cell: "InsidershipCellAnswer") -> tuple[object, str]:
    return cell.hops, _reach(cell.reach)


def _reach(value: float) -> str:
    return f"{value:.2f}" if value >= 0.005 else f"{value:.4f}"


def _names(rows: "Sequence[tuple[str, str, MarketInsidershipAnswer]]") -> dict[str, str]:
    """Firms and markets by name."""
    from bridgehead.ecosystem.queries import names_of
    from bridgehead.kit import countries

    return {m: countries.name(m) for _firm, m, _cells in rows} | names_of({firm for firm, _m, _cells in rows})
