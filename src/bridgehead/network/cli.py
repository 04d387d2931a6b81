"""Commands on the network."""

from typing import Annotated

import typer

from bridgehead.kit.cli import JsonOption, in_workspace, show_json, show_table


@in_workspace()
def path(
    start: Annotated[str, typer.Argument(metavar="FROM", help="An actor, by id or name")],
    end: Annotated[str, typer.Argument(metavar="TO", help="The actor to reach, by id or name")],
    json: JsonOption = False,
) -> None:
    """Find who can introduce one actor to another: the shortest and the strongest connection, step by step."""
    from bridgehead.kit.permissions import COMMAND_LINE
    from bridgehead.network import phrases
    from bridgehead.network.schemas import IntroductionsAnswer
    from bridgehead.network.services.introductions import find_introductions
    from bridgehead.network.tables import step_table

    found = find_introductions(start, end, viewer=COMMAND_LINE)
    if json:
        show_json(IntroductionsAnswer.of(found).model_dump(by_alias=True, exclude_unset=True))
        return
    if found.shortest is None or found.strongest is None:
        typer.echo(phrases.no_connection(found.start.name, found.end.name))
        return
    shown = [(phrases.shortest_path(), found.shortest), (phrases.strongest_path(), found.strongest)]
    if found.are_one:
        shown = [(phrases.shortest_and_strongest_path(), found.shortest)]
    for title, way in shown:
        table = step_table("introductions", title, way.steps)
        show_table(title, table.file_headings(), table.file_rows())
