"""Write the reference pages that follow from the code: `python -m scripts.reference`.

A contract test fails when a page is not what this writes.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click
import typer.main

from bridgehead.workspace.cli.records import RecordGroup

if TYPE_CHECKING:
    from bridgehead.kit.field_codecs import Column

DOCS = Path(__file__).parent.parent / "docs" / "reference"
FIGURES = DOCS.parent / "explanation" / "how-each-figure-is-computed.md"
"""The text that the product shows at `/figures`."""


def commands() -> str:
    """Every command with its arguments and options."""
    from bridgehead.site.cli import app  # noqa: PLC0415 the store must be set up first

    out = [
        "# Commands",
        "",
        "<!-- Written by scripts/reference.py; do not edit. -->",
        "",
        "Exit status: 0 done, 1 the input was refused (one line on standard error names file, row, column, what",
        "was found and what was expected) or something has to be mended first, 2 wrong usage, 75 what may go well",
        "later: the disk is full, the database does not answer, others write. `--workspace` may stand before the",
        "command as well.",
        "",
    ]
    out += _commands(typer.main.get_command(app), "bridgehead")
    return "\n".join(out)


def _commands(command: click.Command, path: str) -> list[str]:
    if isinstance(command, RecordGroup):
        return _record_commands(command, path)
    if hasattr(command, "commands"):
        subs = sorted(command.commands.items())
        return [line for name, sub in subs for line in _commands(sub, f"{path} {name}")]
    usage = " ".join(p.metavar or p.name.upper() for p in command.params if p.param_type_name == "argument")
    out = [f"## `{path}`", "", f"    {path} {usage} [OPTIONS]".replace("  [", " ["), "", command.help or "", ""]
    rows = [(_names(p), _says(p)) for p in command.params if p.name != "help"]
    if rows:
        out += ["| | |", "|---|---|", *(f"| {names} | {says} |" for names, says in rows), ""]
    return out


def _record_commands(group: RecordGroup, path: str) -> list[str]:
    """The commands of a group that has one for each kind of record, as one: their options are the file's columns."""
    kinds = group.list_commands(None)
    command = group.get_command(None, kinds[0])
    usage = " ".join(p.metavar for p in command.params if p.param_type_name == "argument")
    out = [f"## `{path} KIND`", "", f"    {path} KIND {usage} [OPTIONS]".replace("  [", " ["), "", group.help or "", ""]
    out += [f"KIND is one of {', '.join(f'`{kind}`' for kind in kinds)}.", ""]
    if group.columns_are_options:
        out += [
            "Each column of [the kind's file](case-folder.md) is an option: `share_financed` is `--share-financed`."
        ]
        return [*out, f"`{path} KIND --help` lists them. The items of a list are separated by `;`.", ""]
    rows = [(_names(p), _says(p)) for p in command.params if p.name != "help"]
    return [*out, "| | |", "|---|---|", *(f"| {names} | {says} |" for names, says in rows), ""]


def _names(param: click.Parameter) -> str:
    if param.param_type_name == "argument":
        return f"`{param.metavar or (param.name or '').upper()}`"
    metavar = "" if getattr(param, "is_flag", False) else f" {param.metavar or param.type.name.upper()}"
    return ", ".join(f"`{name}{metavar}`" for name in [*param.opts, *param.secondary_opts])


def _says(param: click.Parameter) -> str:
    default = param.default
    says = getattr(param, "help", "") or ""
    if default in (None, "", False, ()) or callable(default):
        return says
    return f"{says} (default: {'yes' if default is True else default})"


def case_folder() -> str:
    """Every file of the case folder, column by column."""
    from bridgehead.kit.case_tables import by_model  # noqa: PLC0415
    from bridgehead.workspace.case_files import tables  # noqa: PLC0415 the store must be set up first

    out = [(DOCS / "case-folder.intro.md").read_text(encoding="utf-8")]
    files = {name: table.name for name, table in by_model(tables()).items()}
    for table in sorted(tables(), key=lambda t: t.name):
        doc = (table.model.__doc__ or "").strip().splitlines()[0]
        out += ["", f"## `{table.name}.csv`", "", doc, ""]
        key = ", ".join(f"`{name}`" for name in table.key)
        out += [f"A row is identified by {key}.", "", "| column | holds | required |", "|---|---|---|"]
        for column in table.columns:
            expected = _refers(column, files) if column.refers else column.expected
            holds = f"{expected}: {column.help}" if column.help else expected
            out.append(f"| `{column.name}` | {holds} | {'yes' if column.required else ''} |")
    return "\n".join(out) + "\n"


def _refers(column: "Column", files: Mapping[str, str]) -> str:
    if column.refers == "code":
        return column.expected
    file = f"`{files[column.refers]}.csv`"
    return f"ids of {file}, separated by ;" if column.items else f"an id of {file}"


def openapi() -> str:
    """The API as OpenAPI describes it."""
    from bridgehead.site.api import api  # noqa: PLC0415

    return json.dumps(api.get_openapi_schema(path_prefix="/api/"), indent=2, ensure_ascii=False) + "\n"


def pages() -> dict[Path, str]:
    """Every generated page by its path."""
    from bridgehead.pages.services.figures import TEXT  # noqa: PLC0415
    from scripts.access_page import access  # noqa: PLC0415 the store must be set up first
    from scripts.personal_data_page import personal_data  # noqa: PLC0415

    return {
        DOCS / "commands.md": commands(),
        DOCS / "case-folder.md": case_folder(),
        DOCS / "access.md": access(),
        DOCS / "personal-data.md": personal_data(),
        DOCS / "openapi.json": openapi(),
        FIGURES: TEXT.read_text(encoding="utf-8"),
    }


def main() -> None:
    """Write the pages."""
    import os  # noqa: PLC0415
    import tempfile  # noqa: PLC0415

    import django  # noqa: PLC0415

    os.environ["BRIDGEHEAD_HOME"] = tempfile.mkdtemp()
    os.environ["DJANGO_SETTINGS_MODULE"] = "bridgehead.site.settings"
    django.setup()
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
