"""References of rows that come in: every id that one names is among them, in the workspace, or the framework's."""

from collections.abc import Mapping, Sequence
from typing import Any

from bridgehead.ecosystem.models import Actor, Indicator, StoredFile
from bridgehead.ecosystem.queries.colleagues import require_colleague
from bridgehead.followup.core.document_types import file_of, is_own_file
from bridgehead.framework.loader import load_framework
from bridgehead.kit import countries
from bridgehead.kit.case_tables import CaseFileContent, CaseTable, by_model
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects
from bridgehead.kit.model_fields import AccountField
from bridgehead.workspace.case_files import tables

NAME_FILES = ("sources", "attachments")
"""Tables whose column `file` names a stored file."""


def check_references(parsed: Sequence[CaseFileContent], stored: set[str]) -> None:
    """Refuse a row that refers to what is neither among these rows nor in the workspace, nor (a code) in the framework.

    Parameters
    ----------
    stored
        Names of the stored files that come with the rows.

    Raises
    ------
    InputError
        At the first such row.
    """
    models = by_model(tables())
    known: dict[str, set[str]] = {name: set() for name in models}
    for part in parsed:
        known[part.table.model.__name__.lower()].update(values["id"] for _, values in part.rows)
    known["code"] |= set(load_framework().codes)
    asked: dict[str, set[str]] = {}
    for part in parsed:
        for _, values in part.rows:
            for column, id_ in part.table.references(values):
                if id_ not in known[column.refers]:
                    asked.setdefault(column.refers, set()).add(id_)
    missing = {name: _absent(models[name], ids) for name, ids in asked.items()}
    for part in parsed:
        _refuse_missing(part, models, missing)
    _check_subjects(parsed, known["actor"])
    _check_stored(parsed, stored)


def check_colleagues(table: CaseTable, given: Mapping[str, Any], stored: Mapping[str, Any]) -> None:
    """Refuse to name a colleague without an account, unless the record named them before.

    What comes in by a file may name anybody: accounts are not in it.

    Raises
    ------
    InputError
        Naming the column.
    """
    fields = {field.attname: field for field in table.model._meta.concrete_fields}
    for column in table.columns:
        name = given.get(column.attribute)
        if isinstance(fields[column.attribute], AccountField) and name != stored.get(column.attribute):
            require_colleague(name or "", column.name)


def _absent(table: CaseTable, ids: set[str]) -> set[str]:
    return ids - set(table.model._default_manager.filter(pk__in=ids).values_list("pk", flat=True))


def _refuse_missing(part: CaseFileContent, models: Mapping[str, CaseTable], missing: Mapping[str, set[str]]) -> None:
    for number, values in part.rows:
        for column, id_ in part.table.references(values):
            if id_ in missing.get(column.refers, ()):
                expected = expects("id_in_file", file=f"{models[column.refers].name}.csv")
                raise InputError(expected, file=part.file, row=number, column=column.name, found=id_)


def _check_subjects(parsed: Sequence[CaseFileContent], actors: set[str]) -> None:
    """What an indicator speaks of is a country, or an actor that is there."""
    for part in parsed:
        if part.table.model is not Indicator:
            continue
        asked = {v["subject"] for _, v in part.rows if v["subject_kind"] != "country"} - actors
        missing = asked - set(Actor.objects.filter(pk__in=asked).values_list("pk", flat=True))
        for number, values in part.rows:
            subject, kind = values["subject"], values["subject_kind"]
            if kind == "country" and subject not in countries.names():
                expected = expects("country")
                raise InputError(expected, file=part.file, row=number, column="subject", found=subject)
            if kind != "country" and subject in missing:
                raise InputError(
                    expects("id_in_file", file="actors.csv"),
                    file=part.file,
                    row=number,
                    column="subject",
                    found=subject,
                )


def _check_stored(parsed: Sequence[CaseFileContent], stored: set[str]) -> None:
    for part in parsed:
        if part.table.name in NAME_FILES:
            for number, values in part.rows:
                name = values.get("file")
                if name and part.table.name == "attachments" and not is_own_file(values["id"], name):
                    expected = expects("own_file", name=file_of(values["id"], name))
                    raise InputError(expected, file=part.file, row=number, column="file", found=name)
                if name and name not in stored and not StoredFile.objects.filter(pk=name).exists():
                    raise InputError(expects("stored_file"), file=part.file, row=number, column="file", found=name)
