"""Short ways to write the frames that the tests compute by hand."""

from typing import Any

import polars as pl

from bridgehead.influence.core import level_relations
from bridgehead.profile.core.evidence_weights import SCHEMA

YES = {"purpose": "yes", "current": "yes", "trust": "yes"}
NO = {"purpose": "no", "current": "no", "trust": "no"}


def _frame(rows: list[dict[str, Any]], schema: pl.Schema, **defaults: Any) -> pl.DataFrame:
    blank = {name: None if kind == pl.Int64 else "" for name, kind in schema.items()} | defaults
    numbered = [blank | {"id": f"e{n}"} | row for n, row in enumerate(rows, 1)]
    return pl.DataFrame(numbered, schema=schema)


def evidence(*rows: dict[str, Any]) -> pl.DataFrame:
    """Evidence e1, e2, …: salience 1, without a source unless one is given."""
    return _frame(list(rows), SCHEMA, salience=1)


def relations(*rows: dict[str, Any]) -> pl.DataFrame:
    """Relations e1, e2, … from the macro to the meso level, unless said otherwise."""
    return _frame(list(rows), level_relations.SCHEMA, from_level="macro", to_level="meso")
