"""The command that finds teams."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bridgehead.kit.cli import JsonOption, in_workspace, show_json
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
    lines += [f"  {phrases.phrase(c.says)}: {phrases.met(c.met)} ({phrases.phrase(c.detail)})" for c in team.rules]
    lines.append(f"  {phrases.newcomers(team.newcomers, len(team.members))}")
    if team.lacks:
        lines.append(f"  Not covered: {and_list(team.lacks)}")
    lines += [f"  {phrases.TERMS[name]}: {value:+.1f}" for name, value in team.terms.items()]
    return lines
