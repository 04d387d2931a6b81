"""Partial dates in frames: a date is the interval that it covers, a blank bound is open (see `kit.partial_dates`)."""

from datetime import date

import polars as pl


def begins_by(column: str | pl.Expr, day: date) -> pl.Expr:
    """Whether a partial date starts on or before a day, or is blank."""
    text = _text(column)
    return text <= _as_precise(text, day)


def ends_from(column: str | pl.Expr, day: date) -> pl.Expr:
    """Whether a partial date ends on or after a day, or is blank."""
    text = _text(column)
    return (text == "") | (text >= _as_precise(text, day))


def _text(column: str | pl.Expr) -> pl.Expr:
    return pl.col(column) if isinstance(column, str) else column


def _as_precise(text: pl.Expr, day: date) -> pl.Expr:
    """A day cut to the precision of another date: then text order is the order of intervals."""
    return pl.lit(day.isoformat()).str.head(text.str.len_chars())
