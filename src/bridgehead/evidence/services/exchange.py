"""Files in and out, whatever their kind: the ending says what a file is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bridgehead.evidence.core.document_text import ENDINGS
from bridgehead.evidence.core.qda.exchange_report import CARRIED, ExchangeReport
from bridgehead.evidence.services import codings_spreadsheet, project_export, project_import
from bridgehead.evidence.services.sources import import_document
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt


@dataclass(frozen=True)
class ProjectOptions:
    """How a research project is imported: by the letter of the schema; without codings that it no longer has."""

    strict: bool = False
    remove_missing: bool = False


AS_IT_IS = ProjectOptions()
READERS: Mapping[str, Callable[..., Receipt[ExchangeReport]]] = {
    ".csv": codings_spreadsheet.import_codings,
    ".xlsx": codings_spreadsheet.import_codings,
}
PROJECTS: Mapping[str, Callable[[Path, ProjectOptions, Viewer], Receipt[ExchangeReport]]] = {
    ".qdpx": lambda path, wish, viewer: project_import.import_project(
        path, strict=wish.strict, remove_missing=wish.remove_missing, viewer=viewer
    ),
    ".qdc": lambda path, wish, viewer: project_import.import_codebook(path, strict=wish.strict, viewer=viewer),
}
WRITERS: Mapping[str, Callable[[Path, bool], ExchangeReport]] = {
    ".qdpx": lambda path, presets: project_export.export_project(path, presets=presets),
    ".qdc": lambda path, presets: project_export.export_codebook(path, presets=presets),
    ".xlsx": lambda path, _: codings_spreadsheet.export_codings(path),
    ".csv": lambda path, _: codings_spreadsheet.export_codings(path),
}
COMING = (*PROJECTS, *READERS, *ENDINGS)


def import_file(
    path: Path, *, kind: str = "document", language: str = "", options: ProjectOptions = AS_IT_IS, viewer: Viewer
) -> Receipt[ExchangeReport]:
    """Import a research project, a codebook, codings or a document; what became of it.

    Parameters
    ----------
    kind, language
        Of a document.
    options
        Of a research project or codebook.

    Raises
    ------
    InputError
        If the ending is none of those, or the file is refused.
    """
    viewer.require(Verb.IMPORT, Resource.SOURCE)
    ending = path.suffix.lower()
    _check(ending, COMING, path)
    if ending in PROJECTS:
        return PROJECTS[ending](path, options, viewer)
    if ending in READERS:
        return READERS[ending](path, viewer=viewer)
    done = import_document(path, kind=kind, language=language, viewer=viewer)
    report = ExchangeReport()
    report.add("sources", 1, CARRIED, id=done.result)
    return Receipt(report, done.batch, done.tallies)


def export_file(path: Path, *, viewer: Viewer, ending: str = "", presets: bool = False) -> ExchangeReport:
    """Write codes, sources and codings to a file; what was carried and what was not.

    Parameters
    ----------
    ending
        What to write, where the path does not say it (`qdpx`, `qdc`, `xlsx`, `csv`).
    presets
        Whether preset codes that nothing is coded with go along.

    Raises
    ------
    InputError
        If the ending is none of those, or there is nothing to write.
    """
    viewer.require(Verb.EXPORT, Resource.SOURCE)
    wanted = f".{ending}" if ending else path.suffix.lower()
    _check(wanted, WRITERS, path)
    return WRITERS[wanted](path, presets)


def _check(ending: str, allowed: Iterable[str], path: Path) -> None:
    if ending not in allowed:
        raise InputError(expects("one_of", options=sorted(allowed)), file=path, found=ending or finds("no_ending"))
