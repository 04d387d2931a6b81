"""The commands that find teams and look after applications."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bridgehead.framework.cli import term
from bridgehead.kit.cli import JsonOption, in_workspace, show_json, show_table
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects
from bridgehead.kit.permissions import COMMAND_LINE

if TYPE_CHECKING:
    from bridgehead.consortium.core.problem import TermWeights
    from bridgehead.consortium.core.result import Consortium, TeamProposal


@in_workspace()
def consortium(
    opportunity: Annotated[str, typer.Argument(metavar="OPPORTUNITY", help="The opportunity's id")],
    lead: Annotated[str, typer.Option(metavar="ACTOR", help="Lead")] = "",
    pin: Annotated[list[str] | None, typer.Option(metavar="ACTOR", help="Required member (repeatable)")] = None,
    without: Annotated[
        list[str] | None, typer.Option(metavar="ACTOR", help="Excluded organisation (repeatable)")
    ] = None,
    rules: Annotated[str, typer.Option(metavar="NAME", help="Rule set, instead of the opportunity's own")] = "",
    size: Annotated[
        int, typer.Option(metavar="N", min=0, max=100, help="Exact number of members; 0 for the range of the rules")
    ] = 0,
    members_of: Annotated[str, typer.Option(metavar="CLUSTER", help="Only members of this cluster")] = "",
    weight: Annotated[
        list[str] | None, typer.Option(metavar="TERM=N", help="Weight of a term, 0 to 100 (repeatable)")
    ] = None,
    share: Annotated[
        list[str] | None,
        typer.Option(metavar="ACTOR=PERCENT", help="Budget share of a member, in per cent (repeatable)"),
    ] = None,
    top: Annotated[int, typer.Option(metavar="N", min=1, max=10, help="Maximum number of different teams")] = 3,
    seconds: Annotated[float, typer.Option(metavar="S", min=1, max=600, help="Time limit in seconds")] = 10.0,
    export: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write a workbook, a Markdown page and letters to this folder")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Find the best teams for an opportunity, with proof and reasons."""
    from bridgehead.consortium import schemas
    from bridgehead.consortium.services import TeamRequest
    from bridgehead.consortium.services import find_teams as find
    from bridgehead.kit.progress import terminal_progress
    from bridgehead.match.phrases import ranked_by

    ask = TeamRequest(
        lead=lead,
        pinned=tuple(pin or ()),
        without=tuple(without or ()),
        rules=rules,
        size=size or None,
        members_of=members_of,
        weights=_weights(weight or ()),
        shares=_shares(share or ()),
    )
    found = find(opportunity, ask, top=top, seconds=seconds, progress=terminal_progress)
    if export is not None:
        from bridgehead.consortium.services import team_documents

        team_documents.write(found, export, team_documents.letterhead(found, viewer=COMMAND_LINE))
    if json:
        show_json(schemas.consortium(found).model_dump())
    else:
        typer.echo("\n".join([*_lines(found), ranked_by(found.method)]))


def _weights(given: "list[str] | tuple[str, ...]") -> "TermWeights":
    from bridgehead.consortium.core.problem import TermWeights

    values = {}
    for text in given:
        term, _, number = text.partition("=")
        if term not in TermWeights.names() or not number.isascii() or not number.isdigit() or int(number) > 100:
            raise InputError(expects("term_weight", terms=TermWeights.names()), found=text)
        values[term] = int(number)
    return TermWeights(**values)


def _shares(given: "list[str] | tuple[str, ...]") -> dict[str, float]:
    values = {}
    for text in given:
        actor, _, number = text.rpartition("=")
        try:
            values[actor] = float(number) / 100
        except ValueError:
            values[actor] = 0
        if not actor or not 0 < values[actor] <= 1:
            raise InputError(expects("share_of_actor"), found=text)
    return values


def _lines(found: "Consortium") -> list[str]:
    from bridgehead.consortium import phrases

    scope = found.scope
    lines = [
        f"{found.title} ({found.status})",
        f"Rules: {phrases.rules_label(scope.rule_set)}. {phrases.search_effort(scope)}",
    ]
    if note := phrases.trust_scope(scope):
        lines.append(note)
    if found.buyer is not None:
        lines.append(f"{phrases.beside(found.buyer)}.")
    for place, team in enumerate(found.teams, 1):
        lines += ["", *_team(place, team)]
    if found.conflict:
        lines += ["", "No team meets all requirements. These conflict; drop any one marked * to find a team:"]
        lines += [f"  {'*' if c.lifts else ' '} {phrases.phrase(c.detail)}" for c in found.conflict]
    if found.together:
        lines += ["There is more than one conflict. Drop all of these to find a team:"]
        lines += [f"  * {phrases.phrase(each)}" for each in found.together]
    if found.repairs:
        lines += ["Or add from outside:", *(f"  {m.name}" for m in found.repairs)]
    return lines


def _team(place: int, team: "TeamProposal") -> list[str]:
    from bridgehead.consortium import phrases
    from bridgehead.kit.phrases import and_list

    lines = [phrases.team_heading(place, team.differs), f"  {phrases.proof(team)}"]
    for m in team.members:
        lines.append(f"  {phrases.seat(m)}" + (f" · {phrases.in_already()}" if m.in_already else ""))
        lines += [f"      {phrases.reason(reason)}" for reason in m.reasons]
    for check in team.rules:
        detail = phrases.rule_detail(check)
        lines.append(f"  {phrases.phrase(check.says)}: {phrases.met(check.met)}" + (f" ({detail})" if detail else ""))
    lines.append(f"  {phrases.newcomers(team.newcomers, len(team.members))}")
    if team.lacks:
        lines.append(f"  Not covered: {and_list(team.lacks)}")
    lines += [f"  {phrases.TERMS[name]}: {value:+.1f}" for name, value in team.terms.items()]
    return lines


@in_workspace()
def applications(
    words: Annotated[
        str, typer.Argument(metavar="[WORDS]", help="Search words (all must match)", show_default=False)
    ] = "",
    stage: Annotated[
        str,
        typer.Option(
            metavar="STAGE", help="Show this stage only, such as submitted", callback=term("application_stage")
        ),
    ] = "",
    owner: Annotated[str, typer.Option(metavar="USER", help="Show those of this owner only")] = "",
    member: Annotated[str, typer.Option(metavar="ACTOR", help="Show those of this organisation only")] = "",
    json: JsonOption = False,
) -> None:
    """List applications with their stage, amounts and deadline."""
    from bridgehead.consortium import queries, schemas
    from bridgehead.consortium.phrases import application_count, stage_label

    found = list(queries.applications(words=words, stage=stage, owner=owner, member=member))
    if json:
        show_json(schemas.applications(found).model_dump())
        return
    rows = ((a.id, a.name, stage_label(a.stage), a.lead_id or "", a.owner, a.opportunity.deadline) for a in found)
    show_table(application_count(len(found)), ("Id", "Name", "Stage", "Lead", "Owner", "Deadline"), rows)


@in_workspace()
def move_application(
    application: Annotated[str, typer.Argument(metavar="APPLICATION", help="The application's id")],
    stage: Annotated[
        str,
        typer.Argument(metavar="STAGE", help="Its new stage, such as submitted", callback=term("application_stage")),
    ],
    on: Annotated[str, typer.Option(metavar="DATE", help="When it was submitted or decided [default: today]")] = "",
    amount: Annotated[float | None, typer.Option(metavar="EUROS", min=0, help="Amount granted, in euros")] = None,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Reason for the decision")] = "",
) -> None:
    """Move an application to another stage; the funding funnel follows."""
    from bridgehead.consortium import services
    from bridgehead.consortium.phrases import stage_reached

    services.move_application(application, stage, on=on, amount=amount, reason=reason, viewer=COMMAND_LINE)
    typer.echo(stage_reached(stage))
