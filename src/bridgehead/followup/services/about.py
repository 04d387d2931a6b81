"""What notes, tasks, interactions and documents are about: a record of one of five kinds; a document, of any main kind.

What a document can belong to is said by the columns of `Attachment` alone: pages, the case folder, removal and merge
read them.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from django.apps import apps
from django.db.models import ForeignKey, Model
from django.utils.translation import gettext as _

from bridgehead.ecosystem.models import Activity, Actor, Person
from bridgehead.followup.models import AboutRecords, Attachment, Note
from bridgehead.kit.errors import NotFound
from bridgehead.kit.record_phrases import phrases_of
from bridgehead.opportunities.models import Opportunity

KINDS: dict[str, type[Model]] = {
    "actor": Actor,
    "person": Person,
    "opportunity": Opportunity,
    "activity": Activity,
}
"""The kinds of record of the stages below that something can be about."""
APPLICATION = "application"
TEAM = "team"
MEMBERS = {"membership": "member_id", "entry": "firm_id", "tie": "a_id"}
"""What names the organisation of a record, where that is not called so."""
NAMED = ("actor", "opportunity", "activity", APPLICATION, "source", "membership")
"""What the change log may call by its own name."""
SHARED = tuple(field.attname for field in AboutRecords._meta.fields if isinstance(field, ForeignKey))


def kinds() -> dict[str, type[Model]]:
    """The kinds of record that something can be about; an application is of a later stage, which the field names."""
    later: Any = Note._meta.get_field(APPLICATION).related_model
    return {**KINDS, APPLICATION: later}


@cache
def holders() -> Mapping[str, type[Model]]:
    """The kinds of record that a document can belong to; a team is its seats."""
    found: dict[str, Any] = {
        field.name: field.related_model for field in Attachment._meta.fields if isinstance(field, ForeignKey)
    }
    return found | {TEAM: apps.get_model("bridgehead", "TeamSeat")}


def record_about(kind: str, id_: str) -> Model:
    """A record that something can be about.

    Raises
    ------
    NotFound
        If there is no such kind, or none of that id.
    """
    return _found(kinds().get(kind), pk=id_)


def holder(kind: str, id_: str) -> Model:
    """A record that a document can belong to; of a team, one of its seats.

    Raises
    ------
    NotFound
        If there is no such kind, or none of that id.
    """
    return _found(holders().get(kind), **{TEAM if kind == TEAM else "pk": id_})


def _found(model: type[Model] | None, **key: str) -> Model:
    found = model._default_manager.filter(**key).order_by("pk").first() if model is not None else None
    if found is None:
        raise NotFound(_("There is no such record."))
    return found


def belongs_to(record: Model) -> dict[str, str | None]:
    """The references of a document that belongs to a record: to that, and to whatever that is about."""
    kind, whole = _kind_of(record), cast("Any", record)
    if kind == TEAM:
        return {TEAM: whole.team, "opportunity_id": whole.opportunity_id}
    if kind in kinds():
        return dict(about(record))
    theirs = {name: getattr(whole, name) for name in SHARED if hasattr(whole, name)}
    if member := MEMBERS.get(kind):
        theirs["actor_id"] = getattr(whole, member)
    return {**theirs, f"{kind}_id": str(record.pk)}


def about(record: Model) -> dict[str, str]:
    """The references of what is about a record: one about a person is about their organisation too."""
    found = {f"{kind}_id": str(record.pk) for kind, model in kinds().items() if isinstance(record, model)}
    return found | ({"actor_id": record.actor_id} if isinstance(record, Person) else {})


def named_after(record: Model) -> list[str]:
    """What an id says of a record: of a person their organisation, since the change log keeps ids."""
    return [str(record.actor_id or "")] if isinstance(record, Person) else [str(record.pk)]


def name_of(record: Model) -> str:
    """What the change log calls a record; what may tell of a person, by the organisation or whatever it is about."""
    kind, whole = _kind_of(record), cast("Any", record)
    if kind == TEAM:
        return str(whole.name)
    if kind in NAMED:
        return str(record)
    every = [getattr(whole, name, None) for name in ("actor", "opportunity", "activity", APPLICATION, "firm", "a")]
    return next((str(one) for one in every if one is not None), "")


def heading_of(record: Model) -> str:
    """What a page calls a record: by its own title, else by its kind and what it is about."""
    name, kind = name_of(record), _kind_of(record)
    if kind == TEAM:
        return name
    own = "" if type(record).__str__ is Model.__str__ else str(record)
    said = str(phrases_of(kind).name)
    return own or (f"{said}: {name}" if name else said)


def _kind_of(record: Model) -> str:
    return next(name for name, model in holders().items() if isinstance(record, model))
