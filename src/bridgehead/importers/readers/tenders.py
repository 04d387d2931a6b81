"""Tenders in: notices and awards of TED, from a folder, a zip or a search result."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bridgehead.importers.core import ted_search, ted_tables
from bridgehead.importers.core.date_columns import DateColumn
from bridgehead.importers.core.reading_choices import NOTHING_SAID, ReadingChoices
from bridgehead.importers.core.ted import Notice
from bridgehead.importers.readers import project_sources
from bridgehead.kit import csv_files
from bridgehead.kit.csv_files import Refuse
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.progress import Progress
from bridgehead.kit.safe_archives import gunzip, open_bundle
from bridgehead.kit.text_encodings import as_utf8

EXPECTED = expects("tenders_file", file=ted_tables.NOTICE_FILE)


def read_tenders(
    path: Path, *, today: date, progress: Progress, refuse: Refuse, said: ReadingChoices = NOTHING_SAID
) -> dict[str, Notice]:
    """Notices of a folder, a zip, or an export of the portal's search.

    Raises
    ------
    InputError
        At the first thing that is not what it should be, or at each bad row if `refuse` notes it.
    """
    if path.is_file() and path.suffix.casefold() != ".zip":
        return _read_search(path, today, refuse, said)
    tables = project_sources.SourceTables(open_bundle(path, EXPECTED), progress, refuse, said)
    notices = ted_tables.read_notices(tables.rows(ted_tables.NOTICE_FILE, ted_tables.NOTICES), today)
    if tables.has(ted_tables.AWARD_FILE):
        ted_tables.read_awards(tables.rows(ted_tables.AWARD_FILE, ted_tables.AWARDS), notices, refuse)
    return notices


def _read_search(path: Path, today: date, refuse: Refuse, said: ReadingChoices) -> dict[str, Notice]:
    items = search_items(path, said.encoding)
    dates = DateColumn(said.dates)
    found = ted_search.read_search(items, file=path.name, today=today, refuse=refuse, dates=dates)
    if not found:
        raise InputError(expects("one_notice"), file=path.name, found=finds("none"))
    return found


def search_items(path: Path, encoding: str = "") -> Iterator[Any]:
    """The notices of an export of the portal's search, as they stand."""
    content = csv_files.content_of(path)
    if content.startswith(project_sources.GZIP):
        content = gunzip(content, path.name)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return ted_search.notices_of(project_sources.json_values(content, path.name))
    try:
        text = as_utf8(content, path.name, encoding).decode("utf-8-sig")
        rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        items = [{k: v for k, v in row.items() if k} for row in rows]
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(EXPECTED, file=path.name, found=str(error)) from error
    if "publication-number" not in (rows.fieldnames or ()):
        raise InputError(
            expects("publication_number_column"), file=path.name, row=1, found=", ".join(rows.fieldnames or ())
        )
    return iter(items)
