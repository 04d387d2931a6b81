"""A store that an earlier version, or somebody with SQL, has filled with what no field takes."""

import json
import random
from collections.abc import Iterator
from typing import Any

from django.db import DatabaseError, connection, models, transaction

from bridgehead.ecosystem.models import StoredFile, User
from bridgehead.kit import model_fields
from bridgehead.kit.models import KeyedRecord
from tests.contracts.values import LINES, MODELS, Field, bad

LONG = "ø" * 60_000
LISTS = [
    '{"a": 1}', '"text"', "5", "null", '[1, null, {"a": []}]', '[["a"]]', '[""]', '["a;b"]', '["ZZ", "no such"]',
    json.dumps([LONG]), "true",
]  # fmt: skip
IDS = ["a/b", "a b", " ", "", "..", "%2F", "q?x=1#y", 'a"b', "~2F", "å" * 100]
CODES = ["nocode", "a b", "a/b", "Oa.nothing", "Oa", "barrier.", "."]
NUMBERS: list[Any] = [float("inf"), float("-inf"), float("nan"), "abc", -5.0, 1e300]
FILES = {
    "panels/bad.csv": b"\xff\xfe\0", "panels/empty.csv": b"",
    "panels/none.csv": b"unit,time,first_treatment,y\na,x,2,z\n",
    "summaries/actor/a/b/c.txt": b"\xff", "summaries/x": b"", "noise.txt": b"\xff\xfe\xfa",
}  # fmt: skip


def worst(field: Field) -> list[Any]:
    """What raw SQL may have put into a column."""
    match field:
        case model_fields.ListField():
            return LISTS
        case model_fields.CodeField():
            return CODES
        case model_fields.NumberField():
            return NUMBERS
        case models.ForeignKey():
            return []
        case (
            model_fields.DateField() | model_fields.MomentField() | model_fields.TermField() | model_fields.CountField()
        ):
            return bad(field)
        case _:
            more = ["/etc/evil", "../up"] if field.attname == "file" else [LONG, *LINES]
            return [*bad(field), *more]


def spoil(seed: int, density: float = 0.3) -> int:
    """Overwrite that share of all values, as far as the store takes it; how many."""
    rnd, count = random.Random(seed), 0  # noqa: S311 no secrets
    for model in MODELS:
        keys = list(model._default_manager.order_by("pk").values_list("pk", flat=True)[:60])
        for field in model._meta.concrete_fields:
            values = [] if field.primary_key else worst(field)
            for key in keys:
                if values and rnd.random() < density:
                    count += _set(model, field, rnd.choice(values), key)
    StoredFile.objects.bulk_create([StoredFile(id=name, content=content) for name, content in FILES.items()])
    return count


def spoil_ids(seed: int) -> None:
    """Give some records of each table an id that no field takes; what refers to them follows."""
    rnd = random.Random(seed)  # noqa: S311 no secrets
    for model in MODELS:
        keys = list(model._default_manager.values_list("pk", flat=True))
        rnd.shuffle(keys)
        for new, old in zip(["a//b", "k" * 700] if issubclass(model, KeyedRecord) else IDS, keys[1:], strict=False):
            if _set(model, model._meta.pk, new, old):
                for other, field in _referring(model):
                    _move(other, field, new, old)


def _referring(model: type[models.Model]) -> Iterator[tuple[type[models.Model], Field]]:
    for other in (*MODELS, User):
        for field in other._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is model:
                yield other, field


def _set(model: type[models.Model], field: Field, value: Any, key: str) -> bool:
    return _run(f'UPDATE "{model._meta.db_table}" SET "{field.column}" = %s WHERE id = %s', value, key)  # noqa: S608


def _move(model: type[models.Model], field: Field, new: str, old: str) -> None:
    _run(f'UPDATE "{model._meta.db_table}" SET "{field.column}" = %s WHERE "{field.column}" = %s', new, old)  # noqa: S608


def _run(sql: str, *values: Any) -> bool:
    """Run it; False where the store itself refuses."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
    except (DatabaseError, ValueError, UnicodeError, OverflowError):
        return False
    return True
