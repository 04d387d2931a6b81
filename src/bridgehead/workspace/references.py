"""Everything that refers to a record, wherever the store keeps it: undo and merge forget none.

Foreign keys are read off the models; so are lists of ids and text that may name an id. What an
indicator is about is an id or a country and says which.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model

from bridgehead.ecosystem.models import Actor, Indicator
from bridgehead.evidence.models import Code
from bridgehead.kit.fields import CodeField, ListField, MentionField

CHUNK = 2_000


class Manner(Enum):
    """How a column refers."""

    KEY = "key"
    LIST = "list"
    MENTION = "mention"


@dataclass(frozen=True)
class Reference:
    """A column whose values are ids of a model.

    Attributes
    ----------
    attribute
        The column's attribute, `actor_id` for a foreign key.
    manner
        One id that must exist, a list of ids, or text that may be an id.
    """

    model: type[Model]
    attribute: str
    manner: Manner

    def rows(self, ids: Collection[str]) -> Iterator[dict[str, Any]]:
        """Whole rows that refer to any of these ids."""
        names = [f.attname for f in self.model._meta.concrete_fields]
        if self.manner is Manner.LIST:
            asked = frozenset(ids)
            filled = self.model._default_manager.exclude(**{self.attribute: []}).values(*names)
            yield from (row for row in filled.iterator() if not asked.isdisjoint(row[self.attribute]))
            return
        wanted = list(ids)
        for start in range(0, len(wanted), CHUNK):
            found = self.model._default_manager.filter(**{f"{self.attribute}__in": wanted[start : start + CHUNK]})
            found = found.exclude(subject_kind="country") if self.model is Indicator else found
            yield from found.values(*names).iterator()

    def of(self, row: dict[str, Any]) -> list[str]:
        """The ids that a row holds in this column."""
        value = row.get(self.attribute)
        return list(value) if self.manner is Manner.LIST and value else [value] if value else []


@cache
def references_to(target: type[Model]) -> tuple[Reference, ...]:
    """Every column of every model that refers to `target`."""
    found = []
    name = target.__name__.lower()
    for model in apps.get_app_config("bridgehead").get_models():
        for field in model._meta.concrete_fields:
            if (isinstance(field, ForeignKey) and field.related_model is target) or (
                isinstance(field, CodeField) and target is Code
            ):
                found.append(Reference(model, field.attname, Manner.KEY))
            elif isinstance(field, ListField) and field.item == f"ref:{name}":
                found.append(Reference(model, field.attname, Manner.LIST))
            elif isinstance(field, MentionField) and field.model_name == name:
                found.append(Reference(model, field.attname, Manner.MENTION))
    if target is Actor:
        found.append(Reference(Indicator, "subject", Manner.MENTION))
    return tuple(found)


@cache
def references_from(model: type[Model]) -> tuple[tuple[str, type[Model]], ...]:
    """Each foreign key of a model: the attribute and the model it points to."""
    return tuple(
        (field.attname, field.related_model)
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and isinstance(field.related_model, type)
    )
