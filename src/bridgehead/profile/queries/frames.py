"""Rows of the store as frames of the cores' schemas."""

from typing import Any

import polars as pl


def read_frame(found: Any, schema: pl.Schema, fields: dict[str, str] | None = None) -> pl.DataFrame:
    """Rows as a frame; `fields` names the model's field where it is not the column's name."""
    names = [(fields or {}).get(name, name) for name in schema]
    frame = pl.DataFrame(list(found.values_list(*names)), schema=schema, orient="row")
    return frame.with_columns(pl.col(pl.String).fill_null(""))
