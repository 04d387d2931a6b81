"""What an opportunity or activity raises in a firm, by its kind, where neither it nor the cluster says otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from bridgehead.kit.errors import InputError

FILE = "effects.toml"
WANTED = "source, and raises: a list of { component, effect from 0 to 1, weight of at least 0 }"


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


def _effects(kind: str, entry: Any, components: Mapping[str, object]) -> KindEffects:
    try:
        raises = tuple(
            ComponentEffect(one["component"], float(one["effect"]), float(one["weight"])) for one in entry["raises"]
        )
        found = KindEffects(kind, raises, str(entry["source"]))
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(WANTED, file=FILE, column=kind) from error
    for one in raises:
        if one.component not in components:
            raise InputError(f"one of {', '.join(components)}", file=FILE, column=kind, found=one.component)
        if not (0 < one.effect <= 1 and one.weight >= 0):
            raise InputError(WANTED, file=FILE, column=kind, found=f"{one.effect:g}, {one.weight:g}")
    return found
