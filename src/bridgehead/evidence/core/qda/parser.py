"""What a canonical research project holds, in the words of the case folder."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

from lxml import etree

from bridgehead.evidence.core.qda.guids import Ids, guid_of, normalise_guid, project_id
from bridgehead.evidence.core.qda.normalisation import TEXTS, guid, has_text, text_in
from bridgehead.evidence.core.qda.project_nodes import CodeNode, CodingNode, ParsedProject, SourceNode, once
from bridgehead.evidence.core.qda.xml import NS, part_of
from bridgehead.kit.field_limits import LINE_LENGTH, TEXT_LENGTH

PRIMARY = {"PDFSource": "Representation", "PictureSource": "TextDescription", "AudioSource": "Transcript"}
PRIMARY["VideoSource"] = PRIMARY["AudioSource"]
COORDINATES = {
    "PlainTextSelection": ("startPosition", "endPosition"),
    "PictureSelection": ("firstX", "firstY", "secondX", "secondY"),
    "PDFSelection": ("page", "firstX", "firstY", "secondX", "secondY"),
    "AudioSelection": ("begin", "end"),
    "VideoSelection": ("begin", "end"),
}
MEDIA_SELECTIONS = ("PictureSelection", "PDFSelection", "AudioSelection", "VideoSelection")


def read(
    root: etree._Element,
    texts: Mapping[str, str],
    ids: Ids,
    *,
    coders: Mapping[str, str] = MappingProxyType({}),
    codebook: str = "",
) -> ParsedProject:
    """Read a canonical project.

    Parameters
    ----------
    texts
        File name to text.
    ids
        GUID to id, for records that were born in the workspace (`guids.ids_of`).
    coders
        GUID to name, for users whom the workspace knows.
    codebook
        The codebook of the topmost codes; one with the project's id unless given.
    """
    return _ProjectParser(root, texts, ids, coders, codebook).run()


class _ProjectParser:
    def __init__(
        self, root: etree._Element, texts: Mapping[str, str], ids: Ids, coders: Mapping[str, str], codebook: str
    ) -> None:
        identity = (root.get("name", ""), root.get("creatingUserGUID", ""), root.get("creationDateTime", ""))
        self.found = ParsedProject(root, project_id(*identity), root.get("name", "") or "Untitled")
        self.found.codebook = codebook or self.found.id
        self.texts, self.ids, self.known = texts, ids, coders
        self.seen: set[str] = set()
        self.code_of: dict[str, str] = {}
        self.cases = {guid(case) for case in root.iter(f"{NS}Case")}
        self.notes: dict[str, str] = {}
        self.linked: dict[str, list[str]] = {}

    def run(self) -> ParsedProject:
        """Codes first, then sources, because codings refer to codes."""
        self._people()
        self._memos()
        self.found.codebooks[self.found.codebook] = self.found.name
        for code in self.found.root.iterfind(f"{NS}CodeBook/{NS}Codes/{NS}Code"):
            self._code(code, self.found.codebook, "")
        if not any(code.codebook == self.found.codebook for code in self.found.codes):
            del self.found.codebooks[self.found.codebook]
        for host in self.found.root.iterfind(f"{NS}Sources/*"):
            self._source(host)
        for note in self.found.root.iterfind(f"{NS}Notes/{NS}Note"):
            if note.find(f".//{NS}Coding") is not None:
                self._texts_of(note, note)
        self.found.codings, self.found.twins = once(self.found.codings)
        return self.found

    def _people(self) -> None:
        """Each user's name: the one that the workspace has for them, else one that nobody else has."""
        taken = set(self.known.values())
        for user in self.found.root.iterfind(f"{NS}Users/{NS}User"):
            own, name = guid(user), _name_of(user)
            if own in self.found.coders:
                continue
            free = (n for n in (name, f"{name} ({own[:8]})", f"{name} ({own})") if n not in taken)
            called = self.known.get(own) or self._cut(next(free, own), 200, "long_coder_names")
            self.found.coders[own] = called
            taken.add(called)

    def _memos(self) -> None:
        for note in self.found.root.iterfind(f"{NS}Notes/{NS}Note"):
            said = text_in(note, self.texts) or note.findtext(f"{NS}Description") or note.get("name") or ""
            self.notes[guid(note)] = said.strip()
        for link in self.found.root.iterfind(f"{NS}Links/{NS}Link"):
            ends = [normalise_guid(link.get(end, "")) for end in ("originGUID", "targetGUID")]
            for one, other in (ends, reversed(ends)):
                if one in self.notes:
                    self.linked.setdefault(other, []).append(one)

    def _code(self, element: etree._Element, codebook: str, parent: str) -> None:
        own = self.ids.get(guid(element), "")
        if own.startswith("codebook:"):
            codebook, here = own.removeprefix("codebook:"), ""
            self.found.codebooks[codebook] = element.get("name", "")
            self.found.wrappers[codebook] = element
        else:
            here = self._id(element)
            self.code_of.setdefault(guid(element), here)
            name = _called(self._cut(element.get("name", ""), LINE_LENGTH, "long_code_names"))
            definition = self._cut(element.findtext(f"{NS}Description") or "", TEXT_LENGTH, "long_definitions")
            self.found.codes.append(CodeNode(here, codebook, parent, name, definition, element))
        for child in element.iterfind(f"{NS}Code"):
            self._code(child, codebook, here)

    def _source(self, host: etree._Element) -> None:
        tag = etree.QName(host).localname
        main = host if host.tag in TEXTS else host.find(f"{NS}{PRIMARY[tag]}")
        node = self._texts_of(host, main)
        for coding in host.iterfind(f"{NS}Coding") if main is not host else ():
            self._coding(coding, node.id, None)
        for selection in host.iterchildren(*(f"{NS}{tag}" for tag in MEDIA_SELECTIONS)):
            for coding in selection.iterfind(f"{NS}Coding"):
                self._coding(coding, node.id, selection)
        for other in host.iterdescendants(*TEXTS):
            if other is not main:
                self._texts_of(other, other, node.title)

    def _texts_of(self, host: etree._Element, text_host: etree._Element | None, within: str = "") -> SourceNode:
        name = host.get("name") or PurePosixPath((host.get("currentPath") or "").replace("\\", "/")).name
        if text_host is not None:
            name = name or text_host.get("name") or ""
        title = _called(self._cut(" – ".join(part for part in (within, name) if part), LINE_LENGTH, "long_titles"))
        text = "" if text_host is None else text_in(text_host, self.texts)
        is_read = text_host is not None and has_text(text_host, self.texts)
        node = SourceNode(self._id(host), title, host, text_host, text, is_read)
        self.found.sources.append(node)
        if text_host is not None:
            synced = text_host.iterfind(f"{NS}SyncPoint") if text else ()
            points = {guid(p): int(p.get("position", -1)) for p in synced}
            for selection in text_host.iterchildren(f"{NS}PlainTextSelection", f"{NS}TranscriptSelection"):
                for coding in selection.iterfind(f"{NS}Coding"):
                    self._coding(coding, node.id, selection, _span(selection, points, text))
            for coding in text_host.iterfind(f"{NS}Coding"):
                self._coding(coding, node.id, None)
        return node

    def _coding(
        self,
        element: etree._Element,
        source: str,
        selection: etree._Element | None,
        span: tuple[int | None, int | None] = (None, None),
    ) -> None:
        target = normalise_guid(part_of(element, f"{NS}CodeRef").attrib["targetGUID"])
        if target not in self.code_of:
            if target in self.cases:
                self.found.case_passages += 1
            else:
                self.found.lost_codes += 1
            return
        start, end = span
        coder = self.found.coders.get(normalise_guid(element.get("creatingUser", "")), "")
        memo = self._cut("\n\n".join(self._said(element, selection)), TEXT_LENGTH, "long_memos")
        place = "" if selection is None or start is not None else _place(selection)
        code = self.code_of[target]
        node = CodingNode(self._id(element), source, start, end, code, coder, memo, place, element)
        self.found.codings.append(node)

    def _said(self, coding: etree._Element, selection: etree._Element | None) -> Iterator[str]:
        """Memos on a coding and on what it codes: notes, linked notes, a description; or the one written here."""
        written = guid_of("note", f"on {guid(coding)}")
        if coding.find(f"{NS}NoteRef[@targetGUID='{written}']") is not None:
            yield self.notes.get(written, "")
            return
        for element in (coding, selection):
            if element is None:
                continue
            keys = [normalise_guid(ref.attrib["targetGUID"]) for ref in element.iterfind(f"{NS}NoteRef")]
            yield from (said for key in [*keys, *self.linked.get(guid(element), [])] if (said := self.notes.get(key)))
            if said := (element.findtext(f"{NS}Description") or "").strip():
                yield said

    def _id(self, element: etree._Element) -> str:
        base = self.ids.get(guid(element)) or guid(element)
        id_, number = base, 1
        while id_ in self.seen:
            number += 1
            id_ = f"{base}-{number}"
        self.seen.add(id_)
        return id_

    def _cut(self, text: str, limit: int, what: str) -> str:
        if len(text) <= limit:
            return text
        self.found.shortened[what] += 1
        return text[:limit]


def _called(name: str) -> str:
    return name if name.strip() else "(no name)"


def _name_of(user: etree._Element) -> str:
    return user.get("name") or user.get("id") or guid(user)


def _span(selection: etree._Element, points: Mapping[str, int], text: str) -> tuple[int | None, int | None]:
    if not text:
        return None, None
    if selection.get("startPosition") is not None:
        start, end = int(selection.attrib["startPosition"]), int(selection.attrib["endPosition"])
        return (start, end) if 0 <= start <= end <= len(text) else (None, None)
    ends = [points.get(normalise_guid(selection.get(name, "")), -1) for name in ("fromSyncPoint", "toSyncPoint")]
    return (ends[0], ends[1]) if 0 <= ends[0] <= ends[1] <= len(text) else (None, None)


def _place(selection: etree._Element) -> str:
    tag = etree.QName(selection).localname
    return ", ".join(f"{name} {selection.get(name)}" for name in COORDINATES.get(tag, ()))
