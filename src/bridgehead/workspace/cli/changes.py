"""Commands on the change log."""

from typing import Annotated

import typer

from bridgehead.kit.cli import JsonOption, in_workspace, show_json, show_table
from bridgehead.kit.permissions import COMMAND_LINE


@in_workspace()
def changes(json: JsonOption = False) -> None:
    """List imports, bulk changes and edits, latest first."""
    from django.utils.timezone import localtime

    from bridgehead.kit import change_log
    from bridgehead.workspace.schemas import ChangesAnswer

    found = list(change_log.batches())
    sizes = change_log.batch_sizes(found)
    if json:
        show_json(ChangesAnswer.of(found, sizes).model_dump())
        return
    counted = ("add", "change", "remove")
    rows = ((b.pk, f"{localtime(b.at):%Y-%m-%d %H:%M}", b.what, *map(sizes[b.pk].get, counted)) for b in found)
    show_table(f"{len(found):,} changes", ("Batch", "When", "What", "New", "Changed", "Removed"), rows)


@in_workspace()
def undo(batch: Annotated[int, typer.Argument(metavar="BATCH", help="Number in `bridgehead changes`")]) -> None:
    """Undo a batch; list records changed since, which are left as they are."""
    from bridgehead.workspace import phrases
    from bridgehead.workspace.services.undo import undo_batch as run

    done = run(batch, viewer=COMMAND_LINE)
    if done.batch is not None:
        typer.echo(phrases.change_undone(done.batch, batch))
    if done.result:
        rows = [(k.table, k.key, k.field, k.why) for k in done.result]
        show_table(f"Not undone: {len(rows):,}", ("Table", "Record", "Field", "Why"), rows)
