"""Commands on the whole workspace: case folder in and out, the example."""

from pathlib import Path
from typing import Annotated

import typer

from bridgehead.kit.cli import in_workspace, show_json, show_table, show_tally


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


Host = Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen")]
Port = Annotated[int, typer.Option(metavar="PORT", help="The port to listen on", min=1, max=65535)]


@in_workspace(create=True)
def demo(
    serve: Annotated[bool, typer.Option(help="Serve it when it is built")] = True,
    host: Host = "127.0.0.1",
    port: Port = 8000,
) -> None:
    """Build the example of the study into the workspace and serve it."""
    from bridgehead.kit.progress import on_terminal
    from bridgehead.workspace.demo import ACCOUNTS, PASSWORD, build

    show_tally("The example: the Danish cleantech cluster CLEAN and its members", build(progress=on_terminal))
    names = " or ".join(f"{name} ({role.label.lower()})" for name, role, _ in ACCOUNTS)
    typer.echo(f"Sign in as {names}, password {PASSWORD}")
    if serve:
        _serve(host, port)


@in_workspace()
def serve(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Serve the workspace's pages."""
    _serve(host, port)


def _serve(host: str, port: int) -> None:
    from bridgehead.workspace.serving import serve as run

    typer.echo(f"Bridgehead is at http://{host}:{port}/ (stop with Ctrl-C)")
    run(host=host, port=port)


PersonId = Annotated[str, typer.Argument(metavar="PERSON", help="The id of the person in people.csv")]


@in_workspace()
def export_person(person: PersonId) -> None:
    """Print all that is kept about a person, as JSON."""
    from django.core.serializers.json import DjangoJSONEncoder

    from bridgehead.workspace.privacy import export_person as run

    show_json(run(person), encoder=DjangoJSONEncoder)


@in_workspace()
def erase_person(person: PersonId) -> None:
    """Erase a person for good, from the records and from the change log."""
    from bridgehead.workspace.privacy import erase_person as run

    left = run(person)
    typer.echo(f"Erased {person}.")
    if left:
        show_table("The name still occurs here", ("File", "Row", "Column"), [tuple(m.values()) for m in left])
