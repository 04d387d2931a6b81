"""Regions: what a NUTS code is called, and the code of a name."""

from collections.abc import Mapping
from functools import cache

from pydantic import Field

from bridgehead.framework.loader import PACKAGED
from bridgehead.framework.toml_files import Text, TomlTable, check_table, read_toml
from bridgehead.kit import countries

FILE = PACKAGED / "regions.toml"
LEVEL_0 = 2
"""Characters of a code that is a country."""


class RegionsFile(TomlTable):
    """The file: by code a region's names, the English one first."""

    source: Text
    names: dict[str, list[Text]] = Field(description="codes, each with names")


def region_name(code: str) -> str:
    """What a region is called; of one that the file does not name, the code itself."""
    if len(code) == LEVEL_0:
        return countries.name(countries.standard(code))
    found = _names().get(code)
    return found[0] if found else code


def region_text(code: str) -> str:
    """A region by its name, with its code, as notices print it."""
    name = region_name(code)
    return name if name == code or len(code) == LEVEL_0 else f"{name} ({code})"


def region_code(text: str) -> str:
    """The code of a region by its name, as registers and members write it; any other text as it is."""
    return _codes().get(" ".join(text.casefold().split()), text)


@cache
def _names() -> Mapping[str, list[str]]:
    return check_table(RegionsFile, read_toml(FILE), file=FILE.name).names


@cache
def _codes() -> Mapping[str, str]:
    return {name.casefold(): code for code, names in _names().items() for name in names}
