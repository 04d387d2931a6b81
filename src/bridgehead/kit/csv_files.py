"""CSV in and out: strict where a silent guess would lose data, canonical on the way out."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bridgehead.kit.errors import InputError, shorten, unreadable
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.field_limits import TEXT_LENGTH

SEPARATORS = ",;\t|"
CRLF = "\r\n"
FILE_LIMIT = 1024**3
FORMULA = ("=", "+", "-", "@", "\t", "\r")
csv.field_size_limit(10 * TEXT_LENGTH)

Refuse = Callable[[InputError], None]


def refuse_file(error: InputError) -> None:
    """Refuse a row by refusing the file; the alternative is to note the row and read on.

    A cell that is left blank refuses nothing.
    """
    if not error.leaves_blank:
        raise error


@dataclass(frozen=True)
class CsvTable:
    """A table as it was read: its name, its heading row and its rows as text, with row numbers.

    Row numbers count as a spreadsheet shows them: the heading is row 1.
    """

    name: str
    header: tuple[str, ...]
    rows: Iterable[tuple[int, list[str]]]


def read(
    content: bytes, name: str, *, delimiters: str = ",", known: Sequence[str] = (), refuse: Refuse = refuse_file
) -> CsvTable:
    """Read a CSV file with a heading row.

    Parameters
    ----------
    delimiters
        The separators that are expected, the likeliest first; another one is named in the error.
    known
        Headings of which at least one must be there, so that a file without a heading row is noticed.
    refuse
        What to do with a row of another length than the heading row's.

    Raises
    ------
    InputError
        For text that is not UTF-8, a file without a heading row, a wrong separator, doubled headings,
        a row of another length, or a quote that does not end.
    """
    _check_text(content, name, delimiters)
    delimiter = _delimiter(content, delimiters, known)
    reader = csv.reader(_lines(content), delimiter=delimiter, strict=True)
    try:
        header = next(reader, [])
    except csv.Error:
        header = [content.partition(b"\n")[0].decode("utf-8-sig").strip()]
    if not any(cell.strip() for cell in header):
        raise InputError(expects("heading_row"), file=name, row=1, found=delimiter.join(header) or finds("nothing"))
    _check_header(content, header, name, delimiters, known)
    return CsvTable(name, tuple(header), _rows(reader, name, len(header), refuse))


def read_raw_rows(content: bytes, name: str, *, delimiters: str = ",", known: Sequence[str] = ()) -> CsvTable:
    """The table of a file that `read` has taken, with its rows as they stand, of whatever length."""
    rows = enumerate(csv.reader(_lines(content), delimiter=_delimiter(content, delimiters, known)), start=1)
    _, header = next(rows)
    return CsvTable(name, tuple(header), rows)


def _lines(content: bytes) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig", newline="")


def _check_text(content: bytes, name: str, delimiters: str) -> None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(expects("utf8_text"), file=name, row=1, found="UTF-16", code="encoding")
    if b"\0" in content:
        row = content[: content.index(b"\0")].count(b"\n") + 1
        raise InputError(expects("utf8_file"), file=name, row=row, found=finds("nul_byte"), code="binary")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        row, column = _place(content[: error.start], delimiters)
        found = content[max(0, error.start - 10) : error.start + 10].decode("latin-1")
        raise InputError(
            expects("utf8_text"), file=name, row=row, column=column, found=found, code="encoding"
        ) from error


def _place(before: bytes, delimiters: str) -> tuple[int, str | None]:
    """Row and heading of the cell at which a text breaks off."""
    text = before.decode("utf-8-sig")
    delimiter = max(delimiters, key=text.partition("\n")[0].count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return text.count("\n") + 1, None
    if not rows or text.endswith(("\n", "\r")):
        rows.append([""])
    index = len(rows[-1]) - 1
    return len(rows), rows[0][index] if len(rows) > 1 and index < len(rows[0]) else None


def _delimiter(content: bytes, delimiters: str, known: Sequence[str]) -> str:
    """The first of the separators that brings out a known heading; else the first."""
    for delimiter in delimiters:
        if _headings(content, delimiter) & set(known):
            return delimiter
    return delimiters[0]


def _headings(content: bytes, delimiter: str) -> set[str]:
    try:
        return set(next(csv.reader(_lines(content), delimiter=delimiter), []))
    except csv.Error:
        return set()


def _check_header(content: bytes, header: list[str], name: str, delimiters: str, known: Sequence[str]) -> None:
    if known and not set(header) & set(known):
        line = delimiters[0].join(header)
        for other in SEPARATORS:
            if other not in delimiters and _headings(content, other) & set(known):
                expected = expects("separator", separators=delimiters)
                raise InputError(
                    expected,
                    file=name,
                    row=1,
                    found=finds("separator", separators=other, line=shorten(line)),
                    code="separator",
                )
        expected = expects("heading_row_with", columns=known[:4])
        raise InputError(expected, file=name, row=1, found=line or finds("nothing"), code="headings_missing")
    if doubled := next((h for i, h in enumerate(header) if h in header[:i]), None):
        raise InputError(expects("heading_once"), file=name, row=1, column=doubled, found=doubled, code="column_twice")


def _rows(reader: Iterator[list[str]], name: str, width: int, refuse: Refuse) -> Iterator[tuple[int, list[str]]]:
    number = 1
    while True:
        number += 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            expected = expects("row_of_cells", width=width)
            raise InputError(expected, file=name, row=number, found=str(error), code="row_unreadable") from error
        if not row:
            continue
        if len(row) != width:
            found = finds("cells", count=len(row))
            expected = expects("cells_as_headings", width=width)
            refuse(InputError(expected, file=name, row=number, found=found, code="row_width"))
            continue
        yield number, row


def render(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A canonical CSV file: comma, minimal quotes, line feeds."""
    out = _LineFeeds()
    writer = csv.writer(out, lineterminator=CRLF)
    writer.writerow(header)
    writer.writerows(rows)
    return "".join(out.lines)


def escape_formula(value: Any) -> str:
    """Text of a cell; what would begin a formula gets an apostrophe before it, as spreadsheets do themselves."""
    text = "" if value is None else "; ".join(value) if isinstance(value, list) else str(value)
    is_number = text[1:].replace(".", "", 1).isdigit()
    return f"'{text}" if text.startswith(FORMULA) and not is_number else text


class _LineFeeds:
    """Takes rows that end in CRLF, so that the writer quotes either sign, and ends them in a line feed."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def write(self, line: str) -> None:
        self.lines.append(line.removesuffix(CRLF) + "\n")


def content_of(path: Path) -> bytes:
    """The bytes of a file.

    Raises
    ------
    InputError
        If there is no such file, it cannot be read, it is none, or it is larger than 1 GiB.
    """
    try:
        size = path.stat().st_size
        content = path.read_bytes() if path.is_file() and size <= FILE_LIMIT else None
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    if content is None:
        found = finds("bytes", size=size) if path.is_file() else finds("folder") if path.is_dir() else finds("device")
        raise InputError(expects("file_up_to", limit=FILE_LIMIT), file=path, found=found)
    return content
