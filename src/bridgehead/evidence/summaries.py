"""What somebody wrote into a cell of the framework matrix: a summary of its own, beside those of its evidence.

It lies in `files/summaries/`, one small text a cell.
"""

from bridgehead.ecosystem.models import Actor, Source, StoredFile
from bridgehead.evidence.models import Code
from bridgehead.framework.load import load
from bridgehead.kit.changes import batch
from bridgehead.kit.errors import NotFound
from bridgehead.kit.limits import TEXT_LENGTH

FOLDER = "summaries"
PLACE = 2
"""Row and code: what lies deeper or higher in the folder is no cell's summary."""

ROWS = {"actor": Actor, "source": Source}


def of(by: str) -> dict[tuple[str, str], str]:
    """Row and code to what was written there."""
    start = f"{FOLDER}/{by}/"
    found = StoredFile.objects.filter(pk__startswith=start).order_by("pk").values_list("pk", "content")
    parts = ((name.removeprefix(start).removesuffix(".txt").split("/"), content) for name, content in found)
    return {(p[0], p[1]): bytes(content).decode("utf-8", "replace") for p, content in parts if len(p) == PLACE}


def write(by: str, row: str, code: str, *, text: str, who: int | None = None) -> None:
    """Write a cell's summary; a blank one takes it away.

    Raises
    ------
    NotFound
        If there is no such row or code.
    """
    if by not in ROWS or not ROWS[by]._default_manager.filter(pk=row).exists():
        raise NotFound(f"there is no {by} {row!r}")
    if code not in load().codes and not Code.objects.filter(pk=code).exists():
        raise NotFound(f"there is no code {code!r}")
    name = f"{FOLDER}/{by}/{row}/{code}.txt"
    said = text.replace("\r\n", "\n").strip()[:TEXT_LENGTH]
    with batch(f"summary of {row} × {code}", who=who) as writer:
        if said:
            writer.put(StoredFile, [{"id": name, "content": said.encode()}])
        else:
            writer.remove(StoredFile, [name])
