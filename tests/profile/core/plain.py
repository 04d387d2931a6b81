"""The definition of a standing once more, sentence by sentence, in fractions: what the frames are held against."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import polars as pl

from bridgehead.profile.core.standing import SCHEMA

ANSWERS = {"yes": Fraction(1), "": Fraction(1, 2), "no": Fraction(0)}
BLANK = dict.fromkeys(SCHEMA, "") | {"actor": "firm", "code": "Oa.capital", "direction": "strength", "salience": 1}


def frame(*rows: Mapping[str, Any]) -> pl.DataFrame:
    """Evidence: what a row does not say is blank; ids count up unless given."""
    full = [BLANK | {"id": f"e{n:03}", **row} for n, row in enumerate(rows)]
    return pl.DataFrame(full, schema=SCHEMA)


def sums(rows: Iterable[Mapping[str, Any]], *, own: bool = False) -> dict[str, Fraction]:
    """Σw by direction, of rows of one actor and one code; of own evidence alone where that is asked for."""
    passages: dict[object, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        shared = row["source"] and row["locator"]
        passages[(row["source"], row["locator"]) if shared else row["id"]].append(row)
    by_source: dict[object, Fraction] = defaultdict(Fraction)
    for passage in passages.values():
        counted = [row for row in passage if row["coder"] == "reconciled"] or passage
        coders = len({row["coder"] for row in counted})
        for row in counted:
            if own and row["origin"] in {"cluster", "cluster_network"}:
                continue
            appraisal = sum((ANSWERS[row[name]] for name in ("purpose", "current", "trust")), Fraction(0)) / 3
            by_source[row["source"] or row["id"], row["direction"]] += (row["salience"] or 1) * appraisal / coders
    out = {"strength": Fraction(0), "weakness": Fraction(0)}
    for (_, direction), weight in by_source.items():
        if direction:
            out[direction] += min(weight, Fraction(3))
    return out
