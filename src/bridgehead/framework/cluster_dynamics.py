"""What a cluster is assumed to do for each advantage of a member, as data (study §2.5, table 1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bridgehead.framework.labels import translated
from bridgehead.framework.toml_files import Text, TomlTable, check_table
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects

FILE = "dynamics.toml"


@dataclass(frozen=True)
class ClusterDynamic:
    """One assumption.

    Attributes
    ----------
    component, mechanism
        The advantage, and the way in which the cluster acts on it.
    text
        The assumption as the file has it.
    source
        Sections of the study, and whose theory it is.
    """

    component: str
    mechanism: str
    text: str
    source: str

    @property
    def assumption(self) -> str:
        """What a page shows, in the reader's language."""
        return translated(self.text)


class ClusterDynamicTable(TomlTable):
    """An assumption in the file."""

    assumption: Text
    source: Text


def read_cluster_dynamics(
    tables: Mapping[str, Any], components: Mapping[str, object], mechanisms: Mapping[str, str]
) -> tuple[ClusterDynamic, ...]:
    """Assumptions from the tables of `dynamics.toml`, in its order.

    Raises
    ------
    InputError
        If an entry lacks what it needs, or names a component or a mechanism that there is not.
    """
    found = []
    for component, by_mechanism in tables.items():
        _known(component, components, column=component)
        for mechanism, entry in _entries(component, by_mechanism).items():
            _known(mechanism, mechanisms, column=f"{component}.{mechanism}")
            table = check_table(ClusterDynamicTable, entry, file=FILE, key=f"{component}.{mechanism}")
            found.append(ClusterDynamic(component, mechanism, table.assumption, table.source))
    return tuple(found)


def _entries(component: str, found: Any) -> Mapping[str, Any]:
    if not isinstance(found, dict):
        raise InputError(expects("table"), file=FILE, column=component, found=found)
    return found


def _known(id_: str, options: Mapping[str, object], *, column: str) -> None:
    if id_ not in options:
        raise InputError(expects("one_of", options=options), file=FILE, column=column, found=id_)
