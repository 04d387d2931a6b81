"""What notes, tasks, interactions and documents are about: a record of one of five kinds."""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from bridgehead.ecosystem.models import Activity, Actor, Person
from bridgehead.followup.models import Note
from bridgehead.kit.errors import NotFound
from bridgehead.opportunities.models import Opportunity

KINDS: dict[str, type[Model]] = {
    "actor": Actor,
    "person": Person,
    "opportunity": Opportunity,
    "activity": Activity,
}
"""The kinds of record of the stages below that something can be about."""
APPLICATION = "application"


def kinds() -> dict[str, type[Model]]:
    """The kinds of record that something can be about; an application is of a later stage, which the field names."""
    later: Any = Note._meta.get_field(APPLICATION).related_model
    return {**KINDS, APPLICATION: later}


def record_about(kind: str, id_: str) -> Model:
    """A record that something can be about.

    Raises
    ------
    NotFound
        If there is no such kind, or none of that id.
    """
    model = kinds().get(kind)
    found = model._default_manager.filter(pk=id_).first() if model is not None else None
    if found is None:
        raise NotFound(_("There is no such record."))
    return found


def about(record: Model) -> dict[str, str]:
    """The references of what is about a record: one about a person is about their organisation too."""
    found = {f"{kind}_id": str(record.pk) for kind, model in kinds().items() if isinstance(record, model)}
    return found | ({"actor_id": record.actor_id} if isinstance(record, Person) else {})


def named_after(record: Model) -> list[str]:
    """What an id says of a record: of a person their organisation, since the change log keeps ids."""
    return [str(record.actor_id or "")] if isinstance(record, Person) else [str(record.pk)]


def name_of(record: Model) -> str:
    """What the change log calls a record; a person by their organisation, since the log keeps it."""
    return str(record.actor if isinstance(record, Person) else record)
