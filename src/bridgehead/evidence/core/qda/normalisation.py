"""A research project in our canonical form: positions in our counting, files under GUID names.

What is kept beside the case folder, and what is exported, is this form, so that import, export and
import again are equal.
"""

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Protocol
from urllib.parse import unquote

from lxml import etree

from bridgehead.evidence.core.document_text import docx_text
from bridgehead.evidence.core.qda import text_offsets
from bridgehead.evidence.core.qda.guids import file_name, normalise_guid
from bridgehead.evidence.core.qda.text_offsets import STANDARD, CountingRule, SourceText, ToolSelection
from bridgehead.evidence.core.qda.xml import PROJECT
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds

NS = f"{{{PROJECT}}}"
TEXTS = {f"{NS}{tag}" for tag in ("TextSource", "Representation", "TextDescription", "Note", "Transcript")}
MEDIA = {f"{NS}{tag}" for tag in ("PictureSource", "PDFSource", "AudioSource", "VideoSource")}
OURS = "Bridgehead"
DIGITS = 18


class ProjectArchive(Protocol):
    """The files of a project, apart from its XML."""

    @property
    def names(self) -> Mapping[str, str]:
        """Lower-case last part of each file's path to its whole path."""
        ...

    def read(self, path: str) -> bytes:
        """The content of one of them."""
        ...


@dataclass
class NormalisedProject:
    """What became of a project's files.

    Attributes
    ----------
    texts
        File name to plain text, for each text that the project keeps in a file.
    media
        File name to the path in the archive.
    outside
        Paths of media that lie outside the archive.
    countings
        How the positions of a text were counted, with the number of texts.
    without_text
        Selections of texts that are not there, or cannot be read.
    line_ends
        Line ends of two characters.
    from_docx
        Texts that the project has as DOCX only.
    unread
        Paths of documents with text that is in no form that can be read.
    used
        Files of the archive that something refers to.
    habits
        What the tool wrote otherwise than the schema wants (`quirks.fix_quirks`).
    """

    texts: dict[str, str] = field(default_factory=dict)
    media: dict[str, str] = field(default_factory=dict)
    outside: list[str] = field(default_factory=list)
    countings: Counter[CountingRule] = field(default_factory=Counter)
    without_text: int = 0
    line_ends: int = 0
    from_docx: int = 0
    unread: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    habits: Counter[str] = field(default_factory=Counter)


def canonicalise(root: etree._Element, archive: ProjectArchive, name: str) -> NormalisedProject:
    """Bring a valid project into our form, in place.

    Raises
    ------
    InputError
        If a source is missing from the archive or lies outside it, a text is not UTF-8, or a selection
        lies outside its text.
    """
    done = NormalisedProject()
    origin = root.get("origin", "")
    for element in root.iter(*MEDIA):
        _media(element, "path", archive, done, name)
    for element in root.iter(*TEXTS):
        _media(element, "richTextPath", archive, done, name)
        _text(element, archive, done, origin, name)
    if not origin.startswith(OURS):
        root.set("origin", f"{OURS}, from {origin}" if origin else OURS)
    return done


def _media(
    element: etree._Element, attribute: str, archive: ProjectArchive, done: NormalisedProject, name: str
) -> None:
    path = element.get(attribute)
    if not path:
        return
    found = _find(path, archive, name, element)
    if found is None:
        done.outside.append(path)
        return
    own = file_name(element.attrib["guid"], found)
    done.media[own] = found
    done.used.add(found)
    element.set(attribute, f"internal://{own}")


def _find(path: str, archive: ProjectArchive, name: str, element: etree._Element) -> str | None:
    """The path in the archive that a source's path leads to; None for a file that lies elsewhere."""
    scheme, _, rest = path.rpartition("://")
    parts = PurePosixPath(unquote(rest).replace("\\", "/")).parts
    where = f"{name}, line {element.sourceline}"
    if scheme != "absolute" and ".." in parts:
        raise InputError(expects("path_in_archive"), file=where, found=path)
    found = archive.names.get(parts[-1].lower()) if parts else None
    if found is None and scheme == "internal":
        raise InputError(expects("file_of_archive"), file=where, found=path)
    return None if scheme == "absolute" else found


def _text(element: etree._Element, archive: ProjectArchive, done: NormalisedProject, origin: str, name: str) -> None:
    content = element.find(f"{NS}PlainTextContent")
    if content is not None:
        text = SourceText.of(content.text or "")
        content.text = text.plain
    elif path := element.get("plainTextPath"):
        found = _find(path, archive, name, element)
        if found is None:
            expected = expects("text_in_archive")
            raise InputError(expected, file=f"{name}, line {element.sourceline}", found=path)
        text = SourceText.of(_decode(archive.read(found), f"{name}: {found}"))
        done.used.add(found)
        _keep(element, text, done)
    else:
        _from_rich(element, archive, done, origin, name)
        return
    done.line_ends += int(text.doubled.sum())
    _positions(element, text, done, origin, name)


def _keep(element: etree._Element, text: SourceText, done: NormalisedProject) -> None:
    own = _free(file_name(element.attrib["guid"], "x.txt"), text.plain, done)
    done.texts[own] = text.plain
    element.set("plainTextPath", f"internal://{own}")


def _from_rich(
    element: etree._Element, archive: ProjectArchive, done: NormalisedProject, origin: str, name: str
) -> None:
    """A text that the project has as a document only: taken from it, if it is a DOCX and the selections fit."""
    marks = element.findall(f"{NS}PlainTextSelection")
    path = (element.get("richTextPath") or "").partition("internal://")[2]
    if path in done.media and path.endswith(".docx"):
        with suppress(InputError):
            text = SourceText.of(docx_text(archive.read(done.media[path]), f"{name}: {path}", counted=True))
            _positions(element, text, done, origin, name)
            _keep(element, text, done)
            done.from_docx += 1
            return
    if path:
        done.unread.append(path)
    done.without_text += len(marks)


def _free(own: str, text: str, done: NormalisedProject) -> str:
    """A name that no other text has; tools may give a document and its representation the same GUID."""
    stem, number = own.removesuffix(".txt"), 1
    while done.texts.get(own, text) != text:
        number += 1
        own = f"{stem}-{number}.txt"
    return own


def _decode(content: bytes, name: str) -> str:
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        return content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(expects("utf8_text"), file=name, found=finds("no_utf8_byte", place=error.start)) from error


def _positions(element: etree._Element, text: SourceText, done: NormalisedProject, origin: str, name: str) -> None:
    marks = element.findall(f"{NS}PlainTextSelection")
    points = [p for p in element.findall(f"{NS}SyncPoint") if p.get("position") is not None]
    selected = [_selected(m, "startPosition", "endPosition") for m in marks]
    selected += [replace(_selected(p, "position", "position"), is_point=True) for p in points]
    if not selected:
        return
    way = (
        STANDARD if origin.startswith(OURS) else text_offsets.detect_counting_rule(text, selected, origin)
    ) or STANDARD
    ticks = text.ticks(way)
    for mark, at in zip([*marks, *points], selected, strict=True):
        if not text_offsets.is_within(ticks, way, at):
            expected = expects("positions_in_text", end=int(ticks[-1]))
            where = f"{name}, line {mark.sourceline}"
            raise InputError(
                expected,
                file=where,
                found=finds(
                    "span_in_text", start=str(at.start), end=str(at.end), name=element.get("name") or finds("text")
                ),
            )
    spans = [text_offsets.to_own_offsets(ticks, way, at) for at in selected]
    for mark, (start, end) in zip(marks, spans, strict=False):
        mark.set("startPosition", str(start))
        mark.set("endPosition", str(end))
    for point, (position, _) in zip(points, spans[len(marks) :], strict=True):
        point.set("position", str(position))
    done.countings[way] += 1


def _selected(element: etree._Element, start: str, end: str) -> ToolSelection:
    return ToolSelection(_number(element.attrib[start]), _number(element.attrib[end]), element.get("name", ""))


def _number(text: str) -> int:
    """An integer of the schema, which knows no limit; -1, which lies in no text, for one that no text reaches."""
    return int(text) if len(text) <= DIGITS else -1


def text_in(element: etree._Element, texts: Mapping[str, str]) -> str:
    """The text of an element of a canonical project."""
    content = element.find(f"{NS}PlainTextContent")
    if content is not None:
        return str(content.text or "")
    return texts.get((element.get("plainTextPath") or "").removeprefix("internal://"), "")


def guid(element: etree._Element) -> str:
    """An element's GUID in lower case without braces."""
    return normalise_guid(element.get("guid", ""))
