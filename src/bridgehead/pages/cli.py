"""The command of memberships."""

from typing import Annotated

import typer

from bridgehead.kit.cli import JsonOption, in_workspace, show_json, show_table
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects


@in_workspace()
def memberships(
    words: Annotated[
        str, typer.Argument(metavar="[WORDS]", help="Search words (all must match)", show_default=False)
    ] = "",
    show: Annotated[
        str,
        typer.Option(
            metavar="WHICH",
            help="present; due: renewal due in 60 days; overdue: fee overdue; risk: at risk of leaving; new: no "
            "participation yet; past: former members",
        ),
    ] = "present",
    json: JsonOption = False,
) -> None:
    """List the cluster's memberships with their terms and reasons for concern."""
    from django.utils import timezone

    from bridgehead.ecosystem.phrases.memberships import risk_reason
    from bridgehead.ecosystem.queries import cluster_in_question
    from bridgehead.pages.schemas import MembershipsOut
    from bridgehead.pages.services.listed_memberships import SHOWS, listed_memberships
    from bridgehead.pages.services.membership_watch import watched_members

    if show not in SHOWS:
        raise InputError(expects("one_of", options=SHOWS), column="--show", found=show)
    today = timezone.localdate()
    watched = watched_members(today, cluster=cluster_in_question())
    found = list(listed_memberships(today, watched, show=show, words=words))
    if json:
        show_json(MembershipsOut.of(found, watched).model_dump())
        return
    rows = []
    for one in found:
        why = watched.reasons[one.member_id].reasons if one.member_id in watched.reasons else ()
        fee = "" if one.fee is None else f"{one.fee:,.0f}"
        concerns = "\n".join(map(risk_reason, why))
        rows.append((one.member.name, one.kind, one.since, one.until, one.renews, fee, one.paid_until, concerns))
    headings = ("Member", "Kind", "Since", "Until", "Renews on", "Fee, euros", "Paid until", "Reasons for concern")
    show_table(f"Memberships: {len(rows):,}", headings, rows)
