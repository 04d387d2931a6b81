"""Commands on the whole workspace: case folder in and out, the example."""

from pathlib import Path
from typing import Annotated

import typer

from bridgehead.kit.cli import JsonOption, in_workspace, show_json, show_table, show_tally

CasePath = Annotated[Path, typer.Argument(metavar="PATH", help="A folder, or a workbook that ends in .xlsx")]


@in_workspace(create=True)
def import_case(path: CasePath) -> None:
    """Import a case folder or a workbook of one: all of it, or nothing. What exists is updated.

    A folder whose manifest.json says that it is not whole is refused; files that were edited since it was exported are
    named.
    """
    from bridgehead.kit.progress import terminal_progress
    from bridgehead.workspace.services.case_folder import import_case as from_folder
    from bridgehead.workspace.services.case_folder import tallies_by_file
    from bridgehead.workspace.services.case_workbook import SUFFIX, import_workbook

    is_workbook = path.suffix.casefold() == SUFFIX
    done = (import_workbook if is_workbook else from_folder)(path, progress=terminal_progress)
    show_tally(f"Imported {path}", tallies_by_file(done.tallies))
    if done.result.edited:
        typer.echo(f"Edited since the export: {', '.join(done.result.edited)}")
    elif not done.result.has_manifest and not is_workbook:
        typer.echo("There is no manifest.json, so it was not checked whether files are missing or cut off.")


@in_workspace()
def export_case(path: CasePath) -> None:
    """Write the workspace as a case folder, or as a workbook. An earlier one is replaced once the new one stands."""
    from bridgehead.kit.progress import terminal_progress
    from bridgehead.workspace.services.case_export import export_case as to_folder
    from bridgehead.workspace.services.case_workbook import SUFFIX, export_workbook

    run = export_workbook if path.suffix.casefold() == SUFFIX else to_folder
    for file in run(path, progress=terminal_progress):
        typer.echo(f"No folder takes the name {file.name!r}: this stored file was written as {file.written}")
    typer.echo(f"Wrote {path}")


@in_workspace()
def export_network(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A file that ends in .graphml or .gexf")],
) -> None:
    """Write actors, activities and what ties them for graph programs."""
    from bridgehead.workspace.services.network_export import write_network

    write_network(path)
    typer.echo(f"Wrote {path}")


@in_workspace(create=True)
def import_indicators(file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file")]) -> None:
    """Import figures of markets, actors and clusters: a CSV file like indicators.csv of the case folder."""
    from bridgehead.workspace.services.indicator_import import import_indicators as run

    show_tally(f"Imported {file}", {"indicators": run(file).result})


Host = Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen")]
Port = Annotated[int, typer.Option(metavar="PORT", help="The port to listen on", min=1, max=65535)]


@in_workspace(create=True)
def demo(
    serve: Annotated[bool, typer.Option(help="Serve it when it is built")] = True,
    host: Host = "127.0.0.1",
    port: Port = 8000,
) -> None:
    """Build the example of the study into the workspace and serve it."""
    from bridgehead.kit.progress import terminal_progress
    from bridgehead.workspace.services.case_folder import tallies_by_file
    from bridgehead.workspace.services.example_workspace import ACCOUNTS, PASSWORD, build

    built = tallies_by_file(build(progress=terminal_progress).tallies)
    show_tally("The example: the Danish cleantech cluster CLEAN and its members", built)
    names = " or ".join(f"{name} ({role.label.lower()})" for name, role, _ in ACCOUNTS)
    typer.echo(f"Sign in as {names}, password {PASSWORD}")
    if serve:
        _serve(host, port)


@in_workspace()
def serve(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Serve the workspace's pages."""
    _serve(host, port)


def _serve(host: str, port: int) -> None:
    from bridgehead.workspace.server import serve as run

    run(host=host, port=port)


@in_workspace()
def worker() -> None:
    """Do background work beside a server: imports, mails, training. The server has a worker of its own."""
    from bridgehead.workspace.server import work

    work()


PersonId = Annotated[str, typer.Argument(metavar="PERSON", help="The id of the person in people.csv")]


@in_workspace()
def export_person(person: PersonId) -> None:
    """Print all that is kept about a person, as JSON."""
    from django.core.serializers.json import DjangoJSONEncoder

    from bridgehead.workspace.services.personal_data import export_person as run

    show_json(run(person), encoder=DjangoJSONEncoder)


@in_workspace()
def erase_person(person: PersonId) -> None:
    """Erase a person for good, from the records and from the change log."""
    from bridgehead.workspace.services.personal_data import erase_person as run

    left = run(person).result
    typer.echo(f"Erased {person}.")
    if left:
        show_table("The name still occurs here", ("File", "Row", "Column"), [tuple(m.values()) for m in left])


@in_workspace()
def changes(json: JsonOption = False) -> None:
    """List imports, bulk changes and edits, the latest first."""
    from bridgehead.kit import change_log

    found = list(change_log.batches())
    sizes = change_log.batch_sizes(found)
    if json:
        show_json(
            {
                "changes": [
                    {
                        "batch": b.pk,
                        "at": b.at.isoformat(),
                        "who": b.who.get_username() if b.who else None,
                        "what": b.what,
                        "undoes": b.undoes_id,
                        **{action: sizes[b.pk].get(action, 0) for action in ("add", "change", "remove")},
                    }
                    for b in found
                ]
            }
        )
        return
    rows = ((b.pk, f"{b.at:%Y-%m-%d %H:%M}", b.what, *map(sizes[b.pk].get, ("add", "change", "remove"))) for b in found)
    show_table(f"{len(found):,} changes", ("Batch", "When", "What", "New", "Changed", "Removed"), rows)


@in_workspace()
def undo(batch: Annotated[int, typer.Argument(metavar="BATCH", help="Its number in `bridgehead changes`")]) -> None:
    """Take back what a batch did; what was changed again since stays, and is listed."""
    from bridgehead.workspace.services.undo import undo_batch as run

    done = run(batch)
    if done.batch is not None:
        typer.echo(f"Batch {done.batch} took back batch {batch}. Undo it to have the other back.")
    if done.result:
        rows = [(k.table, k.key, k.field, k.why) for k in done.result]
        show_table(f"{len(rows):,} stay as they are", ("Table", "Record", "Field", "Why"), rows)


@in_workspace()
def doctor(json: JsonOption = False) -> None:
    """Say what is wrong with the workspace and where it is mended; exit status 1 if anything is."""
    from bridgehead.kit.progress import terminal_progress
    from bridgehead.workspace.services.doctor import as_answer, as_lines, examine, is_well

    found = examine(progress=terminal_progress)
    if json:
        show_json(as_answer(found))
    else:
        typer.echo("\n".join(as_lines(found)))
    if not is_well(found):
        raise typer.Exit(1)


@in_workspace()
def duplicates(
    threshold: Annotated[
        float | None, typer.Option(metavar="SCORE", help="Least score of a pair, from 0 to 1", min=0, max=1)
    ] = None,
    json: JsonOption = False,
) -> None:
    """List pairs of actors that are probably one organisation, with the signs for and against."""
    from bridgehead.importers.core.record_linkage import THRESHOLD
    from bridgehead.importers.queries.duplicates import duplicates as query

    found = query(THRESHOLD if threshold is None else threshold)
    if json:
        show_json(
            {
                "duplicates": [
                    {
                        "first": pair.first.id,
                        "second": pair.second.id,
                        "score": round(pair.score, 3),
                        "for": pair.for_it,
                        "against": pair.against_it,
                    }
                    for pair in found
                ]
            }
        )
        return
    rows = ((p.first.id, p.second.id, f"{p.score:.2f}", ", ".join(p.for_it), ", ".join(p.against_it)) for p in found)
    show_table(f"{len(found):,} pairs", ("First", "Second", "Score", "For", "Against"), rows)


@in_workspace()
def merge(
    keep: Annotated[str, typer.Argument(metavar="KEEP", help="The actor that stays")],
    drop: Annotated[str, typer.Argument(metavar="DROP", help="The actor that is the same and goes")],
) -> None:
    """Make two records of one organisation one; nothing is lost, and it can be undone."""
    from bridgehead.workspace.services.merge_actors import merge_actors as run

    rows = [
        (name, t.added, t.changed, t.removed)
        for name, t in run(keep, drop).tallies.items()
        if t.added or t.changed or t.removed
    ]
    show_table(f"Merged {drop} into {keep}", ("Table", "New", "Changed", "Removed"), rows)


@in_workspace()
def apart(
    first: Annotated[str, typer.Argument(metavar="ACTOR", help="An actor")],
    second: Annotated[str, typer.Argument(metavar="OTHER", help="Another one")],
) -> None:
    """Remember that two actors are not the same organisation."""
    from bridgehead.importers.queries.duplicates import mark_distinct

    mark_distinct(first, second)
    typer.echo(f"{first} and {second} are two")
