"""What an erasure does to the change log: lines that hold what is to be forgotten are emptied, and keys lose a name.

A record may have been about a person before it was removed or given to somebody else: only the log says so.
"""

from collections.abc import Collection, Mapping

from django.db.models import Model, Q

from bridgehead.kit.models import Batch, Change

NAMELESS = "(erased)"
"""Stands in a key where a person's id stood; no id has such signs."""


def logged_keys(model: type[Model], values: Mapping[str, str]) -> set[str]:
    """Keys of the records of a table of which a line of the log has one of these values, blank ones apart.

    Parameters
    ----------
    values
        By column, with a lookup if it is not to be exact: `{"person_id": "ane", "email__iexact": "ane@x.example"}`.
    """
    wanted = Q()
    for name, value in values.items():
        if value:
            wanted |= Q(**{f"before__{name}": value}) | Q(**{f"after__{name}": value})
    found = Change.objects.filter(wanted, table=model.__name__.lower()) if wanted else Change.objects.none()
    return set(found.order_by().values_list("key", flat=True))


def forget_lines(
    model: type[Model], keys: Collection[str], name: str = "", *, now: Mapping[str, str] | None = None
) -> None:
    """Empty the lines of these records for good.

    Parameters
    ----------
    name
        The id of the person who is erased: a key that holds it, `note-ane-holm-2026-05-31`, loses it.
    now
        The keys of records that were given another one.
    """
    renamed = {key: key.replace(name, NAMELESS) for key in keys if name and name in key} | dict(now or {})
    lines = Change.objects.filter(table=model.__name__.lower())
    lines.filter(key__in=list(keys)).update(before=None, after=None)
    for old, new in renamed.items():
        batches = list(lines.filter(key=old).values_list("batch", flat=True))
        Batch.objects.filter(pk__in=batches, subject=old).update(subject=new)
        lines.filter(key=old).update(key=new)
