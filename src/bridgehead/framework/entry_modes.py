"""Entry modes: what each ties up, what control it gives and what it needs, as data (study §2.4, fig. 2)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

DATA = Path(__file__).parent / "data" / "modes.toml"


@dataclass(frozen=True)
class ModeNeed:
    """What a mode needs: the component it is seen in, and why."""

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


@cache
def modes() -> Mapping[str, EntryMode]:
    """Entry modes by id, from the least committing to the most."""
    table = tomllib.loads(DATA.read_text(encoding="utf-8"))
    found = [
        EntryMode(
            id_, entry["equity"], entry["resources"], entry["control"], tuple(ModeNeed(**n) for n in entry["needs"])
        )
        for id_, entry in table.items()
    ]
    return MappingProxyType({mode.id: mode for mode in sorted(found, key=lambda m: (m.resources, m.control))})
