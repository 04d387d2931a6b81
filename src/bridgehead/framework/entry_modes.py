"""Entry modes: what each ties up, what control it gives and what it needs, as data (study §2.4, fig. 2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from bridgehead.framework.toml_files import Text, TomlTable, check_table, read_toml

DATA = Path(__file__).parent / "data" / "modes.toml"


@dataclass(frozen=True)
class ModeNeed:
    """What a mode needs: the component it is seen in, and why, as the file has it."""

    component: str
    because: str


@dataclass(frozen=True)
class EntryMode:
    """One entry mode.

    Attributes
    ----------
    equity
        Whether the firm owns something abroad by it.
    resources, control
        From 1 (least) to 5 (most).
    """

    id: str
    equity: bool
    resources: int
    control: int
    needs: tuple[ModeNeed, ...]


Grade = Annotated[int, Field(ge=1, le=5, description="a whole number from 1 to 5")]


class ModeNeedTable(TomlTable):
    """A need in the file."""

    component: Text
    because: Text


class EntryModeTable(TomlTable):
    """A mode in the file."""

    equity: bool = Field(description="true or false")
    resources: Grade
    control: Grade
    needs: list[ModeNeedTable] = Field(description="a list of { component, because }")


@cache
def modes() -> Mapping[str, EntryMode]:
    """Entry modes by id, from the least committing to the most."""
    found = [_mode(id_, entry) for id_, entry in read_toml(DATA).items()]
    return MappingProxyType({mode.id: mode for mode in sorted(found, key=lambda m: (m.resources, m.control))})


def _mode(id_: str, entry: object) -> EntryMode:
    table = check_table(EntryModeTable, entry, file=DATA.name, key=id_)
    needs = tuple(ModeNeed(need.component, need.because) for need in table.needs)
    return EntryMode(id_, table.equity, table.resources, table.control, needs)
