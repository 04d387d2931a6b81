"""Bringing a canonical project up to what the workspace holds: the project is kept, the difference is written."""

from collections.abc import Callable, Iterable, Mapping

from lxml import etree

from bridgehead.evidence.core.qda.elements import child, part
from bridgehead.evidence.core.qda.guids import guid_of, normalise_guid
from bridgehead.evidence.core.qda.normalisation import guid
from bridgehead.evidence.core.qda.project_nodes import CodeNode, CodingNode, ParsedProject, SourceNode
from bridgehead.evidence.core.qda.project_state import CodeState, CodingState, ProjectState, SourceState
from bridgehead.evidence.core.qda.xml import NS, drop, parent_of, part_of, safe

REFERENCES = ("MemberCode", "MemberSource", "MemberNote", "CodeRef", "SourceRef", "SelectionRef", "NoteRef")


def update(reading: ParsedProject, state: ProjectState) -> dict[str, str]:
    """Write into a project what the workspace holds otherwise than the project does, in place.

    Returns
    -------
    dict
        File name to text, for the texts of sources that were added.
    """
    gone = _codes(reading, state)
    texts, more = _sources(reading, state)
    gone |= more | _codings(reading, state)
    _drop_references(reading.root, gone)
    _drop_empty(reading.root)
    return texts


def named_files(root: etree._Element) -> set[str]:
    """The files that a project names."""
    names = ("plainTextPath", "richTextPath", "path")
    return {e.get(n, "").removeprefix("internal://") for e in root.iter() for n in names} - {""}


def _codes(reading: ParsedProject, state: ProjectState) -> set[str]:
    wanted = {code.id: code for code in state.codes}
    known = {node.id: node for node in reading.codes}
    places = {id_: node.element for id_, node in known.items()}
    tops = dict(reading.wrappers)
    if not wanted:
        return set()
    codes = part(part(reading.root, "CodeBook"), "Codes")
    tops[reading.codebook] = codes
    for id_, code in wanted.items():
        if code.codebook not in tops:
            called = state.codebooks.get(code.codebook, code.codebook)
            entry = {"guid": guid_of("codebook", code.codebook), "name": safe(called)}
            tops[code.codebook] = child(codes, "Code", **entry, isCodable="false")
        if id_ not in places:
            entry = {"guid": guid_of("code", id_), "name": safe(code.name), "isCodable": "true"}
            places[id_] = child(codes, "Code", **entry)
    moved = [code for id_, code in wanted.items() if id_ not in known or _stands_elsewhere(known[id_], code)]
    above = {id_: place for id_, place in places.items() if id_}
    _move((places[code.id], above.get(code.parent, tops[code.codebook])) for code in moved)
    for id_, code in wanted.items():
        node = known.get(id_)
        if node is not None and node.name != code.name:
            places[id_].set("name", safe(code.name))
        if code.definition != (node.definition if node is not None else ""):
            part(places[id_], "Description").text = safe(code.definition)
    return _remove([node.element for id_, node in known.items() if id_ not in wanted])


def _stands_elsewhere(node: CodeNode, code: CodeState) -> bool:
    return (node.parent, node.codebook) != (code.parent, code.codebook)


def _move(moves: Iterable[tuple[etree._Element, etree._Element]]) -> None:
    """Put elements under others: all are taken out first, since one may go under what stands under it now."""
    pairs = list(moves)
    for element, _ in pairs:
        if (parent := element.getparent()) is not None:
            parent.remove(element)
    for element, to in pairs:
        to.append(element)


def _sources(reading: ParsedProject, state: ProjectState) -> tuple[dict[str, str], set[str]]:
    known = {node.id: node for node in reading.sources}
    texts = {}
    for source in state.sources:
        if (node := known.get(source.id)) is None:
            texts[f"{guid_of('source', source.id)}.txt"] = source.text
            reading.sources.append(_source(part(reading.root, "Sources"), source))
        elif node.title != source.title:
            node.host.set("name", safe(source.title))
    kept = {source.id for source in state.sources}
    return texts, _remove([node.host for id_, node in known.items() if id_ not in kept])


def _source(sources: etree._Element, source: SourceState) -> SourceNode:
    """Add a source: a text, or a PDF with its text as representation."""
    own = guid_of("source", source.id)
    named = {"guid": own, "name": safe(source.title)}
    text = {"plainTextPath": f"internal://{own}.txt"}
    if source.original.endswith(".pdf"):
        host = child(sources, "PDFSource", **named, path=f"internal://{own}.pdf")
        text_host = child(host, "Representation", guid=guid_of("text", f"of {source.id}"), name=named["name"], **text)
        return SourceNode(source.id, source.title, host, text_host, source.text, is_read=True)
    rich = {"richTextPath": f"internal://{own}.docx"} if source.original.endswith(".docx") else {}
    host = child(sources, "TextSource", **named, **text, **rich)
    return SourceNode(source.id, source.title, host, host, source.text, is_read=True)


def _codings(reading: ParsedProject, state: ProjectState) -> set[str]:
    known = {node.id: node for node in reading.codings}
    sources = {node.id: node for node in reading.sources}
    codes = {node.id: node.element for node in reading.codes}
    people = _people(reading, {coding.coder for coding in state.codings})
    fresh = []
    stated = {coding.id for coding in state.codings}
    also = {twin.id: id_ for id_, twins in reading.twins.items() for twin in twins}
    for coding in state.codings:
        node = known.get(coding.id)
        if also.get(coding.id) in stated:
            continue
        if node is not None and (node.source, node.start, node.end) == (coding.source, coding.start, coding.end):
            for same in (node, *reading.twins.get(coding.id, ())):
                _bring_up(reading.root, same, coding, codes, people)
        else:
            fresh.append(coding)
    kept = stated - {coding.id for coding in fresh}
    lost = [node for id_, node in known.items() if id_ not in kept]
    gone = _remove(same.element for node in lost for same in (node, *reading.twins.get(node.id, ())))
    for coding in fresh:
        _code_passage(reading, sources[coding.source], coding, codes, people)
    return gone - {guid_of("coding", coding.id) for coding in fresh}


def _bring_up(
    root: etree._Element,
    node: CodingNode,
    coding: CodingState,
    codes: Mapping[str, etree._Element],
    people: Mapping[str, str],
) -> None:
    if node.code != coding.code:
        code = codes.get(coding.code)
        target = guid_of("code", coding.code) if code is None else guid(code)
        part_of(node.element, f"{NS}CodeRef").set("targetGUID", target)
    if node.coder != coding.coder:
        _attribute(node.element, "creatingUser", people.get(coding.coder, ""))
    if node.memo != coding.memo and node.id == coding.id:
        _note(root, node.element, coding)


def _code_passage(
    reading: ParsedProject,
    source: SourceNode,
    coding: CodingState,
    codes: Mapping[str, etree._Element],
    people: Mapping[str, str],
) -> None:
    host = source.host
    if source.text_host is not None and coding.start is not None and coding.end is not None:
        host = _selection(source.text_host, coding)
    while etree.QName(host).localname == "Transcript":
        host = parent_of(host)
    element = child(host, "Coding", guid=guid_of("coding", coding.id))
    _attribute(element, "creatingUser", people.get(coding.coder, ""))
    code = codes.get(coding.code)
    child(element, "CodeRef", targetGUID=guid_of("code", coding.code) if code is None else guid(code))
    if coding.memo:
        _note(reading.root, element, coding)


def _selection(text_host: etree._Element, coding: CodingState) -> etree._Element:
    """A selection of a coding's passage: by characters, in a transcript by points on it."""
    own = guid_of("selection", f"of {coding.id}")
    if etree.QName(text_host).localname != "Transcript":
        span = {"startPosition": str(coding.start), "endPosition": str(coding.end)}
        return child(text_host, "PlainTextSelection", guid=own, **span)
    points = {}
    for name, position in (("fromSyncPoint", coding.start), ("toSyncPoint", coding.end)):
        points[name] = guid_of("point", f"{name} of {coding.id}")
        child(text_host, "SyncPoint", guid=points[name], position=str(position))
    return child(text_host, "TranscriptSelection", guid=own, **points)


def _note(root: etree._Element, element: etree._Element, coding: CodingState) -> None:
    for reference in element.findall(f"{NS}NoteRef"):
        element.remove(reference)
    if not coding.memo:
        return
    own = guid_of("note", f"on {guid(element)}")
    notes = part(root, "Notes")
    note = next((n for n in notes if guid(n) == own), None)
    if note is None:
        note = child(notes, "Note", guid=own, name="Memo")
    part(note, "PlainTextContent").text = safe(coding.memo)
    child(element, "NoteRef", targetGUID=own)


def _people(reading: ParsedProject, coders: Iterable[str]) -> dict[str, str]:
    """GUIDs of coders by name; those whom the project does not know are added."""
    people = {name: own for own, name in reversed(reading.coders.items())}
    for coder in sorted(set(coders) - {""} - set(people)):
        people[coder] = guid_of("coder", f"named {coder}")
        child(part(reading.root, "Users"), "User", guid=people[coder], name=safe(coder))
    return people


def _attribute(element: etree._Element, name: str, value: str) -> None:
    if value:
        element.set(name, value)
    elif name in element.attrib:
        del element.attrib[name]


def _remove(elements: Iterable[etree._Element]) -> set[str]:
    """Take elements out of the tree; the GUIDs that are gone with them."""
    gone = set()
    for element in elements:
        if (parent := element.getparent()) is not None:
            gone |= {guid(e) for e in element.iter() if e.get("guid")}
            parent.remove(element)
            if not len(parent):
                parent.text = None  # what indented the part that is gone
            if etree.QName(parent).localname.endswith("Selection") and not len(parent):
                gone |= _remove([parent])
    return gone


def _drop_references(root: etree._Element, gone: set[str]) -> None:
    left = gone - {guid(e) for e in root.iter() if e.get("guid")} if gone else set()
    for reference in [e for tag in REFERENCES for e in root.iter(f"{NS}{tag}")] if left else []:
        if normalise_guid(reference.get("targetGUID", "")) in left and (holder := reference.getparent()) is not None:
            lame = holder.tag == f"{NS}Coding" and reference.tag == f"{NS}CodeRef"
            element = holder if lame else reference
            drop(element)


def _drop_empty(root: etree._Element) -> None:
    """The schema knows no empty lists."""
    codes = root.find(f"{NS}CodeBook/{NS}Codes")
    if codes is not None and not len(codes):
        root.remove(parent_of(codes))
    for tag in ("Users", "Sources", "Notes", "Links", "Sets"):
        found = root.find(f"{NS}{tag}")
        if found is not None and not len(found):
            root.remove(found)


def texts_of(root: etree._Element, text: Callable[[str], str | None]) -> dict[str, str]:
    """Every text file that a project names and that is there, read by name."""
    paths = (e.get("plainTextPath", "") for e in root.iter() if e.get("plainTextPath"))
    read = ((name, text(name)) for name in sorted({path.removeprefix("internal://") for path in paths}))
    return {name: found for name, found in read if found is not None}
