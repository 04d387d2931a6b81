"""What somebody wrote into a cell of the framework matrix: a summary of its own, beside those of its evidence.

It lies in `files/summaries/`, one small text a cell.
"""

from collections.abc import Iterable

from bridgehead.ecosystem.models import Actor, Source, StoredFile
from bridgehead.evidence import texts
from bridgehead.evidence.core.naming import file_of
from bridgehead.evidence.models import Code
from bridgehead.framework.load import load
from bridgehead.kit import log
from bridgehead.kit.bulk_insert import Row
from bridgehead.kit.changes import Writer, batch
from bridgehead.kit.errors import Difference, InputError, NotFound, Stale
from bridgehead.kit.fields import LongTextField
from bridgehead.kit.receipt import Receipt

FOLDER = "summaries"
PLACE = 2
"""Row and code: what lies deeper or higher in the folder is no cell's summary."""

ROWS = {"actor": Actor, "source": Source}
COLUMN = "summary"
_field = LongTextField()


def of(by: str) -> dict[tuple[str, str], str]:
    """Row and code to what was written there."""
    start = f"{FOLDER}/{by}/"
    found = StoredFile.objects.filter(pk__startswith=start).order_by("pk").values_list("pk", "content")
    parts = [(name.removeprefix(start).removesuffix(".txt").split("/"), content) for name, content in found]
    cells = [(place[0], place[1], content) for place, content in parts if len(place) == PLACE]
    cut = [part for row, code, _ in cells for part in (row, code) if "~" in part]
    ids = _whole(cut, by) if cut else {}
    return {(ids.get(row, row), ids.get(code, code)): texts.decoded(content) for row, code, content in cells}


def position(by: str, row: str, code: str) -> int:
    """Where a cell's summary stands in the change log, for the form that changes it."""
    return log.position_of(StoredFile, _file(by, row, code))


def write(by: str, row: str, code: str, *, text: str, seen: int | None = None, who: int | None = None) -> Receipt[None]:
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
        if code not in load().codes and not Code.objects.filter(pk=code).exists():
            raise NotFound(f"there is no code {code!r}")
        name = _file(by, row, code)
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
        texts_ = [Difference(COLUMN, texts.decoded(d.theirs or b""), texts.decoded(d.yours)) for d in error.differences]
        raise Stale(error.position, error.by, texts_) from error


def _file(by: str, row: str, code: str) -> str:
    return f"{FOLDER}/{by}/{file_of(row)}/{file_of(code, '.txt')}"


def _whole(parts: Iterable[str], by: str) -> dict[str, str]:
    """The ids that were too long for a file name, by what stands for them there."""
    wanted = set(parts)
    holders = ROWS[by]._default_manager.values_list("pk", flat=True) if by in ROWS else ()
    ids = [*holders, *Code.objects.values_list("pk", flat=True)]
    names = {short: id_ for id_ in ids for short in (file_of(id_), file_of(id_, ".txt").removesuffix(".txt"))}
    return {part: names[part] for part in wanted if part in names}
