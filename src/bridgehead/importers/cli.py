"""Commands that import foreign files."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bridgehead.kit.cli import in_workspace, show_table, show_tally
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects
from bridgehead.kit.permissions import COMMAND_LINE

if TYPE_CHECKING:
    from bridgehead.importers.core.reading_choices import ReadingChoices
    from bridgehead.importers.services.import_file import ImportOutcome

KeepGoing = Annotated[
    bool, typer.Option("--keep-going", help="Skip rejected rows and write them to a file with reasons")
]

Encoding = Annotated[
    str, typer.Option("--encoding", metavar="NAME", help="Encoding of the text, such as cp1250 [default: found out]")
]

Dates = Annotated[
    str,
    typer.Option(
        "--dates", metavar="ORDER", help="day-first, month-first or year-first [default: judged by each column]"
    ),
]


@in_workspace(create=True)
def cordis(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="Zip file from CORDIS, or a folder")],
    encoding: Encoding = "",
    dates: Dates = "",
    keep_going: KeepGoing = False,
) -> None:
    """Import projects from CORDIS: project.csv and organization.csv."""
    _import("cordis", path, keep_going, _said(encoding, dates))


@in_workspace(create=True)
def h2020(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder with participations.csv.gz")],
    fp7: Annotated[bool, typer.Option("--fp7", help="Import FP7 too, for organisations known by PIC or name")] = False,
    encoding: Encoding = "",
    dates: Dates = "",
    keep_going: KeepGoing = False,
) -> None:
    """Import participations in H2020 projects."""
    _import("h2020-fp7" if fp7 else "h2020", folder, keep_going, _said(encoding, dates))


@in_workspace(create=True)
def calls(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="JSON file of topics, packed (.json.gz) or not")],
    dates: Dates = "",
    keep_going: KeepGoing = False,
) -> None:
    """Import calls from the EU Funding & Tenders portal as opportunities."""
    _import("calls", path, keep_going, _said(dates=dates))


@in_workspace(create=True)
def ted(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="Folder, zip file or search result from TED")],
    encoding: Encoding = "",
    dates: Dates = "",
    keep_going: KeepGoing = False,
) -> None:
    """Import tenders and awards from TED: notices become opportunities, winners become participants."""
    _import("ted", path, keep_going, _said(encoding, dates))


@in_workspace(create=True)
def members(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Spreadsheet (XLSX, ODS, XLS or CSV) or contact cards (VCF)")
    ],
    column: Annotated[
        list[str] | None, typer.Option(metavar="HEADING=FIELD", help="Field of a column; - ignores it (repeatable)")
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(metavar="ACTOR", help="Cluster of all rows; - for none [default: the workspace's cluster]"),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Import without confirming the columns")] = False,
    encoding: Encoding = "",
    dates: Dates = "",
    keep_going: KeepGoing = False,
) -> None:
    """Import members from any spreadsheet. The meaning of each column is proposed, shown and remembered."""
    from bridgehead.importers.phrases import GUESSES, MEMBER_FIELDS
    from bridgehead.importers.queries.set_up import usual_cluster
    from bridgehead.importers.readers.member_lists import check_fields, open_list
    from bridgehead.importers.services.import_file import remember_columns

    chosen = _choices(column or [])
    check_fields(chosen)
    said = _said(encoding, dates)
    found = open_list(file, chosen, said["said"])
    unknown = sorted(set(chosen) - {p.heading for p in found.columns})
    if unknown:
        raise InputError(
            expects("one_of", options=(p.heading for p in found.columns)), file=file.name, found=unknown[0]
        )
    rows = [(p.heading, MEMBER_FIELDS[p.field], GUESSES[p.why], "; ".join(p.examples)[:60]) for p in found.columns]
    title = f"{found.file}, sheet {found.sheet}: data from row {found.head.row + 1}"
    show_table(title, ("Heading", "Field", "Known from", "Examples"), rows)
    if not yes and not typer.confirm("Import with these columns?"):
        raise typer.Exit(1)
    all_of = usual_cluster() if cluster is None else cluster.removeprefix("-")
    _import("members", file, keep_going, {"cluster": all_of, "columns": chosen, **said})
    remember_columns(chosen, viewer=COMMAND_LINE)


def _choices(columns: list[str]) -> dict[str, str]:
    pairs = [column.rpartition("=") for column in columns]
    if wrong := next(
        (c for c, (heading, _, field) in zip(columns, pairs, strict=True) if not heading or not field), ""
    ):
        raise InputError(expects("heading_and_field"), column="--column", found=wrong)
    return {heading: field.strip() for heading, _, field in pairs}


def _said(encoding: str = "", dates: str = "") -> dict[str, Any]:
    from bridgehead.importers.core.reading_choices import reading_choices

    return {"said": reading_choices(encoding, dates)}


def _import(name: str, path: Path, keep_going: bool, options: Mapping[str, Any]) -> None:
    from bridgehead.importers.services.import_file import import_file
    from bridgehead.kit.progress import terminal_progress

    outcome = import_file(
        name, path, progress=terminal_progress, keep_going=keep_going, options=options, viewer=COMMAND_LINE
    )
    show_outcome(name, path, outcome, options["said"])


def show_outcome(name: str, path: Path, outcome: "ImportOutcome", said: "ReadingChoices") -> None:
    """Show what an import did, and write the rows that it refused beside the file."""
    from django.utils.text import capfirst

    from bridgehead.importers.phrases import matched_by_name, rows_rejected, values_left_blank
    from bridgehead.importers.services.rejected_rows import write_rejected

    show_tally(f"Imported {path}", outcome.tallies)
    if outcome.recognised:
        rows = [(found.actor, found.name) for found in outcome.recognised]
        show_table(matched_by_name(len(rows)), ("Actor", "In the file"), rows)
    if outcome.blanked:
        lines = [
            (each.error.column or "", each.count, each.error.row or "", capfirst(each.error.reason))
            for each in outcome.blanked
        ]
        show_table(values_left_blank(len(lines)), ("Column", "Cells", "First row", "Reason"), lines)
    if outcome.refused:
        targets = ", ".join(map(str, write_rejected(name, path, outcome.refused, said)))
        typer.echo(rows_rejected(outcome.rows_refused, targets))
