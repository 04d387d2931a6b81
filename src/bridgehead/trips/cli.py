"""Trips on the command line: who comes along, who meets whom."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bridgehead.kit.cli import JsonOption, in_workspace, show_json, show_table

if TYPE_CHECKING:
    from bridgehead.trips.core.solver import Schedule


@in_workspace()
def schedule(
    activity: Annotated[str, typer.Argument(metavar="ACTIVITY", help="The trip or meet-the-buyer")],
    wishes: Annotated[Path | None, typer.Option(metavar="FILE", help="Take in these wishes first (CSV)")] = None,
    cancel: Annotated[
        list[str] | None,
        typer.Option(metavar="ACTOR", help="Repair the kept schedule without them; repeat it for more"),
    ] = None,
    travel: Annotated[int, typer.Option(metavar="MINUTES", min=0, help="Between two sites")] = 30,
    group: Annotated[int, typer.Option(metavar="N", min=1, help="Most guests of a group host at once")] = 6,
    row: Annotated[int, typer.Option(metavar="N", min=0, help="Most meetings before a break; 0 for any")] = 0,
    seconds: Annotated[float, typer.Option(metavar="S", min=1, max=600, help="The solver's time limit")] = 15.0,
    save: Annotated[bool, typer.Option(help="Keep the schedule as meetings of the activity")] = False,
    export: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write each participant's kept day as PDF and calendar")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Schedule the meetings of a trip: interest first, then fairness and few gaps."""
    from bridgehead.trips import services

    if wishes is not None:
        services.import_wishes(activity, wishes)
    limits = services.ScheduleLimits(travel=travel, group=group, row=row, seconds=seconds)
    if save:
        done = services.cancel(activity, gone=cancel, limits=limits) if cancel else services.make(activity, limits)
        found = done.result
    else:
        found = (
            services.repair_schedule(activity, gone=cancel, limits=limits)
            if cancel
            else services.make_schedule(activity, limits)
        )
    if export is not None:
        from bridgehead.trips.services.day_sheets import write_day_sheets

        write_day_sheets(activity, export)
    if json:
        show_json(as_json(found))
        return
    rows = [(m.slot, m.site, m.table, ", ".join(m.participants)) for m in found.meetings]
    show_table(_title(found), ("Slot", "Site", "Table", "Who"), rows)


@in_workspace()
def trip_members(
    activity: Annotated[str, typer.Argument(metavar="ACTIVITY", help="The trip or meet-the-buyer")],
    top: Annotated[int, typer.Option(metavar="N", min=1, max=200, help="How many at most")] = 20,
    most_added: Annotated[
        bool, typer.Option("--most-added", help="Those first for whom it adds most, of the best by fit")
    ] = False,
    take: Annotated[
        list[str] | None, typer.Option(metavar="ACTOR", help="Put this member on it first; repeat it for more")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Rank the members who could come along on a trip: fit, what it would add, reasons."""
    from bridgehead.match.core.answer import as_answer, as_lines
    from bridgehead.trips import services

    for actor in take or ():
        services.add_to_trip(activity, actor)
    found = services.companions(activity, top=top, most_added=most_added)
    if json:
        members = [
            {
                "actor": c.candidate.actor,
                "name": c.candidate.name,
                "suits": c.suits.pk if c.suits else None,
                **as_answer(c.candidate),
            }
            for c in found.companions
        ]
        asked = [o.pk for o in found.asked]
        show_json({"activity": activity, "cluster": found.cluster, "opportunities": asked, "members": members})
        return
    typer.echo(f"{len(found.companions)} members of {found.cluster} could come along")
    for place, c in enumerate(found.companions, 1):
        suits = f", suits {c.suits.title}" if c.suits else ""
        typer.echo(as_lines(place, f"{c.candidate.name} ({c.candidate.size or c.candidate.kind}{suits})", c.candidate))


def as_json(found: "Schedule") -> dict[str, Any]:
    """The documented shape (docs/reference/schedule.md)."""
    return {
        "status": found.status,
        "objective": found.verdict.interest / 1000,
        "bound": found.bound / 1000,
        "meetings": [
            {"slot": m.slot, "site": m.site, "table": m.table, "participants": list(m.participants)}
            for m in found.meetings
        ],
        "gaps": found.verdict.gaps,
        "unmet": [{"from": a, "to": b} for a, b in found.verdict.unmet],
        "scope": {
            "least": found.verdict.least,
            "fair": found.fair,
            "gap_bound": found.gap_bound,
            "changed": found.changed,
            "seconds": found.seconds,
            "limit": found.limit,
        },
    }


def _title(found: "Schedule") -> str:
    interest, bound = found.verdict.interest / 1000, found.bound / 1000
    return (
        f"{len(found.meetings)} meetings, interest {interest:g} of at most {bound:g} ({found.status}), "
        f"{found.verdict.gaps} idle slots, at least {found.verdict.least} meetings each, "
        f"{len(found.verdict.unmet)} wishes unmet, {found.changed} changes; "
        f"solver {found.seconds:g} s of {found.limit:g} s"
    )
