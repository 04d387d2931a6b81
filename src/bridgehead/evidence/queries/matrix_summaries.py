"""Reads of the summaries that somebody wrote into cells of the framework matrix."""

from collections.abc import Mapping

from bridgehead.ecosystem.models import Actor, Source
from bridgehead.evidence.models import MatrixSummary
from bridgehead.kit import change_log

ROWS: Mapping[str, type[Actor] | type[Source]] = {"actor": Actor, "source": Source}


def summaries_of(by: str) -> dict[tuple[str, str], str]:
    """Row and code to what was written there; `by` is `actor` or `source`."""
    if by not in ROWS:
        return {}
    found = MatrixSummary.objects.exclude(**{by: None}).values_list(by, "code", "summary")
    return {(row, code): text for row, code, text in found}


def summary_key(by: str, row: str, code: str) -> str:
    """The key of a cell's summary."""
    return MatrixSummary.key_of({f"{by}_id": row, "code": code})


def position(by: str, row: str, code: str) -> int:
    """Where a cell's summary stands in the change log, for the form that changes it."""
    return change_log.position_of(MatrixSummary, summary_key(by, row, code))


def row_of(by: str, row: str) -> Actor | Source | None:
    """The actor or source that a row of the matrix is about."""
    model = ROWS.get(by)
    return None if model is None else model._default_manager.filter(pk=row).first()
