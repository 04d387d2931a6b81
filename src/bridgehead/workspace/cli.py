"""Commands on the whole workspace: case folder in and out, the example."""

from pathlib import Path
from typing import Annotated

import typer

from bridgehead.kit.cli import in_workspace, show_tally


@in_workspace(create=True)
def import_case(folder: Annotated[Path, typer.Argument(metavar="DIR", help="The case folder")]) -> None:
    """Import a case folder: all of it, or nothing. What exists is updated."""
    from bridgehead.kit.progress import on_terminal
    from bridgehead.workspace.case import import_case as run

    show_tally(f"Imported {folder}", run(folder, progress=on_terminal))


@in_workspace()
def export_case(folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write it")]) -> None:
    """Write the workspace as a case folder."""
    from bridgehead.kit.progress import on_terminal
    from bridgehead.workspace.case import export_case as run

    run(folder, progress=on_terminal)
    typer.echo(f"Wrote {folder}")
