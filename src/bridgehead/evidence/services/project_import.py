"""A research project or codebook of another tool into the workspace."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from lxml import etree

from bridgehead.ecosystem.models import Source, StoredFile
from bridgehead.evidence import phrases
from bridgehead.evidence.core.qda import exchange_report, quirks, xml
from bridgehead.evidence.core.qda.codebook import as_project
from bridgehead.evidence.core.qda.exchange_report import ExchangeReport
from bridgehead.evidence.core.qda.normalisation import NormalisedProject, canonicalise
from bridgehead.evidence.core.qda.parser import ParsedProject, read
from bridgehead.evidence.models import Code, Codebook, Coding
from bridgehead.evidence.queries import qda_projects
from bridgehead.evidence.queries.source_texts import file_of as text_file_of
from bridgehead.evidence.queries.source_texts import texts_of
from bridgehead.evidence.queries.sources import source_title
from bridgehead.framework.loader import load_framework
from bridgehead.kit import filenames
from bridgehead.kit.change_writer import Writer, batch
from bridgehead.kit.csv_files import content_of
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.safe_archives import Bundle, open_bundle


@dataclass(frozen=True)
class ZipArchive:
    """A project's archive: `names` finds a file by the last part of its path, whatever its case."""

    bundle: Bundle

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Last part of each path, in lower case, to the path; files in `sources/` win."""
        ranked = sorted(self.bundle.names, key=lambda path: "sources" in _parts(path.lower()))
        return {_parts(path)[-1].lower(): path for path in ranked}

    def read(self, path: str) -> bytes:
        """The content of a file."""
        return self.bundle.read(path)


def _parts(path: str) -> tuple[str, ...]:
    """Parts of a path in an archive; some tools on Windows write backslashes."""
    return PurePosixPath(path.replace("\\", "/")).parts


def _of_macos(path: str) -> bool:
    """Whether a Mac put a file into a zip for itself."""
    return _parts(path)[0] == "__MACOSX" or _parts(path)[-1].startswith("._") or _parts(path)[-1] == ".DS_Store"


def import_project(path: Path, *, viewer: Viewer) -> Receipt[ExchangeReport]:
    """Import a REFI-QDA project (`.qdpx`): all of it, or nothing; what exists is updated.

    Raises
    ------
    InputError
        If it is no zip, not safe to unpack, holds no project, violates the schema, lacks a source, or
        selects what lies outside a text.
    """
    viewer.require(Verb.IMPORT, Resource.SOURCE)
    bundle = open_bundle(path, expects("qdpx"))
    bundle = replace(bundle, names=tuple(name for name in bundle.names if not _of_macos(name)))
    archive = ZipArchive(bundle)
    found = sorted((n for n in bundle.names if n.lower().endswith(".qde")), key=lambda n: (len(_parts(n)), n))
    if not bundle.zipped or not found:
        raise InputError(expects("qdpx_with_project"), file=path, found=", ".join(bundle.names[:3]))
    name = f"{path.name}: {found[0]}"
    root, met = _valid(bundle.read(found[0]), name, xml.PROJECT)
    canonical = canonicalise(root, archive, name)
    canonical.habits = met
    others = [n for n in bundle.names if n not in canonical.used and n != found[0]]
    media = {own: archive.read(where) for own, where in canonical.media.items()}
    strangers = {"/".join(_parts(other)): archive.read(other) for other in others}
    return _store(root, canonical, media, strangers, file=path.name, viewer=viewer)


def import_codebook(path: Path, *, viewer: Viewer) -> Receipt[ExchangeReport]:
    """Import a REFI-QDA codebook (`.qdc`).

    Raises
    ------
    InputError
        If it is no XML that a parser may read, or violates the schema.
    """
    viewer.require(Verb.IMPORT, Resource.SOURCE)
    root, met = _valid(content_of(path), path.name, xml.CODEBOOK)
    return _store(as_project(root, path.stem), NormalisedProject(habits=met), {}, {}, file=path.name, viewer=viewer)


def _valid(content: bytes, name: str, namespace: str) -> tuple[etree._Element, Counter[str]]:
    """A valid tree, and what a tool had written otherwise."""
    root = xml.read(content, name)
    met = quirks.fix_quirks(root, namespace)
    xml.check(root, name, namespace)
    return root, met


def _store(
    root: etree._Element,
    canonical: NormalisedProject,
    media: Mapping[str, bytes],
    strangers: Mapping[str, bytes],
    *,
    file: str,
    viewer: Viewer,
) -> Receipt[ExchangeReport]:
    with batch("research.import", viewer=viewer, file=file) as writer:
        known = qda_projects.guid_ids()
        reading = read(root, canonical.texts, known)
        folder = f"{qda_projects.FOLDER}/{reading.id}"
        owned = {text_file_of(node.id): node.text for node in reading.sources if node.text_host is not None}
        files = {name: text.encode() for name, text in owned.items()}
        files[f"{folder}/{qda_projects.XML}"] = xml.render(root)
        files |= {f"{folder}/sources/{name}": content for name, content in media.items()}
        for name, text in canonical.texts.items():
            stem = name.removesuffix(".txt")
            if owned.get(text_file_of(known.get(stem, stem))) != text:
                files[f"{folder}/sources/{name}"] = text.encode()
        files |= {f"{folder}/archive/{name}": content for name, content in strangers.items()}
        filenames.require_storable(files, file)
        _check_texts(reading, owned, file)
        writer.put(StoredFile, ({"id": name, "content": content} for name, content in files.items()))
        _put(writer, reading, folder)
    return writer.receipt(exchange_report.of_import(reading, canonical, strangers=len(strangers)))


def _check_texts(reading: ParsedProject, owned: Mapping[str, str], file: str) -> None:
    """Refuse to slip another text under codings that the project does not have: they would point elsewhere."""
    old = texts_of(node.id for node in reading.sources)
    changed = [id_ for id_, text in old.items() if text and owned.get(text_file_of(id_), text) != text]
    brought = {node.id for node in reading.codings}
    stays = [c for c in Coding.objects.filter(source__in=changed).exclude(start=None) if c.pk not in brought]
    if stays:
        sentence = phrases.other_text(source_title(stays[0].source_id), len(stays))
        raise InputError("", file=file, found=finds("different_text"), sentence=sentence)


def _put(writer: Writer, reading: ParsedProject, folder: str) -> None:
    preset = set(load_framework().codes) - set(Code.objects.values_list("pk", flat=True))
    books = {id_: name.strip() and name for id_, name in reading.codebooks.items() if id_ != qda_projects.FRAMEWORK}
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


def _sources(reading: ParsedProject, folder: str) -> Iterator[dict[str, Any]]:
    for node in reading.sources:
        medium = (node.host.get("path") or "").partition("internal://")[2]
        file = text_file_of(node.id) if node.text_host is not None else f"{folder}/sources/{medium}" if medium else ""
        yield {"id": node.id, "title": node.title, "kind": "document", "file": file}
