"""The definitions of section 2 once more, sentence by sentence, in fractions: what the frames are held against."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import polars as pl

from bridgehead.profile.core.evidence_weights import SCHEMA
from tests.profile.core.plain_pattern import covered

Row = Mapping[str, Any]

ANSWERS = {"yes": Fraction(1), "": Fraction(1, 2), "no": Fraction(0)}
BLANK = dict.fromkeys(SCHEMA, "") | {"actor": "firm", "code": "Oa.capital", "direction": "strength", "salience": 1}


def frame(*rows: Row) -> pl.DataFrame:
    """Evidence: what a row does not say is blank; ids count up unless given."""
    full = [BLANK | {"id": f"e{n:03}", **row} for n, row in enumerate(rows)]
    return pl.DataFrame(full, schema=SCHEMA)


def counted(rows: Iterable[Row], day: date | None = None) -> list[Row]:
    """Rows that are had, not hoped for, and whose date, else their source's, starts on or before the day."""
    found = []
    for row in rows:
        days = covered(row["date"] or row["source_date"])
        if row["prospective"] != "yes" and (day is None or days is None or days[0] <= day):
            found.append(row)
    return found


def passages(rows: Iterable[Row]) -> list[list[Row]]:
    """Rows that share source and a locator, of one actor and one code; a reconciled row replaces the others."""
    found: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        shared = row["source"] and row["locator"]
        found[(row["source"], row["locator"]) if shared else row["id"]].append(row)
    return [[row for row in some if row["coder"] == "reconciled"] or some for some in found.values()]


def weights(rows: Iterable[Row], *, own: bool = False) -> list[tuple[Row, Fraction]]:
    """Rows with a direction and their weights: settled, split where own evidence alone is asked for, then capped."""
    settled = []
    for passage in passages(rows):
        coders = len({row["coder"] for row in passage})
        for row in passage:
            appraisal = sum((ANSWERS[row[name]] for name in ("purpose", "current", "trust")), Fraction(0)) / 3
            settled.append((row, (row["salience"] or 1) * appraisal / coders))
    split = [
        (row, weight)
        for row, weight in settled
        if row["direction"] and not (own and row["origin"] in {"cluster", "cluster_network"})
    ]
    total: dict[object, Fraction] = defaultdict(Fraction)
    for row, weight in split:
        total[row["source"] or row["id"], row["direction"]] += weight
    capped = []
    for row, weight in split:
        whole = total[row["source"] or row["id"], row["direction"]]
        capped.append((row, weight * 3 / whole if whole > 3 else weight))
    return capped


def sums(rows: Iterable[Row], *, own: bool = False) -> dict[str, Fraction]:
    """Σw by direction, of rows of one actor and one code; of own evidence alone where that is asked for."""
    found = {"strength": Fraction(0), "weakness": Fraction(0)}
    for row, weight in weights(rows, own=own):
        found[row["direction"]] += weight
    return found


def shares(rows: Iterable[Row], by: str) -> dict[str, Fraction]:
    """Share of the strengths' capped weight by origin or by mechanism; classes without weight are left out."""
    found: dict[str, Fraction] = defaultdict(Fraction)
    for row, weight in weights(rows):
        if row["direction"] == "strength" and weight:
            found[row[by]] += weight
    whole = sum(found.values(), Fraction(0))
    return {name: weight / whole for name, weight in found.items()}


def statement(rows: Iterable[Row]) -> tuple[str, int, int, bool]:
    """Status, voices for and against, and whether it is triangulated."""
    said: Sequence[Row] = [row for passage in passages(rows) for row in passage if row["direction"]]

    def voices(direction: str) -> int:
        sides = [row for row in said if row["direction"] == direction]
        named = {("voice", r["voice"]) if r["voice"] else ("source", r["source"]) for r in sides if r["source"]}
        return len(named) + sum(not row["source"] for row in sides)

    yes, no = voices("strength"), voices("weakness")
    status = "contested" if yes and no else "stated" if yes else "denied" if no else "unknown"
    kinds = {row["source_kind"] for row in said if row["source"]}
    return status, yes, no, status in {"stated", "denied"} and yes + no >= 2 and len(kinds) >= 2
