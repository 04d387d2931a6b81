"""Commands on trips: meeting schedules and members who could join."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bridgehead.kit.cli import JsonOption, in_workspace, show_json, show_table
from bridgehead.kit.permissions import COMMAND_LINE

if TYPE_CHECKING:
    from bridgehead.kit.receipt import Receipt
    from bridgehead.trips.core.schedule_solver import Schedule
    from bridgehead.trips.services import ScheduleLimits


@in_workspace()
def schedule(
    activity: Annotated[str, typer.Argument(metavar="ACTIVITY", help="Delegation trip or meet-the-buyer day")],
    wishes: Annotated[Path | None, typer.Option(metavar="FILE", help="Import these wishes first (CSV)")] = None,
    cancel: Annotated[
        list[str] | None,
        typer.Option(metavar="ACTOR", help="Cancel this participant and update the saved schedule (repeatable)"),
    ] = None,
    travel: Annotated[int, typer.Option(metavar="MINUTES", min=0, help="Minutes of travel between two sites")] = 30,
    group: Annotated[int, typer.Option(metavar="N", min=1, help="Largest group that a group host meets")] = 6,
    row: Annotated[int, typer.Option(metavar="N", min=0, help="Most meetings before a break; 0: no limit")] = 0,
    seconds: Annotated[float, typer.Option(metavar="S", min=1, max=600, help="Time limit of the solver")] = 15.0,
    save: Annotated[bool, typer.Option(help="Save the schedule as meetings of the activity")] = False,
    export: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write each participant's meetings as PDF and calendar")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Schedule the meetings of a trip: most interest first, then fairness, then few idle slots."""
    from bridgehead.trips import services
    from bridgehead.trips.queries import plain_table

    if wishes is not None:
        services.import_wishes(activity, wishes, viewer=COMMAND_LINE)
    limits = services.ScheduleLimits(travel=travel, group=group, row=row, seconds=seconds)
    if save:
        done = _saved(activity, limits, cancel)
        found = done.result
    else:
        found = (
            services.repair_schedule(activity, gone=cancel, limits=limits)
            if cancel
            else services.find_schedule(activity, limits)
        )
    if export is not None:
        from bridgehead.trips.services.day_sheets import write_day_sheets

        write_day_sheets(activity, export)
    if json:
        from bridgehead.trips.schemas import ScheduleOut

        show_json(ScheduleOut.of(found).model_dump())
        return
    rows = [(m.slot, m.site, plain_table(m.site, m.table), ", ".join(m.participants)) for m in found.meetings]
    show_table(_title(found, repaired=bool(cancel)), ("Slot", "Site", "Table", "Who"), rows)


@in_workspace()
def trip_members(
    activity: Annotated[str, typer.Argument(metavar="ACTIVITY", help="Delegation trip or meet-the-buyer day")],
    top: Annotated[int, typer.Option(metavar="N", min=1, max=200, help="Maximum number of rows")] = 20,
    most_added: Annotated[bool, typer.Option("--most-added", help="Sort by additionality")] = False,
    take: Annotated[
        list[str] | None, typer.Option(metavar="ACTOR", help="Add this member to the trip first (repeatable)")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Rank members who could join a trip by fit, with additionality and reasons."""
    from django.utils import timezone

    from bridgehead.match.phrases import candidate_lines, ranked_by
    from bridgehead.match.services.rank_actors import ranking_method
    from bridgehead.trips import phrases, services
    from bridgehead.trips.schemas import CompanionListOut

    for actor in take or ():
        services.add_to_trip(activity, actor, viewer=COMMAND_LINE)
    found = services.companions(activity, top=top, most_added=most_added)
    if json:
        show_json(CompanionListOut.of(found).model_dump())
        return
    typer.echo(phrases.companion_count(len(found.companions), found.cluster))
    for place, c in enumerate(found.companions, 1):
        suits = f", {phrases.best_suits(c.suits.title)}" if c.suits else ""
        who = f"{c.candidate.name} ({c.candidate.size or c.candidate.kind}{suits})"
        typer.echo(candidate_lines(place, who, c.candidate))
    typer.echo(ranked_by(ranking_method(timezone.localdate())))


def _saved(activity: str, limits: "ScheduleLimits", gone: list[str] | None) -> "Receipt[Schedule]":
    from bridgehead.trips import services

    if gone:
        return services.cancel(activity, gone=gone, limits=limits, viewer=COMMAND_LINE)
    return services.create_schedule(activity, limits, viewer=COMMAND_LINE)


def _title(found: "Schedule", *, repaired: bool) -> str:
    from bridgehead.trips import phrases

    outcome = phrases.repair_outcome(found) if repaired else phrases.schedule_outcome(found)
    return f"{outcome} {phrases.schedule_details(found)}"
