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
def trip_slots(
    activity: Annotated[str, typer.Argument(metavar="ACTIVITY", help="Delegation trip or meet-the-buyer day")],
    first: Annotated[str, typer.Option("--first", metavar="DAY", help="First day (2027-01-07)")],
    days: Annotated[int, typer.Option(metavar="N", min=1, max=31, help="Days in a row")] = 1,
    begin: Annotated[str, typer.Option("--from", metavar="TIME", help="From when on each day")] = "9:00",
    end: Annotated[str, typer.Option("--until", metavar="TIME", help="Until when; no slot ends later")] = "16:00",
    minutes: Annotated[int, typer.Option(metavar="M", min=5, max=480, help="How long a slot is")] = 30,
    pause: Annotated[int, typer.Option(metavar="M", min=0, max=240, help="Minutes between two slots")] = 0,
    breaks: Annotated[
        list[str] | None, typer.Option("--break", metavar="FROM-UNTIL", help="Nobody meets then (repeatable)")
    ] = None,
    tables: Annotated[int, typer.Option(metavar="N", min=1, max=200, help="Tables at each site")] = 3,
    site: Annotated[list[str] | None, typer.Option(metavar="NAME", help="A site (repeatable)")] = None,
    replace: Annotated[bool, typer.Option(help="Replace the slots that are there, except those with meetings")] = False,
    save: Annotated[bool, typer.Option(help="Save the slots")] = False,
    json: JsonOption = False,
) -> None:
    """Make time slots of a trip from days, hours, tables and sites; without --save tell what they would be."""
    from bridgehead.trips import phrases
    from bridgehead.trips.schemas import SlotChangeOut
    from bridgehead.trips.services.slot_making import make_slots, read_plan, slot_change

    numbers = {"days": days, "minutes": minutes, "pause": pause, "tables": tables}
    plan = read_plan(first, begin, end, breaks or (), sites=site, **numbers)
    if save:
        found = make_slots(activity, plan, replace=replace, viewer=COMMAND_LINE).result
    else:
        found = slot_change(activity, plan, replace=replace)
    if json:
        show_json(SlotChangeOut.of(found).model_dump())
        return
    typer.echo(phrases.slot_outcome(found) if save else " ".join(phrases.slot_preview(found)))


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
