"""Who should go together? On the command line."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bridgehead.kit.cli import JsonOption, in_workspace, show_json
from bridgehead.kit.errors import InputError

if TYPE_CHECKING:
    from bridgehead.consortium.core.problem import TermWeights
    from bridgehead.consortium.core.result import Consortium, TeamProposal

MARKS = {True: "met", False: "not met", None: "to check"}


@in_workspace()
def consortium(
    opportunity: Annotated[str, typer.Argument(metavar="OPPORTUNITY", help="The opportunity's id")],
    lead: Annotated[str, typer.Option(metavar="ACTOR", help="Who leads")] = "",
    pin: Annotated[list[str] | None, typer.Option(metavar="ACTOR", help="Who must be in; repeat it for more")] = None,
    without: Annotated[
        list[str] | None, typer.Option(metavar="ACTOR", help="Who must not be in; repeat it for more")
    ] = None,
    rules: Annotated[str, typer.Option(metavar="NAME", help="Rule set, instead of the opportunity's own")] = "",
    size: Annotated[
        int, typer.Option(metavar="N", min=0, max=100, help="Exactly so many members; 0 as the rules say")
    ] = 0,
    members_of: Annotated[str, typer.Option(metavar="CLUSTER", help="Only members of this cluster")] = "",
    weight: Annotated[
        list[str] | None, typer.Option(metavar="TERM=N", help="Weight of a term, 0 to 100; repeat it for more")
    ] = None,
    top: Annotated[int, typer.Option(metavar="N", min=1, max=10, help="How many clearly different teams")] = 3,
    seconds: Annotated[float, typer.Option(metavar="S", min=1, max=600, help="The solver's time limit")] = 10.0,
    export: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write a workbook, a page and a letter per member")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Choose who goes together: the best teams, proven, each member and rule explained."""
    from bridgehead.consortium.core.result import as_json
    from bridgehead.consortium.services import TeamRequest
    from bridgehead.consortium.services import find_teams as find
    from bridgehead.kit.progress import terminal_progress

    ask = TeamRequest(
        lead, tuple(pin or ()), tuple(without or ()), rules, size or None, members_of, _weights(weight or ())
    )
    found = find(opportunity, ask, top=top, seconds=seconds, progress=terminal_progress)
    if export is not None:
        from bridgehead.consortium.services.team_documents import write

        write(found, export)
    if json:
        show_json(as_json(found))
    else:
        typer.echo("\n".join(_lines(found)))


def _weights(given: "list[str] | tuple[str, ...]") -> "TermWeights":
    from bridgehead.consortium.core.problem import TermWeights

    values = {}
    for text in given:
        term, _, number = text.partition("=")
        if term not in TermWeights.names() or not number.isascii() or not number.isdigit() or int(number) > 100:
            raise InputError(f"TERM=N, N from 0 to 100, TERM one of {', '.join(TermWeights.names())}", found=text)
        values[term] = int(number)
    return TermWeights(**values)


def _lines(found: "Consortium") -> list[str]:
    scope = found.scope
    lines = [
        f"{found.title}: {found.status}",
        f"Rules {scope.rule_set}, {scope.candidates:,} candidates, solver {scope.seconds:g} s of {scope.limit:g} s",
    ]
    if scope.shortlist:
        lines.append(f"Trust between any two: proven among a shortlist of {len(scope.shortlist)}")
    for place, team in enumerate(found.teams, 1):
        lines += ["", *_team(place, team)]
    if found.conflict:
        lines += ["", "These cannot hold together; without any one of them the others could:"]
        lines += [f"  {c.detail}{' (enough alone)' if c.lifts else ''}" for c in found.conflict]
    if found.together:
        lines += ["There are several clashes. Without all of these the others could: " + "; ".join(found.together)]
    if found.repairs:
        lines += ["With these from outside all of it could hold: " + ", ".join(m.name for m in found.repairs)]
    return lines


def _team(place: int, team: "TeamProposal") -> list[str]:
    differs = f", differs in {team.differs} seats" if team.differs else ""
    lines = [f"Team {place}: {team.objective:g} points, bound {team.bound:g} ({team.status}{differs})"]
    for m in team.members:
        share = "" if m.share is None else f", {m.share:.1%} of the budget"
        lines.append(f"  {m.name} ({m.role}, {m.country or '?'}{share})")
        lines += [f"      {reason.text}" for reason in m.reasons]
    lines += [f"  [{MARKS[c.met]}] {c.says}: {c.detail}" for c in team.rules]
    if team.lacks:
        lines.append(f"  Not covered: {', '.join(team.lacks)}")
    lines.append("  " + ", ".join(f"{name} {value:+g}" for name, value in team.terms.items()))
    return lines
