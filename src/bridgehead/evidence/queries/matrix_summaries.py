"""What the cells of the framework matrix hold that somebody wrote: summaries of their own."""

from collections.abc import Iterable

from bridgehead.ecosystem.models import Actor, Source, StoredFile
from bridgehead.evidence.core.qda.guids import file_of
from bridgehead.evidence.models import Code
from bridgehead.evidence.queries import source_texts
from bridgehead.kit import change_log

FOLDER = "summaries"


PLACE = 2
"""Row and code: what lies deeper or higher in the folder is no cell's summary."""


ROWS = {"actor": Actor, "source": Source}


def summaries_of(by: str) -> dict[tuple[str, str], str]:
    """Row and code to what was written there."""
    start = f"{FOLDER}/{by}/"
    found = StoredFile.objects.filter(pk__startswith=start).order_by("pk").values_list("pk", "content")
    parts = [(name.removeprefix(start).removesuffix(".txt").split("/"), content) for name, content in found]
    cells = [(place[0], place[1], content) for place, content in parts if len(place) == PLACE]
    cut = [part for row, code, _ in cells for part in (row, code) if "~" in part]
    ids = _whole(cut, by) if cut else {}
    return {(ids.get(row, row), ids.get(code, code)): source_texts.decoded(content) for row, code, content in cells}


def position(by: str, row: str, code: str) -> int:
    """Where a cell's summary stands in the change log, for the form that changes it."""
    return change_log.position_of(StoredFile, file_name(by, row, code))


def file_name(by: str, row: str, code: str) -> str:
    """The name of the stored file that holds a cell's summary."""
    return f"{FOLDER}/{by}/{file_of(row)}/{file_of(code, '.txt')}"


def _whole(parts: Iterable[str], by: str) -> dict[str, str]:
    """The ids that were too long for a file name, by what stands for them there."""
    wanted = set(parts)
    holders = ROWS[by]._default_manager.values_list("pk", flat=True) if by in ROWS else ()
    ids = [*holders, *Code.objects.values_list("pk", flat=True)]
    names = {short: id_ for id_ in ids for short in (file_of(id_), file_of(id_, ".txt").removesuffix(".txt"))}
    return {part: names[part] for part in wanted if part in names}
