"""A research project or codebook of another tool into the workspace."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from lxml import etree

from bridgehead.ecosystem.models import Source, StoredFile
from bridgehead.evidence import kept
from bridgehead.evidence.core import markup, report
from bridgehead.evidence.core.canonical import Canonical, canonicalise
from bridgehead.evidence.core.codebook import as_project
from bridgehead.evidence.core.reading import Reading, read
from bridgehead.evidence.core.report import Report
from bridgehead.evidence.models import Code, Codebook, Coding
from bridgehead.framework.load import load
from bridgehead.kit.archives import Bundle, open_bundle
from bridgehead.kit.changes import Writer, batch
from bridgehead.kit.csvfiles import content_of
from bridgehead.kit.errors import InputError

NAME_LIMIT = 300


@dataclass(frozen=True)
class ZipArchive:
    """A project's archive: `names` finds a file by the last part of its path, whatever its case."""

    bundle: Bundle

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Last part of each path, in lower case, to the path; files in `sources/` win."""
        ranked = sorted(self.bundle.names, key=lambda path: "sources" in path.lower().split("/"))
        return {PurePosixPath(path).name.lower(): path for path in ranked}

    def read(self, path: str) -> bytes:
        """The content of a file."""
        return self.bundle.read(path)


def import_project(path: Path, *, who: int | None = None) -> Report:
    """Import a REFI-QDA project (`.qdpx`): all of it, or nothing; what exists is updated.

    Raises
    ------
    InputError
        If it is no zip, not safe to unpack, holds no project, violates the schema, lacks a source, or
        selects what lies outside a text.
    """
    bundle = open_bundle(path, "a .qdpx file, which is a zip")
    archive = ZipArchive(bundle)
    found = sorted((n for n in bundle.names if n.lower().endswith(".qde")), key=lambda n: (n.count("/"), len(n)))
    if not bundle.zipped or not found:
        raise InputError("a .qdpx file with a project.qde in it", file=path, found=", ".join(bundle.names[:3]))
    name = f"{path.name}: {found[0]}"
    root = markup.parse(bundle.read(found[0]), name, markup.PROJECT)
    canonical = canonicalise(root, archive, name)
    others = [n for n in bundle.names if n not in canonical.used and n != found[0]]
    media = {own: archive.read(where) for own, where in canonical.media.items()}
    strangers = {other: archive.read(other) for other in others}
    return _store(root, canonical, media, strangers, what=f"import {path.name}", who=who)


def import_codebook(path: Path, *, who: int | None = None) -> Report:
    """Import a REFI-QDA codebook (`.qdc`).

    Raises
    ------
    InputError
        If it is no XML that a parser may read, or violates the schema.
    """
    root = as_project(markup.parse(content_of(path), path.name, markup.CODEBOOK), path.stem)
    return _store(root, Canonical(), {}, {}, what=f"import {path.name}", who=who)


def _store(
    root: etree._Element,
    canonical: Canonical,
    media: Mapping[str, bytes],
    strangers: Mapping[str, bytes],
    *,
    what: str,
    who: int | None,
) -> Report:
    known = kept.ids()
    reading = read(root, canonical.texts, known)
    folder = f"{kept.FOLDER}/{reading.id}"
    owned = {f"{node.id}.txt": node.text for node in reading.sources if node.text_host is not None}
    files = {name: text.encode() for name, text in owned.items()}
    files[f"{folder}/{kept.XML}"] = markup.render(root)
    files |= {f"{folder}/sources/{name}": content for name, content in media.items()}
    for name, text in canonical.texts.items():
        stem = name.removesuffix(".txt")
        if owned.get(f"{known.get(stem, stem)}.txt") != text:
            files[f"{folder}/sources/{name}"] = text.encode()
    files |= {f"{folder}/archive/{name}": content for name, content in strangers.items()}
    for name in files:
        if len(name) > NAME_LIMIT:
            raise InputError(f"names of at most {NAME_LIMIT} characters", file=what, found=name)
    with batch(what, who=who) as writer:
        writer.put(StoredFile, ({"id": name, "content": content} for name, content in files.items()))
        _put(writer, reading, folder)
    return report.of_import(reading, canonical, strangers=len(strangers))


def _put(writer: Writer, reading: Reading, folder: str) -> None:
    preset = set(load().codes) - set(Code.objects.values_list("pk", flat=True))
    books = {id_: name for id_, name in reading.codebooks.items() if id_ != kept.FRAMEWORK}
    writer.put(Codebook, ({"id": id_, "name": name or id_} for id_, name in books.items()), keep=("name",))
    writer.put(
        Code,
        [
            {
                "id": node.id,
                "codebook_id": node.codebook,
                "parent_id": node.parent if node.parent and node.parent not in preset else None,
                "name": node.name,
                "definition": node.definition,
                "preset": "no",
            }
            for node in reading.codes
            if node.id not in preset
        ],
        keep=("preset",),
    )
    writer.put(Source, list(_sources(reading, folder)), keep=("kind", "file"))
    writer.put(
        Coding,
        [
            {
                "id": node.id,
                "source_id": node.source,
                "start": node.start,
                "end": node.end,
                "code": node.code,
                "coder": node.coder,
                "memo": node.memo,
            }
            for node in reading.codings
        ],
    )


def _sources(reading: Reading, folder: str) -> Iterator[dict[str, Any]]:
    for node in reading.sources:
        medium = (node.host.get("path") or "").partition("internal://")[2]
        file = f"{node.id}.txt" if node.text_host is not None else f"{folder}/sources/{medium}" if medium else ""
        yield {"id": node.id, "title": node.title, "kind": "document", "file": file}
