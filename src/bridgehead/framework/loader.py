"""The theory as data: TOML files, read once into frozen, typed objects.

The package's own files lie in `data/`. A cluster adds its own in the folder `framework/` of its
workspace, in files of the same names; their entries stand beside the package's and, where an id is
the same, replace it.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import Field

from bridgehead.framework import cluster_dynamics, component_effects, funnel_families
from bridgehead.framework.cluster_dynamics import ClusterDynamic
from bridgehead.framework.component_effects import KindEffects
from bridgehead.framework.funnel_families import FunnelFamily
from bridgehead.framework.labels import Labels, translated
from bridgehead.framework.toml_files import Text, TomlTable, check_labels, check_table, read_toml
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects

PACKAGED = Path(__file__).parent / "data"
MOST_STEPS = 10
"""A longer step is weaker than any way that counts."""
FILES = ("components", "codes", "vocabularies", "actors", "ties", "effects", "funnels", "dynamics")


@dataclass(frozen=True)
class Component:
    """One of the advantages of the framework (§2.4.1)."""

    id: str
    text: str
    """Its label as the file has it."""

    holds_text: str
    """What belongs to it, as the file has it."""

    raised_by: str
    parts: Labels
    """Codes below it, whose evidence counts in it as well, to their labels."""

    @property
    def label(self) -> str:
        """What a page calls it, in the reader's language."""
        return translated(self.text)

    @property
    def holds(self) -> str:
        """What belongs to it, in the reader's language."""
        return translated(self.holds_text)


@dataclass(frozen=True)
class Framework:
    """Everything the theory fixes: components, preset codes, vocabularies, spheres, effects, funnels.

    Attributes
    ----------
    components
        Id (`Oa.capital`) to component, in the order of the study's tables.
    codes
        Every preset code (`Oa.capital`, `Oa.technology.exploration`, `barrier.smallness`) to its label.
    groups
        Prefix of a preset code (`barrier`) to the group's label.
    vocabularies
        Name (`origin`) to its terms: id to label, in order.
    spheres
        Kind of actor to its sphere of the triple helix.
    tie_lengths
        Kind of tie to the length of a step over it; over a kind that is not named leads no way
        (framework, section 4).
    effects
        Kind of opportunity or activity to what it raises in a firm (framework, section 6).
    funnels
        Families of activities by id, each with the steps in which a part in one leads on (section 8).
    dynamics
        What a cluster is assumed to do for each component (the study's table 1).
    """

    components: Mapping[str, Component]
    codes: Mapping[str, str]
    groups: Mapping[str, str]
    vocabularies: Mapping[str, Mapping[str, str]]
    spheres: Mapping[str, str]
    tie_lengths: Mapping[str, int]
    effects: Mapping[str, KindEffects]
    funnels: Mapping[str, FunnelFamily]
    dynamics: tuple[ClusterDynamic, ...]

    @property
    def parts(self) -> dict[str, str]:
        """Code of a component's part to the component."""
        return {part: id_ for id_, component in self.components.items() for part in component.parts}

    def label(self, vocabulary: str, term: str) -> str:
        """What a page shows for a term; the term itself where the vocabulary lacks it."""
        return self.vocabularies.get(vocabulary, {}).get(term, term)


class ComponentTable(TomlTable):
    """A component in the file."""

    label: Text
    holds: Text
    raised_by: Text
    parts: dict[str, str] = Field(default={}, description='lines of the form part = "label"')


class CodeGroupTable(TomlTable):
    """A group of preset codes in the file."""

    label: str = Field(default="", description="some text")
    codes: dict[str, str] = Field(default={}, description='lines of the form code = "label"')


class ActorsTable(TomlTable):
    """The file on kinds of actor."""

    sphere: dict[str, str] = Field(default={}, description='lines of the form kind = "sphere"')


class TiesTable(TomlTable):
    """The file on kinds of tie."""

    length: dict[str, Annotated[int, Field(ge=1, le=MOST_STEPS)]] = Field(
        default={}, description=f"lines of the form kind = length, 1 to {MOST_STEPS}"
    )


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
    tables = {name: read_toml(PACKAGED / f"{name}.toml") for name in FILES}
    if added is not None:
        for name in FILES:
            path = added / f"{name}.toml"
            if path.exists():
                tables[name] = _overlay(tables[name], read_toml(path))
    components = {id_: _component(id_, entry) for id_, entry in tables["components"].items()}
    vocabularies = {
        name: check_labels(terms, file="vocabularies.toml", key=name) for name, terms in tables["vocabularies"].items()
    }
    vocabularies["component"] = {id_: component.text for id_, component in components.items()}
    codes: dict[str, str] = {}
    for id_, component in components.items():
        codes |= {id_: component.text, **component.parts.texts}
    groups = {
        group: check_table(CodeGroupTable, entry, file="codes.toml", key=group)
        for group, entry in tables["codes"].items()
    }
    for group, table in groups.items():
        codes |= {f"{group}.{id_}": label for id_, label in table.codes.items()}
    return Framework(
        components=MappingProxyType(components),
        codes=Labels(codes),
        groups=Labels({group: str(entry.get("label", group)) for group, entry in tables["codes"].items()}),
        vocabularies=MappingProxyType({name: Labels(terms) for name, terms in vocabularies.items()}),
        spheres=MappingProxyType(check_table(ActorsTable, tables["actors"], file="actors.toml").sphere),
        tie_lengths=MappingProxyType(_tie_lengths(tables["ties"], vocabularies["tie_kind"])),
        effects=component_effects.read_effects(tables["effects"], components),
        funnels=funnel_families.read_funnel_families(tables["funnels"], vocabularies["outcome_kind"]),
        dynamics=cluster_dynamics.read_cluster_dynamics(tables["dynamics"], components, vocabularies["mechanism"]),
    )


def _overlay(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = _overlay(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def _tie_lengths(entries: Any, kinds: Mapping[str, str]) -> Mapping[str, int]:
    lengths = check_table(TiesTable, entries, file="ties.toml").length
    unknown = next((kind for kind in lengths if kind not in kinds), None)
    if unknown is not None:
        raise InputError(expects("one_of", options=kinds), file="ties.toml", column="length", found=unknown)
    return lengths


def _component(id_: str, entry: Any) -> Component:
    table = check_table(ComponentTable, entry, file="components.toml", key=id_)
    parts = {f"{id_}.{part}": label for part, label in table.parts.items()}
    return Component(id_, table.label, table.holds, table.raised_by, Labels(parts))
