"""Rows of a table of text that have another number of cells than its headings.

A separator inside a cell that nobody quoted makes a row too long, one that was lost makes it too short. Such a row is
repaired where exactly one reading fits the columns, else refused: a guess would move every cell after it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, islice

from bridgehead.importers.core.written_dates import written_date
from bridgehead.kit.country_reader import country_code

MOST_READINGS = 500
SHAPES = (
    ("email", re.compile(r"(?:mailto:)?[^@\s]+@[^@\s]+\.[^@\s]+")),
    ("web", re.compile(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)+(?:/\S*)?", re.IGNORECASE)),
    ("number", re.compile(r"[+\-]?[\d\s.,()/]+%?")),
)
SEPARATED = re.compile(r"[;,|\t]")
Takes = Callable[[str], bool]


def shape_of(text: str) -> str:
    """What kind of text a cell holds: blank, `email`, `web`, `country`, `date`, `number` or `text`."""
    plain = text.strip()
    if not plain:
        return ""
    if written_date(plain) is not None:
        return "date"
    found = next((name for name, shape in SHAPES if shape.fullmatch(plain)), "")
    is_country = SEPARATED.search(plain) is None and bool(country_code(plain))
    return found or ("country" if is_country else "text")


def is_words(text: str) -> bool:
    """Whether a text is words or nothing: no number, date, address or country."""
    return shape_of(text) in ("text", "")


def columns_like(rows: Iterable[Sequence[str]], width: int) -> list[Takes]:
    """Of each column whether it takes a text, by the shapes of what stands in it; one without values takes any.

    Parameters
    ----------
    rows
        Some rows; those of another width tell nothing.
    """
    seen: list[set[str]] = [set() for _ in range(width)]
    for row in rows:
        if len(row) == width:
            for place, text in enumerate(row):
                seen[place].add(shape_of(text))
    return [_takes(shapes - {""}) for shapes in seen]


def repaired(cells: Sequence[str], columns: Sequence[Takes], separator: str) -> list[str] | None:
    """The row as wide as the columns, where exactly one reading fits; None where none or several do.

    Parameters
    ----------
    columns
        Of each column whether it takes a text; each may take a blank.
    separator
        Joins the parts of a cell that fell apart.
    """
    surplus = len(cells) - len(columns)
    if _has_one_too_many(cells, columns):
        return None
    readings = _joined(cells, surplus, separator) if surplus > 0 else _spread(cells, -surplus)
    fitting: list[list[str]] = []
    for number, reading in enumerate(islice(readings, MOST_READINGS + 1)):
        if number == MOST_READINGS:
            return None
        if reading not in fitting and all(takes(text) for takes, text in zip(columns, reading, strict=True)):
            fitting.append(reading)
    return fitting[0] if len(fitting) == 1 else None


def _has_one_too_many(cells: Sequence[str], columns: Sequence[Takes]) -> bool:
    """Whether a row fits as it is, with a text behind its last column: a remark, or the end of a cell that was cut."""
    behind = cells[len(columns) :]
    return any(text.strip() for text in behind) and all(
        takes(text) for takes, text in zip(columns, cells, strict=False)
    )


def _takes(shapes: set[str]) -> Takes:
    return lambda text: not shapes or shape_of(text) in shapes | {""}


def _joined(cells: Sequence[str], surplus: int, separator: str) -> Iterator[list[str]]:
    """Blank cells were added, or one cell was cut into several."""
    width = len(cells) - surplus
    if not any(cell.strip() for cell in cells[width:]):
        yield list(cells[:width])
    for start in range(width):
        end = start + surplus + 1
        if all(cell.strip() for cell in cells[start:end]):
            yield [*cells[:start], separator.join(cells[start:end]), *cells[end:]]


def _spread(cells: Sequence[str], missing: int) -> Iterator[list[str]]:
    """Blank cells were left out."""
    width = len(cells) + missing
    for blanks in combinations(range(width), missing):
        rest = iter(cells)
        yield ["" if place in blanks else next(rest) for place in range(width)]
