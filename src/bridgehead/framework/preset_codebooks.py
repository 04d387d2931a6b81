"""The codebooks that the framework proposes, each with the preset codes it starts from."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from bridgehead.framework.loader import PACKAGED, load_framework


@dataclass(frozen=True)
class PresetCodebook:
    """A codebook before anybody coded with it; `codes` are ids of the framework's codes, in its order."""

    id: str
    label: str
    codes: tuple[str, ...]


@cache
def codebooks() -> Mapping[str, PresetCodebook]:
    """The proposed codebooks by id (`firms`, `cluster`, `network`)."""
    entries = tomllib.loads((PACKAGED / "codebooks.toml").read_text(encoding="utf-8"))
    known = load_framework().codes
    return MappingProxyType(
        {
            id_: PresetCodebook(
                id_,
                entry["label"],
                tuple(c for c in known if any(c == name or c.startswith(f"{name}.") for name in entry["codes"])),
            )
            for id_, entry in entries.items()
        }
    )
