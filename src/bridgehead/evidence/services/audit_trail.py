"""The trail: every change of codebooks, codings, sources and evidence, with who, when and what before.

Version 0.1.0 kept coding rounds and summaries of the matrix in stored files; the trail has their text, too.
"""

import base64
from collections.abc import Iterator
from pathlib import Path

from django.db.models import Q

from bridgehead.evidence.core.legacy_files import SESSIONS, SUMMARIES
from bridgehead.kit import csv_files
from bridgehead.kit.models import Change
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.replace_file import replace_file
from bridgehead.kit.table_export import Cell, ExportTable, xlsx

TABLES = ("codebook", "code", "coding", "codingsession", "evidence", "matrixsummary", "source")
HEADINGS = ("at", "who", "what", "batch", "action", "table", "id", "field", "before", "after")


def trail() -> Iterator[list[Cell]]:
    """One line a field that changed, in the order of time; an added record is one line."""
    files = Q(key__startswith=SESSIONS) | Q(key__startswith=SUMMARIES)
    wanted = Q(table__in=TABLES) | (Q(table="storedfile") & files)
    changes = Change.objects.filter(wanted).select_related("batch__who").order_by("pk")
    for change in changes.iterator(chunk_size=2_000):
        batch = change.batch
        who = batch.who.get_username() if batch.who else ""
        begin: list[Cell] = [batch.at.isoformat(timespec="seconds"), who, batch.what, batch.pk, change.action]
        begin += [change.table, change.key]
        before, after = change.before or {}, change.after or {}
        for name in before or after or [""]:
            yield [*begin, name, _text(before.get(name)), _text(after.get(name))]


def write(path: Path, *, viewer: Viewer) -> int:
    """Write the trail to `.csv` or `.xlsx`; how many lines it has."""
    viewer.require(Verb.EXPORT, Resource.SOURCE)
    rows = list(trail())
    if path.suffix.lower() == ".xlsx":
        title = "Changes of codebooks, codings, sources and evidence"
        replace_file(path, xlsx([ExportTable("Trail", title, HEADINGS, rows)]))
    else:
        text = csv_files.render(HEADINGS, [["" if cell is None else str(cell) for cell in row] for row in rows])
        replace_file(path, text)
    return len(rows)


def _text(value: object) -> str:
    if isinstance(value, dict):
        return base64.b64decode(value.get("base64", "")).decode("utf-8", "replace")
    return "" if value is None else str(value)
