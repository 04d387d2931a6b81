"""Commands on personal data."""

from typing import Annotated

import typer

from bridgehead.kit.cli import in_workspace, show_json, show_table
from bridgehead.kit.permissions import COMMAND_LINE

PersonId = Annotated[str, typer.Argument(metavar="PERSON", help="Id of the person in people.csv")]


@in_workspace(hands_out="person export")
def export_person(person: PersonId) -> None:
    """Print all stored data about a person as JSON."""
    from django.core.serializers.json import DjangoJSONEncoder

    from bridgehead.workspace.services.personal_data import export_person as run

    show_json(run(person, viewer=COMMAND_LINE), encoder=DjangoJSONEncoder)


@in_workspace()
def erase_person(person: PersonId) -> None:
    """Erase a person from the records and the change log. This cannot be undone."""
    from bridgehead.workspace.services.personal_data import erase_person as run

    done = run(person, viewer=COMMAND_LINE).result
    typer.echo(f"Erased {person}.")
    typer.echo(f"Texts that no longer name them: {done.texts}")
    for label, names in (
        ("Accounts removed", done.accounts),
        ("Staff accounts kept (edit them with `bridgehead user edit`)", done.kept_accounts),
        ("Uploads deleted", done.uploads),
        ("Documents that still name them (edit them and attach them again)", done.documents),
    ):
        if names:
            typer.echo(f"{label}: {', '.join(names)}")
    if done.mentions:
        rows = [tuple(each.values()) for each in done.mentions]
        show_table("Still there, since others have the same name or address", ("File", "Row", "Column"), rows)
