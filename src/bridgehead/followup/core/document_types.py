"""Which documents are kept: those of an office, by the ending of their name and by what is in them."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

import puremagic

from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds

FOLDER = "attachments"
"""Where the stored files of documents lie."""
LARGEST = 25 * 1024 * 1024
"""Bytes of one document: about what mail servers take."""
TEXTS = "text/plain"
TYPES: Mapping[str, str] = MappingProxyType(
    {
        ".pdf": "application/pdf",
        ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ".odt": "application/vnd.oasis.opendocument.text",
        ".ods": "application/vnd.oasis.opendocument.spreadsheet",
        ".odp": "application/vnd.oasis.opendocument.presentation",
        ".doc": "application/msword",
        ".xls": "application/vnd.ms-excel",
        ".ppt": "application/vnd.ms-powerpoint",
        ".rtf": "application/rtf",
        ".png": "image/png",
        ".jpg": "image/jpeg",
        ".jpeg": "image/jpeg",
        ".gif": "image/gif",
        ".webp": "image/webp",
        ".txt": TEXTS,
        ".md": TEXTS,
        ".csv": TEXTS,
        ".ics": TEXTS,
        ".vcf": TEXTS,
        ".eml": TEXTS,
    }
)
_ZIPPED = frozenset({".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"})
_COMPOUND = frozenset({".doc", ".xls", ".ppt"})
_SIGNATURES = {".jpeg": ".jpg", ".rtf": ".rtf"}


def media_type_of(name: str, content: bytes) -> str:
    """The type of a document that is kept.

    Raises
    ------
    InputError
        If it is empty or larger than `LARGEST`, its ending is none of `TYPES`, or its content is of another type.
    """
    ending = PurePosixPath(name).suffix.lower()
    if not content:
        raise InputError(expects("document"), column="file", found=finds("nothing"))
    if len(content) > LARGEST:
        raise InputError(
            expects("document_up_to", limit=LARGEST // 1024**2), column="file", found=finds("bytes", size=len(content))
        )
    if ending not in TYPES:
        raise InputError(expects("document_ending", endings=_endings()), column="file", found=name)
    if not _is_of(ending, content):
        raise InputError(
            expects("content_of_ending", ending=ending.lstrip(".")),
            column="file",
            found=name,
            code="content_of_another",
        )
    return TYPES[ending]


def file_of(id_: str, name: str) -> str:
    """The stored file of a document: `attachments/<id>.<ending of its name>`."""
    return f"{FOLDER}/{id_}{PurePosixPath(name).suffix.lower()}"


def is_own_file(id_: str, file: str) -> bool:
    """Whether a stored file is the one of this document, and of no other record."""
    return file in own_files(id_)


def own_files(id_: str) -> list[str]:
    """The stored files that may be that of a document: one for each ending."""
    return [f"{FOLDER}/{id_}{ending}" for ending in TYPES]


def _endings() -> list[str]:
    return [ending.lstrip(".") for ending in TYPES]


def _is_of(ending: str, content: bytes) -> bool:
    """Whether the beginning of a content is that of its type."""
    if TYPES[ending] == TEXTS:
        return b"\0" not in content
    if ending in _ZIPPED:
        return content.startswith(b"PK\x03\x04")
    if ending in _COMPOUND:
        return content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    return _SIGNATURES.get(ending, ending) in _detected(content)


def _detected(content: bytes) -> set[str]:
    """The endings of all types that a content may be of."""
    try:
        return {match.extension for match in puremagic.magic_string(content)}
    except puremagic.PureError:
        return set()
