"""Commands on opportunities."""

from typing import Annotated

import typer

from bridgehead.framework.cli import term
from bridgehead.kit.cli import JsonOption, in_workspace, show_json, show_table
from bridgehead.kit.cli import check_country as checked_country


@in_workspace()
def opportunities(
    words: Annotated[
        str, typer.Argument(metavar="[WORDS]", help="Search words (all must match)", show_default=False)
    ] = "",
    kind: Annotated[
        str,
        typer.Option(metavar="KIND", help="Show this kind only, such as challenge", callback=term("opportunity_kind")),
    ] = "",
    status: Annotated[
        str,
        typer.Option(
            metavar="STATUS",
            help="Show this status only: forthcoming, open or closed",
            callback=term("opportunity_status"),
        ),
    ] = "",
    country: Annotated[str, typer.Option(metavar="SE", help="Show this country only", callback=checked_country)] = "",
    json: JsonOption = False,
) -> None:
    """List opportunities, including closed ones."""
    from bridgehead.opportunities.phrases import opportunity_count
    from bridgehead.opportunities.queries import opportunities as query

    found = list(query(words=words, kind=kind, status=status, country=country))
    if json:
        from bridgehead.opportunities.schemas import OpportunityListOut, OpportunitySummary

        shown = OpportunityListOut(opportunities=[OpportunitySummary.model_validate(o) for o in found])
        show_json(shown.model_dump())
        return
    rows = ((o.id, o.title, o.kind, ", ".join(o.countries), o.deadline, o.status) for o in found)
    show_table(opportunity_count(len(found)), ("Id", "Title", "Kind", "Countries", "Deadline", "Status"), rows)
