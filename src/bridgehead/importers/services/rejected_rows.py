"""The rows that an import left out, as they stood, each with its reason: to be corrected and brought in again."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath

from django.utils.text import capfirst

from bridgehead.importers.core import cordis, h2020, ted_tables
from bridgehead.importers.core.reading_choices import NOTHING_SAID, ReadingChoices
from bridgehead.importers.core.table_schemas import NOTES, TableSchema
from bridgehead.importers.readers import member_lists, project_sources, tenders
from bridgehead.importers.readers.attendance_lists import open_attendance
from bridgehead.kit.csv_files import CRLF, CsvTable, escape_formula, refuse_file
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import FoundInput, expects
from bridgehead.kit.progress import no_progress
from bridgehead.kit.replace_file import replacing
from bridgehead.kit.safe_archives import open_bundle

LAYOUTS: Mapping[str, TableSchema] = {
    cordis.PROJECT_FILE: cordis.PROJECTS,
    cordis.ORGANISATION_FILE: cordis.ORGANISATIONS,
    cordis.TOPIC_FILE: cordis.TOPICS,
    cordis.SCIENCE_FILE: cordis.SCIENCE,
    h2020.PARTICIPATION_FILE: h2020.PARTICIPATIONS,
    h2020.PART_FILE: h2020.PARTS,
    h2020.FP7_FILE: h2020.FP7,
    ted_tables.NOTICE_FILE: ted_tables.NOTICES,
    ted_tables.AWARD_FILE: ted_tables.AWARDS,
}


def write_rejected(
    format: str,  # noqa: A002 as services
    path: Path,
    refused: Sequence[InputError],
    said: ReadingChoices = NOTHING_SAID,
) -> list[Path]:
    """Write refused rows beside what was imported, a CSV file for each file that they come from.

    The columns are those of the file, the reason after them: once corrected, it can be imported itself.
    Of a file of JSON a row is one of its objects, as text.

    Returns
    -------
    list of Path
        `members.xlsx.refused.csv` of a file, `cordis.zip.organization.refused.csv` of a file in a folder or zip.
    """
    reasons: dict[str, dict[int, list[InputError]]] = {}
    for error in refused:
        reasons.setdefault(error.file or "", {}).setdefault(error.row or 0, []).append(error)
    written = []
    whole = path.absolute()
    for sheet in _sheets(format, path, list(reasons), said):
        part = "" if sheet.name == path.name else f".{PurePosixPath(sheet.name).name.partition('.')[0]}"
        target = whole.with_name(f"{whole.name}{part}.refused.csv")
        with replacing(target) as out:
            text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
            writer = csv.writer(text, lineterminator=CRLF)
            header = [*sheet.header, *[""] * _surplus(len(sheet.header), reasons[sheet.name])]
            writer.writerow([*header, *NOTES])
            writer.writerows(_rows(sheet, reasons[sheet.name], len(header)))
            text.detach()  # all of it is handed on, and the file stays open
        written.append(target)
    return written


def _surplus(width: int, reasons: dict[int, list[InputError]]) -> int:
    """How many cells the longest of the refused rows has more than there are headings."""
    counts = (
        dict(error.found.parameters).get("count", 0)
        for errors in reasons.values()
        for error in errors
        if error.code == "row_width" and isinstance(error.found, FoundInput)
    )
    return max(0, max(counts, default=0) - width)


def _rows(sheet: CsvTable, reasons: dict[int, list[InputError]], width: int) -> Iterator[list[str]]:
    """The refused rows of a sheet, whole; a cell that would be a formula is text in the file."""
    for number, cells in sheet.rows:
        if errors := reasons.get(number):
            columns = "; ".join(dict.fromkeys(error.column or "" for error in errors))
            because = " ".join(capfirst(error.reason) for error in errors)
            filled = [*cells[:width], *[""] * (width - len(cells))]
            yield [*map(escape_formula, filled), str(number), columns, because]


def _sheets(
    format: str,  # noqa: A002 as services
    path: Path,
    files: Sequence[str],
    said: ReadingChoices,
) -> Iterator[CsvTable]:
    """What was read, again as it stands, called as errors about it call it."""
    if format in ("members", "attendance"):
        found = member_lists.open_list(path, said=said) if format == "members" else open_attendance(path, said)
        yield CsvTable(path.name, found.head.headings, found.rows)
    elif path.is_dir() or path.suffix.casefold() == ".zip":
        bundle = open_bundle(path, expects("folder_or_zip"))
        tables = project_sources.SourceTables(bundle, no_progress, refuse_file, said)
        yield from (tables.records(file, LAYOUTS[_plain(file)]) for file in files)
    else:
        items = project_sources.topics(path) if format == "calls" else tenders.search_items(path, said.encoding)
        yield CsvTable(files[0], ("content",), ((n, [_as_text(item)]) for n, item in enumerate(items, start=1)))


def _plain(file: str) -> str:
    return PurePosixPath(file).name.removesuffix(".gz")


_as_text = partial(json.dumps, ensure_ascii=False)
