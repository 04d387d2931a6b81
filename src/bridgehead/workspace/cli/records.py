"""Commands that add, edit and remove one record: a command for each kind, an option for each column.

The options come from the columns of the case folder, so the models are loaded as soon as one of these commands is
named, and not before.
"""

import inspect
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from bridgehead.kit.cli import in_workspace, load_models
from bridgehead.kit.permissions import COMMAND_LINE

if TYPE_CHECKING:
    from bridgehead.kit.case_tables import CaseTable
    from bridgehead.kit.field_codecs import Column

RecordId = Annotated[str, typer.Argument(metavar="ID", help="Id of the record, as the case folder has it")]
MoveTo = Annotated[str, typer.Option("--move-to", metavar="ID", help="Record that gets what refers to the removed one")]
WithReferring = Annotated[
    bool, typer.Option("--with-referring", help="Also remove records that need this one or are about it alone")
]
KeepWithout = Annotated[
    bool, typer.Option("--keep-without", help="Like --with-referring, but keep evidence and meetings without this one")
]


class RecordGroup(TyperGroup, ABC):
    """Commands that are made when they are asked for, one for each kind of record."""

    columns_are_options = True

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: D102
        load_models()
        from bridgehead.workspace.case_files import tables_by_kind

        return sorted(tables_by_kind())

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: D102
        if cmd_name not in self.list_commands(ctx):
            return None
        from bridgehead.workspace.case_files import table_of

        one = typer.Typer()
        one.command(cmd_name)(self.make(table_of(cmd_name)))
        return typer.main.get_command(one)

    @abstractmethod
    def make(self, table: "CaseTable") -> Callable[..., None]:
        """The command of a kind of record."""


class _AddGroup(RecordGroup):
    def list_commands(self, ctx: Any) -> list[str]:
        every = super().list_commands(ctx)
        from bridgehead.workspace.case_files import tables_by_kind

        return [kind for kind in every if tables_by_kind()[kind].is_made_by_hand]

    def make(self, table: "CaseTable") -> Callable[..., None]:
        says = f"Add a record to {table.name}.csv."
        if table.file.kind == "opportunity":
            return _with_options(_add_opportunity(table), table, f"{says} {FROM_FILE}", more=FROM_OPTIONS)

        def run(**given: str | None) -> None:
            from bridgehead.workspace.services.records import add_record

            done = add_record(table.file.kind, _values(table, given), viewer=COMMAND_LINE)
            typer.echo(_says(table, "added", done.result, done.batch))

        return _with_options(run, table, says)


def _add_opportunity(table: "CaseTable") -> Callable[..., None]:
    """Add an opportunity from options, or from a document and options that correct what was read."""

    def run(from_file: Path | None, yes: bool, as_json: bool, **given: str | None) -> None:
        from bridgehead.workspace.cli.call_intake import propose
        from bridgehead.workspace.services.records import add_record

        values = _values(table, given)
        if from_file is not None:
            values = propose(from_file, values, yes=yes, as_json=as_json)
        elif as_json or yes:
            from bridgehead.workspace.phrases.call_intake import only_with_file

            raise typer.BadParameter(only_with_file())
        done = add_record(table.file.kind, values, viewer=COMMAND_LINE)
        typer.echo(_says(table, "added", done.result, done.batch), err=as_json)

    return run


class _EditGroup(RecordGroup):
    def make(self, table: "CaseTable") -> Callable[..., None]:
        def run(record: str, **given: str | None) -> None:
            from bridgehead.workspace.services.records import edit_record

            done = edit_record(table.file.kind, record, _values(table, given), viewer=COMMAND_LINE)
            typer.echo(_says(table, "changed", done.result, done.batch))

        own = inspect.Parameter("record", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=RecordId)
        return _with_options(run, table, f"Edit a record of {table.name}.csv. Options that are left out stay.", own)


class _RemoveGroup(RecordGroup):
    columns_are_options = False

    def make(self, table: "CaseTable") -> Callable[..., None]:
        def run(
            record: RecordId,
            move_to: MoveTo = "",
            with_referring: WithReferring = False,
            keep_without: KeepWithout = False,
        ) -> None:
            from bridgehead.workspace.services.record_removal import remove_record

            kind = table.file.kind
            done = remove_record(
                kind,
                record,
                move_to=move_to,
                with_referring=with_referring,
                keep_without=keep_without,
                viewer=COMMAND_LINE,
            )
            typer.echo(_says(table, "removed", record, done.batch))

        run.__doc__ = f"Remove a record of {table.name}.csv. This can be undone."
        return in_workspace()(run)


FROM_FILE = "With --from, a document is read and what it says is proposed; options correct it."
FROM_OPTIONS = tuple(
    inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
    for name, default, annotation in (
        (
            "from_file",
            None,
            Annotated[
                Path | None,
                typer.Option(
                    "--from", metavar="FILE", help="Read this PDF, DOCX, saved web page or text (- for standard input)"
                ),
            ],
        ),
        ("yes", False, Annotated[bool, typer.Option("--yes", help="With --from: add without confirming")]),
        (
            "as_json",
            False,
            Annotated[
                bool, typer.Option("--json", help="With --from: print the proposal as JSON; add it with --yes only")
            ],
        ),
    )
)
ADD = "Add a record of any kind. An id that is left out is made from its name."
EDIT = "Edit a record of any kind. Options that are left out stay; a blank one clears its column."
REMOVE = "Remove a record of any kind. This can be undone."
add = typer.Typer(cls=_AddGroup, no_args_is_help=True, help=ADD)
edit = typer.Typer(cls=_EditGroup, no_args_is_help=True, help=EDIT)
remove = typer.Typer(cls=_RemoveGroup, no_args_is_help=True, help=REMOVE)


def _with_options(
    run: Callable[..., None],
    table: "CaseTable",
    says: str,
    *arguments: inspect.Parameter,
    more: Sequence[inspect.Parameter] = (),
) -> Callable[..., None]:
    """A command with an option for each column of a table."""
    options = [_option(column) for column in table.by_hand if not (arguments and column.attribute == "id")]
    run.__signature__ = inspect.Signature([*arguments, *more, *options])  # type: ignore[attr-defined]
    run.__doc__ = says
    return in_workspace(create=not arguments)(run)


def _option(column: "Column") -> inspect.Parameter:
    says = f"{column.help}: {column.expected}" if column.help else str(column.expected)
    name = f"--{column.name.replace('_', '-')}"
    annotation = Annotated[str | None, typer.Option(name, metavar="TEXT", help=says[:1].upper() + says[1:])]
    return inspect.Parameter(column.attribute, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)


def _values(table: "CaseTable", given: dict[str, str | None]) -> dict[str, Any]:
    """What the options say, by attribute; those that were left out are not in it."""
    columns = {column.attribute: column for column in table.columns}
    return {name: table.value_of(columns[name], text) for name, text in given.items() if text is not None}


def _says(table: "CaseTable", done: str, key: str, batch: int | None) -> str:
    from bridgehead.workspace import phrases

    return phrases.record_done(table.file.kind, done, key, batch)
