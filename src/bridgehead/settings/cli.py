"""Commands on the settings."""

import sys
from typing import Annotated

import typer

from bridgehead.kit.cli import JsonOption, in_workspace, show_json, show_table
from bridgehead.kit.permissions import COMMAND_LINE

Key = Annotated[str, typer.Argument(metavar="KEY", help="Name of the setting, as `bridgehead settings show` lists it")]


@in_workspace()
def show_settings(json: JsonOption = False) -> None:
    """List the settings with their values, and where each comes from."""
    from bridgehead.settings.schemas import SettingsOut

    found = SettingsOut.now()
    if json:
        show_json(found.model_dump())
        return
    rows = [(each.key, each.value, each.variable or each.origin) for each in found.settings]
    show_table("Settings", ("Key", "Value", "From"), rows)


@in_workspace(create=True)
def set_setting(
    key: Key, value: Annotated[str, typer.Argument(metavar="VALUE", help="The value; blank for the default")]
) -> None:
    """Change a setting. It can be undone like any change."""
    from bridgehead.settings import phrases
    from bridgehead.settings.services.change_settings import save_setting

    save_setting(key, value, viewer=COMMAND_LINE)
    typer.echo(phrases.setting_saved(key, value))


@in_workspace()
def set_mail_password(
    password_stdin: Annotated[bool, typer.Option(help="Read the password from standard input")] = False,
) -> None:
    """Save the password of the mail server; the command asks for it. A blank one is forgotten."""
    from bridgehead.settings.services.mail_password import save_mail_password

    if password_stdin:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = typer.prompt("Password", hide_input=True, default="", show_default=False)
    kept = save_mail_password(password, viewer=COMMAND_LINE).result
    typer.echo("Password saved." if kept else "Password removed.")
