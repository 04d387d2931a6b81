"""What reads a spoiled file: the reader alone, or the whole import into the store, which is taken back."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

from django.db import connection, transaction

from bridgehead.evidence.core.qda import quirks, xml
from bridgehead.evidence.core.qda.codebook import as_project
from bridgehead.evidence.core.qda.parser import read as read_project
from bridgehead.evidence.core.qda.repair import repair
from bridgehead.evidence.services.project_import import ZipArchive, canonicalise
from bridgehead.followup.core.incoming_mail import read_mail
from bridgehead.followup.services.mail_in import file_mail
from bridgehead.importers.readers.attendance_lists import read_attendance
from bridgehead.importers.readers.member_lists import read_members
from bridgehead.importers.readers.project_sources import read_calls, read_cordis, read_h2020
from bridgehead.importers.readers.tenders import read_tenders
from bridgehead.influence.core import panel_csv
from bridgehead.kit import csv_files
from bridgehead.kit.case_tables import header_of
from bridgehead.kit.errors import BridgeheadError, InputError
from bridgehead.kit.expectations import expects
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.kit.progress import no_progress
from bridgehead.kit.safe_archives import open_bundle
from bridgehead.workspace.case_files import tables
from bridgehead.workspace.services.file_kinds import recognise
from bridgehead.workspace.services.import_formats import ImportRequest, format_of
from tests.importers.samples import everything

TODAY = date(2026, 11, 30)
ACTIVITY = "open-day"
FORMATS = {"vcards": "members", "workbook": "members", "ted_search": "ted"}
"""The format of a kind of the corpus, where it is called otherwise."""


def _members(path: Path) -> None:
    noted: list[InputError] = []
    for _ in read_members(path, refuse=noted.append):
        pass


def _case(path: Path) -> None:
    bundle = open_bundle(path, expects("case_folder"))
    for table in tables():
        name = f"{table.name}.csv"
        if name in bundle.names:
            for _ in table.parse(csv_files.read(bundle.read(name), name, known=tuple(header_of(table)))):
                pass


def _project(path: Path) -> None:
    bundle = open_bundle(path, expects("qdpx"))
    for name in bundle.names:
        if name.endswith(".qde"):
            root = xml.read(bundle.read(name), name)
            quirks.fix_quirks(root, xml.PROJECT)
            repair(root, xml.PROJECT)
            quirks.fix_quirks(root, xml.PROJECT)
            xml.check(root, name, xml.PROJECT)
            read_project(root, canonicalise(root, ZipArchive(bundle, name), name).texts, {})


def _codebook(path: Path) -> None:
    root = xml.read(path.read_bytes(), path.name)
    quirks.fix_quirks(root, xml.CODEBOOK)
    repair(root, xml.CODEBOOK)
    quirks.fix_quirks(root, xml.CODEBOOK)
    xml.check(root, path.name, xml.CODEBOOK)
    read_project(as_project(root, path.stem), {}, {})


def _table(path: Path) -> None:
    for _ in csv_files.read(path.read_bytes(), path.name).rows:
        pass


READERS: Mapping[str, Callable[[Path], object]] = {
    "members": _members,
    "vcards": _members,
    "workbook": _members,
    "attendance": read_attendance,
    "calls": lambda path: read_calls(path, refuse=lambda _: None),
    "ted": lambda path: read_tenders(path, today=TODAY, progress=no_progress, refuse=lambda _: None),
    "ted_search": lambda path: read_tenders(path, today=TODAY, progress=no_progress, refuse=lambda _: None),
    "cordis": lambda path: read_cordis(path, refuse=lambda _: None),
    "h2020": lambda path: read_h2020(path, refuse=lambda _: None),
    "case": _case,
    "project": _project,
    "codebook": _codebook,
    "codings": _table,
    "indicators": _table,
    "panel": lambda path: panel_csv.read(path.read_bytes(), path.name),
    "mail": lambda path: read_mail(path.read_bytes(), path.name),
}


def read(kind: str, path: Path) -> None:
    """Recognise a file and read it; what is refused is refused in our words, anything else is a crash."""
    with suppress(BridgeheadError):
        recognise(path)
    with suppress(BridgeheadError):
        READERS[kind](path)


def bring_in(kind: str, path: Path, *, keep_going: bool) -> None:
    """Import a file into the store and take that back; refused, it must have left nothing.

    Raises
    ------
    AssertionError
        If a refused import left something, or one that was not refused left a reference to nothing.
    """
    with transaction.atomic():
        before = everything()
        try:
            if kind == "mail":
                file_mail(path.read_bytes(), name=path.name, viewer=COMMAND_LINE)
            else:
                options = {"activity": ACTIVITY} if kind == "attendance" else {}
                request = ImportRequest(path, path.name, COMMAND_LINE, keep_going=keep_going, options=options)
                format_of(FORMATS.get(kind, kind)).run(request)
        except BridgeheadError:
            assert everything() == before, "a refused import left something"
        connection.check_constraints()
        transaction.set_rollback(True)
