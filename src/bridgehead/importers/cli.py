"""Commands that import foreign files."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

import typer

from bridgehead.kit.cli import in_workspace, show_table, show_tally
from bridgehead.kit.errors import InputError

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
    fp7: Annotated[bool, typer.Option("--fp7", help="Also FP7, for organisations known by PIC or name")] = False,
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


@in_workspace(create=True)
def ted(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="Folder or zip, or a file of the portal's search")],
    keep_going: KeepGoing = False,
) -> None:
    """Import tenders and awards of TED: notices become opportunities, winners take part in what they won."""
    _import("ted", path, keep_going)


@in_workspace(create=True)
def members(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The spreadsheet: XLSX, ODS, XLS or CSV")],
    column: Annotated[
        list[str] | None, typer.Option(metavar="HEADING=FIELD", help="What a column holds; FIELD - leaves it out")
    ] = None,
    cluster: Annotated[str, typer.Option(metavar="ACTOR", help="The cluster that all of them are members of")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Import without asking whether the columns are right")] = False,
    keep_going: KeepGoing = False,
) -> None:
    """Import members from any spreadsheet; what its columns mean is proposed, shown and remembered."""
    from bridgehead.importers.readers.member_lists import LABELS, check_fields, open_list
    from bridgehead.importers.services.import_file import remember_columns

    chosen = _choices(column or [])
    check_fields(chosen)
    found = open_list(file, chosen)
    unknown = sorted(set(chosen) - {p.heading for p in found.columns})
    if unknown:
        raise InputError(f"one of {', '.join(p.heading for p in found.columns)}", file=file.name, found=unknown[0])
    rows = [(p.heading, LABELS[p.field], p.why, "; ".join(p.examples)[:60]) for p in found.columns]
    title = f"{found.file}, sheet {found.sheet}: data from row {found.head.row + 1}"
    show_table(title, ("Heading", "Read as", "Because of", "Examples"), rows)
    if not yes and not typer.confirm("Import with these columns?"):
        raise typer.Exit(1)
    _import("members", file, keep_going, {"cluster": cluster, "columns": chosen})
    remember_columns(chosen)


def _choices(columns: list[str]) -> dict[str, str]:
    pairs = [column.rpartition("=") for column in columns]
    if wrong := next(
        (c for c, (heading, _, field) in zip(columns, pairs, strict=True) if not heading or not field), ""
    ):
        raise InputError('a heading and a field, such as "Firmanavn=name"', column="--column", found=wrong)
    return {heading: field.strip() for heading, _, field in pairs}


def _import(name: str, path: Path, keep_going: bool, options: Mapping[str, Any] = MappingProxyType({})) -> None:
    from bridgehead.importers.services.import_file import import_file
    from bridgehead.importers.services.rejected_rows import write_rejected
    from bridgehead.kit.progress import terminal_progress

    outcome = import_file(name, path, progress=terminal_progress, keep_going=keep_going, options=options)
    show_tally(f"Imported {path}", outcome.tallies)
    if outcome.recognised:
        rows = [(found.actor, found.name) for found in outcome.recognised]
        show_table(f"{len(rows):,} recognised by name, country and place", ("Actor", "In the file"), rows)
    if outcome.refused:
        targets = ", ".join(map(str, write_rejected(name, path, outcome.refused)))
        count = outcome.rows_refused
        typer.echo(f"{count:,} {'row was' if count == 1 else 'rows were'} refused: see {targets}")
