"""The texts of sources."""

from collections.abc import Iterable

from bridgehead.ecosystem.models import Source, StoredFile
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
        raise NotFound(f"there is no source {id_!r}")
    return found


def text_of(source_id: str) -> str:
    """The text of a source; blank if it has none."""
    return texts_of([source_id])[source_id]


def texts_of(source_ids: Iterable[str]) -> dict[str, str]:
    """The texts of several sources, by their ids."""
    wanted = list(source_ids)
    files = StoredFile.objects.filter(pk__in=[f"{id_}.txt" for id_ in wanted]).values_list("pk", "content")
    found = {name.removesuffix(".txt"): bytes(content).decode("utf-8") for name, content in files}
    return {id_: found.get(id_, "") for id_ in wanted}
