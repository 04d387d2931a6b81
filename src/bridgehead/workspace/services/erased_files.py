"""What lies on the disk of a person who was erased: uploads, mails in files, caches, and pages that a store frees."""

import io
import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

from bridgehead.ecosystem.models import Source, StoredFile
from bridgehead.evidence.core.document_text import text_of
from bridgehead.evidence.services.sources import ORIGINALS
from bridgehead.importers.models import ImportJob
from bridgehead.importers.services.duplicate_cache import clear_duplicates
from bridgehead.kit import search_index
from bridgehead.kit.compact_store import compact_store
from bridgehead.kit.errors import InputError
from bridgehead.workspace.core.erased_words import ErasedWords
from bridgehead.workspace.services.erased_texts import plain_text
from bridgehead.workspace.services.upload_files import remove_file

MARKS = re.compile(rb"<[^>]*>")
LARGEST = 50 * 1024 * 1024
"""Bytes of the largest file inside another that is looked into."""
ENCODINGS = ("utf-8", "utf-16", "cp1252")


def documents_that_name(words: ErasedWords) -> tuple[list[str], list[str]]:
    """Stored documents in whose content the person is: the originals of sources that have a text, and the others."""
    originals: list[str] = []
    others: list[str] = []
    endings = {f"{key}{ending}" for key in Source.objects.values_list("pk", flat=True) for ending in ORIGINALS}
    for key in list(StoredFile.objects.order_by("pk").values_list("pk", flat=True)):
        content = bytes(StoredFile.objects.values_list("content", flat=True).get(pk=key))
        if plain_text(content) is None and _names(content, words):
            (originals if key in endings else others).append(key)
    return originals, others


def uploads_that_name(words: ErasedWords) -> list[ImportJob]:
    """Uploads whose file, or whose rejected rows, have the person; also in the name of the file."""
    return [
        job
        for job in ImportJob.objects.order_by("pk")
        if words.are_in(job.name) or any(_file_names(path, words) for path in _beside(job))
    ]


def forget_files(words: ErasedWords, uploads: Iterable[ImportJob]) -> None:
    """Remove what was made of the records, which is made anew of what is left; mails in files; these uploads."""
    for job in uploads:
        remove_file(job)
    workspace = Path(settings.WORKSPACE)
    search_index.clear_index(workspace)
    shutil.rmtree(workspace / "index", ignore_errors=True)
    clear_duplicates()
    for path in _files(workspace / "mail"):
        if _file_names(path, words):
            path.unlink(missing_ok=True)
    compact_store()


def _beside(job: ImportJob) -> Iterator[Path]:
    folder = Path(job.path).parent
    if folder.parent == settings.WORKSPACE / "uploads":
        yield from _files(folder)


def _files(folder: Path) -> Iterator[Path]:
    yield from (path for path in sorted(folder.rglob("*")) if path.is_file())


def _file_names(path: Path, words: ErasedWords) -> bool:
    try:
        return _names(path.read_bytes(), words)
    except OSError:
        return False


def _names(content: bytes, words: ErasedWords) -> bool:
    """Whether a file of any kind has the person, as far as its text can be read."""
    if content.startswith(b"%PDF"):
        try:
            return words.are_in(text_of(content, "document.pdf"))
        except InputError:
            return False
    if content.startswith(b"PK\x03\x04"):
        return _zip_names(content, words)
    return any(words.are_in(content.decode(each, "replace")) for each in ENCODINGS)


def _zip_names(content: bytes, words: ErasedWords) -> bool:
    """Whether an office file, a project or a zip has the person: marks within a word are passed over."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                if words.are_in(member.filename):
                    return True
                if member.file_size <= LARGEST and not member.is_dir():
                    text = archive.read(member)
                    if (
                        _names(text, words)
                        or _names(MARKS.sub(b"", text), words)
                        or _names(MARKS.sub(b" ", text), words)
                    ):
                        return True
    except (zipfile.BadZipFile, RuntimeError, ValueError, OSError, RecursionError, NotImplementedError):
        return False
    return False
