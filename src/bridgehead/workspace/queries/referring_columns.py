"""Everything that refers to a record, wherever the store keeps it: undo and merge forget none.

What the fields declare, and what an indicator is about: an id or a country, and it says which.
"""

from functools import cache

from django.db.models import Model

from bridgehead.ecosystem.models import Actor, Indicator
from bridgehead.kit.references import ReferenceKind, ReferringColumn, declared_references

SUBJECT = ReferringColumn(Indicator, "subject", ReferenceKind.MENTION, excluding=("subject_kind", "country"))


@cache
def references_to(target: type[Model]) -> tuple[ReferringColumn, ...]:
    """Every column of every model that refers to `target`."""
    return (*declared_references(target), *((SUBJECT,) if target is Actor else ()))
