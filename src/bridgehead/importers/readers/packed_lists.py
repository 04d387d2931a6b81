"""A list that is packed: the one file of a gzip, the one list of a zip, unpacked for as long as somebody reads it."""

import shutil
import tempfile
import weakref
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.filenames import printable
from bridgehead.kit.safe_archives import Bundle, gunzip

GZIP = b"\x1f\x8b"
SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt", ".vcf")
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
    """The lists of a zip; what programs add for themselves, and files that are no lists, are passed over."""
    return [name for name in bundle.names if not _is_own(name) and name.lower().endswith(SPREADSHEETS)]


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


def _is_own(name: str) -> bool:
    """Whether a program put a file into a zip for itself."""
    path = PurePosixPath(name)
    return path.parts[0] == "__MACOSX" or path.name.startswith((".", "~$")) or path.name.lower() in _HOUSEKEEPING


_HOUSEKEEPING = {"thumbs.db", "desktop.ini"}
