"""Commands on personal data."""

from typing import Annotated

import typer

from bridgehead.kit.cli import in_workspace, show_json, show_table
from bridgehead.kit.permissions import COMMAND_LINE

PersonId = Annotated[str, typer.Argument(metavar="PERSON", help="Id of the person in people.csv")]


@in_workspace()
def export_person(person: PersonId) -> None:
    """Print all stored data about a person as JSON."""
    from django.core.serializers.json import DjangoJSONEncoder

    from bridgehead.workspace.services.personal_data import export_person as run

    show_json(run(person), encoder=DjangoJSONEncoder)


@in_workspace()
def erase_person(person: PersonId) -> None:
    """Erase a person from the records and the change log. This cannot be undone."""
    from bridgehead.workspace.services.personal_data import erase_person as run

    left = run(person, viewer=COMMAND_LINE).result
    typer.echo(f"Erased {person}.")
    if left:
        show_table("Remaining mentions of the name", ("File", "Row", "Column"), [tuple(m.values()) for m in left])
