"""Commands on the network."""

from typing import Annotated

import typer

from bridgehead.kit.cli import JsonOption, in_workspace, show_json, show_table


@in_workspace()
def path(
    start: Annotated[str, typer.Argument(metavar="FROM", help="An actor, by id or name")],
    end: Annotated[str, typer.Argument(metavar="TO", help="Whom to reach, by id or name")],
    json: JsonOption = False,
) -> None:
    """Show who can introduce one actor to another: the shortest and the strongest way, and what is behind each step."""
    from bridgehead.network.core.actor_network import NetworkFilter
    from bridgehead.network.core.introduction_paths import introduction_paths
    from bridgehead.network.queries.actor_network import find_actor, read_network
    from bridgehead.network.queries.step_evidence import as_json, step_evidence

    actors = find_actor(start), find_actor(end)
    shortest, strongest = introduction_paths(read_network(NetworkFilter()), actors[0].pk, actors[1].pk)
    found = [way for way in (shortest, strongest) if way is not None]
    told = step_evidence(found, lambda _actor: True)
    if json:
        by_name = zip(("shortest", "strongest"), zip(found, told, strict=True), strict=False)
        show_json({"from": actors[0].pk, "to": actors[1].pk, **{name: as_json(*pair) for name, pair in by_name}})
        return
    if not found:
        typer.echo(f"No chain of ties, memberships or shared activities joins {actors[0].name} and {actors[1].name}.")
        return
    same = shortest == strongest
    titles = ("The shortest and strongest way",) if same else ("The shortest way", "The strongest way")
    for title, steps in zip(titles, told, strict=False):
        rows = [
            (
                b.step.start.name,
                b.step.end.name,
                ", ".join(dict.fromkeys(b.step.what)) + (f": {b.activity.name}" if b.activity else ""),
                "; ".join(person.name for person in b.people),
            )
            for b in steps
        ]
        show_table(title, ("From", "To", "Because of", "Ask"), rows)
