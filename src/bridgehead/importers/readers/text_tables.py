"""Tables of text as people have them: encoding and separator are found out, rows read as they are asked for."""

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from bridgehead.kit.errors import InputError, unreadable
from bridgehead.kit.expectations import expects, finds

DELIMITERS = ";,\t|"
SAMPLE = 30
PIECE = 4 * 1024**2


def text_rows(path: Path) -> Iterator[list[str]]:
    """Rows of a table of text, read as they are asked for: the file may be larger than the memory."""
    lines = _readable(path, _text_lines(path))
    first = next(lines, "")
    named = re.fullmatch(r"sep=(.)\s*", first, re.IGNORECASE)
    ahead = list(islice(lines, SAMPLE)) if named else [first, *islice(lines, SAMPLE)]
    delimiter = named[1] if named else _delimiter(ahead)
    reader = csv.reader(chain(ahead, lines), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise InputError(expects("table_of_text"), file=path.name, row=reader.line_num, found=str(error)) from error


def text_of(path: Path) -> str:
    """The whole text of a file, whatever its encoding."""
    return "".join(_readable(path, _text_lines(path)))


def _encoding(path: Path) -> str:
    """How a file of text is encoded; blank where that changes from line to line.

    Raises
    ------
    InputError
        If it is no text.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf8, row = True, 1
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            if row == 1 and piece.startswith((b"\xff\xfe", b"\xfe\xff")):
                return "utf-16"
            if b"\0" in piece:
                row += piece[: piece.index(b"\0")].count(b"\n")
                raise InputError(
                    expects("spreadsheet"), file=path.name, row=row, found=finds("nul_byte"), code="binary"
                )
            row += piece.count(b"\n")
            is_utf8 = is_utf8 and _decodes(decoder, piece)
    return "utf-8-sig" if is_utf8 and not decoder.getstate()[0] else ""


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


def _text_lines(path: Path) -> Iterator[str]:
    """Lines of a file in UTF-8, UTF-16 or what Windows writes; the encoding may change from line to line."""
    encoding = _encoding(path)
    if encoding:
        with path.open(encoding=encoding, errors="replace", newline="") as file:
            yield from file
        return
    with path.open("rb") as file:
        for number, block in enumerate(file):
            for line in (block.removeprefix(codecs.BOM_UTF8) if number == 0 else block).splitlines(keepends=True):
                yield _decoded_line(line)


def _decoded_line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _delimiter(lines: Sequence[str]) -> str:
    """The separator by which the first lines fall into the most cells, and as many in each."""

    def fit(delimiter: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        except csv.Error:
            return 0, 0
        wide = [width for width in widths if width > 1]
        return (max(wide.count(w) for w in set(wide)), max(wide)) if wide else (0, 0)

    return max(DELIMITERS, key=fit)
