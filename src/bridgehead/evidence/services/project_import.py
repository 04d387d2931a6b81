"""A research project or codebook of another tool into the workspace."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree

from bridgehead.ecosystem.models import Source, StoredFile
from bridgehead.evidence import phrases
from bridgehead.evidence.core.qda import exchange_report, quirks, repair, states, xml
from bridgehead.evidence.core.qda.archive_paths import ArchivePaths, parts_of
from bridgehead.evidence.core.qda.codebook import as_project
from bridgehead.evidence.core.qda.exchange_report import CARRIED, KEPT, LEFT, ExchangeReport
from bridgehead.evidence.core.qda.normalisation import NormalisedProject, canonicalise
from bridgehead.evidence.core.qda.parser import read
from bridgehead.evidence.core.qda.project_nodes import ParsedProject
from bridgehead.evidence.models import Code, Codebook, Coding
from bridgehead.evidence.queries import known_codings, qda_projects
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
    """The files of a project's archive, and where its XML lies."""

    bundle: Bundle
    xml: str

    @cached_property
    def paths(self) -> ArchivePaths:
        """Its files, to be found by what the project says."""
        return ArchivePaths.of((n for n in self.bundle.names if n != self.xml), parts_of(self.xml)[:-1])

    def read(self, path: str) -> bytes:
        """The content of a file."""
        return self.bundle.read(path)


def _of_macos(path: str) -> bool:
    """Whether a Mac put a file into a zip for itself."""
    return parts_of(path)[0] == "__MACOSX" or parts_of(path)[-1].startswith("._") or parts_of(path)[-1] == ".DS_Store"


def import_project(
    path: Path, *, strict: bool = False, remove_missing: bool = False, viewer: Viewer
) -> Receipt[ExchangeReport]:
    """Import a REFI-QDA project (`.qdpx`): what can be taken of it; what exists is updated.

    Parameters
    ----------
    strict
        Whether a violation of the schema, a missing file or a selection outside its text refuses the whole.
    remove_missing
        Whether codings that an earlier state of the project had, and this one has no more, are removed.

    Raises
    ------
    InputError
        If it is no zip, not safe to unpack, holds no project, or two of its files fit a source equally well; if
        `strict`, also for what is said there.
    """
    viewer.require(Verb.IMPORT, Resource.SOURCE)
    bundle = open_bundle(path, expects("qdpx"))
    bundle = replace(bundle, names=tuple(name for name in bundle.names if not _of_macos(name)))
    found = sorted((n for n in bundle.names if n.lower().endswith(".qde")), key=lambda n: (len(parts_of(n)), n))
    if not bundle.zipped or not found:
        raise InputError(expects("qdpx_with_project"), file=path, found=", ".join(bundle.names[:3]))
    name = f"{path.name}: {found[0]}"
    root, met = _valid(bundle.read(found[0]), name, xml.PROJECT, strict=strict)
    archive = ZipArchive(bundle, found[0])
    canonical = canonicalise(root, archive, name, strict=strict)
    canonical.habits = met
    others = [n for n in bundle.names if n not in canonical.used and n != found[0]]
    media = {own: archive.read(where) for own, where in canonical.media.items()}
    strangers = {"/".join(parts_of(other)): archive.read(other) for other in others}
    coming = ComingProject(root, canonical, media, strangers, path.name)
    return _store(coming, remove_missing=remove_missing, viewer=viewer)


def import_codebook(path: Path, *, strict: bool = False, viewer: Viewer) -> Receipt[ExchangeReport]:
    """Import a REFI-QDA codebook (`.qdc`).

    Raises
    ------
    InputError
        If it is no XML that a parser may read, or no codebook; if `strict`, also if it violates the schema.
    """
    viewer.require(Verb.IMPORT, Resource.SOURCE)
    root, met = _valid(content_of(path), path.name, xml.CODEBOOK, strict=strict)
    coming = ComingProject(as_project(root, path.stem), NormalisedProject(habits=met), {}, {}, path.name)
    return _store(coming, remove_missing=False, viewer=viewer)


def _valid(content: bytes, name: str, namespace: str, *, strict: bool) -> tuple[etree._Element, Counter[str]]:
    """A valid tree, and what a tool had written otherwise."""
    root = xml.read(content, name)
    met = quirks.fix_quirks(root, namespace)
    if not strict:
        met += repair.repair(root, namespace)
        met += quirks.fix_quirks(root, namespace)
    xml.check(root, name, namespace)
    return root, met


@dataclass(frozen=True)
class ComingProject:
    """What came in: a canonical tree, its files, and the name of the file that it came in."""

    root: etree._Element
    canonical: NormalisedProject
    media: Mapping[str, bytes]
    strangers: Mapping[str, bytes]
    file: str


def _store(coming: ComingProject, *, remove_missing: bool, viewer: Viewer) -> Receipt[ExchangeReport]:
    root, canonical = coming.root, coming.canonical
    with batch("research.import", viewer=viewer, file=coming.file) as writer:
        known = qda_projects.guid_ids()
        kept = qda_projects.trees()
        coders = qda_projects.coder_names(kept.values(), known)
        home = qda_projects.home_codebook(root, known)
        reading = read(root, canonical.texts, known, coders=coders, codebook=home)
        same = known_codings.recognise(reading, kept.values(), known, coders)
        of = states.kept_project(root, reading.id, kept)
        gone = known_codings.gone(reading, kept[of], known) if of in kept else []
        folder = f"{qda_projects.FOLDER}/{of}"
        owned = {text_file_of(node.id): node.text for node in reading.sources if node.is_read}
        files = {name: text.encode() for name, text in owned.items()}
        if of in kept:
            states.add_missing(root, kept[of], {*coming.media, *canonical.texts})
        files[f"{folder}/{qda_projects.XML}"] = xml.render(root)
        files |= {f"{folder}/sources/{name}": content for name, content in coming.media.items()}
        for name, text in canonical.texts.items():
            stem = name.removesuffix(".txt")
            if owned.get(text_file_of(known.get(stem, stem))) != text:
                files[f"{folder}/sources/{name}"] = text.encode()
        files |= {f"{folder}/archive/{name}": content for name, content in coming.strangers.items()}
        filenames.require_storable(files, coming.file)
        _check_texts(reading, owned, coming.file)
        writer.put(StoredFile, ({"id": name, "content": content} for name, content in files.items()))
        _put(writer, reading, folder, coming.media)
        if remove_missing:
            writer.remove(Coding, known_codings.removable(gone))
    report = exchange_report.of_import(reading, canonical, strangers=len(coming.strangers))
    report.add("same_codings", same, CARRIED)
    report.add("twin_codings", sum(map(len, reading.twins.values())), CARRIED)
    removed = Coding.objects.filter(pk__in=gone).count()
    report.add("gone_codings", removed, KEPT)
    report.add("removed_codings", len(gone) - removed, LEFT)
    return writer.receipt(report)


def _check_texts(reading: ParsedProject, owned: Mapping[str, str], file: str) -> None:
    """Refuse to slip another text under codings that the project does not have: they would point elsewhere."""
    old = texts_of(node.id for node in reading.sources)
    changed = [id_ for id_, text in old.items() if text and owned.get(text_file_of(id_), text) != text]
    brought = {node.id for node in reading.codings}
    stays = [c for c in Coding.objects.filter(source__in=changed).exclude(start=None) if c.pk not in brought]
    if stays:
        sentence = phrases.other_text(source_title(stays[0].source_id), len(stays))
        raise InputError("", file=file, found=finds("different_text"), sentence=sentence)


def _put(writer: Writer, reading: ParsedProject, folder: str, media: Mapping[str, bytes]) -> None:
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
    writer.put(Source, list(_sources(reading, folder, media)), keep=("kind", "file"))
    unread = {node.id for node in reading.sources if not node.is_read}
    codings = [
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
    ]
    writer.put(Coding, (row for row in codings if row["source_id"] not in unread))
    writer.put(Coding, (row for row in codings if row["source_id"] in unread), keep=("start", "end"))


def _sources(reading: ParsedProject, folder: str, media: Mapping[str, bytes]) -> Iterator[dict[str, Any]]:
    for node in reading.sources:
        medium = (node.host.get("path") or "").partition("internal://")[2]
        stored = f"{folder}/sources/{medium}" if medium in media else ""
        file = text_file_of(node.id) if node.is_read else stored
        yield {"id": node.id, "title": node.title, "kind": "document", "file": file}
