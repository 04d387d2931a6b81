"""The codebooks that the framework proposes, each with the preset codes it starts from."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from pydantic import Field

from bridgehead.framework.labels import translated
from bridgehead.framework.loader import PACKAGED, load_framework
from bridgehead.framework.toml_files import Text, TomlTable, check_table, read_toml

FILE = PACKAGED / "codebooks.toml"


@dataclass(frozen=True)
class PresetCodebook:
    """A codebook before anybody coded with it.

    Attributes
    ----------
    text
        Its label as the file has it.
    codes
        Ids of the framework's codes, in its order.
    """

    id: str
    text: str
    codes: tuple[str, ...]

    @property
    def label(self) -> str:
        """What a page calls it, in the reader's language."""
        return translated(self.text)


class PresetCodebookTable(TomlTable):
    """A codebook in the file."""

    label: Text
    codes: list[Text] = Field(description='codes or their beginnings, ["…", "…"]')


@cache
def codebooks() -> Mapping[str, PresetCodebook]:
    """The proposed codebooks by id (`firms`, `cluster`, `network`)."""
    return MappingProxyType({id_: _codebook(id_, entry) for id_, entry in read_toml(FILE).items()})


def _codebook(id_: str, entry: object) -> PresetCodebook:
    table = check_table(PresetCodebookTable, entry, file=FILE.name, key=id_)
    known = load_framework().codes
    codes = (code for code in known if any(code == name or code.startswith(f"{name}.") for name in table.codes))
    return PresetCodebook(id_, table.label, tuple(codes))
