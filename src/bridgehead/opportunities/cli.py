"""Commands on opportunities."""

from typing import Annotated

import typer

from bridgehead.framework.cli import term
from bridgehead.kit.cli import JsonOption, in_workspace, show_json, show_table
from bridgehead.kit.cli import check_country as checked_country


@in_workspace()
def opportunities(
    words: Annotated[str, typer.Argument(metavar="[WORDS]", help="Words that all occur", show_default=False)] = "",
    kind: Annotated[
        str, typer.Option(metavar="KIND", help="Only this kind, such as challenge", callback=term("opportunity_kind"))
    ] = "",
    status: Annotated[
        str, typer.Option(metavar="STATUS", help="forthcoming, open or closed", callback=term("opportunity_status"))
    ] = "",
    country: Annotated[
        str, typer.Option(metavar="SE", help="Only those in this country", callback=checked_country)
    ] = "",
    json: JsonOption = False,
) -> None:
    """List the opportunities, closed ones too."""
    from bridgehead.opportunities.queries import opportunities as query

    found = list(query(words=words, kind=kind, status=status, country=country))
    if json:
        keys = ("id", "title", "kind", "buyer", "countries", "opens", "deadline", "budget", "status", "url")
        show_json({"opportunities": [{key: getattr(o, key) for key in keys} for o in found]})
        return
    rows = ((o.id, o.title, o.kind, ", ".join(o.countries), o.deadline, o.status) for o in found)
    show_table(f"{len(found):,} opportunities", ("Id", "Title", "Kind", "Countries", "Deadline", "Status"), rows)
