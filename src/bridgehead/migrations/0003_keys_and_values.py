"""Rows get keys that no other row can have, and whoever upgrades hears of values that nobody can read.

Nothing that a record holds is changed: a key is made of its columns (docs/decisions/keys-of-rows.md).
"""

import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.apps import apps as current
from django.conf import settings
from django.db import migrations, transaction
from django.db.models import Q

from bridgehead.kit import stored
from bridgehead.kit.checked_field import CheckedField

KEYS = {
    "identifier": ("actor_id", "scheme", "value"),
    "participation": ("activity_id", "actor_id", "role", "since"),
    "indicator": ("subject", "subject_kind", "indicator", "period"),
    "slot": ("activity_id", "slot", "site", "table"),
    "availability": ("activity_id", "actor_id", "slot"),
    "mark": ("opportunity_id", "actor_id", "mark", "date", "by"),
    "surveyanswer": ("survey", "actor_id", "item", "date"),
}
"""The tables whose keys are made of free text, too."""

TEXTS = {"scheme", "value", "role", "indicator", "slot", "site", "table", "mark", "by", "survey", "item"}


def key_of(values: Iterable[Any]) -> str:
    parts = [str(value or "") for value in values]
    while parts and not parts[-1]:
        parts.pop()
    return "/".join(part.replace("\\", "\\\\").replace("/", "\\/") for part in parts)


def rename(apps: Any, schema_editor: Any) -> None:
    for table, names in KEYS.items():
        model = apps.get_model("bridgehead", table)
        asked = Q()
        for name in TEXTS.intersection(names):
            asked |= Q(**{f"{name}__contains": "/"}) | Q(**{f"{name}__contains": "\\"})
        moves = {key: key_of(values) for key, *values in model.objects.filter(asked).values_list("pk", *names)}
        moves = {old: new for old, new in moves.items() if old != new}
        if moves and table == "participation":
            forget_index()
        change = apps.get_model("bridgehead", "Change")
        # A row may take a key that another one leaves; what stands in each other's way stays, and doctor names it.
        while free := [old for old, new in moves.items() if not model.objects.filter(pk=new).exists()]:
            for old in free:
                model.objects.filter(pk=old).update(id=moves[old])
                change.objects.filter(table=table, key=old).update(key=moves.pop(old))
        rename_removed(model, change, table, names)


def rename_removed(model: Any, change: Any, table: str, names: Sequence[str]) -> None:
    """Rows that only the log still holds, so that undoing their removal brings them back under their key."""
    lines = change.objects.filter(table=table).filter(Q(action="remove") | Q(action="add", after__isnull=False))
    gone: dict[str, str] = {}
    for pk, key, before, after in lines.values_list("pk", "key", "before", "after").iterator():
        whole = before or after or {}
        if not set(names) <= set(whole):
            continue
        new = key_of([whole[name] for name in names])
        if new != whole.get("id"):
            held = {**whole, "id": new}
            change.objects.filter(pk=pk).update(key=new, **({"before": held} if before else {"after": held}))
            gone[key] = new
    for old, new in gone.items():
        if not model.objects.filter(pk=old).exists():
            change.objects.filter(table=table, key=old).update(key=new)


def forget_index() -> None:
    """The index of the rankings knows participations by their keys; the next ranking makes it anew."""
    with suppress(OSError):
        Path(settings.WORKSPACE, "index", "current").unlink()


def tell(apps: Any, schema_editor: Any) -> None:
    """Say how much is stored that nobody can read; whatever goes wrong with that keeps no workspace from opening."""
    try:
        with transaction.atomic():
            number, records = count(apps)
    except Exception:
        return
    if number:
        sys.stderr.write(
            f"bridgehead: {number:,} values in {records:,} records are not what their columns take. Nothing was "
            "changed, and every page opens; `bridgehead doctor` names them.\n"
        )


def count(apps: Any) -> tuple[int, int]:
    number, records = 0, set[tuple[type, Any]]()
    for model in current.get_app_config("bridgehead").get_models():
        with suppress(LookupError):
            then = apps.get_model("bridgehead", model.__name__)
            had = {field.attname for field in then._meta.concrete_fields}
            fields = [f for f in model._meta.concrete_fields if isinstance(f, CheckedField) and f.attname in had]
            for fault in stored.faults(then._default_manager.all(), fields) if fields else ():
                number += 1
                records.add((model, fault.key))
    return number, len(records)


class Migration(migrations.Migration):

    dependencies = [
        ('bridgehead', '0002_checked_values'),
    ]

    operations = [
        migrations.RunPython(rename, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(tell, migrations.RunPython.noop, elidable=True),
    ]
