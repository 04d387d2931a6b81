"""Tables of the case folder: which model, which columns; text to rows and back."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models

from bridgehead.kit.bulk_insert import Row
from bridgehead.kit.csv_files import CsvTable
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.field_codecs import Column, NotTaken, column_of
from bridgehead.kit.models import KeyedRecord
from bridgehead.kit.permissions import Resource


@dataclass(frozen=True)
class CaseFile:
    """What a stage says of one of its files.

    Parameters
    ----------
    name
        The file's name without `.csv`.
    model
        The model that holds its rows.
    headings
        Its columns in canonical order, separated by spaces: the heading, or `heading=field` where the
        model's word differs.
    resource
        What its records are to the access table.
    owner
        The attribute that names the actor to whom a record belongs; blank where it belongs to no one.
    first
        Headings that a form shows before it folds the rest away, in order; all of them where blank.
    named_after
        Attributes of which the id of a record that is entered by hand is made; blank where its key is.
    given
        Headings that are set with the record and never by hand: no form and no command has them.
    """

    name: str
    model: type[models.Model]
    headings: str
    resource: Resource
    owner: str = ""
    first: str = ""
    named_after: str = ""
    given: str = ""

    @property
    def kind(self) -> str:
        """One of its records in a word, as a command and an address name it: `team_seat`."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", self.model.__name__).lower()


@dataclass(frozen=True)
class CaseTable:
    """A file of the case folder, ready to read and write: its columns come from the fields of its model."""

    file: CaseFile

    @property
    def name(self) -> str:
        """The file's name without `.csv`."""
        return self.file.name

    @property
    def model(self) -> type[models.Model]:
        """The model that holds its rows."""
        return self.file.model

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns in canonical order."""
        pairs = (heading.partition("=") for heading in self.file.headings.split())
        return tuple(column_of(self.model, name, attribute or name) for name, _, attribute in pairs)

    @cached_property
    def by_hand(self) -> tuple[Column, ...]:
        """The columns that a form and a command have."""
        given = self.file.given.split()
        return tuple(column for column in self.columns if column.name not in given)

    @property
    def is_made_by_hand(self) -> bool:
        """Whether a record can be added in a form: all columns that it must have can be given there."""
        return all(column in self.by_hand for column in self.columns if column.required)

    @cached_property
    def key(self) -> tuple[str, ...]:
        """Headings that identify a row."""
        if not issubclass(self.model, KeyedRecord):
            return ("id",)
        by_attribute = {column.attribute: column.name for column in self.columns}
        return tuple(by_attribute[name] for name in self.model.key_fields)

    def parse(self, sheet: CsvTable) -> Iterator[tuple[int, dict[str, Any]]]:
        """Values by attribute of each row, with its row number; `id` is always among them.

        Columns that the sheet lacks are left out, so that an update keeps what they hold.

        Raises
        ------
        InputError
            At the first heading or cell that is not what it should be.
        """
        file = sheet.name
        by_name = {column.name: column for column in self.columns}
        for heading in sheet.header:
            if heading not in by_name:
                expected = expects("one_of_columns", options=by_name)
                raise InputError(expected, file=file, row=1, column=heading, found=heading, code="column_unknown")
        for column in self.columns:
            if (column.required or column.name in self.key[:1]) and column.name not in sheet.header:
                found = ", ".join(sheet.header)
                raise InputError(
                    expects("column_called", name=column.name),
                    file=file,
                    row=1,
                    column=column.name,
                    found=found,
                    code="column_missing",
                )
        layout = [by_name[heading] for heading in sheet.header]
        seen: dict[str, int] = {}
        for number, cells in sheet.rows:
            values = {c.attribute: self.value_of(c, text, file, number) for c, text in zip(layout, cells, strict=True)}
            self._identify(values, file, number, seen)
            yield number, values

    @staticmethod
    def value_of(column: Column, text: str, file: str | None = None, number: int | None = None) -> Any:
        """What a text says in a column; file and row are named in an error.

        Raises
        ------
        InputError
            If the column does not take it, or may not be blank and is.
        """
        if not text or (column.required and not text.strip()):
            if column.required:
                raise InputError(column.expected, file=file, row=number, column=column.name, found=finds("nothing"))
            return column.blank if not column.items else []
        try:
            return column.reads(text)
        except ValueError as error:
            expected = error.expected if isinstance(error, NotTaken) else column.expected
            raise InputError(expected, file=file, row=number, column=column.name, found=text) from error

    def _identify(self, values: dict[str, Any], file: str, number: int, seen: dict[str, int]) -> None:
        if issubclass(self.model, KeyedRecord):
            values["id"] = self.model.key_of(values)
        if values["id"] in seen:
            raise InputError(
                expects("key_once", columns=self.key),
                file=file,
                row=number,
                column=self.key[0],
                found=finds("row", row=str(seen[values["id"]])),
                code="key_twice",
            )
        seen[values["id"]] = number

    def references(self, values: Row) -> Iterator[tuple[Column, str]]:
        """The ids that a row refers to, with the column that does."""
        for column in self.columns:
            if column.refers and (value := values.get(column.attribute)):
                for id_ in value if column.items else (value,):
                    yield column, id_

    def export(self) -> list[list[str]]:
        """Every row as text, in canonical order: by id, or by all columns where there is none."""
        attributes = [column.attribute for column in self.columns]
        rows = [
            [column.writes(value) for column, value in zip(self.columns, row, strict=True)]
            for row in self.model._default_manager.values_list(*attributes).iterator()
        ]
        return sorted(rows)


def by_model(tables: Sequence[CaseTable]) -> Mapping[str, CaseTable]:
    """Tables by the lower-case name of their model, which references use."""
    return {table.model.__name__.lower(): table for table in tables}


def header_of(table: CaseTable) -> Iterable[str]:
    """The headings of a table's file."""
    return [column.name for column in table.columns]


@dataclass(frozen=True)
class CaseFileContent:
    """One file of a case folder, read but not yet written: its rows with their numbers."""

    table: CaseTable
    file: str
    rows: Sequence[tuple[int, dict[str, Any]]]
