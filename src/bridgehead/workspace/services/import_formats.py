"""What can be imported, by kind: the one list that the page, the command and the worker go by."""

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.utils.functional import Promise

from bridgehead.events.services.check_in import add_attendance_list
from bridgehead.evidence.services import codings_spreadsheet, project_import
from bridgehead.importers.core.blanked_cells import Refusals
from bridgehead.importers.core.reading_choices import NOTHING_SAID
from bridgehead.importers.phrases import FORMAT_PHRASES, no_such_format
from bridgehead.importers.readers.attendance_lists import read_attendance
from bridgehead.importers.services.import_file import FORMATS, SHOWN, ImportOutcome, import_file
from bridgehead.influence.services.effect_estimates import import_panel
from bridgehead.kit import change_log
from bridgehead.kit.csv_files import refuse_file
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.permissions import Viewer
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.rehearsal import rehearsal
from bridgehead.kit.write_lock import write_lock
from bridgehead.workspace import phrases
from bridgehead.workspace.case_files import tallies_by_file
from bridgehead.workspace.core.file_kinds import (
    ATTENDANCE,
    CALLS,
    CASE,
    CODEBOOK,
    CODINGS,
    CORDIS,
    H2020,
    H2020_FP7,
    INDICATORS,
    MEMBERS,
    PANEL,
    PROJECT,
    TED,
)
from bridgehead.workspace.services.case_folder import Origin
from bridgehead.workspace.services.case_workbook import import_case_file
from bridgehead.workspace.services.indicator_import import import_indicators

Then = Callable[[ImportOutcome], None]


@dataclass(frozen=True)
class ImportRequest:
    """A file that is to be imported, or whose import is to be rehearsed.

    Attributes
    ----------
    name
        What the file was called where it comes from.
    options
        What its kind takes besides: of members `cluster` and `columns`, of who came `activity`; `said` of how it is
        to be read.
    then
        Is given the outcome in the same transaction: what it writes stands or falls with the import.
    """

    path: Path
    name: str
    viewer: Viewer
    progress: Progress = no_progress
    dry_run: bool = False
    keep_going: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)
    then: Then = lambda _: None


@dataclass(frozen=True)
class ImportFormat:
    """One kind of file.

    Attributes
    ----------
    title, takes
        What it is called, and what such a file is.
    suffixes
        Endings of the files that can be one.
    group
        `lists`, `opportunities`, `workspace` or `research`: where a page shows it.
    run
        Imports one.
    """

    name: str
    title: Promise
    takes: Promise
    suffixes: tuple[str, ...]
    group: str
    run: Callable[[ImportRequest], ImportOutcome]


def format_of(name: str) -> ImportFormat:
    """The format of a name.

    Raises
    ------
    NotFound
        If there is none.
    """
    if name not in IMPORT_FORMATS:
        raise NotFound(no_such_format(name, IMPORT_FORMATS))
    return IMPORT_FORMATS[name]


def _foreign(name: str, asked: ImportRequest) -> ImportOutcome:
    return import_file(
        name,
        asked.path,
        viewer=asked.viewer,
        progress=asked.progress,
        dry_run=asked.dry_run,
        keep_going=asked.keep_going,
        options=asked.options,
        then=asked.then,
    )


def _case(asked: ImportRequest) -> ImportOutcome:
    found: list[ImportOutcome] = []

    def note(receipt: Receipt[Origin]) -> None:
        found.append(_outcome(receipt, asked, origin=asdict(receipt.result)))
        asked.then(found[0])

    given: dict[str, Any] = {"viewer": asked.viewer, "progress": asked.progress, "then": note}
    with rehearsal() if asked.dry_run else nullcontext():
        import_case_file(asked.path, name=asked.name, **given)
    return found[0]


def _attendance(asked: ImportRequest) -> ImportOutcome:
    refused: list[InputError] = []
    refusals = Refusals(refused.append if asked.keep_going else refuse_file)
    people = read_attendance(asked.path, asked.options.get("said", NOTHING_SAID), refusals.take)

    def work(asked: ImportRequest) -> Receipt[Any]:
        return add_attendance_list(asked.options["activity"], people, viewer=asked.viewer)

    return _service(work, asked, refused=tuple(refused), blanked=refusals.blanked)


def _service(work: Callable[[ImportRequest], Receipt[Any]], asked: ImportRequest, **more: Any) -> ImportOutcome:
    """Run a service that reads and writes in one go."""
    with rehearsal() if asked.dry_run else write_lock():
        outcome = _outcome(work(asked), asked, **more)
        asked.then(outcome)
    return outcome


def _outcome(receipt: Receipt[Any], asked: ImportRequest, **more: Any) -> ImportOutcome:
    rehearsed = asked.dry_run and receipt.batch is not None
    lines = change_log.preview_changes(receipt.batch, SHOWN) if rehearsed and receipt.batch is not None else ()
    tallies = tallies_by_file(receipt.tallies)
    return ImportOutcome(batch=None if asked.dry_run else receipt.batch, tallies=tallies, lines=lines, **more)


def _of_service(
    name: str, suffixes: tuple[str, ...], group: str, work: Callable[[ImportRequest], Receipt[Any]]
) -> ImportFormat:
    return ImportFormat(name, *phrases.FORMAT_PHRASES[name], suffixes, group, partial(_service, work))


def _of_importers(name: str, group: str) -> ImportFormat:
    return ImportFormat(name, *FORMAT_PHRASES[name], FORMATS[name].suffixes, group, partial(_foreign, name))


TABLES = (".xlsx", ".xlsm", ".ods", ".xls", ".csv", ".tsv", ".txt", ".htm", ".html", ".xml", ".gz", ".zip")
_ALL = (
    _of_importers(MEMBERS, "lists"),
    ImportFormat(ATTENDANCE, *phrases.FORMAT_PHRASES[ATTENDANCE], TABLES, "lists", _attendance),
    _of_importers(CALLS, "opportunities"),
    _of_importers(TED, "opportunities"),
    _of_importers(CORDIS, "opportunities"),
    _of_importers(H2020, "opportunities"),
    _of_importers(H2020_FP7, "opportunities"),
    ImportFormat(CASE, *phrases.FORMAT_PHRASES[CASE], TABLES, "workspace", _case),
    _of_service(PROJECT, (".qdpx",), "research", lambda a: project_import.import_project(a.path, viewer=a.viewer)),
    _of_service(CODEBOOK, (".qdc",), "research", lambda a: project_import.import_codebook(a.path, viewer=a.viewer)),
    _of_service(
        CODINGS, (".csv", ".xlsx"), "research", lambda a: codings_spreadsheet.import_codings(a.path, viewer=a.viewer)
    ),
    _of_service(PANEL, (".csv",), "research", lambda a: import_panel(a.path, viewer=a.viewer)),
    _of_service(INDICATORS, (".csv",), "research", lambda a: import_indicators(a.path, viewer=a.viewer)),
)
IMPORT_FORMATS: Mapping[str, ImportFormat] = MappingProxyType({each.name: each for each in _ALL})
