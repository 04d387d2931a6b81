"""What every command shares: the workspace option, starting the store, output, errors.

Importing this loads nothing heavy, so that `bridgehead --help` answers at once; a command imports
what it runs inside its function.
"""

import functools
import inspect
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from bridgehead.kit import partial_dates
from bridgehead.kit.errors import BridgeheadError, Busy, InputError, NotFound
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.replace_file import make_folder
from bridgehead.kit.store_schema import STAMP, bring_up_to_date

HOME = "BRIDGEHEAD_HOME"
DEFAULT_HOME = "bridgehead-data"
TRY_LATER = 75
"""The exit status of what the machine or the database did not allow: that of sysexits.h for a temporary failure."""
PIPE_WIDTH = 160
"""How wide a table is where no terminal says."""

WorkspaceOption = Annotated[
    Path | None,
    typer.Option("--workspace", metavar="DIR", help=f"The workspace [default: ${HOME}, else ./{DEFAULT_HOME}]"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def day_option(flag: str, text: str, *, first: bool = False) -> Any:
    """An option that takes a partial date and hands on the last day that it covers, or the first.

    Parameters
    ----------
    flag
        Its name on the command line, which an error names too.
    text
        What it is for, in the help.
    """

    def day(value: str | date) -> date | None:
        if isinstance(value, date):
            return value
        if not value:
            return None
        if not partial_dates.is_date(value):
            raise InputError(expects("date"), column=flag, found=value)
        return partial_dates.starts(value) if first else partial_dates.ends(value)

    return typer.Option(flag, metavar="DATE", help=text, parser=day)


AsOfOption = Annotated[date | None, day_option("--as-of", "Leave out what is later than this date [default: today]")]
LeaveOutOption = Annotated[
    list[str] | None,
    typer.Option(
        "--leave-out", metavar="ACTIVITY", help="Leave out this activity and all that came of it (repeatable)"
    ),
]


def check_country(param: typer.CallbackParam, code: str) -> str:
    """Check a country that was given as an option: a code, or a name in any language that is read.

    Raises
    ------
    InputError
        If it is none; it names the option.
    """
    from bridgehead.kit.country_reader import UNKNOWN, coded_country

    found = coded_country(code)
    if code and not found.code:
        raise InputError(expects("country"), column=param.opts[0], found=code, code=f"country_{found.why or UNKNOWN}")
    return found.code


def in_workspace(*, create: bool = False, hands_out: str = "") -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the option `--workspace` and start the store before it runs.

    Parameters
    ----------
    create
        Whether the command makes the workspace where there is none; else that is an error.
    hands_out
        The command's name, where it takes data out of the workspace: the audit log says so.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        signature = inspect.signature(command, eval_str=True)
        option = inspect.Parameter(
            "workspace", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=WorkspaceOption
        )

        @functools.wraps(command)
        def run(*args: Any, workspace: Path | None = None, **kwargs: Any) -> None:
            open_store(workspace, create=create)
            command(*args, **kwargs)
            if hands_out:
                from bridgehead.kit.audit_log import Event, record_event

                record_event(Event.EXPORT, what=hands_out)

        parameters = [*signature.parameters.values(), option]
        run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {p.name: p.annotation for p in parameters}
        return run

    return decorate


def open_store(workspace: Path | None = None, *, create: bool = False, default: str = DEFAULT_HOME) -> Path:
    """Open a workspace: set Django up and bring its store to the current schema.

    Parameters
    ----------
    default
        Where it is if neither the option nor the environment says.

    Raises
    ------
    InputError
        If there is no workspace and none is to be made.
    """
    home = workspace_folder(workspace, default=default)
    if not create and not (home / STAMP).exists():
        raise InputError(
            expects("workspace"),
            file=home,
            found=finds("nothing"),
            code="workspace_missing",
        )
    make_home(home)
    bring_up_to_date(home)
    from bridgehead.kit.clock import use_workspace_zone

    use_workspace_zone()
    return home


def workspace_folder(workspace: Path | None = None, *, default: str = DEFAULT_HOME) -> Path:
    """Where the workspace is, by the option, else the environment, else the default."""
    return Path(workspace or os.environ.get(HOME) or default).absolute()


def make_home(home: Path) -> None:
    """Make the folder of a workspace and set Django up there, with its store as it is."""
    os.environ[HOME] = str(home)
    load_models()  # which says who may read what is made from now on
    make_folder(home)


def load_models() -> None:
    """Set Django up, without opening a store."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bridgehead.site.settings")
    import django

    django.setup()


def show_json(data: Any, *, encoder: type[json.JSONEncoder] | None = None) -> None:
    """Print data as JSON on standard output."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False, cls=encoder) + "\n")


def show_sentence(text: str) -> None:
    """Print a sentence, unless there is nothing to say."""
    if text:
        typer.echo(text)


def show_table(title: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows as a table, one line a thing."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for place, heading in enumerate(headings):
        table.add_column(heading, no_wrap=place == 0, overflow="fold")  # an id is copied into the next command
    for row in rows:
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    # A pipe or a file has no width, so words need not be broken there.
    console = Console() if sys.stdout.isatty() or os.environ.get("COLUMNS") else Console(width=PIPE_WIDTH)
    console.print(Text(title, style="bold"))
    console.print(table)


def show_tally(what: str, tallies: Mapping[str, Any]) -> None:
    """Print what an import did, a line a table."""
    rows = [(name, t.added, t.changed, t.unchanged) for name, t in tallies.items()]
    show_table(what, ("Table", "New", "Changed", "Unchanged"), rows)


def known(id_: str, find: Callable[[str], object]) -> str:
    """An id that a filter was given; blank, with a note on standard error, where nothing answers to it."""
    try:
        if id_:
            find(id_)
    except NotFound as error:
        from django.utils.translation import gettext as _

        said = _("{what} It is left out.").format(what=" ".join(str(error.what).split()))
        sys.stderr.write(f"bridgehead: {said}\n")
        return ""
    return id_


def print_error(error: BridgeheadError) -> int:
    """Print an error as one line on standard error; the exit status: 75 for what may go well later by itself."""
    sys.stderr.write(f"bridgehead: {' '.join(str(error).split())}\n")
    return TRY_LATER if isinstance(error, Busy) and not error.is_lasting else 1
