"""Names of files that somebody else chose: which ones every folder and every archive can hold."""

import re
import unicodedata
from collections.abc import Collection, Iterator

from bridgehead.kit.errors import InputError, shorten
from bridgehead.kit.expectations import FoundInput, expects, finds

PART_BYTES = 255
"""The longest part of a path that common file systems take, in UTF-8."""

LONGEST = 300
"""How many characters the name of a stored file may have."""

STORABLE = expects("stored_name", limit=PART_BYTES)
DRIVE = re.compile(r"[A-Za-z]:")


def fault(name: str) -> FoundInput | None:
    """What is wrong with a name as a relative path with `/` between its parts; None where nothing is."""
    return next(_faults(name), None)


def storable_fault(name: str, longest: int = LONGEST) -> FoundInput | None:
    """What keeps a name from being that of a stored file; None where nothing does."""
    found = fault(name)
    if found is None and not name.isprintable():
        return finds("unprintable")
    return finds("characters", count=len(name)) if found is None and len(name) > longest else found


def require_storable(names: Collection[str], where: str) -> None:
    """Refuse names that stored files cannot have, or not all of them together.

    Raises
    ------
    InputError
        Naming the first.
    """
    for name in names:
        if (found := storable_fault(name)) is not None:
            raise InputError(STORABLE, file=f"{where}: {printable(name)}", found=found, code="archive_name")
    if (clash := file_as_folder(set(names))) is not None:
        file, other = map(printable, clash)
        raise InputError(
            expects("file_or_folder_name"), file=f"{where}: {file}", found=other, code="archive_names_clash"
        )


def printable(name: str) -> str:
    """A name as an error may show it: shortened, and with signs that steer a terminal or no store takes escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in shorten(name))


def file_as_folder(names: set[str]) -> tuple[str, str] | None:
    """A file and another one inside it, among names of files: no folder can hold both; None where none are."""
    for name in sorted(names):
        parts = name.split("/")
        for n in range(1, len(parts)):
            if (above := "/".join(parts[:n])) in names:
                return above, name
    return None


def _faults(name: str) -> Iterator[FoundInput]:
    if any("\ud800" <= sign <= "\udfff" for sign in name):
        yield finds("name_not_utf8")
    if any(unicodedata.category(sign) == "Cc" for sign in name):
        yield finds("control_character")
    if "\\" in name:
        yield finds("backslash")
    if name.startswith("/") or DRIVE.match(name):
        yield finds("absolute_path")
    for part in name.split("/"):
        if not part:
            yield finds("empty_part")
        if part in {".", ".."}:
            yield finds("part", part=part)
        if (length := len(part.encode())) > PART_BYTES:
            yield finds("part_of_bytes", size=length)
