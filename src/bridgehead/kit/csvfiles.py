"""CSV in and out: strict where a silent guess would lose data, canonical on the way out."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bridgehead.kit.errors import InputError
from bridgehead.kit.fields import TEXT_LENGTH

DELIMITERS = ",;\t|"
NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
csv.field_size_limit(10 * TEXT_LENGTH)


@dataclass(frozen=True)
class Sheet:
    """A table as it was read: its name, its heading row and its rows as text, with row numbers.

    Row numbers count as a spreadsheet shows them: the heading is row 1.
    """

    name: str
    header: tuple[str, ...]
    rows: Iterable[tuple[int, list[str]]]


def decode(content: bytes, name: str) -> str:
    """UTF-8 text of a file.

    Raises
    ------
    InputError
        With the row at which the text stops being UTF-8, or for binary content.
    """
    if b"\0" in content:
        row = content[: content.index(b"\0")].count(b"\n") + 1
        raise InputError("a text file in UTF-8", file=name, row=row, found="a NUL byte, as binary files have")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        found = content[max(0, error.start - 10) : error.start + 10].decode("latin-1")
        raise InputError("text in UTF-8 (save the file with that encoding)", file=name, row=row, found=found) from error


def read(content: bytes, name: str, *, delimiter: str = ",", known: Sequence[str] = ()) -> Sheet:
    """Read a CSV file with a heading row.

    Parameters
    ----------
    delimiter
        The separator that is expected; another one is named in the error.
    known
        Headings of which at least one must be there, so that a file without a heading row is noticed.

    Raises
    ------
    InputError
        For a file without a heading row, a wrong separator, doubled headings, a row of another
        length, or a quote that does not end.
    """
    text = decode(content, name)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = next(reader, [])
    except csv.Error as error:
        raise InputError("a heading row", file=name, row=1, found=str(error)) from error
    if not any(cell.strip() for cell in header):
        raise InputError("a heading row", file=name, row=1, found="nothing" if not text.strip() else header)
    _check_header(header, name, delimiter, known)
    return Sheet(name, tuple(header), _rows(reader, name, len(header)))


def _check_header(header: list[str], name: str, delimiter: str, known: Sequence[str]) -> None:
    if known and not set(header) & set(known):
        line = delimiter.join(header)
        for other in DELIMITERS:
            if other != delimiter and set(next(csv.reader([line], delimiter=other), [])) & set(known):
                expected = f"columns separated by {NAMES[delimiter]}"
                raise InputError(expected, file=name, row=1, found=f"{NAMES[other]} in {line}")
        raise InputError(f"a heading row with columns such as {', '.join(known[:4])}", file=name, row=1, found=line)
    if doubled := next((h for i, h in enumerate(header) if h in header[:i]), None):
        raise InputError("each heading once", file=name, row=1, column=doubled, found=f"{doubled} twice")


def _rows(reader: Iterator[list[str]], name: str, width: int) -> Iterator[tuple[int, list[str]]]:
    number = 1
    while True:
        number += 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError(f"a row of {width} cells", file=name, row=number, found=str(error)) from error
        if not row:
            continue
        if len(row) != width:
            raise InputError(f"{width} cells, as the heading row has", file=name, row=number, found=f"{len(row)} cells")
        yield number, row


def render(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A canonical CSV file: comma, minimal quotes, line feeds."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def content_of(path: Path) -> bytes:
    """The bytes of a file.

    Raises
    ------
    InputError
        If there is no such file, or it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError("a file that can be read", file=path, found=error.strerror) from error
