"""The theory as data: TOML files, read once into frozen, typed objects.

The package's own files lie in `data/`. A cluster adds its own in the folder `framework/` of its
workspace, in files of the same names; their entries stand beside the package's and, where an id is
the same, replace it.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bridgehead.framework import component_effects
from bridgehead.framework.component_effects import KindEffects
from bridgehead.kit.errors import InputError

PACKAGED = Path(__file__).parent / "data"
FILES = ("components", "codes", "vocabularies", "actors", "effects")


@dataclass(frozen=True)
class Component:
    """One of the advantages of the framework (§2.4.1)."""

    id: str
    label: str
    holds: str
    raised_by: str


@dataclass(frozen=True)
class Framework:
    """Everything the theory fixes: components, preset codes, vocabularies, spheres, effects.

    Attributes
    ----------
    components
        Id (`Oa.capital`) to component, in the order of the study's tables.
    codes
        Every preset code (`Oa.capital`, `barrier.smallness`) to its label.
    groups
        Prefix of a preset code (`barrier`) to the group's label.
    vocabularies
        Name (`origin`) to its terms: id to label, in order.
    spheres
        Kind of actor to its sphere of the triple helix.
    effects
        Kind of opportunity or activity to what it raises in a firm (framework, section 6).
    """

    components: Mapping[str, Component]
    codes: Mapping[str, str]
    groups: Mapping[str, str]
    vocabularies: Mapping[str, Mapping[str, str]]
    spheres: Mapping[str, str]
    effects: Mapping[str, KindEffects]

    def label(self, vocabulary: str, term: str) -> str:
        """What a page shows for a term; the term itself where the vocabulary lacks it."""
        return self.vocabularies.get(vocabulary, {}).get(term, term)


def load_framework(added: Path | None = None) -> Framework:
    """The packaged framework, with a cluster's own files laid over it.

    Parameters
    ----------
    added
        The folder of the cluster's own files; `framework/` of the workspace unless another is named.

    Raises
    ------
    InputError
        If a file is no TOML or an entry lacks what it needs.
    """
    own = added or Path(os.environ.get("BRIDGEHEAD_HOME", "bridgehead-data"), "framework")
    return _load(own if own.is_dir() else None)


@cache
def _load(added: Path | None) -> Framework:
    tables = {name: _read(PACKAGED / f"{name}.toml") for name in FILES}
    if added is not None:
        for name in FILES:
            path = added / f"{name}.toml"
            if path.exists():
                tables[name] = _overlay(tables[name], _read(path))
    components = {id_: _component(id_, entry) for id_, entry in tables["components"].items()}
    vocabularies = {name: _labels(name, terms) for name, terms in tables["vocabularies"].items()}
    vocabularies["component"] = {id_: component.label for id_, component in components.items()}
    codes = dict(vocabularies["component"])
    for group, entry in tables["codes"].items():
        for id_, label in _labels(group, entry.get("codes", {})).items():
            codes[f"{group}.{id_}"] = label
    return Framework(
        components=MappingProxyType(components),
        codes=MappingProxyType(codes),
        groups=MappingProxyType({group: str(entry.get("label", group)) for group, entry in tables["codes"].items()}),
        vocabularies=MappingProxyType({name: MappingProxyType(terms) for name, terms in vocabularies.items()}),
        spheres=MappingProxyType(_labels("sphere", tables["actors"].get("sphere", {}))),
        effects=component_effects.read_effects(tables["effects"], components),
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"a TOML file in UTF-8 ({error})", file=path.name) from error


def _overlay(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = _overlay(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def _component(id_: str, entry: Any) -> Component:
    try:
        return Component(id=id_, label=entry["label"], holds=entry["holds"], raised_by=entry["raised_by"])
    except (KeyError, TypeError) as error:
        raise InputError("label, holds and raised_by", file="components.toml", column=id_) from error


def _labels(name: str, entries: Any) -> dict[str, str]:
    if not isinstance(entries, dict) or not all(isinstance(label, str) for label in entries.values()):
        raise InputError('lines of the form term = "label"', file="vocabularies.toml", column=name)
    return dict(entries)
