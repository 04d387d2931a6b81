"""Writing a summary of its own into a cell of the framework matrix, beside those of its evidence."""

from typing import Any

from bridgehead.evidence import phrases
from bridgehead.evidence.models import MatrixSummary
from bridgehead.evidence.queries.codes import is_code, labels
from bridgehead.evidence.queries.matrix_summaries import row_of, summary_key
from bridgehead.kit import checks
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt

COLUMN = "summary"


def set_summary(by: str, row: str, code: str, *, text: str, seen: int | None = None, viewer: Viewer) -> Receipt[None]:
    """Write a cell's summary; a blank one takes it away.

    Parameters
    ----------
    by
        `actor` or `source`: what the row is.
    seen
        Its position in the change log when it was read (`position`).

    Raises
    ------
    InputError
        If it is longer than a text may be.
    NotFound
        If there is no such row or code.
    Stale
        If somebody wrote another one since.
    """
    viewer.require(Verb.CHANGE, Resource.EVIDENCE)
    said = text.replace("\r\n", "\n").strip()
    field: Any = MatrixSummary._meta.get_field(COLUMN)
    if said and checks.unmet(field, said) is not None:
        raise InputError(checks.expected(field), column=COLUMN, found=said)
    action = "matrix_summary.save" if said else "matrix_summary.remove"
    about: dict[str, Any] = {"row": str(row_of(by, row) or row), "code": labels([code])[code]}
    with batch(action, summary_key(by, row, code), viewer=viewer, **about) as writer:
        if row_of(by, row) is None:
            raise NotFound(phrases.no_cell(row, code))
        if not is_code(code):
            raise NotFound(phrases.no_code(code))
        key = summary_key(by, row, code)
        writer.require_fresh(MatrixSummary, {"id": key, COLUMN: said}, seen)
        if said:
            holder = {"actor_id": None, "source_id": None, f"{by}_id": row}
            writer.put(MatrixSummary, [{"id": key, **holder, "code": code, COLUMN: said}])
        else:
            writer.remove(MatrixSummary, [key])
    return writer.receipt(None)
