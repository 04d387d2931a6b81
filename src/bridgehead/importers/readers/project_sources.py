"""Foreign files to records: which file holds what; the meaning is in `core`."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path, PurePosixPath
from typing import Any

from bridgehead.importers.core import cordis, eu_calls, h2020
from bridgehead.importers.core.date_columns import DateColumn, judged_columns
from bridgehead.importers.core.project_records import Projects
from bridgehead.importers.core.reading_choices import NOTHING_SAID, ReadingChoices
from bridgehead.importers.core.table_schemas import TableSchema, Values
from bridgehead.kit import csv_files, partial_dates
from bridgehead.kit.csv_files import Refuse, refuse_file
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.kit.safe_archives import Bundle, gunzip, open_bundle
from bridgehead.kit.text_encodings import as_utf8

FIRST_ROWS = 200


@dataclass(frozen=True)
class SourceTables:
    """The tables of a folder or a zip, read as their layouts say."""

    bundle: Bundle
    progress: Progress
    refuse: Refuse
    said: ReadingChoices = NOTHING_SAID
    """What somebody said of how the tables are to be read."""

    def rows(self, name: str, layout: TableSchema) -> Iterator[tuple[int, Values]]:
        """The rows of a table.

        Raises
        ------
        InputError
            If the file is missing or is not what it should be.
        """
        path = self.bundle.find(name)
        if path is None:
            found = ", ".join(self.bundle.names[:5]) or finds("no_file")
            raise InputError(expects("file_called", name=name), file=self.bundle.path, found=found)
        content = self._content(path)
        sheet = csv_files.read(content, path, delimiters=layout.delimiters, known=layout.known, refuse=self.refuse)
        dates = _judged_dates(content, path, layout, self.said.dates)
        yield from self.progress(layout.rows(sheet, self.refuse, dates), f"Reading {name}")

    def has(self, name: str) -> bool:
        """Whether there is such a table."""
        return self.bundle.find(name) is not None

    def records(self, name: str, layout: TableSchema) -> csv_files.CsvTable:
        """A table that was read, with its rows as they stand; called what errors about it say."""
        path = self.bundle.find(PurePosixPath(name).name.removesuffix(".gz")) or name
        content = self._content(path)
        return csv_files.read_raw_rows(content, name, delimiters=layout.delimiters, known=layout.known)

    def header(self, name: str) -> bytes:
        """The first line of a table."""
        path = self.bundle.find(name)
        return b"" if path is None else self._content(path).partition(b"\n")[0]

    def _content(self, path: str) -> bytes:
        content = self.bundle.read(path)
        return as_utf8(gunzip(content, path) if path.endswith(".gz") else content, path, self.said.encoding)


def _judged_dates(content: bytes, path: str, layout: TableSchema, said: str) -> dict[str, DateColumn]:
    """The columns of dates of a table: as somebody said, else judged by all of their cells.

    Where the first rows are in ISO 8601, nothing is to be judged.
    """
    if not layout.dated:
        return {}
    if said:
        return judged_columns((), layout.dated, said)
    sheet = csv_files.read_raw_rows(content, path, delimiters=layout.delimiters, known=layout.known)
    places = {heading: sheet.header.index(heading) for heading in layout.dated if heading in sheet.header}
    rows = ({h: cells[place] for h, place in places.items() if place < len(cells)} for _, cells in sheet.rows)
    first = list(islice(rows, FIRST_ROWS))
    if all(not text or partial_dates.is_date(text[:10]) for row in first for text in row.values()):
        return {}
    return judged_columns(chain(first, rows), places)


def read_cordis(
    path: Path, *, progress: Progress = no_progress, refuse: Refuse = refuse_file, said: ReadingChoices = NOTHING_SAID
) -> Projects:
    """Projects of a folder or zip of CORDIS.

    Raises
    ------
    InputError
        At the first thing that is not what it should be, or at each bad row if `refuse` notes it.
    """
    expected = expects("bundle_with_two", first=cordis.PROJECT_FILE, second=cordis.ORGANISATION_FILE)
    tables = SourceTables(open_bundle(path, expected), progress, refuse, said)
    titles, sciences = {}, {}
    if tables.has(cordis.TOPIC_FILE):
        by_code = b"topic_code" in tables.header(cordis.TOPIC_FILE)
        titles = cordis.read_titles(tables.rows(cordis.TOPIC_FILE, cordis.TOPIC_TITLES if by_code else cordis.TOPICS))
    if tables.has(cordis.SCIENCE_FILE):
        sciences = cordis.read_sciences(tables.rows(cordis.SCIENCE_FILE, cordis.SCIENCE))
    rows = tables.rows(cordis.PROJECT_FILE, cordis.PROJECTS)
    projects, ids = cordis.read_projects(rows, titles=titles, sciences=sciences, refuse=refuse)
    rows = tables.rows(cordis.ORGANISATION_FILE, cordis.ORGANISATIONS)
    cordis.read_organisations(rows, projects, ids, refuse=refuse)
    return projects


def read_h2020(
    path: Path, *, progress: Progress = no_progress, refuse: Refuse = refuse_file, said: ReadingChoices = NOTHING_SAID
) -> Projects:
    """Projects of a folder or zip with the H2020 graph; errors as `read_cordis`."""
    tables = _graph(path, progress, refuse, said)
    parts = {}
    if tables.has(h2020.PART_FILE):
        parts = h2020.read_parts(tables.rows(h2020.PART_FILE, h2020.PARTS))
    return h2020.read_participations(tables.rows(h2020.PARTICIPATION_FILE, h2020.PARTICIPATIONS), parts, refuse=refuse)


def read_h2020_fp7(
    path: Path,
    known: Mapping[str, str],
    *,
    progress: Progress = no_progress,
    refuse: Refuse = refuse_file,
    said: ReadingChoices = NOTHING_SAID,
) -> Projects:
    """Projects of the H2020 graph, and of FP7 those in which the same organisations took part.

    Parameters
    ----------
    known
        Names of organisations by PIC, as far as they are known: FP7 tells some by name only.
    """
    projects = read_h2020(path, progress=progress, refuse=refuse, said=said)
    rows = _graph(path, progress, refuse, said).rows(h2020.FP7_FILE, h2020.FP7)
    h2020.add_fp7(rows, projects, known)
    return projects


def _graph(path: Path, progress: Progress, refuse: Refuse, said: ReadingChoices) -> SourceTables:
    bundle = open_bundle(path, expects("bundle_with", file=h2020.PARTICIPATION_FILE))
    return SourceTables(bundle, progress, refuse, said)


GZIP = b"\x1f\x8b"
GAPS = " \t\r\n\ufeff"


def read_calls(
    path: Path, *, progress: Progress = no_progress, refuse: Refuse = refuse_file, said: ReadingChoices = NOTHING_SAID
) -> list[dict[str, Any]]:
    """Opportunities of a JSON file of topics, also packed with gzip, or of a folder that has one.

    Raises
    ------
    InputError
        At the first thing that is not what it should be, or at each bad topic if `refuse` notes it.
    """
    path = _only_json(path) if path.is_dir() else path
    found = list(topics(path))
    if not found:
        raise InputError(expects("one_topic"), file=path.name, found=finds("none"))
    return eu_calls.read_calls(
        progress(found, "Reading topics"), file=path.name, refuse=refuse, dates=DateColumn(said.dates)
    )


def topics(path: Path) -> Iterator[Any]:
    """The topics of a file of JSON, as they stand."""
    content = csv_files.content_of(path)
    if content.startswith(GZIP):
        content = gunzip(content, path.name)
    return eu_calls.topics(json_values(content, path.name))


def _only_json(folder: Path) -> Path:
    """The one JSON file of a folder."""
    found = sorted(path for path in folder.iterdir() if path.name.endswith((".json", ".json.gz")))
    if len(found) != 1:
        names = ", ".join(path.name for path in found[:5]) or finds("none")
        raise InputError(expects("topics_file"), file=folder, found=names)
    return found[0]


def json_values(content: bytes, name: str) -> Iterator[Any]:
    """The values of a file of JSON: one, or one after the other, each with or without a byte order mark."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        found = content[max(0, error.start - 10) : error.start + 10].decode("latin-1")
        raise InputError(expects("utf8_json"), file=name, found=found) from error
    decoder = json.JSONDecoder(parse_constant=_refuse_constant)
    place = _after_gap(text, 0)
    while place < len(text):
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            end = error.pos if isinstance(error, json.JSONDecodeError) else place
            line = text.count("\n", 0, end) + 1
            at = finds("at_line", line=str(line), text=text[end : end + 40])
            raise InputError(expects("json", error=str(error).partition(":")[0]), file=name, found=at) from error
        yield value
        place = _after_gap(text, place)


def _after_gap(text: str, place: int) -> int:
    while place < len(text) and text[place] in GAPS:
        place += 1
    return place


def _refuse_constant(word: str) -> float:
    raise ValueError(f"{word} is no number")
