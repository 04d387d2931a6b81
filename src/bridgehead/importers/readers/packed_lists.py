"""A list that is packed: the one file of a gzip, the one list of a zip, unpacked for as long as somebody reads it."""

import re
import shutil
import tempfile
import weakref
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from bridgehead.importers.readers.markup_tables import LOOKED_AT, markup_of
from bridgehead.importers.readers.text_tables import is_table_of_text
from bridgehead.importers.readers.workbook_size import EXPECTED
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.filenames import printable
from bridgehead.kit.safe_archives import Bundle, gunzip, open_bundle

GZIP, ZIP = b"\x1f\x8b", b"PK"
TABLE = re.compile(rb"<\0*t\0*a\0*b\0*l\0*e\b", re.IGNORECASE)
"""Where a page has a table, also in UTF-16."""
NOTES = ("readme", "read me", "read_me", "read-me", "liesmich", "lies mich", "læs mig", "laesmig", "license", "licence")
"""How notes are called that programs and people put beside a list."""
SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".vcf")
TEXTS = (".txt", ".htm", ".html", ".xml")
"""Endings of what may be a list and may be something else: its content says."""
WORKBOOK = ("xl/", "content.xml", "[Content_Types].xml", "mimetype")
MOST_NAMED = 10


class UnpackedList:
    """A list that was packed, in a folder that goes when nobody holds this any more."""

    def __init__(self, name: str, content: bytes) -> None:
        folder = tempfile.mkdtemp(prefix="bridgehead-")
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self.path = Path(folder) / name
        self.path.write_bytes(content)

    def kept(self, rows: Iterator[list[str]]) -> Iterator[list[str]]:
        """Rows of the list; whoever reads them holds it."""
        yield from rows


def is_workbook(bundle: Bundle) -> bool:
    """Whether a zip is a workbook, and not a zip with a list in it."""
    return any(name.startswith(WORKBOOK) for name in bundle.names)


def lists_in(bundle: Bundle) -> list[str]:
    """The lists of a zip; what programs add for themselves, and files that are no lists, are passed over.

    A text, such as a `readme.txt`, is a list where it is a table, or where nothing else is one.
    """
    names = [name for name in bundle.names if not _is_own(name)]
    plain = {name: PurePosixPath(name).name.lower().removesuffix(".gz") for name in names}
    lists = [name for name in names if plain[name].endswith(SPREADSHEETS)]
    texts = [name for name in names if plain[name].endswith(TEXTS)]
    tables = [name for name in texts if not plain[name].startswith(NOTES) and _is_table(bundle, name)]
    return sorted([*lists, *tables]) or [name for name in texts if plain[name].endswith(TEXTS[0])]


def is_packed(path: Path, start: bytes) -> bool:
    """Whether a file is packed and no workbook, which is a zip as well."""
    return start.startswith(GZIP) or (start.startswith(ZIP) and not is_workbook(open_bundle(path, EXPECTED)))


def unpack(path: Path, start: bytes) -> UnpackedList:
    """The list in a file that is packed; its errors are those of `unpack_gzip` and `unpack_zip`."""
    return unpack_gzip(path) if start.startswith(GZIP) else unpack_zip(open_bundle(path, EXPECTED))


def unpack_zip(bundle: Bundle) -> UnpackedList:
    """The one list of a zip (`lists_in`).

    Raises
    ------
    InputError
        If there are several lists, which are named, or none.
    """
    lists = lists_in(bundle)
    if len(lists) != 1:
        names = lists or [name for name in bundle.names if not _is_own(name)]
        shown = [printable(name) for name in names[:MOST_NAMED]]
        raise InputError(
            expects("zip_of_one_list"), file=bundle.path.name, found=", ".join(shown) or finds("empty_zip")
        )
    return UnpackedList(PurePosixPath(lists[0]).name, bundle.read(lists[0]))


def unpack_gzip(path: Path) -> UnpackedList:
    """The file that is packed with gzip.

    Raises
    ------
    InputError
        If it is none, is damaged, or holds more than what is allowed.
    """
    name = path.name[:-3] if path.name.lower().endswith(".gz") else path.name
    return UnpackedList(name or "list", gunzip(path.read_bytes(), path.name))


def _is_table(bundle: Bundle, name: str) -> bool:
    """Whether a text of a zip is a table: cells that are marked up as such, or rows of as many cells."""
    content = bundle.read(name)
    if content.startswith(GZIP):
        content = gunzip(content, name)
    kind = markup_of(content[:LOOKED_AT])
    return (
        is_table_of_text(content[:LOOKED_AT])
        if not kind
        else kind == "sheets" or (kind == "page" and TABLE.search(content) is not None)
    )


def _is_own(name: str) -> bool:
    """Whether a program put a file into a zip for itself."""
    path = PurePosixPath(name)
    return path.parts[0] == "__MACOSX" or path.name.startswith((".", "~$")) or path.name.lower() in _HOUSEKEEPING


_HOUSEKEEPING = {"thumbs.db", "desktop.ini"}
