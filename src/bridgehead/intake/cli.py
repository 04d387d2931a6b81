"""Commands that import foreign files."""

from pathlib import Path
from typing import Annotated

import typer

from bridgehead.kit.cli import in_workspace, show_tally

KeepGoing = Annotated[
    bool, typer.Option("--keep-going", help="Leave refused rows out and write them beside the file, with reasons")
]


@in_workspace(create=True)
def cordis(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The portal's zip, or a folder")],
    keep_going: KeepGoing = False,
) -> None:
    """Import projects of CORDIS: project.csv and organization.csv."""
    _import("cordis", path, keep_going)


@in_workspace(create=True)
def h2020(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder with participations.csv.gz")],
    fp7: Annotated[bool, typer.Option("--fp7", help="Also FP7, for organisations known by their PIC")] = False,
    keep_going: KeepGoing = False,
) -> None:
    """Import the graph of who took part in which H2020 project."""
    _import("h2020-fp7" if fp7 else "h2020", folder, keep_going)


@in_workspace(create=True)
def calls(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The JSON file of topics, also .json.gz")],
    keep_going: KeepGoing = False,
) -> None:
    """Import calls of the EU Funding & Tenders portal as opportunities."""
    _import("calls", path, keep_going)


def _import(name: str, path: Path, keep_going: bool) -> None:
    from bridgehead.intake.services import import_file, write_refused
    from bridgehead.kit.progress import on_terminal

    outcome = import_file(name, path, progress=on_terminal, keep_going=keep_going)
    show_tally(f"Imported {path}", outcome.tallies)
    if outcome.refused:
        target = write_refused(path, outcome.refused)
        count = len(outcome.refused)
        typer.echo(f"{count:,} {'row was' if count == 1 else 'rows were'} refused: see {target}")
