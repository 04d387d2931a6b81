"""Tables of text as people have them: encoding and separator are found out, rows read as they are asked for."""

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from bridgehead.kit.errors import InputError, unreadable
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.text_encodings import (
    LOOKED_AT,
    LineSample,
    decoded_line,
    marked,
    recognised,
    undecodable,
    wide_encoding,
)

DELIMITERS = ";,\t|"
SAMPLE = 30
PIECE = 4 * 1024**2


def text_rows(path: Path, encoding: str = "") -> Iterator[list[str]]:
    """Rows of a table of text, read as they are asked for: the file may be larger than the memory.

    Parameters
    ----------
    encoding
        Where somebody said it; else it is found out.
    """
    lines = _readable(path, _text_lines(path, encoding))
    ahead, delimiter = _beginning(lines)
    reader = csv.reader(chain(ahead, lines), delimiter=delimiter, strict=True)
    row = 1
    try:
        for cells in reader:
            row += 1
            yield cells
    except csv.Error as error:  # of a quote without its end: the row in which it begins
        raise InputError(expects("table_of_text"), file=path.name, row=row, found=str(error)) from error


def delimiter_of(path: Path, encoding: str = "") -> str:
    """The separator of the cells of a table of text."""
    return _beginning(_readable(path, _text_lines(path, encoding)))[1]


def is_table_of_text(start: bytes) -> bool:
    """Whether a text begins as a table: nearly all of its lines have as many cells, and more than one."""
    encoding = marked(start) or (wide_encoding(start) if b"\0" in start else "") or "latin-1"
    lines = [line for line in re.split(r"[\r\n]+", start.decode(encoding, "replace")) if line.strip()][:SAMPLE]
    _, most = _fit(lines, _delimiter(lines))
    return most * 10 >= len(lines) * 8 and most > 1


def text_of(path: Path, encoding: str = "") -> str:
    """The whole text of a file, whatever its encoding."""
    return "".join(_readable(path, _text_lines(path, encoding)))


def _encoding(path: Path) -> str:
    """How a file of text is encoded; blank where some of its lines are not UTF-8.

    Raises
    ------
    InputError
        If it is no text.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    all_utf8, row = True, 1
    with path.open("rb") as file:
        start = file.read(LOOKED_AT)
        if name := marked(start) or (wide_encoding(start) if b"\0" in start else ""):
            return name
        file.seek(0)
        while piece := file.read(PIECE):
            if b"\0" in piece:
                row += piece[: piece.index(b"\0")].count(b"\n")
                raise InputError(
                    expects("spreadsheet"), file=path.name, row=row, found=finds("nul_byte"), code="binary"
                )
            row += piece.count(b"\n")
            all_utf8 = all_utf8 and _decodes(decoder, piece)
    return "utf-8" if all_utf8 and not decoder.getstate()[0] else ""


def _decodes(decoder: codecs.IncrementalDecoder, piece: bytes) -> bool:
    try:
        decoder.decode(piece)
    except UnicodeDecodeError:
        return False
    return True


def _readable(path: Path, lines: Iterator[str]) -> Iterator[str]:
    """Lines of a file, whose disk may fail at any of them."""
    try:
        yield from lines
    except OSError as error:
        raise unreadable(path, error) from error


def _text_lines(path: Path, said: str) -> Iterator[str]:
    """Lines of a file; of those in UTF-8 some may be in another encoding, as where lists were put together."""
    if encoding := said or _encoding(path):
        row = 0
        try:
            with path.open(encoding=encoding, newline="") as file:
                for row, line in enumerate(file, start=1):  # noqa: B007 the number of the last is wanted
                    yield line
        except UnicodeDecodeError as error:
            raise undecodable(path.name, encoding, row + 1) from error
        return
    sample = LineSample()
    for raw in _byte_lines(path):
        if not raw.isascii():
            sample.add(raw)
    encoding = recognised(sample, path.name)
    for row, raw in enumerate(_byte_lines(path), start=1):
        yield decoded_line(raw, encoding, path.name, row)


def _byte_lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        for block in file:
            yield from block.splitlines(keepends=True)


def _beginning(lines: Iterator[str]) -> tuple[list[str], str]:
    """The first lines of a table and its separator; a line that only names the separator goes."""
    first = next(lines, "")
    named = re.fullmatch(r"sep=(.)\s*", first, re.IGNORECASE)
    ahead = list(islice(lines, SAMPLE)) if named else [first, *islice(lines, SAMPLE)]
    return ahead, named[1] if named else _delimiter(ahead)


def _delimiter(lines: Sequence[str]) -> str:
    """The separator by which the first lines fall into the most cells, and as many in each."""
    return max(DELIMITERS, key=lambda delimiter: _fit(lines, delimiter)[::-1])


def _fit(lines: Sequence[str], delimiter: str) -> tuple[int, int]:
    """How many cells the widest of some lines has by a separator, and how many lines have as many as most have."""
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
    except csv.Error:
        return 0, 0
    wide = [width for width in widths if width > 1]
    return (max(wide), max(wide.count(w) for w in set(wide))) if wide else (0, 0)
