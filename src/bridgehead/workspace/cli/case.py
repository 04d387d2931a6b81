"""Commands on the whole workspace: case folder, example, server, doctor."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bridgehead.kit.cli import (
    DEFAULT_HOME,
    HOME,
    JsonOption,
    day_option,
    in_workspace,
    open_store,
    show_json,
    show_tally,
)
from bridgehead.kit.permissions import COMMAND_LINE

if TYPE_CHECKING:
    from bridgehead.workspace.services.example_workspace import DemoAccount

PRACTICE_HOME = "bridgehead-practice"
DemoWorkspace = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        metavar="DIR",
        help=f"The workspace [default: ${HOME}, else ./{DEFAULT_HOME}, or ./{PRACTICE_HOME} for practice]",
    ),
]

CasePath = Annotated[Path, typer.Argument(metavar="PATH", help="Folder, or workbook ending in .xlsx")]


@in_workspace(create=True)
def import_case(path: CasePath) -> None:
    """Import a case folder or its workbook. Existing records are updated.

    If one row is wrong, nothing is imported. An incomplete folder (see its manifest.json) is rejected; files edited
    since the export are named.
    """
    from bridgehead.kit.progress import terminal_progress
    from bridgehead.workspace import phrases
    from bridgehead.workspace.case_files import tallies_by_file
    from bridgehead.workspace.services.case_workbook import import_case_file, is_case_bundle

    done = import_case_file(path, viewer=COMMAND_LINE, progress=terminal_progress)
    show_tally(f"Imported {path}", tallies_by_file(done.tallies))
    if done.result.edited:
        typer.echo(phrases.files_edited(done.result.edited))
    elif not done.result.has_manifest and is_case_bundle(path):
        typer.echo(phrases.no_manifest())


@in_workspace(hands_out="export case")
def export_case(path: CasePath) -> None:
    """Export the workspace as a case folder or workbook. An earlier one is replaced when the new one is complete."""
    from bridgehead.kit.progress import terminal_progress
    from bridgehead.workspace.services.case_export import export_case as to_folder
    from bridgehead.workspace.services.case_workbook import SUFFIX, export_workbook

    run = export_workbook if path.suffix.casefold() == SUFFIX else to_folder
    for file in run(path, progress=terminal_progress):
        typer.echo(f"No folder can hold the name {file.name!r}. This stored file was written as {file.written}.")
    typer.echo(f"Wrote {path}")


@in_workspace(hands_out="export without-names")
def export_without_names(path: Annotated[Path, typer.Argument(metavar="FILE", help="File ending in .zip")]) -> None:
    """Export all tables with numbers in place of names: no contacts, texts, quotes or files."""
    from bridgehead.kit.replace_file import replace_file
    from bridgehead.workspace.services.unnamed_panel import unnamed_panel

    replace_file(path, unnamed_panel(viewer=COMMAND_LINE))
    typer.echo(f"Wrote {path}")


@in_workspace(hands_out="export contacts")
def export_contacts(path: Annotated[Path, typer.Argument(metavar="FILE", help="File ending in .vcf")]) -> None:
    """Export all contact persons as vCards (RFC 6350)."""
    from bridgehead.kit.replace_file import replace_file
    from bridgehead.workspace.services.vcard_export import export_cards

    replace_file(path, export_cards(viewer=COMMAND_LINE))
    typer.echo(f"Wrote {path}")


@in_workspace(hands_out="export network")
def export_network(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="File ending in .graphml or .gexf")],
) -> None:
    """Export actors, activities and ties for graph programs."""
    from bridgehead.workspace.services.network_export import write_network

    write_network(path)
    typer.echo(f"Wrote {path}")


@in_workspace(create=True)
def import_indicators(file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV file")]) -> None:
    """Import indicators of markets, actors and clusters from a CSV file like indicators.csv of the case folder."""
    from bridgehead.workspace.services.indicator_import import import_indicators as run

    show_tally(f"Imported {file}", {"indicators": run(file, viewer=COMMAND_LINE).result})


Host = Annotated[str, typer.Option(metavar="ADDRESS", help="Address to listen on")]
Port = Annotated[int, typer.Option(metavar="PORT", help="Port to listen on", min=1, max=65535)]


def demo(
    practice: Annotated[
        bool, typer.Option("--practice", help="Draw a practice cluster instead: all of it invented")
    ] = False,
    seed: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="Which practice cluster to draw [default: 1]")
    ] = None,
    today: Annotated[
        date | None, day_option("--today", "The day that the practice cluster lives in [default: today]")
    ] = None,
    serve: Annotated[bool, typer.Option(help="Serve the pages after building")] = True,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    workspace: DemoWorkspace = None,
) -> None:
    """Build the example of the study in the workspace and serve it, or a practice cluster in a workspace of its own."""
    open_store(workspace, create=True, default=PRACTICE_HOME if practice else DEFAULT_HOME)
    from bridgehead.kit.access_phrases import ROLES
    from bridgehead.workspace.services.example_workspace import PASSWORD

    accounts = _build_practice(seed, today) if practice else _build_example()
    names = " or ".join(f"{name} ({str(ROLES[role]).lower()})" for name, role, _ in accounts)
    typer.echo(f"Sign in as {names}, password {PASSWORD}")
    if serve:
        _serve(host, port)


def _build_example() -> "tuple[DemoAccount, ...]":
    from bridgehead.kit.progress import terminal_progress
    from bridgehead.workspace.case_files import tallies_by_file
    from bridgehead.workspace.services.example_workspace import ACCOUNTS, build

    built = tallies_by_file(build(progress=terminal_progress).tallies)
    show_tally("The example: the Danish cleantech cluster CLEAN and its members", built)
    return ACCOUNTS


def _build_practice(seed: int | None, today: date | None) -> "tuple[DemoAccount, ...]":
    """Draw it; one that is there already stays as it is, unless another one is asked for."""
    from django.utils import timezone

    from bridgehead.kit.progress import terminal_progress
    from bridgehead.workspace import phrases
    from bridgehead.workspace.case_files import tallies_by_file
    from bridgehead.workspace.services import practice_workspace

    held = practice_workspace.held_practice()
    if held and seed in (None, held.seed) and today in (None, held.today):
        typer.echo(phrases.practice_kept(held.seed, held.today))
        return held.accounts
    seed = practice_workspace.DEFAULT_SEED if seed is None else seed
    built, drawn = practice_workspace.build_practice(
        seed=seed, today=today or timezone.localdate(), progress=terminal_progress
    )
    show_tally("The practice cluster: everything in it is invented", tallies_by_file(built.tallies))
    return drawn.accounts


Beside = Annotated[
    str, typer.Option(metavar="ADDRESS", help="Address of a second workspace, which the bar then links to")
]


@in_workspace(create=True)
def serve(host: Host = "127.0.0.1", port: Port = 8000, beside: Beside = "") -> None:
    """Serve the pages of the workspace. A new folder becomes an empty workspace; its first account is created there."""
    _serve(host, port, beside)


def _serve(host: str, port: int, beside: str = "") -> None:
    from bridgehead.workspace.server import serve as run

    run(host=host, port=port, beside=beside)


@in_workspace()
def worker() -> None:
    """Run an additional worker for imports, mails and training. Each server already runs one."""
    from bridgehead.workspace.server import work

    work()


@in_workspace()
def doctor(json: JsonOption = False) -> None:
    """Check the workspace; say what is wrong and how to mend it. Exit status 1 if anything is wrong."""
    from bridgehead.kit.progress import terminal_progress
    from bridgehead.workspace.schemas import DoctorAnswer
    from bridgehead.workspace.services.doctor import as_lines, examine, is_well

    found = examine(progress=terminal_progress)
    if json:
        show_json(DoctorAnswer.of(found).model_dump())
    else:
        typer.echo("\n".join(as_lines(found)))
    if not is_well(found):
        raise typer.Exit(1)
