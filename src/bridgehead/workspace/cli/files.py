"""Commands that import a file: by what it is recognised as, or an attendance list."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from bridgehead.importers.cli import Dates, Encoding, KeepGoing, show_outcome
from bridgehead.kit.cli import in_workspace
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import COMMAND_LINE

FILE = "file"
COMMANDS: Mapping[str, str] = {
    "project": "bridgehead evidence import",
    "codebook": "bridgehead evidence import",
    "codings": "bridgehead evidence import",
    "h2020-fp7": "bridgehead import h2020 --fp7",
}
"""How a kind of file is imported by name, where that is not `bridgehead import KIND`."""
Activity = Annotated[str, typer.Option(metavar="ACTIVITY", help="Of an attendance list: what these people came to")]


class FileGroup(TyperGroup):
    """A group whose first argument may be a file instead of a command."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is named; the one that recognises a file where none is."""
        known = self.get_command(ctx, args[0]) is not None or args[0].startswith("-")
        return super().resolve_command(ctx, args if known else [FILE, *args])


@in_workspace(create=True)
def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="File, or folder")],
    activity: Activity = "",
    yes: Annotated[bool, typer.Option("--yes", help="Import a list without confirming its columns")] = False,
    encoding: Encoding = "",
    dates: Dates = "",
    keep_going: KeepGoing = False,
) -> None:
    """Recognise by its content what a file is, and import it. One that may be several kinds is rejected."""
    from bridgehead.importers.core.reading_choices import reading_choices
    from bridgehead.workspace import phrases
    from bridgehead.workspace.core.file_kinds import kinds_with
    from bridgehead.workspace.phrases.import_kinds import option_not_taken
    from bridgehead.workspace.services.file_kinds import recognise
    from bridgehead.workspace.services.import_formats import IMPORT_FORMATS

    kinds = recognise(file, said=reading_choices(encoding, dates))
    titles = [str(IMPORT_FORMATS[kind].title) for kind in kinds]
    if len(kinds) > 1:
        commands = [COMMANDS.get(kind, f"bridgehead import {kind}") for kind in kinds]
        raise InputError("", file=file.name, sentence=phrases.kind_in_doubt(titles, commands))
    typer.echo(phrases.kind_recognised(titles[0]))
    given = {"activity": activity, "yes": yes, "encoding": encoding, "dates": dates, "keep_going": keep_going}
    said = {option: value for option, value in given.items() if value}
    for option in said:
        if kinds[0] not in kinds_with(option):
            others = [IMPORT_FORMATS[kind].title for kind in kinds_with(option)]
            shown = f"--{option.replace('_', '-')}"
            raise InputError("", file=file.name, sentence=option_not_taken(shown, titles[0], others))
    _command(kinds[0])(file, **said)


def _command(kind: str) -> Callable[..., None]:
    """The command that imports files of a kind; it takes the options of the kind."""
    from bridgehead.evidence.cli import import_evidence
    from bridgehead.importers import cli as importers
    from bridgehead.influence.cli.effect_estimates import import_panel
    from bridgehead.workspace.cli.case import import_case, import_indicators

    commands: Mapping[str, Callable[..., None]] = {
        "members": importers.members,
        "attendance": import_attendance,
        "calls": importers.calls,
        "ted": importers.ted,
        "cordis": importers.cordis,
        "h2020": importers.h2020,
        "h2020-fp7": partial(importers.h2020, fp7=True),
        "case": import_case,
        "panel": import_panel,
        "indicators": import_indicators,
    }
    return commands.get(kind, import_evidence)


@in_workspace(create=True)
def import_attendance(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Spreadsheet (XLSX, ODS, XLS or CSV)")],
    activity: Activity = "",
    encoding: Encoding = "",
    keep_going: KeepGoing = False,
) -> None:
    """Import who came to an activity: whoever registered is ticked, the others are added."""
    from bridgehead.importers.core.reading_choices import reading_choices
    from bridgehead.workspace import phrases
    from bridgehead.workspace.services.import_formats import ImportRequest, format_of

    if not activity:
        raise InputError("", column="--activity", sentence=phrases.activity_missing())
    said = reading_choices(encoding)
    options = {"activity": activity, "said": said}
    request = ImportRequest(file, file.name, COMMAND_LINE, keep_going=keep_going, options=options)
    show_outcome("attendance", file, format_of("attendance").run(request), said)
