"""Files that come together, in a folder or in a zip, and gzip: never trusted.

A zip or gzip is refused by what it declares and again by what it really holds, so that a bomb is
noticed before it fills the memory. Nothing is unpacked to disk, and a zip inside a zip stays closed.
"""

import errno
import gzip
import io
import lzma
import os
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NoReturn

from bridgehead.kit import filenames
from bridgehead.kit.csv_files import FILE_LIMIT, content_of
from bridgehead.kit.errors import InputError, unreadable
from bridgehead.kit.expectations import Expected, expects, finds
from bridgehead.kit.replace_file import is_unfinished

TOTAL_LIMIT = 2 * FILE_LIMIT
MEMBER_LIMIT = 10_000
RATIO_LIMIT = 200
SMALL = 1024**2
ENCRYPTED = 1
# All that the standard library raises at a damaged archive; `zipfile` refuses a password and a way of packing
# that it does not know with kinds of RuntimeError.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    KeyError,
    OSError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True)
class Bundle:
    """The files of a folder or a zip.

    Attributes
    ----------
    path
        The folder or the zip.
    names
        Relative paths of its files, `/` between parts, in order.
    zipped
        Whether it is a zip.
    """

    path: Path
    names: tuple[str, ...]
    zipped: bool

    def read(self, name: str) -> bytes:
        """The content of one of its files.

        Raises
        ------
        InputError
            If the content is damaged, encrypted or larger than what is allowed.
        """
        return next(self.read_all([name]))

    def read_all(self, names: Iterable[str]) -> Iterator[bytes]:
        """The contents of several of its files, one after the other, as `read` gives them."""
        if not self.zipped:
            for name in names:
                yield content_of(self.path / name)
            return
        with _archive(self.path, "a zip that can be unpacked") as archive:
            for name in names:
                yield _member(archive, name, f"{self.path.name}: {name}")

    def find(self, wanted: str) -> str | None:
        """The file of a name, in whatever subfolder, plain before `.gz`; None if there is none.

        Raises
        ------
        InputError
            If there are several, since either could be meant.
        """
        for name in (wanted, f"{wanted}.gz"):
            found = [path for path in self.names if PurePosixPath(path).name == name]
            if len(found) > 1:
                raise InputError(
                    expects("one_file", name=name), file=self.path, found=finds("two", one=found[0], other=found[1])
                )
            if found:
                return found[0]
        return None


def open_bundle(path: Path, expected: Expected) -> Bundle:
    """Look into a folder or a zip, without reading its files.

    Parameters
    ----------
    expected
        What it should be, in words, for the error.

    Raises
    ------
    InputError
        If there is nothing, it is neither, or it is a zip that is not safe to read.
    """
    if _is(path, "is_dir"):
        return Bundle(path, tuple(sorted(_regular(path))), zipped=False)
    if not _is(path, "is_file"):
        raise InputError(expected, file=path, found=finds("nothing_there"))
    with _archive(path, expected) as archive:
        members = archive.infolist()
    _check_members(members, path)
    names = sorted({member.filename for member in members if not member.is_dir()})
    return Bundle(path, tuple(names), zipped=True)


def gunzip(content: bytes, name: str) -> bytes:
    """What a gzip file holds.

    Raises
    ------
    InputError
        If it is none, is damaged, or holds more than what is allowed.
    """
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
            plain = file.read(min(FILE_LIMIT, max(SMALL, RATIO_LIMIT * len(content))) + 1)
    except DAMAGE as error:
        raise InputError(expects("gzip"), file=name, found=str(error), code="gzip_damaged") from error
    _check_size(len(content), len(plain), name)
    return plain


def _is(path: Path, what: str) -> bool:
    try:
        return bool(getattr(path, what)())
    except OSError as error:
        raise unreadable(path, error, "path") from error


def _regular(folder: Path) -> Iterator[str]:
    try:
        files = (Path(at) / name for at, _, names in _walk(folder) for name in names)
        for number, path in enumerate(filter(Path.is_file, files), start=1):
            if number > MEMBER_LIMIT:
                expected = expects("folder_files_up_to", limit=MEMBER_LIMIT)
                raise InputError(expected, file=folder, found=finds("more"), code="too_large")
            yield path.relative_to(folder).as_posix()
    except OSError as error:
        raise unreadable(error.filename or folder, error, "folder") from error


def _walk(folder: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Every folder below one, but what is being written there; one that cannot be read is an error, not empty."""
    for at, folders, names in os.walk(folder, onerror=_raise):
        folders[:] = [name for name in folders if not is_unfinished(name)]
        yield at, folders, [name for name in names if not is_unfinished(name)]


def _raise(error: OSError) -> NoReturn:
    raise error


def _check_members(members: list[zipfile.ZipInfo], path: Path) -> None:
    if len(members) > MEMBER_LIMIT:
        found = finds("files", count=len(members))
        raise InputError(expects("zip_files_up_to", limit=MEMBER_LIMIT), file=path, found=found, code="too_large")
    total = sum(member.file_size for member in members)
    if total > TOTAL_LIMIT:
        found = finds("bytes", size=total)
        raise InputError(expects("zip_up_to", limit=TOTAL_LIMIT), file=path, found=found, code="too_large")
    _check_names(members, path)
    for member in members:
        _check_size(member.compress_size, member.file_size, f"{path}: {filenames.printable(member.filename)}")


def _check_names(members: list[zipfile.ZipInfo], path: Path) -> None:
    """Refuse names that no folder can hold, or that lead out of it; some tools on Windows write backslashes."""
    plain = [(m.filename.replace("\\", "/").removeprefix("./"), m.filename) for m in members]
    for name, written in plain:
        if written != "./" and (fault := filenames.fault(name.removesuffix("/"))) is not None:
            expected = expects("paths_in_zip")
            where = f"{path}: {filenames.printable(written)}"
            raise InputError(expected, file=where, found=fault, code="archive_name")
    clash = filenames.file_as_folder({name for name, _ in plain if not name.endswith("/")})
    if clash is not None:
        file, other = map(filenames.printable, clash)
        where = f"{path}: {file}"
        raise InputError(expects("file_or_folder_name"), file=where, found=other, code="archive_names_clash")


def _check_size(packed: int, plain: int, name: str) -> None:
    if plain > FILE_LIMIT:
        expected = expects("unpacked_file_up_to", limit=FILE_LIMIT)
        raise InputError(expected, file=name, found=finds("bytes_or_more", size=plain), code="too_large")
    if plain > max(SMALL, RATIO_LIMIT * packed):
        expected = expects("packed_ratio", ratio=RATIO_LIMIT)
        raise InputError(
            expected, file=name, found=finds("bytes_or_more_out_of", size=plain, packed=packed), code="too_large"
        )


def _archive(path: Path, expected: Expected) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except OSError as error:
        # A damaged zip may lead to a place before its beginning: that is no fault of the disk.
        if error.errno == errno.EINVAL:
            raise InputError(expected, file=path, found=finds("no_zip", error=str(error.strerror))) from error
        raise unreadable(path, error) from error
    except DAMAGE as error:
        raise InputError(expected, file=path, found=finds("no_zip", error=str(error))) from error


def _member(archive: zipfile.ZipFile, name: str, where: str) -> bytes:
    try:
        member = archive.getinfo(name)
        if not member.flag_bits & ENCRYPTED:
            return archive.read(member)
    except DAMAGE as error:
        raise InputError(expects("zip"), file=where, found=str(error), code="zip_damaged") from error
    raise InputError(expects("zip_without_password"), file=where, found=finds("encrypted_file"), code="password")
