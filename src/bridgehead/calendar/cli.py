"""The command of the calendar."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from bridgehead.kit.cli import JsonOption, day_option, in_workspace, show_json, show_table
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects
from bridgehead.kit.permissions import COMMAND_LINE

AHEAD = timedelta(days=31)
"""How far it looks where nobody says."""


@in_workspace()
def calendar(
    since: Annotated[date | None, day_option("--since", "First day [default: today]", first=True)] = None,
    until: Annotated[date | None, day_option("--until", "Last day [default: 31 days after the first]")] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", metavar="KIND", help="Only deadline, activity, trip or task (repeatable)"),
    ] = None,
    owner: Annotated[
        str, typer.Option(metavar="USERNAME", help="Only tasks of this colleague, and what their members do")
    ] = "",
    ics: Annotated[
        Path | None, typer.Option("--ics", metavar="FILE", help="Write a calendar file (RFC 5545), ending in .ics")
    ] = None,
    json: JsonOption = False,
) -> None:
    """List deadlines, activities, trips and tasks by day, or write them as a calendar file."""
    from django.utils import timezone

    from bridgehead.calendar.core.month_view import KINDS
    from bridgehead.calendar.phrases import KIND
    from bridgehead.calendar.queries.calendar_items import Wanted, calendar_items
    from bridgehead.calendar.schemas import CalendarOut
    from bridgehead.calendar.services.feed_file import span_file
    from bridgehead.calendar.tables import note_of, state_of
    from bridgehead.ecosystem.queries.colleagues import require_colleague
    from bridgehead.kit.replace_file import replace_file

    if unknown := [each for each in kind or () if each not in KINDS]:
        raise InputError(expects("one_of", options=KINDS), column="--kind", found=unknown[0])
    require_colleague(owner, "--owner")
    first = since or timezone.localdate()
    wanted = Wanted(first, until or first + AHEAD, kind or KINDS, mine=bool(owner))
    viewer = replace(COMMAND_LINE, name=owner)
    if ics is not None:
        replace_file(ics, span_file(wanted, viewer))
        typer.echo(f"Wrote {ics}")
        return
    found = sorted(calendar_items(wanted, viewer), key=lambda item: (item.start or item.end, item.title, item.id))
    if json:
        show_json(CalendarOut.of(found).model_dump())
        return
    rows = [
        (item.start, item.end, item.clock, str(KIND[item.kind]), item.title, note_of(item), item.place, state_of(item))
        for item in found
    ]
    headings = ("Starts", "Ends", "Time", "Kind", "Title", "About", "Place", "Status")
    show_table(f"Calendar: {len(rows):,}", headings, rows)
