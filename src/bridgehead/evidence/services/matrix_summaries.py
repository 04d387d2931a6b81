"""What somebody wrote into a cell of the framework matrix: a summary of its own, beside those of its evidence.

It lies in `files/summaries/`, one small text a cell.
"""

from bridgehead.ecosystem.models import StoredFile
from bridgehead.evidence.models import Code
from bridgehead.evidence.queries import source_texts
from bridgehead.evidence.queries.matrix_summaries import ROWS, file_name
from bridgehead.framework.loader import load_framework
from bridgehead.kit.bulk_insert import Row
from bridgehead.kit.change_writer import Writer, batch
from bridgehead.kit.errors import Difference, InputError, NotFound, Stale
from bridgehead.kit.model_fields import LongTextField
from bridgehead.kit.receipt import Receipt

COLUMN = "summary"
_field = LongTextField()


def set_summary(
    by: str, row: str, code: str, *, text: str, seen: int | None = None, who: int | None = None
) -> Receipt[None]:
    """Write a cell's summary; a blank one takes it away.

    Parameters
    ----------
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
    said = text.replace("\r\n", "\n").strip()
    if not _field.accepts(said):
        raise InputError(_field.expected, column=COLUMN, found=said)
    with batch(f"summary of {row} × {code}", who=who) as writer:
        if by not in ROWS or not ROWS[by]._default_manager.filter(pk=row).exists():
            raise NotFound(f"there is no {by} {row!r}")
        if code not in load_framework().codes and not Code.objects.filter(pk=code).exists():
            raise NotFound(f"there is no code {code!r}")
        name = file_name(by, row, code)
        file = {"id": name, "content": said.encode()}
        _require_fresh(writer, file, seen)
        if said:
            writer.put(StoredFile, [file])
        else:
            writer.remove(StoredFile, [name])
    return writer.receipt(None)


def _require_fresh(writer: Writer, file: Row, seen: int | None) -> None:
    """As the writer says it, with the texts instead of the bytes of their files."""
    try:
        writer.require_fresh(StoredFile, file, seen)
    except Stale as error:
        texts_ = [
            Difference(COLUMN, source_texts.decoded(d.theirs or b""), source_texts.decoded(d.yours))
            for d in error.differences
        ]
        raise Stale(error.position, error.by, texts_) from error
