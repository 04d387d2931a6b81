"""What an opportunity or activity raises in a firm, by its kind, where neither it nor the cluster says otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pydantic import Field

from bridgehead.framework.toml_files import Text, TomlTable, check_table
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects

FILE = "effects.toml"


@dataclass(frozen=True)
class ComponentEffect:
    """One component that is raised.

    Attributes
    ----------
    effect
        In units of standing, 0 to 1.
    weight
        How much it counts beside the others, at least 0.
    """

    component: str
    effect: float
    weight: float = 1.0


@dataclass(frozen=True)
class KindEffects:
    """What one kind raises, and what that rests on."""

    kind: str
    raises: tuple[ComponentEffect, ...]
    source: str


def read_effects(tables: Mapping[str, Any], components: Mapping[str, object]) -> Mapping[str, KindEffects]:
    """Kinds with what they raise, from the tables of `effects.toml`.

    Raises
    ------
    InputError
        If an entry lacks what it needs or names a component that there is not.
    """
    return MappingProxyType({kind: _effects(kind, entry, components) for kind, entry in tables.items()})


class ComponentEffectTable(TomlTable):
    """A component that is raised, in the file."""

    component: Text
    effect: float = Field(gt=0, le=1, description="an effect above 0, at most 1")
    weight: float = Field(ge=0, description="a weight of at least 0")


class KindEffectsTable(TomlTable):
    """A kind in the file."""

    source: Text
    raises: list[ComponentEffectTable] = Field(description="a list of { component, effect, weight }")


def _effects(kind: str, entry: Any, components: Mapping[str, object]) -> KindEffects:
    table = check_table(KindEffectsTable, entry, file=FILE, key=kind, expected=expects("effects_table"))
    for number, one in enumerate(table.raises, start=1):
        if one.component not in components:
            column = f"{kind}.raises {number}.component"
            raise InputError(expects("one_of", options=components), file=FILE, column=column, found=one.component)
    raises = tuple(ComponentEffect(one.component, one.effect, one.weight) for one in table.raises)
    return KindEffects(kind, raises, table.source)
