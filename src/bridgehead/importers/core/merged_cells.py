"""Cells that were merged: what stands in the first of several rows holds for each of them."""

from collections.abc import Iterable, Iterator, Sequence

Range = tuple[tuple[int, int], tuple[int, int]]


def spread(rows: Iterable[tuple[int, list[str]]], merged: Iterable[Range]) -> Iterator[tuple[int, list[str]]]:
    """Rows with their numbers, counted from 1, in which a merged cell counts for each of its rows.

    It fills its first column only: over several columns its value stands once a row. A range that begins above the
    first of the rows belongs to the headings.

    Parameters
    ----------
    merged
        First and last cell of each merged range, as (row, column) from 0.
    """
    begins: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, _) in merged:
        if bottom > top:
            begins.setdefault(top + 1, []).append((left, bottom + 1))
    held: dict[int, tuple[int, str]] = {}
    for number, cells in rows:
        held = {column: (last, text) for column, (last, text) in held.items() if last >= number}
        filled = _with(cells, held) if held else cells
        for column, last in begins.get(number, ()):
            if column < len(filled):
                held[column] = last, filled[column]
        yield number, filled


def _with(cells: Sequence[str], held: dict[int, tuple[int, str]]) -> list[str]:
    width = max(len(cells), 1 + max(held))
    filled = [*cells, *[""] * (width - len(cells))]
    for column, (_, text) in held.items():
        filled[column] = filled[column] or text
    return filled
