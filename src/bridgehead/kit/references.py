"""What refers to what, read off the models: keys, codes, lists of ids, text that may name an id."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from bridgehead.kit.model_fields import CodeField, ListField, MentionField

CHUNK = 2_000


class ReferenceKind(Enum):
    """How a column refers."""

    KEY = "key"
    LIST = "list"
    MENTION = "mention"


@dataclass(frozen=True)
class ReferringColumn:
    """A column whose values are ids of a model.

    Attributes
    ----------
    attribute
        The column's attribute, `actor_id` for a foreign key.
    manner
        One id that must exist, a list of ids, or text that may be an id.
    excluding
        Attribute and value of the rows in which the column holds something else.
    """

    model: type[models.Model]
    attribute: str
    manner: ReferenceKind
    excluding: tuple[str, str] | None = None

    def rows(self, ids: Collection[str]) -> Iterator[dict[str, Any]]:
        """Whole rows that refer to any of these ids."""
        names = [f.attname for f in self.model._meta.concrete_fields]
        if self.manner is ReferenceKind.LIST:
            asked = frozenset(ids)
            filled = self.model._default_manager.exclude(**{self.attribute: []}).values(*names)
            yield from (row for row in filled.iterator() if not asked.isdisjoint(row[self.attribute]))
            return
        wanted = list(ids)
        for start in range(0, len(wanted), CHUNK):
            found = self.model._default_manager.filter(**{f"{self.attribute}__in": wanted[start : start + CHUNK]})
            found = found.exclude(**dict([self.excluding])) if self.excluding else found
            yield from found.values(*names).iterator()

    def of(self, row: dict[str, Any]) -> list[str]:
        """The ids that a row holds in this column."""
        value = row.get(self.attribute)
        return list(value) if self.manner is ReferenceKind.LIST and value else [value] if value else []


@cache
def declared_references(target: type[models.Model]) -> tuple[ReferringColumn, ...]:
    """Every column that its field declares to refer to `target`."""
    found = []
    name = target.__name__.lower()
    for model in apps.get_app_config("bridgehead").get_models():
        for field in model._meta.concrete_fields:
            if (isinstance(field, models.ForeignKey) and field.related_model is target) or (
                isinstance(field, CodeField) and name == "code"
            ):
                found.append(ReferringColumn(model, field.attname, ReferenceKind.KEY))
            elif isinstance(field, ListField) and name in field.targets:
                found.append(ReferringColumn(model, field.attname, ReferenceKind.LIST))
            elif isinstance(field, MentionField) and field.model_name == name:
                found.append(ReferringColumn(model, field.attname, ReferenceKind.MENTION))
    return tuple(found)


@cache
def references_from(model: type[models.Model]) -> tuple[tuple[str, type[models.Model]], ...]:
    """Each foreign key of a model: the attribute and the model it points to."""
    return tuple(
        (field.attname, field.related_model)
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and isinstance(field.related_model, type)
    )
