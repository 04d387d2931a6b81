"""Files in and out, whatever their kind: the ending says what a file is."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from bridgehead.evidence import sheets
from bridgehead.evidence.core.documents import ENDINGS
from bridgehead.evidence.core.report import CARRIED, Report
from bridgehead.evidence.services import exporting, importing
from bridgehead.evidence.services.sources import import_document
from bridgehead.kit.errors import InputError
from bridgehead.kit.receipt import Receipt

READERS: Mapping[str, Callable[..., Receipt[Report]]] = {
    ".qdpx": importing.import_project,
    ".qdc": importing.import_codebook,
    ".csv": sheets.import_codings,
    ".xlsx": sheets.import_codings,
}
WRITERS: Mapping[str, Callable[[Path, bool], Report]] = {
    ".qdpx": lambda path, presets: exporting.export_project(path, presets=presets),
    ".qdc": lambda path, presets: exporting.export_codebook(path, presets=presets),
    ".xlsx": lambda path, _: sheets.export_codings(path),
    ".csv": lambda path, _: sheets.export_codings(path),
}
COMING = (*READERS, *ENDINGS)


def bring_in(path: Path, *, kind: str = "document", language: str = "", who: int | None = None) -> Receipt[Report]:
    """Import a research project, a codebook, codings or a document; what became of it.

    Parameters
    ----------
    kind, language
        Of a document.

    Raises
    ------
    InputError
        If the ending is none of those, or the file is refused.
    """
    ending = path.suffix.lower()
    _check(ending, COMING, path)
    if ending in READERS:
        return READERS[ending](path, who=who)
    done = import_document(path, kind=kind, language=language, who=who)
    report = Report()
    report.add("sources", 1, CARRIED, f"its id is {done.result}")
    return Receipt(report, done.batch, done.tallies)


def hand_out(path: Path, *, ending: str = "", presets: bool = False) -> Report:
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
    wanted = f".{ending}" if ending else path.suffix.lower()
    _check(wanted, WRITERS, path)
    return WRITERS[wanted](path, presets)


def _check(ending: str, allowed: Iterable[str], path: Path) -> None:
    if ending not in allowed:
        raise InputError(f"one of {', '.join(sorted(allowed))}", file=path, found=ending or "no ending")
