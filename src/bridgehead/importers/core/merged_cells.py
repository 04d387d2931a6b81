"""Cells that were merged: over several rows they hold for each of them, over several columns they are a caption."""

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


def captions(merged: Iterable[Range], head: int) -> dict[int, tuple[int, int]]:
    """Rows, counted from 1, in which one cell goes over several columns that have headings of their own.

    Parameters
    ----------
    head
        The number of the row of headings: what is merged there alike is one column.

    Returns
    -------
    dict
        To its first and last column, from 0; of several of a row the widest.
    """
    ranges = list(merged)
    alike = {(left, right) for (top, left), (bottom, right) in ranges if top < head <= bottom + 1}
    found: dict[int, tuple[int, int]] = {}
    for (top, left), (bottom, right) in ranges:
        if right > left and (left, right) not in alike:
            for number in range(top + 1, bottom + 2):
                before = found.get(number, (0, -1))
                found[number] = max(before, (left, right), key=lambda span: span[1] - span[0])
    return found


def is_caption(cells: Sequence[str], span: tuple[int, int]) -> bool:
    """Whether a row says nothing but what stands in a cell over several columns: the name of a section, no record."""
    said = [place for place, cell in enumerate(cells) if cell.strip()]
    return bool(said) and all(span[0] <= place <= span[1] for place in said)


def _with(cells: Sequence[str], held: dict[int, tuple[int, str]]) -> list[str]:
    width = max(len(cells), 1 + max(held))
    filled = [*cells, *[""] * (width - len(cells))]
    for column, (_, text) in held.items():
        filled[column] = filled[column] or text
    return filled
