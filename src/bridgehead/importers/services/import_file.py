"""Importing foreign files: the one list of formats, and the one way in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.utils import timezone

from bridgehead.importers import phrases
from bridgehead.importers.core.blanked_cells import BlankedCells, Refusals
from bridgehead.importers.core.reading_choices import NOTHING_SAID, ReadingChoices
from bridgehead.importers.models import ColumnChoice
from bridgehead.importers.readers import member_lists, project_sources
from bridgehead.importers.readers.tenders import read_tenders
from bridgehead.importers.services.actor_resolver import NameMatch
from bridgehead.importers.services.member_writer import write_members
from bridgehead.importers.services.project_writer import names_by_pic, write_calls, write_projects
from bridgehead.importers.services.tender_writer import write_tenders
from bridgehead.kit import change_log
from bridgehead.kit.change_writer import Writer, batch
from bridgehead.kit.csv_files import Refuse, refuse_file
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.rehearsal import rehearsal
from bridgehead.kit.write_lock import write_lock

SHOWN = 200
Write = Callable[[Writer, Progress], Sequence[NameMatch]]


@dataclass(frozen=True)
class SourceFormat:
    """One foreign format.

    Attributes
    ----------
    name
        What `import_file` and the command line call it.
    action
        What the change log calls an import of it.
    suffixes
        Endings of the files that can be one, for an upload.
    read
        Reads a path, given progress, `refuse` and the format's own options; what it returns writes the records.
    """

    name: str
    action: str
    suffixes: tuple[str, ...]
    read: Callable[..., Write]


@dataclass(frozen=True)
class ImportOutcome(Receipt[None]):
    """The receipt of an import: what it did, or would do.

    Attributes
    ----------
    batch
        None also of a dry run.
    refused
        What is wrong with the rows that were left out; empty unless `keep_going`.
    blanked
        Cells that were left blank, since what they say is not certain.
    recognised
        Organisations that were taken for known actors by name, country and place, not by a number.
    lines
        Of a dry run the first records that it would touch, and what of them (`change_log.preview_changes`).
    origin
        Of a case folder, what its manifest says (`workspace.services.case_folder.Origin`).
    """

    result: None = None
    refused: tuple[InputError, ...] = ()
    blanked: tuple[BlankedCells, ...] = ()
    recognised: Sequence[NameMatch] = ()
    lines: Sequence[Mapping[str, Any]] = ()
    origin: Mapping[str, Any] | None = None

    @property
    def rows_refused(self) -> int:
        """How many rows were left out; one may have several faults."""
        return len({(error.file, error.row) for error in self.refused})


def import_file(  # noqa: PLR0913 two callers, each with options of its own
    format: str,  # noqa: A002 the word that the command line and the page use
    path: Path,
    *,
    viewer: Viewer,
    progress: Progress = no_progress,
    dry_run: bool = False,
    keep_going: bool = False,
    options: Mapping[str, Any] = MappingProxyType({}),
    then: Callable[[ImportOutcome], None] = lambda _: None,
) -> ImportOutcome:
    """Import a file or folder of a foreign format: all of it, or nothing.

    Parameters
    ----------
    format
        Name of one of `FORMATS`.
    viewer
        Whoever imports.
    dry_run
        Do everything on copies and take it back, for a preview with exact counts for which nobody waits.
    keep_going
        Leave refused rows out instead of stopping at the first.
    options
        What the format takes besides: `said` (`ReadingChoices`) of tables of text; of members `cluster` (an id) and
        `columns` (heading to field).
    then
        Is given the outcome in the same transaction, once all is written: what it writes stands or falls with it.

    Raises
    ------
    InputError
        At the first thing that is not what it should be.
    NotFound
        If there is no such format.
    NotAllowed
        If only others can import.
    """
    viewer.require(Verb.IMPORT, Resource.CASE)
    chosen = format_of(format)
    refused: list[InputError] = []
    refusals = Refusals(refused.append if keep_going else refuse_file)
    write = chosen.read(path, progress, refusals.take, **options)
    with rehearsal() if dry_run else transaction.atomic():
        with batch(chosen.action, viewer=viewer, file=path.name) as writer:
            recognised = write(writer, progress)
        number = writer.record.pk
        lines = change_log.preview_changes(number, SHOWN) if dry_run and number else ()
        kept = None if dry_run else number
        outcome = ImportOutcome(
            batch=kept,
            tallies=writer.tallies,
            refused=tuple(refused),
            blanked=refusals.blanked,
            recognised=recognised,
            lines=lines,
        )
        then(outcome)
    return outcome


def format_of(name: str) -> SourceFormat:
    """The format of a name.

    Raises
    ------
    NotFound
        If there is none.
    """
    if name not in FORMATS:
        raise NotFound(phrases.no_such_format(name, FORMATS))
    return FORMATS[name]


# What a source that knows little may fill in but not replace.
FILLED_BY_GRAPH = ("name", "start", "end", "programme", "themes", "funder", "organiser_id")


def _cordis(path: Path, progress: Progress, refuse: Refuse, *, said: ReadingChoices = NOTHING_SAID) -> Write:
    projects = project_sources.read_cordis(path, progress=progress, refuse=refuse, said=said)
    return lambda writer, shown: write_projects(projects, writer, shown)


def _h2020(path: Path, progress: Progress, refuse: Refuse, *, said: ReadingChoices = NOTHING_SAID) -> Write:
    projects = project_sources.read_h2020(path, progress=progress, refuse=refuse, said=said)
    return lambda writer, shown: write_projects(projects, writer, shown, fills=FILLED_BY_GRAPH)


def _h2020_fp7(path: Path, progress: Progress, refuse: Refuse, *, said: ReadingChoices = NOTHING_SAID) -> Write:
    known = names_by_pic()
    projects = project_sources.read_h2020_fp7(path, known, progress=progress, refuse=refuse, said=said)
    return lambda writer, shown: write_projects(projects, writer, shown, fills=FILLED_BY_GRAPH)


def _calls(path: Path, progress: Progress, refuse: Refuse, *, said: ReadingChoices = NOTHING_SAID) -> Write:
    rows = project_sources.read_calls(path, progress=progress, refuse=refuse, said=said)
    return lambda writer, shown: write_calls(rows, writer, shown)


def _ted(path: Path, progress: Progress, refuse: Refuse, *, said: ReadingChoices = NOTHING_SAID) -> Write:
    today = timezone.localdate()
    notices = read_tenders(path, today=today, progress=progress, refuse=refuse, said=said)
    return lambda writer, shown: write_tenders(notices, writer, shown)


def _members(
    path: Path,
    progress: Progress,
    refuse: Refuse,
    *,
    cluster: str = "",
    columns: Mapping[str, str] | None = None,
    said: ReadingChoices = NOTHING_SAID,
) -> Write:
    found = member_lists.read_members(path, chosen=columns, said=said, progress=progress, refuse=refuse)
    return lambda writer, shown: write_members(found, writer, shown, refuse, file=path.name, cluster=cluster)


def remember_columns(chosen: Mapping[str, str], *, viewer: Viewer) -> Receipt[None]:
    """Keep what somebody said the headings of their list mean, for the next list.

    A heading that is longer than what is kept is read as said this time, and asked for again next time.

    Raises
    ------
    InputError
        If members have no such field.
    NotAllowed
        If only others can import.
    """
    viewer.require(Verb.IMPORT, Resource.CASE)
    member_lists.check_fields(chosen)
    longest = ColumnChoice._meta.get_field("heading").max_length or 0
    with write_lock():
        for heading, field in chosen.items():
            if len(heading) <= longest:
                ColumnChoice.objects.update_or_create(heading=heading, defaults={"column": field})
    return Receipt(None)


FORMATS: Mapping[str, SourceFormat] = {
    "members": SourceFormat(
        name="members",
        action="members.import",
        suffixes=(
            ".xlsx",
            ".xlsm",
            ".ods",
            ".xls",
            ".csv",
            ".tsv",
            ".txt",
            ".vcf",
            ".htm",
            ".html",
            ".xml",
            ".gz",
            ".zip",
        ),
        read=_members,
    ),
    "cordis": SourceFormat(
        name="cordis",
        action="projects.import",
        suffixes=(".zip",),
        read=_cordis,
    ),
    "h2020": SourceFormat(
        name="h2020",
        action="projects.import",
        suffixes=(".zip",),
        read=_h2020,
    ),
    "h2020-fp7": SourceFormat(
        name="h2020-fp7",
        action="projects.import",
        suffixes=(".zip",),
        read=_h2020_fp7,
    ),
    "calls": SourceFormat(
        name="calls",
        action="calls.import",
        suffixes=(".json", ".gz"),
        read=_calls,
    ),
    "ted": SourceFormat(
        name="ted",
        action="tenders.import",
        suffixes=(".zip", ".json", ".csv", ".gz"),
        read=_ted,
    ),
}
