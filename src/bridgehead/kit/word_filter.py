"""Records that have the words that somebody types: what the filters of all lists ask.

The records that the other filters leave are read once, their texts are folded here (`kit.folding`), and those that fit
are asked for by id: the same answer on either store (docs/decisions/words-are-folded-in-python.md).
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Expression, Field, JSONField, Model, QuerySet, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from bridgehead.kit.folding import Words, closeness, same_key, spellings, squeeze

M = TypeVar("M", bound=Model)
CHUNK = 2_000
IDS = {
    "sqlite": "SELECT value FROM json_each(%s)",
    "postgresql": "SELECT value::{type} FROM jsonb_array_elements_text(%s::jsonb)",
}


def with_words(found: "QuerySet[M]", words: str, columns: Sequence[str], *, whole: Sequence[str] = ()) -> "QuerySet[M]":
    """Those of some records that have all of these words; all of them where there are none.

    Parameters
    ----------
    columns
        The columns in which a word may stand, also of what they refer to (`actor__name`).
    whole
        Columns that a word may be the whole of.
    """
    wanted = Words(words)
    if not wanted:
        return found
    read = _texts(found, (*columns, *whole))
    places = len(columns)
    return with_ids(found, [id_ for id_, texts in read if wanted.are_in(texts[:places], texts[places:])])


def with_any(found: "QuerySet[M]", words: Iterable[str], columns: Sequence[str]) -> "QuerySet[M]":
    """Those of some records in whose columns any of these texts stands, whatever the case, accents and spelling."""
    wanted = tuple(dict.fromkeys(squeeze(way) for word in words for way in spellings(word)))
    read = ((id_, squeeze("\n".join(spellings("\n".join(texts))))) for id_, texts in _texts(found, columns))
    return with_ids(found, [id_ for id_, text in read if any(word in text for word in wanted)])


def called(found: "QuerySet[M]", name: str, columns: Sequence[str]) -> "QuerySet[M]":
    """Those of some records of which one of these columns says the name, in its very letters where any does so.

    Else those that say it in another case; else those that say it with other accents, hyphens or punctuation. Of a
    column that holds a list, one item says it.
    """
    near: dict[int, list[Any]] = {}
    key = same_key(name)
    for id_, texts in _texts(found, columns) if key else ():
        said = [line for text in texts for line in text.split("\n") if same_key(line) == key]
        if said:
            near.setdefault(max(closeness(line, name) for line in said), []).append(id_)
    return with_ids(found, near[max(near)] if near else ())


def with_item(found: "QuerySet[M]", item: str, column: str) -> "QuerySet[M]":
    """Those of some records whose list has an item, whatever its case, accents and hyphens."""
    key = same_key(item)
    return with_ids(found, [id_ for id_, (text,) in _texts(found, (column,)) if key in map(same_key, text.split("\n"))])


def with_ids(found: "QuerySet[M]", ids: Iterable[Any]) -> "QuerySet[M]":
    """Those of some records that have these ids, as one parameter: no store takes one for each of many."""
    key: Field[Any, Any] = found.model._meta.pk
    asked = IDS[connection.vendor].format(type=key.db_type(connection))
    return found.filter(pk__in=RawSQL(asked, [json.dumps(list(ids))]))  # noqa: S611 the ids are a parameter


def _texts(found: "QuerySet[Any]", columns: Sequence[str]) -> Iterator[tuple[Any, list[str]]]:
    """The id of each record, and what its columns say; the items of a list a line each."""
    lists = {name for name in columns if isinstance(_field(found.model, name), JSONField)}
    asked: list[str | Expression] = [Cast(name, TextField()) if name in lists else name for name in columns]
    for id_, *values in found.order_by().values_list("pk", *asked).iterator(CHUNK):
        texts = zip(columns, values, strict=True)
        yield id_, [_lines(text) if name in lists else text or "" for name, text in texts]


def _lines(stored: str | None) -> str:
    items = json.loads(stored) if stored and stored != "[]" else ()
    return "\n".join(item for item in items if isinstance(item, str)) if isinstance(items, list) else ""


def _field(model: type[Model], path: str) -> Any:
    """The field at the end of a path such as `actor__name`."""
    name, _separator, rest = path.partition("__")
    field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    return _field(field.related_model, rest) if rest else field  # type: ignore[arg-type]
