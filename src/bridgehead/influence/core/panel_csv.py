"""A panel as a file: reading it with every refusal naming its row, and writing it in one canonical form."""

import re
from collections.abc import Mapping

from bridgehead.kit import csv_files, number_format
from bridgehead.kit.csv_files import CsvTable
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "unit": ("unit", "id", "firm"),
    "time": ("time", "year", "period"),
    "first_treatment": ("first_treatment", "first_treat", "treated_from"),
}
NEVER = ("", "0")
UNIT_LENGTH = 100
WHOLE = re.compile(r"-?\d{1,9}", re.ASCII)
NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)


def read(content: bytes, name: str) -> CsvTable:
    """A panel in canonical form: the keys first, then the other columns by name, rows by unit and time.

    Parameters
    ----------
    content
        A CSV file with a column for unit, time and first treatment (headings in any case, with
        spaces, dots or underscores) and numbers in every other. Blank or 0 is never treated.

    Raises
    ------
    InputError
        At the first thing that is not what it should be.
    """
    sheet = csv_files.read(content, name)
    headings = [_plain(heading) for heading in sheet.header]
    for heading in headings:
        if headings.count(heading) > 1 or NAME.fullmatch(heading) is None:
            raise InputError(expects("plain_headings"), file=name, row=1, found=heading or finds("nothing"))
    keys = [_key(key, headings, name) for key in SYNONYMS]
    others = sorted(range(len(headings)), key=lambda c: headings[c])
    others = [column for column in others if column not in keys]
    if not others:
        raise InputError(expects("outcome_column"), file=name, row=1, found=",".join(headings))
    rows: list[tuple[int, list[str]]] = []
    firsts: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    for number, cells in sheet.rows:
        unit, time, first = (cells[column].strip() for column in keys)
        _check_keys(unit, time, first, name, number)
        first = "" if first in NEVER else first
        if (unit, time) in seen:
            raise InputError(expects("unit_once"), file=name, row=number, column="unit", found=f"{unit} {time}")
        if firsts.setdefault(unit, first) != first:
            before = firsts[unit]
            code = "first_treatment" if before else "first_treatment_never"
            expected = expects(code, unit=unit, first=before)
            raise InputError(expected, file=name, row=number, column="first_treatment", found=first or "never")
        seen.add((unit, time))
        values = [_number(cells[column].strip(), name, number, headings[column]) for column in others]
        rows.append((number, [unit, time, first, *values]))
    if not rows:
        raise InputError(expects("one_row"), file=name, row=2, found=finds("nothing"))
    rows.sort(key=lambda row: (row[1][0], int(row[1][1])))
    return CsvTable(name, (*SYNONYMS, *(headings[column] for column in others)), rows)


def _plain(heading: str) -> str:
    return re.sub(r"[\s.\-]+", "_", heading.strip().lower())


def _key(key: str, headings: list[str], name: str) -> int:
    for synonym in SYNONYMS[key]:
        if synonym in headings:
            return headings.index(synonym)
    expected = expects("column_or", name=key, options=tuple(SYNONYMS[key][1:]))
    raise InputError(expected, file=name, row=1, found=", ".join(headings))


def _check_keys(unit: str, time: str, first: str, name: str, number: int) -> None:
    if not 0 < len(unit) <= UNIT_LENGTH:
        expected = expects("unit_up_to", limit=UNIT_LENGTH)
        raise InputError(expected, file=name, row=number, column="unit", found=unit or finds("nothing"))
    if WHOLE.fullmatch(time) is None:
        raise InputError(expects("period"), file=name, row=number, column="time", found=time or finds("nothing"))
    if first and WHOLE.fullmatch(first) is None:
        expected = expects("first_period")
        raise InputError(expected, file=name, row=number, column="first_treatment", found=first)


def _number(text: str, name: str, number: int, column: str) -> str:
    if not text:
        return ""
    try:
        return number_format.render(number_format.parse(text))
    except ValueError as error:
        raise InputError(expects("decimal_number"), file=name, row=number, column=column, found=text) from error
