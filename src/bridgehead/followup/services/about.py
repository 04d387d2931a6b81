"""What notes, tasks, interactions and documents are about: a record of one of four kinds."""

from django.db.models import Model
from django.utils.translation import gettext as _

from bridgehead.ecosystem.models import Activity, Actor, Person
from bridgehead.kit.errors import NotFound
from bridgehead.opportunities.models import Opportunity

KINDS: dict[str, type[Model]] = {
    "actor": Actor,
    "person": Person,
    "opportunity": Opportunity,
    "activity": Activity,
}
"""The kinds of record that something can be about."""


def record_about(kind: str, id_: str) -> Model:
    """A record that something can be about.

    Raises
    ------
    NotFound
        If there is no such kind, or none of that id.
    """
    model = KINDS.get(kind)
    found = model._default_manager.filter(pk=id_).first() if model is not None else None
    if found is None:
        raise NotFound(_("There is no such record."))
    return found


def about(record: Model) -> dict[str, str]:
    """The references of what is about a record: one about a person is about their organisation too."""
    found = {f"{kind}_id": str(record.pk) for kind, model in KINDS.items() if isinstance(record, model)}
    return found | ({"actor_id": record.actor_id} if isinstance(record, Person) else {})


def name_of(record: Model) -> str:
    """What the change log calls a record; a person by their organisation, since the log keeps it."""
    return str(record.actor if isinstance(record, Person) else record)
