"""Members from any spreadsheet: which sheet, which columns, whose row."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import Field, create_model

from bridgehead.framework.toml_files import TomlTable, check_table, read_toml
from bridgehead.importers.core import crm_rows, member_rows
from bridgehead.importers.core.column_mapping import IGNORED
from bridgehead.importers.core.contact_cells import CONTACT_FIELDS
from bridgehead.importers.core.date_columns import DateColumn, UnclearDate, judged_columns
from bridgehead.importers.core.reading_choices import NOTHING_SAID, ReadingChoices
from bridgehead.importers.core.typed_numbers import decimal_mark
from bridgehead.importers.core.unread_cells import UnreadCells
from bridgehead.importers.core.written_dates import written_date
from bridgehead.importers.models import ColumnChoice
from bridgehead.importers.phrases import MEMBER_FIELDS
from bridgehead.importers.readers.list_sheets import ListSheet, find_list
from bridgehead.importers.readers.ragged_rows import RowFitter
from bridgehead.kit.csv_files import Refuse, refuse_file
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import FoundInput, expects
from bridgehead.kit.progress import Progress, no_progress

HEADINGS = Path(__file__).parent.parent / "data" / "headings.toml"
LISTED = Field(description='headings, ["…", "…"]')


@dataclass(frozen=True)
class MemberRow:
    """One row: its number, its values by field, and which headings they come from."""

    row: int
    values: Mapping[str, object]
    headings: Mapping[str, str]


def open_list(path: Path, chosen: Mapping[str, str] | None = None, said: ReadingChoices = NOTHING_SAID) -> ListSheet:
    """Find the member list in a spreadsheet, and what its columns mean.

    Parameters
    ----------
    chosen
        Heading to field; goes before what was chosen earlier for the same heading.
    said
        What somebody said of how it is to be read.

    Raises
    ------
    InputError
        If it is no spreadsheet that can be read, or is empty.
    """
    choices = {**dict(ColumnChoice.objects.values_list("heading", "column")), **(chosen or {})}
    return find_list(path, known_headings(), chosen=choices, said=said)


def _number_style(found: ListSheet) -> member_rows.NumberStyle:
    """How the numbers of people employed are written, by the first rows."""
    staff = [place for field, place in found.places.items() if field == "employees"]
    mark = decimal_mark(row[place] for place in staff for row in found.first[found.head.row :] if place < len(row))
    return member_rows.NumberStyle(mark, typed=found.grid.is_workbook)


def read_members(
    path: Path,
    *,
    chosen: Mapping[str, str] | None = None,
    said: ReadingChoices = NOTHING_SAID,
    progress: Progress = no_progress,
    refuse: Refuse = refuse_file,
) -> Iterator[MemberRow]:
    """The members of a spreadsheet, row by row; empty rows are passed over.

    Raises
    ------
    InputError
        If no column holds the names; at a cell that its field cannot take, unless `refuse` notes it.
    """
    found = open_list(path, chosen, said)
    fields = found.fields
    if not fields.keys() & {"name", "id", crm_rows.EMPLOYER, *member_rows.IDENTIFIERS}:
        expected = expects("name_column")
        headings = ", ".join(p.heading for p in found.columns)
        raise InputError(expected, file=found.file, row=found.head.row, found=headings)
    places, numbers = list(found.places.items()), _number_style(found)
    read = {place for _, place in places}
    fitter = found.fitter(takes)
    dates = _date_columns(found, fitter, dict(places), said)
    unread = UnreadCells(found.file, found.unread, found.head.headings, found.captions)
    for number, ragged in progress(found.rows, "Reading members"):
        cells = _fit(number, ragged, fitter, unread, refuse)
        if bare := {place: why for place, why in found.faults.get(number, {}).items() if place in read}:
            for place, why in bare.items():
                refuse(no_value(why, found.file, number, found.head.headings[place]))
        elif any(cell and not cell.isspace() for cell in cells):
            texts = {field: cells[place] for field, place in places if place < len(cells)}
            if crm_rows.is_person_alone(texts):
                refuse(_person_alone(texts, found.file, number))
                continue
            texts = crm_rows.settled(texts)
            if not _numbers(texts) and unread.is_no_record(number, cells, refuse):
                continue
            unread.note(number, cells)
            unclear = _settle_dates(texts, dates)
            values, faults = member_rows.read(texts, numbers)
            faults += [member_rows.CellError(field, text, expects("clear_date")) for field, text in unclear.items()]
            taken = all(fault.leaves_blank for fault in faults)
            for fault in sorted(faults, key=lambda fault: fault.leaves_blank):
                refuse(_refusal(fault, found.file, number, fields.get(fault.field, ""), leaves_blank=taken))
            if taken:
                yield MemberRow(number, values, fields)
    unread.tell(refuse)


def _fit(number: int, ragged: list[str], fitter: RowFitter, unread: UnreadCells, refuse: Refuse) -> list[str]:
    """The cells of a row, one a heading; none where it is refused or one of totals."""
    try:
        return fitter.fit(number, ragged)
    except InputError as error:
        if not unread.is_total(number, ragged, refuse):
            refuse(error)
        return []


def _person_alone(texts: Mapping[str, str], file: str, row: int) -> InputError:
    """That a row is of a person whose organisation is not named."""
    found = next((texts[f] for f in (*crm_rows.NAMED, "name", "contact_email") if texts.get(f, "").strip()), "")
    return InputError(expects("member_name"), file=file, row=row, found=found, code="person_alone", leaves_blank=True)


def _numbers(texts: Mapping[str, str]) -> bool:
    """Whether a row has the number of a register, so that it is somebody's whatever else stands there."""
    return any(texts.get(field, "").strip() for field in ("id", *member_rows.IDENTIFIERS))


def takes(field: str, text: str) -> bool:
    """Whether a field takes a text; a name is never blank."""
    if not text.strip():
        return field != "name"
    if field in member_rows.DATES:
        return written_date(text) is not None
    if field.endswith("_email"):
        return all("@" in part for part in re.split(r"[;,\s]+", text.strip()))
    owner = {f"{field.partition('_')[0]}_name": "x"} if field in CONTACT_FIELDS else {}
    return not member_rows.read({**owner, field: text})[1]


def _fitted(rows: Iterator[tuple[int, list[str]]], fitter: RowFitter) -> Iterator[list[str]]:
    """The rows that have a cell for each heading, or are repaired."""
    for number, cells in rows:
        with suppress(InputError):
            yield fitter.fit(number, cells)


def _date_columns(
    found: ListSheet, fitter: RowFitter, places: Mapping[str, int], said: ReadingChoices
) -> dict[str, DateColumn]:
    """Each column of dates, judged by all of its cells."""
    dated = {field: place for field, place in places.items() if field in member_rows.DATES}
    if not dated:
        return {}
    rows = (
        {field: cells[place] for field, place in dated.items() if place < len(cells)}
        for cells in _fitted(found.again(), fitter)
    )
    return judged_columns(rows, dated, said.dates)


def _settle_dates(texts: dict[str, str], dates: Mapping[str, DateColumn]) -> dict[str, str]:
    """Put what the dates of a row mean in their place; those that may mean several are taken out and told."""
    unclear = {}
    for field, column in dates.items():
        if text := texts.get(field, "").strip():
            try:
                texts[field] = column.read(text)
            except UnclearDate:
                unclear[field] = texts.pop(field)
            except ValueError:
                continue  # refused with what the field takes
    return unclear


def no_value(fault: FoundInput, file: str, row: int, column: str) -> InputError:
    """What is wrong with a cell that holds an error, or a formula that nobody computed."""
    return InputError(expects("cell_with_value"), file=file, row=row, column=column, found=fault)


def _refusal(fault: member_rows.CellError, file: str, row: int, column: str, *, leaves_blank: bool) -> InputError:
    return InputError(
        fault.expected, file=file, row=row, column=column, found=fault.found, code=fault.code, leaves_blank=leaves_blank
    )


def check_fields(chosen: Mapping[str, str]) -> None:
    """Refuse a field that members do not have.

    Raises
    ------
    InputError
        Naming the fields that there are.
    """
    for heading, field in chosen.items():
        if field not in MEMBER_FIELDS:
            raise InputError(expects("one_of", options=MEMBER_FIELDS), column=heading, found=field)


@cache
def known_headings() -> Mapping[str, Sequence[str]]:
    """Field to the headings that it goes by."""
    fields: dict[str, Any] = {name: (list[str], LISTED) for name in (*MEMBER_FIELDS, "ignored") if name != IGNORED}
    table = check_table(
        create_model("HeadingsTable", __base__=TomlTable, **fields), read_toml(HEADINGS), file=HEADINGS.name
    )
    return dict(table)
