"""The kinds of record that can be entered by hand, as their stages register them with their files."""

from collections.abc import Callable, Mapping

from django.utils.text import capfirst

from bridgehead.kit.case_tables import CaseFile, CaseTable
from bridgehead.kit.model_fields import LongTextField

RecordKinds = Mapping[str, CaseFile]
_providers: list[Callable[[], RecordKinds]] = []


def provide(source: Callable[[], RecordKinds]) -> None:
    """Say where the kinds come from; the latest word counts."""
    _providers[:] = [source]


def record_kind(kind: str) -> CaseFile:
    """A kind of record: its file, what it is to the access table, whose it is."""
    return _providers[0]()[kind]


OWN = frozenset({"id", "name", "title", "external_id", "website", "url", "aliases", "email", "phone"})
"""Columns in which no two records should have the same."""


def settable_columns(kind: str) -> list[tuple[str, str]]:
    """The columns that several records of a kind may be given one value of, with their labels."""
    table = CaseTable(record_kind(kind))
    fields = {field.attname: field for field in table.model._meta.concrete_fields}
    return [
        (column.name, capfirst(str(fields[column.attribute].verbose_name)))
        for column in table.columns
        if column.name not in OWN and not isinstance(fields[column.attribute], LongTextField)
    ]
