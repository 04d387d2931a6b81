"""Two actors side by side: what is known of each, field by field."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.ecosystem.models import Actor
from bridgehead.framework.loader import load_framework
from bridgehead.kit import countries
from bridgehead.workspace.queries.referring_columns import references_to

FIELDS = (
    ("name", gettext_lazy("Name")),
    ("id", gettext_lazy("Id")),
    ("aliases", gettext_lazy("Other names")),
    ("kind", gettext_lazy("Kind")),
    ("size", gettext_lazy("Size")),
    ("country", gettext_lazy("Country")),
    ("city", gettext_lazy("City")),
    ("founded", gettext_lazy("Founded")),
    ("sector", gettext_lazy("Sector")),
    ("website", gettext_lazy("Website")),
    ("capabilities", gettext_lazy("Capabilities")),
)
VOCABULARIES = {"kind": "actor_kind", "size": "actor_size"}


@dataclass(frozen=True)
class FieldComparison:
    """A field of two actors, side by side."""

    label: str
    first: str
    second: str

    @property
    def differs(self) -> bool:
        """Whether both have a value, and not the same."""
        return bool(self.first and self.second and self.first != self.second)


@dataclass(frozen=True)
class ActorComparison:
    """Two actors, the fields of which at least one has a value, and how many records refer to each."""

    first: Actor
    second: Actor
    fields: Sequence[FieldComparison]
    references: tuple[int, int]

    @property
    def by_references(self) -> list[Actor]:
        """Both, first the one that more records refer to."""
        both = [self.first, self.second]
        return both if self.references[0] >= self.references[1] else both[::-1]


def compare_actors(first: str, second: str) -> ActorComparison:
    """Two actors with what is known of each.

    Raises
    ------
    Actor.DoesNotExist
        If one of them is not there.
    """
    one, other = Actor.objects.get(pk=first), Actor.objects.get(pk=second)
    lines = [
        FieldComparison(str(label), _shown(name, getattr(one, name)), _shown(name, getattr(other, name)))
        for name, label in FIELDS
    ]
    lines.append(FieldComparison(_("Numbers"), _numbers(one), _numbers(other)))
    counts = (_count(one), _count(other))
    lines.append(FieldComparison(_("Records that refer to it"), str(counts[0]), str(counts[1])))
    return ActorComparison(one, other, [line for line in lines if line.first or line.second], counts)


def _shown(name: str, value: Any) -> str:
    if name == "country" and value:
        return countries.name(value)
    if name in VOCABULARIES and value:
        return load_framework().label(VOCABULARIES[name], value)
    return ", ".join(value) if isinstance(value, list) else str(value or "")


def _numbers(actor: Actor) -> str:
    return ", ".join(sorted(f"{i.scheme.upper()} {i.value}" for i in actor.identifiers.all()))


def _count(actor: Actor) -> int:
    return sum(1 for reference in references_to(Actor) for _row in reference.rows([actor.pk]))
