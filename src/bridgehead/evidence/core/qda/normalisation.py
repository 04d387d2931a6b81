"""A research project in our canonical form: positions in our counting, files under GUID names.

What is kept beside the case folder, and what is exported, is this form, so that import, export and
import again are equal. What can be taken is taken: a file that is missing leaves its source with a name.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

from lxml import etree

from bridgehead.evidence.core.document_text import rich_text
from bridgehead.evidence.core.qda.archive_paths import ArchivePaths, parts_of
from bridgehead.evidence.core.qda.guids import file_name, normalise_guid
from bridgehead.evidence.core.qda.placing import place_selections
from bridgehead.evidence.core.qda.text_offsets import CountingRule, SourceText
from bridgehead.evidence.core.qda.xml import NS, OURS
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds

TEXTS = {f"{NS}{tag}" for tag in ("TextSource", "Representation", "TextDescription", "Note", "Transcript")}
MEDIA = {f"{NS}{tag}" for tag in ("PictureSource", "PDFSource", "AudioSource", "VideoSource")}
PATHS = ("path", "richTextPath", "plainTextPath")
RICH = (".docx", ".rtf")


class ProjectArchive(Protocol):
    """The files of a project, apart from its XML."""

    @property
    def paths(self) -> ArchivePaths:
        """Where they lie."""
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
    missing
        Paths of media that should be in the archive and are not.
    countings
        How the positions of a text were counted, with the number of texts.
    placed
        What became of selections that could not be placed as they were (`placing.place_selections`).
    without_text
        Selections of texts that are not there, or cannot be read.
    line_ends
        Line ends of two characters.
    from_rich
        Texts that the project has as DOCX or RTF only, by ending.
    unread
        Paths of documents with text that is missing or in no form that can be read.
    used
        Files of the archive that something refers to.
    habits
        What the tool wrote otherwise than the schema wants (`quirks.fix_quirks`).
    """

    texts: dict[str, str] = field(default_factory=dict)
    media: dict[str, str] = field(default_factory=dict)
    outside: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    countings: Counter[CountingRule] = field(default_factory=Counter)
    placed: Counter[str] = field(default_factory=Counter)
    without_text: int = 0
    line_ends: int = 0
    from_rich: Counter[str] = field(default_factory=Counter)
    unread: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    habits: Counter[str] = field(default_factory=Counter)


def canonicalise(
    root: etree._Element, archive: ProjectArchive, name: str, *, strict: bool = False
) -> NormalisedProject:
    """Bring a valid project into our form, in place.

    Parameters
    ----------
    strict
        Whether a file that is missing, or a selection outside its text, refuses the project.

    Raises
    ------
    InputError
        If two files fit a source's path equally well; if `strict`, also if a source is missing from the archive
        or lies outside it, a text is not UTF-8, or a selection lies outside its text.
    """
    return _Canonicaliser(root, archive, name, strict=strict).run()


class _Canonicaliser:
    def __init__(self, root: etree._Element, archive: ProjectArchive, name: str, *, strict: bool) -> None:
        self.root, self.archive, self.name, self.strict = root, archive, name, strict
        self.origin = root.get("origin", "")
        self.done = NormalisedProject()

    def run(self) -> NormalisedProject:
        """Media first, since a text may have to be taken from one."""
        for element in self.root.iter(*MEDIA):
            self._medium(element, "path")
        for element in self.root.iter(*TEXTS):
            self._medium(element, "richTextPath")
            self._text(element)
        if not self.origin.startswith(OURS):
            self.root.set("origin", f"{OURS}, from {self.origin}" if self.origin else OURS)
        return self.done

    def _refuse(self, error: InputError) -> None:
        if self.strict:
            error.file = f"{self.name}, {error.file}" if error.file else self.name
            raise error

    def _medium(self, element: etree._Element, attribute: str) -> None:
        if not (path := element.get(attribute)):
            return
        found = self._find(path, element)
        if found is None:
            (self.done.missing if _is_inside(path) else self.done.outside).append(path)
            return
        own, stem = file_name(element.attrib["guid"], found), file_name(element.attrib["guid"], "")
        number = 1
        while self.done.media.get(own, found) != found:
            number += 1
            own = f"{stem}-{number}{own.removeprefix(stem) if number == 2 else own[own.rindex('.') :]}"
        self.done.media[own] = found
        self.done.used.add(found)
        element.set(attribute, f"internal://{own}")

    def _find(self, path: str, element: etree._Element) -> str | None:
        """The path in the archive that a source's path leads to; None for a file that is not in it."""
        scheme, _, rest = path.rpartition("://")
        where = f"line {element.sourceline}"
        if scheme == "absolute":
            return None
        if ".." in parts_of(rest):
            self._refuse(InputError(expects("path_in_archive"), file=where, found=path))
            return None
        found = self.archive.paths.find(rest if scheme or not path.startswith("internal:") else path[9:])
        if len(found) > 1:
            both = finds("two", one=found[0], other=found[1])
            raise InputError(expects("one_file", name=path), file=f"{self.name}, {where}", found=both)
        if not found and scheme == "internal":
            self._refuse(InputError(expects("file_of_archive"), file=where, found=path))
        return found[0] if found else None

    def _text(self, element: etree._Element) -> None:
        text = self._own_text(element)
        if text is None:
            self._from_rich(element)
            return
        self.done.line_ends += int(text.doubled.sum())
        self._place(element, text)

    def _own_text(self, element: etree._Element) -> SourceText | None:
        content = element.find(f"{NS}PlainTextContent")
        if content is not None:
            text = SourceText.of(content.text or "")
            content.text = text.plain
            return text
        if not (path := element.get("plainTextPath")):
            return None
        if (found := self._find(path, element)) is None:
            where = f"line {element.sourceline}"
            self._refuse(InputError(expects("text_in_archive"), file=where, found=path))
            return None
        self.done.used.add(found)
        try:
            text = SourceText.of(_decode(self.archive.read(found), found))
        except InputError as error:
            self._refuse(error)
            return None
        self._keep(element, text)
        return text

    def _keep(self, element: etree._Element, text: SourceText) -> None:
        own = self._free(file_name(element.attrib["guid"], "x.txt"), text.plain)
        self.done.texts[own] = text.plain
        element.set("plainTextPath", f"internal://{own}")

    def _from_rich(self, element: etree._Element) -> None:
        """A text that the project has as a document only: taken from it, if the selections fit."""
        path = (element.get("richTextPath") or "").partition("internal://")[2]
        ending = path[path.rindex(".") :] if "." in path else ""
        if path in self.done.media and ending in RICH:
            with suppress(InputError, _UnfittingError):
                text = SourceText.of(rich_text(self.archive.read(self.done.media[path]), f"{self.name}: {path}"))
                self._place(element, text, unfit=_unfit)
                self._keep(element, text)
                self.done.from_rich[ending] += 1
                return
        if lost := path or element.get("plainTextPath", ""):
            self.done.unread.append(lost)
        self.done.without_text += len(element.findall(f"{NS}PlainTextSelection"))

    def _place(
        self, element: etree._Element, text: SourceText, unfit: Callable[[InputError], None] | None = None
    ) -> None:
        way, met = place_selections(element, text, self.origin, refuse=unfit or self._refuse)
        self.done.placed += met
        if way is not None:
            self.done.countings[way] += 1

    def _free(self, own: str, text: str) -> str:
        """A name that no other text has; tools may give a document and its representation the same GUID."""
        stem, number = own.removesuffix(".txt"), 1
        while self.done.texts.get(own, text) != text:
            number += 1
            own = f"{stem}-{number}.txt"
        return own


class _UnfittingError(Exception):
    """The selections do not fit a text that was taken from a document."""


def _unfit(error: InputError) -> None:
    raise _UnfittingError from error


def _is_inside(path: str) -> bool:
    """Whether a path says that its file is in the archive."""
    return path.startswith("internal:")


def _decode(content: bytes, name: str) -> str:
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        return content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(expects("utf8_text"), file=name, found=finds("no_utf8_byte", place=error.start)) from error


def text_in(element: etree._Element, texts: Mapping[str, str]) -> str:
    """The text of an element of a canonical project."""
    content = element.find(f"{NS}PlainTextContent")
    if content is not None:
        return str(content.text or "")
    return texts.get((element.get("plainTextPath") or "").removeprefix("internal://"), "")


def has_text(element: etree._Element, texts: Mapping[str, str]) -> bool:
    """Whether the text of an element of a canonical project is there."""
    path = (element.get("plainTextPath") or "").removeprefix("internal://")
    return element.find(f"{NS}PlainTextContent") is not None or path in texts


def guid(element: etree._Element) -> str:
    """An element's GUID in lower case without braces."""
    return normalise_guid(element.get("guid", ""))
