"""The trail: every change of codebooks, codings, sources and evidence, with who, when and what before."""

from collections.abc import Iterator

from bridgehead.kit.documents import Cell
from bridgehead.kit.models import Change

TABLES = ("codebook", "code", "coding", "evidence", "source")
HEADINGS = ("at", "who", "what", "batch", "action", "table", "id", "field", "before", "after")


def trail() -> Iterator[list[Cell]]:
    """One line a field that changed, in the order of time; an added record is one line."""
    changes = Change.objects.filter(table__in=TABLES).select_related("batch__who").order_by("pk")
    for change in changes.iterator(chunk_size=2_000):
        batch = change.batch
        who = batch.who.get_username() if batch.who else ""
        begin: list[Cell] = [batch.at.isoformat(timespec="seconds"), who, batch.what, batch.pk, change.action]
        begin += [change.table, change.key]
        before, after = change.before or {}, change.after or {}
        for name in before or after or [""]:
            yield [*begin, name, _text(before.get(name)), _text(after.get(name))]


def _text(value: object) -> str:
    return "" if value is None else str(value)
