"""Commands on records of one organisation."""

from typing import Annotated

import typer

from bridgehead.kit.cli import JsonOption, in_workspace, show_json, show_table
from bridgehead.kit.permissions import COMMAND_LINE


@in_workspace()
def duplicates(
    threshold: Annotated[
        float | None, typer.Option(metavar="SCORE", help="Minimum score of a pair, 0 to 1", min=0, max=1)
    ] = None,
    json: JsonOption = False,
) -> None:
    """List possible duplicates with the evidence for and against."""
    from bridgehead.importers.phrases import duplicate_signs
    from bridgehead.importers.queries.duplicates import duplicates as query
    from bridgehead.importers.services.duplicate_cache import search_duplicates
    from bridgehead.workspace.schemas import DuplicatesAnswer

    found = search_duplicates() if threshold is None else query(threshold)
    if json:
        show_json(DuplicatesAnswer.of(found).model_dump(by_alias=True))
        return
    rows = (
        (
            p.first.id,
            p.second.id,
            f"{p.score:.2f}",
            ", ".join(duplicate_signs(p.for_it)),
            ", ".join(duplicate_signs(p.against_it)),
        )
        for p in found
    )
    show_table(
        f"Possible duplicates: {len(found):,}", ("First", "Second", "Score", "Evidence for", "Evidence against"), rows
    )


@in_workspace()
def merge(
    keep: Annotated[str, typer.Argument(metavar="KEEP", help="The actor that is kept")],
    drop: Annotated[str, typer.Argument(metavar="DROP", help="The actor that is merged and removed")],
) -> None:
    """Merge two records of one organisation. Nothing is lost, and it can be undone."""
    from bridgehead.workspace.services.merge_actors import merge_actors as run

    rows = [
        (name, t.added, t.changed, t.removed)
        for name, t in run(keep, drop, viewer=COMMAND_LINE).tallies.items()
        if t.added or t.changed or t.removed
    ]
    show_table(f"Merged {drop} into {keep}", ("Table", "New", "Changed", "Removed"), rows)


@in_workspace()
def apart(
    first: Annotated[str, typer.Argument(metavar="ACTOR", help="An actor")],
    second: Annotated[str, typer.Argument(metavar="OTHER", help="Another actor")],
) -> None:
    """Mark two actors as different organisations."""
    from bridgehead.importers.services.duplicates import mark_distinct
    from bridgehead.workspace import phrases

    mark_distinct(first, second, viewer=COMMAND_LINE)
    typer.echo(phrases.marked_as_distinct(first, second))
