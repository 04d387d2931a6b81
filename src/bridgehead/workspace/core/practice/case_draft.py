"""Rows of a case folder while they are drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

Cell = str | int | float | date | tuple[str, ...]


@dataclass
class CaseDraft:
    """The files of a case folder as they grow: rows by table, and texts by their path in `files/`."""

    seed: int
    today: date
    tables: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)

    def add(self, table: str, /, **cells: Cell) -> dict[str, str]:
        """Add a row; a name that Python keeps for itself ends in `_`. Blank cells are left out."""
        row = {name.rstrip("_"): _text(cell) for name, cell in cells.items()}
        row = {name: text for name, text in row.items() if text}
        self.tables.setdefault(table, []).append(row)
        return row

    def random(self, part: str) -> Random:
        """A stream of chance for one part, so that a change in one part leaves the others as they were."""
        return Random(f"{self.seed}:{part}")  # noqa: S311 it draws an example, no secret

    def day(self, days: int) -> date:
        """A day counted from today; negative in the past."""
        return self.today + timedelta(days=days)


def _text(cell: Cell) -> str:
    if isinstance(cell, tuple):
        return ";".join(cell)
    if isinstance(cell, float):
        return f"{cell:.6g}" if abs(cell) < 1 else f"{cell:.2f}".rstrip("0").rstrip(".")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def weighted(chance: Random, shares: Mapping[str, float]) -> str:
    """One of the keys, each with its share."""
    return chance.choices(list(shares), weights=list(shares.values()))[0]


def poisson(chance: Random, mean: float, *, most: int) -> int:
    """A number of events, at most `most`: the ticks of a clock of that mean within one unit of time."""
    passed, events = chance.expovariate(1.0), 0
    while passed < mean and events < most:
        passed += chance.expovariate(1.0)
        events += 1
    return events
