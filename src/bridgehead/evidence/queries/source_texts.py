"""The texts of sources."""

from collections.abc import Iterable

from bridgehead.ecosystem.models import Source, StoredFile
from bridgehead.evidence import phrases
from bridgehead.evidence.core.qda import guids
from bridgehead.kit.errors import NotFound


def source(id_: str) -> Source:
    """One source.

    Raises
    ------
    NotFound
        If there is none of that id.
    """
    found = Source.objects.filter(pk=id_).first()
    if found is None:
        raise NotFound(phrases.no_source(id_))
    return found


def text_of(source_id: str) -> str:
    """The text of a source; blank if it has none."""
    return texts_of([source_id])[source_id]


def texts_of(source_ids: Iterable[str]) -> dict[str, str]:
    """The texts of several sources, by their ids."""
    files = {file_of(id_): id_ for id_ in source_ids}
    stored = StoredFile.objects.filter(pk__in=list(files)).values_list("pk", "content")
    found = {files[name]: decoded(content) for name, content in stored}
    return {id_: found.get(id_, "") for id_ in files.values()}


def readable(source_ids: Iterable[str]) -> set[str]:
    """Which of some sources have a text."""
    files = {file_of(id_): id_ for id_ in source_ids}
    return {files[name] for name in StoredFile.objects.filter(pk__in=list(files)).values_list("pk", flat=True)}


def file_of(source_id: str) -> str:
    """The stored file of a source's text."""
    return guids.file_of(source_id, ".txt")


def decoded(content: bytes | memoryview) -> str:
    """The text in a stored file; what is no UTF-8 in it (a case folder may bring that) becomes a mark."""
    return bytes(content).decode("utf-8", "replace")
