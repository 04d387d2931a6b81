"""Records picked by typing: what words may mean, and the record that a text names."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from bridgehead.ecosystem.models import Actor
from bridgehead.ecosystem.queries import actors
from bridgehead.kit import change_log, countries
from bridgehead.kit.case_tables import CaseTable
from bridgehead.kit.field_limits import LINE_LENGTH, is_storable
from bridgehead.kit.permissions import GrantScope, Verb, Viewer
from bridgehead.kit.word_filter import called, with_words
from bridgehead.workspace.case_files import table_of

SHOWN = 8
TITLES = ("name", "title", "statement", "summary", "slot")


@dataclass(frozen=True)
class RecordChoice:
    """A record that words may mean.

    Attributes
    ----------
    text
        What stands for it in a field: its name, with its id where others have the same name.
    hint
        What tells it from others.
    """

    text: str
    hint: str


def matching_records(kind: str, words: str, *, viewer: Viewer) -> list[RecordChoice]:
    """The first records of a kind that have all of these words and that the viewer may see.

    Raises
    ------
    NotFound
        If there is no such kind.
    """
    table = table_of(kind)
    found = list(_seen_by(viewer, table, _search(table, words[:LINE_LENGTH]))[:SHOWN])
    return [RecordChoice(text, _hint(record)) for text, record in zip(_texts(table, found), found, strict=True)]


def _seen_by(viewer: Viewer, table: CaseTable, found: "QuerySet[Any]") -> "QuerySet[Any]":
    """Those of some records that the access table lets somebody see."""
    scope = viewer.scope(Verb.VIEW, table.file.resource)
    if scope is GrantScope.ALL:
        return found
    if scope is GrantScope.ENTERED:
        return found.filter(pk__in=change_log.entered_by(viewer.id, table.model))
    if scope is GrantScope.OWN and table.file.owner and viewer.actor is not None:
        return found.filter(**{table.file.owner: viewer.actor})
    return found.none()


def text_of(kind: str, id_: str) -> str:
    """What stands for a record in a field; the text itself where no record has this id."""
    table = table_of(kind)
    record = table.model._default_manager.filter(pk=id_).first() if is_storable(id_) else None
    return id_ if record is None else _texts(table, [record])[0]


def record_named(kind: str, text: str) -> str | None:
    """The id of the one record that a text names by id, name, alias or number; None where none or several do."""
    if len(text) > LINE_LENGTH or not is_storable(text):
        return None
    table = table_of(kind)
    every = table.model._default_manager
    if every.filter(pk=text).exists():
        return text
    if text.endswith(")") and (at := text.rfind(" (")) > 0 and every.filter(pk=text[at + 2 : -1]).exists():
        return text[at + 2 : -1]
    title = _title(table)
    found = _two(called(every.all(), text, (title,))) if title else []
    if not found and table.model is Actor:
        found = _two(called(every.all(), text, ("aliases",))) or _two(every.filter(identifiers__value__iexact=text))
    return str(found[0]) if len(found) == 1 else None


def _two(found: "QuerySet[Any]") -> list[Any]:
    """The ids of the first two, by which one sees whether it is one."""
    return list(found.order_by().values_list("pk", flat=True).distinct()[:2])


def _search(table: CaseTable, words: str) -> "QuerySet[Any]":
    if table.model is Actor:
        numbers = Actor.objects.filter(identifiers__value__istartswith=words).values("pk")
        return (actors(words=words) | Actor.objects.filter(pk__in=numbers)).distinct().order_by("name", "id")
    title = _title(table)
    return with_words(table.model._default_manager.order_by("pk"), words, ("pk", title) if title else ("pk",))


def _title(table: CaseTable) -> str:
    return next((title for title in TITLES if any(c.attribute == title for c in table.columns)), "")


def _texts(table: CaseTable, records: Sequence[Any]) -> list[str]:
    """What stands for each of some records: its title, with its id where the title alone does not name it."""
    title = _title(table)
    titles = [str(getattr(record, title)) if title else "" for record in records]
    alike, every = Counter[str](), table.model._default_manager
    if any(titles):
        same = Q(pk__in=titles)
        for text in filter(_is_line, titles):
            same |= Q(**{f"{title}__iexact": text})
        for id_, text in every.filter(same).values_list("pk", title):
            alike.update({str(id_).casefold(), text.casefold()})
    return [
        str(record.pk) if not text else text if alike[text.casefold()] == 1 else f"{text} ({record.pk})"
        for text, record in zip(titles, records, strict=True)
    ]


def _is_line(text: str) -> bool:
    """Whether a store can be asked for a text whatever its case: it refuses patterns that are too long."""
    return len(text) <= LINE_LENGTH


def _hint(record: Any) -> str:
    """Where an organisation is; what else is of a kind or a date."""
    if isinstance(record, Actor):
        return ", ".join(filter(None, (record.city, countries.name(record.country) if record.country else "")))
    return str(getattr(record, "start", "") or getattr(record, "date", "") or getattr(record, "deadline", "") or "")
