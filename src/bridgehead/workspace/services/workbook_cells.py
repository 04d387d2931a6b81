"""Texts that a cell of a workbook cannot hold: put aside in a sheet of their own, and brought back.

The cell says which text it stands for and shows its beginning. A text that the format cannot carry as it is, such as
one that looks like the format's own escapes, is coded there (base64).
"""

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects

TEXTS = "long_texts"
TEXT_HEADINGS = ("number", "part", "text")
CELL_UNITS = 32_767
"""The longest text of a cell, in UTF-16."""

PART = 16_000
"""The longest part of a text that is put aside, in characters, of which each may be two units."""

SHOWN = 200
ASIDE = re.compile(r"\[(long|coded) text (\d+), in sheet long_texts\] .*", re.DOTALL)
UNCARRIED = re.compile(
    # Two signs that XML has not, escapes that touch (writer and reader take them apart differently), and what the
    # writer would take for markup.
    r"[\ufffe\uffff]|_x[0-9A-Fa-f]{4}(?=_x[0-9A-Fa-f]{4}_|[\x00-\x08\x0b-\x1f])|\A<r>.*</r>\Z",
    re.DOTALL,
)


@dataclass
class Aside:
    """The texts of a workbook that are put aside, by their number from 1 on."""

    texts: list[str] = field(default_factory=list)

    def cell(self, text: str) -> str:
        """What stands in a cell: the text, or what stands for it."""
        if _fits(text):
            return text
        coded = UNCARRIED.search(text) is not None
        self.texts.append(base64.b64encode(text.encode()).decode("ascii") if coded else text)
        return _stands_for(len(self.texts), text, coded=coded)

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """The rows of the sheet of texts."""
        for number, text in enumerate(self.texts, start=1):
            for place, part in parts(text):
                yield str(number), str(place), part


def whole(cell: str, texts: Mapping[str, str], sheet: str, row: int) -> str:
    """The text that a cell stands for.

    Raises
    ------
    InputError
        If it was edited where only its beginning stands, or what it stands for is gone.
    """
    if (found := ASIDE.fullmatch(cell)) is None:
        return cell
    coded, number = found[1] == "coded", found[2]
    text = _decoded(texts.get(number)) if coded else texts.get(number)
    if text is None or cell != _stands_for(int(number), text, coded=coded):
        expected = expects("cell_as_written", sheet=TEXTS)
        raise InputError(expected, file=sheet, row=row, found=cell)
    return text


def parts(text: str) -> Iterator[tuple[int, str]]:
    """A text in parts that fit into a cell each, numbered; at least one."""
    return enumerate((text[start : start + PART] for start in range(0, max(len(text), 1), PART)), start=1)


def _fits(text: str) -> bool:
    is_short = len(text) <= CELL_UNITS // 2 or len(text.encode("utf-16-le")) // 2 <= CELL_UNITS
    return is_short and ASIDE.fullmatch(text) is None and UNCARRIED.search(text) is None


def _stands_for(number: int, text: str, *, coded: bool) -> str:
    shown = re.sub(r"[^\w .,;:-]|_", "?", text[:SHOWN]) if coded else text[:SHOWN]
    return f"[{'coded' if coded else 'long'} text {number}, in sheet {TEXTS}] {shown}"


def _decoded(text: str | None) -> str | None:
    try:
        return None if text is None else base64.b64decode(text, validate=True).decode()
    except ValueError:
        return None
