"""Commands on opportunities."""

from datetime import date
from typing import Annotated

import typer

from bridgehead.framework.cli import term
from bridgehead.kit import number_format
from bridgehead.kit.cli import JsonOption, day_option, in_workspace, known, show_json, show_table
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
    member: Annotated[
        str, typer.Option("--eligible", metavar="MEMBER", help="Leave out what this member is not eligible for")
    ] = "",
    due_from: Annotated[date | None, day_option("--due-from", "Due on or after this date", first=True)] = None,
    due_to: Annotated[date | None, day_option("--due-to", "Due on or before this date")] = None,
    budget_from: Annotated[float | None, typer.Option(metavar="EUROS", min=0, help="Budget of at least this")] = None,
    budget_to: Annotated[float | None, typer.Option(metavar="EUROS", min=0, help="Budget of at most this")] = None,
    purpose: Annotated[str, typer.Option(metavar="WORDS", help="Required capability, or start of a CPV code")] = "",
    json: JsonOption = False,
) -> None:
    """List opportunities, including closed ones."""
    from django.utils import timezone

    from bridgehead.ecosystem.queries import actor
    from bridgehead.opportunities.phrases import opportunity_count
    from bridgehead.opportunities.queries import opportunities as query
    from bridgehead.opportunities.queries.eligible import NOT_NO, eligible_opportunities
    from bridgehead.opportunities.queries.money_and_purpose import with_money_and_purpose

    dates = {
        "deadline_from": due_from.isoformat() if due_from else "",
        "deadline_to": due_to.isoformat() if due_to else "",
    }
    asked = query(words=words, kind=kind, status=status, country=country, **dates)
    money = {"budget_from": number_format.render(budget_from), "budget_to": number_format.render(budget_to)}
    asked = with_money_and_purpose(asked, **money, purpose=purpose)
    if who := known(member, actor):
        asked = eligible_opportunities(asked, who, NOT_NO, timezone.localdate())
    found = list(asked)
    if json:
        from bridgehead.opportunities.schemas import OpportunityListOut, OpportunitySummary

        shown = OpportunityListOut(opportunities=[OpportunitySummary.model_validate(o) for o in found])
        show_json(shown.model_dump())
        return
    rows = ((o.id, o.title, o.kind, ", ".join(o.countries), o.deadline, o.status) for o in found)
    show_table(opportunity_count(len(found)), ("Id", "Title", "Kind", "Countries", "Deadline", "Status"), rows)
