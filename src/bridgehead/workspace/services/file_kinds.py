"""Recognising what somebody gave: a file's beginning, the names in a zip, the headings of its tables."""

import zlib
from collections.abc import Collection, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

from bridgehead.evidence.services.codings_spreadsheet import columns as coding_columns
from bridgehead.importers.core.reading_choices import NOTHING_SAID, ReadingChoices
from bridgehead.importers.readers.attendance_lists import attendance_headings
from bridgehead.importers.readers.list_sheets import ListSheet, read_head
from bridgehead.importers.readers.member_lists import known_headings
from bridgehead.importers.readers.packed_lists import lists_in
from bridgehead.importers.readers.spreadsheets import open_grids
from bridgehead.influence.core.panel_csv import SYNONYMS
from bridgehead.kit.case_tables import header_of
from bridgehead.kit.errors import InputError, unreadable
from bridgehead.kit.expectations import expects
from bridgehead.kit.safe_archives import open_bundle
from bridgehead.workspace import phrases
from bridgehead.workspace.case_files import CASE_FILES, tables
from bridgehead.workspace.core import file_kinds
from bridgehead.workspace.core.file_kinds import CASE, CODEBOOK, CODINGS, INDICATORS, MEMBERS, Kinds, ListSigns
from bridgehead.workspace.services.case_workbook import FILES
from bridgehead.workspace.services.workbook_cells import TEXTS

HEAD = 64 * 1024
ZIP, GZIP, CARDS = b"PK\x03\x04", b"\x1f\x8b", b"BEGIN:VC"
GAPS = b"\xef\xbb\xbf \t\r\n"
BOOKS = {"[Content_Types].xml", "content.xml", "xl/workbook.xml"}
PROSE = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"MZ", b"\x7fELF", b"From ", b"Received:", b"Return-Path:")


def recognise(path: Path, name: str = "", said: ReadingChoices = NOTHING_SAID) -> Kinds:
    """The kinds that a file or folder can be: one, or several where that is doubtful.

    Parameters
    ----------
    name
        What it was called where it comes from; it counts only where the content fits two kinds alike.
    said
        What somebody said of how it is to be read.

    Raises
    ------
    InputError
        If it cannot be read, or is nothing that can be imported.
    """
    name = name or path.name
    if path.is_dir():
        found = file_kinds.of_names(open_bundle(path, expects("case_folder")).names, _case_names())
    else:
        found = _of_file(path, name, said)
    if not found:
        raise InputError("", file=name, sentence=phrases.not_importable())
    return found


def _of_file(path: Path, name: str, said: ReadingChoices) -> Kinds:
    head = _head(path)
    plain = head.lstrip(GAPS)
    if head.startswith(PROSE):
        return ()
    if head.startswith(ZIP):
        return _of_zip(path, name, said)
    if head.startswith(GZIP):
        with suppress(zlib.error):
            head = zlib.decompressobj(wbits=31).decompress(head, HEAD)
        plain = head.lstrip(GAPS)
    if plain[:1] in (b"{", b"["):
        return file_kinds.of_json(head.decode("utf-8", "replace"))
    if plain.startswith(b"<") and b"QDA-XML:codebook" in head:
        return (CODEBOOK,)
    return (MEMBERS,) if plain[: len(CARDS)].upper() == CARDS else _of_tables(path, name, said)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEAD)
    except OSError as error:
        raise unreadable(path, error) from error


def _of_zip(path: Path, name: str, said: ReadingChoices) -> Kinds:
    bundle = open_bundle(path, expects("zip"))
    names = bundle.names
    if BOOKS & set(names):
        return () if "word/document.xml" in names else _of_tables(path, name, said)
    found = file_kinds.of_names(names, _case_names())
    if not found and (lists := lists_in(bundle)):
        return _of_tables(path, lists[0], said)  # which refuses several by their names
    return found


def _of_tables(path: Path, name: str, said: ReadingChoices) -> Kinds:
    """What a workbook or a table of text is: by the names of its sheets, else by the best known of its tables."""
    grids = open_grids(path, said)
    names = {grid.name.partition(" (")[0] for grid in grids}
    if names <= {*_columns(), TEXTS, FILES} and names & set(_columns()):
        return (CASE,)
    found: list[tuple[int, Kinds]] = []
    for grid in grids:
        sheet = read_head(grid, known_headings(), {}, name)
        if sheet is None:
            continue
        first = next(row for row in sheet.first if any(cell.strip() for cell in row))
        if kinds := file_kinds.of_headings(first, _columns(), tuple(SYNONYMS.values())):
            return kinds
        found.append(_of_list(sheet, name))
    return max(found, key=lambda each: each[0])[1] if found else ()


def _of_list(members: ListSheet, name: str) -> tuple[int, Kinds]:
    """What a sheet is by its headings and contents, as a list of members or as one of who came."""
    people = read_head(members.grid, attendance_headings(), {}, name, members.first) or members
    head = max(members.head, people.head, key=lambda each: each.recognised)
    title = " ".join(cell for row in members.first[: head.row - 1] for cell in row)
    around = f"{title} {members.sheet} {name}".replace("_", " ")
    signs = ListSigns(frozenset(members.fields), frozenset(people.fields), head.headings, around)
    return head.recognised, file_kinds.of_list(signs)


@cache
def _columns() -> Mapping[str, Collection[str]]:
    """Columns of the tables that a program writes, by name."""
    own = {table.name: frozenset(header_of(table)) for table in tables()}
    return {**own, CODINGS: frozenset(coding_columns()), INDICATORS: own["indicators"]}


def _case_names() -> set[str]:
    return {f"{file.name}.csv" for file in CASE_FILES}
