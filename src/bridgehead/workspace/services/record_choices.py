"""Records picked by typing: what words may mean, and the record that a text names."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from bridgehead.ecosystem.models import Actor
from bridgehead.ecosystem.queries import actors
from bridgehead.kit import countries
from bridgehead.kit.case_tables import CaseTable
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


def matching_records(kind: str, words: str) -> list[RecordChoice]:
    """The first records of a kind that have all of these words.

    Raises
    ------
    NotFound
        If there is no such kind.
    """
    table = table_of(kind)
    found = list(_search(table, words)[:SHOWN])
    return [RecordChoice(_text(table, record), _hint(record)) for record in found]


def text_of(kind: str, id_: str) -> str:
    """What stands for a record in a field; the text itself where no record has this id."""
    table = table_of(kind)
    record = table.model._default_manager.filter(pk=id_).first()
    return id_ if record is None else _text(table, record)


def record_named(kind: str, text: str) -> str | None:
    """The id of the one record that a text names by id, name, alias or number; None where none or several do."""
    table = table_of(kind)
    every = table.model._default_manager
    if every.filter(pk=text).exists():
        return text
    if text.endswith(")") and (at := text.rfind(" (")) > 0 and every.filter(pk=text[at + 2 : -1]).exists():
        return text[at + 2 : -1]
    title = _title(table)
    found = list(every.filter(**{f"{title}__iexact": text}).values_list("pk", flat=True)[:2]) if title else []
    if not found and table.model is Actor:
        found = _by_alias(text) or list(
            Actor.objects.filter(identifiers__value__iexact=text).values_list("pk", flat=True).distinct()[:2]
        )
    return str(found[0]) if len(found) == 1 else None


def _by_alias(text: str) -> list[str]:
    rows = Actor.objects.filter(aliases__icontains=text).values_list("pk", "aliases")
    return [id_ for id_, aliases in rows if text.casefold() in map(str.casefold, aliases)]


def _search(table: CaseTable, words: str) -> "QuerySet[Any]":
    if table.model is Actor:
        numbers = Actor.objects.filter(identifiers__value__istartswith=words).values("pk")
        return (actors(words=words) | Actor.objects.filter(pk__in=numbers)).distinct().order_by("name", "id")
    title, found = _title(table), table.model._default_manager.order_by("pk")
    for word in words.split():
        found = found.filter(Q(pk__icontains=word) | (Q(**{f"{title}__icontains": word}) if title else Q()))
    return found


def _title(table: CaseTable) -> str:
    return next((title for title in TITLES if any(c.attribute == title for c in table.columns)), "")


def _text(table: CaseTable, record: Any) -> str:
    title = _title(table)
    if not title:
        return str(record.pk)
    text = str(getattr(record, title))
    return text if record_named(table.file.kind, text) == record.pk else f"{text} ({record.pk})"


def _hint(record: Any) -> str:
    """Where an organisation is; what else is of a kind or a date."""
    if isinstance(record, Actor):
        return ", ".join(filter(None, (record.city, countries.name(record.country) if record.country else "")))
    return str(getattr(record, "start", "") or getattr(record, "date", "") or getattr(record, "deadline", "") or "")
