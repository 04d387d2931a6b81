"""Research projects that are kept beside the tables, and the ids that stand for their GUIDs."""

import hashlib
from collections.abc import Iterable
from functools import lru_cache

from lxml import etree

from bridgehead.ecosystem.models import Source, StoredFile
from bridgehead.evidence.core.qda import guids, xml
from bridgehead.evidence.core.qda.normalisation import guid, text_in
from bridgehead.evidence.core.qda.states import most_common
from bridgehead.evidence.core.qda.writer import texts_of
from bridgehead.evidence.core.qda.xml import NS
from bridgehead.evidence.models import Code, Codebook, Coding
from bridgehead.evidence.queries.source_texts import decoded, file_of
from bridgehead.framework.loader import load_framework

FEW = 8
SELECTIONS = ("PlainText", "Transcript", "Picture", "PDF", "Audio", "Video")
FOLDER = "research"
XML = "project.qde"
FRAMEWORK = "framework"


def guid_ids() -> dict[str, str]:
    """GUID to id, for everything in the workspace whose id is no GUID; a codebook's has `codebook:` before it."""
    found = guids.ids_of("code", [*load_framework().codes, *Code.objects.values_list("pk", flat=True)])
    found |= guids.ids_of("source", Source.objects.values_list("pk", flat=True))
    found |= guids.ids_of("coding", Coding.objects.values_list("pk", flat=True))
    books = guids.ids_of("codebook", {FRAMEWORK, *Codebook.objects.values_list("pk", flat=True)})
    return found | {guid: f"codebook:{id_}" for guid, id_ in books.items()}


def projects() -> list[str]:
    """Ids of the kept projects."""
    names = StoredFile.objects.filter(pk__startswith=f"{FOLDER}/", pk__endswith=f"/{XML}").order_by("pk")
    return [name.split("/")[1] for name in names.values_list("pk", flat=True)]


def trees() -> dict[str, etree._Element]:
    """Every kept project's XML, by its id."""
    return {id_: tree(id_) for id_ in projects()}


def coder_names(kept: Iterable[etree._Element], known: guids.Ids) -> dict[str, str]:
    """GUID of a user to the name that their codings have here; two people of one name have two."""
    coders = dict(Coding.objects.values_list("pk", "coder"))
    found: dict[str, list[str]] = {}
    for root in kept:
        for coding in root.iter(f"{NS}Coding"):
            user, own = guids.normalise_guid(coding.get("creatingUser", "")), guid(coding)
            if user and (name := coders.get(known.get(own, own))):
                found.setdefault(user, []).append(name)
    return {user: most_common(names) for user, names in found.items()}


def home_codebook(root: etree._Element, known: guids.Ids) -> str:
    """The codebook that most of a project's codes are of; blank if the workspace has none of them."""
    books = dict(Code.objects.values_list("pk", "codebook_id"))
    own = (guid(code) for code in root.iterfind(f"{NS}CodeBook/{NS}Codes//{NS}Code"))
    return most_common(books[id_] for g in own if (id_ := known.get(g, g)) in books)


def read_stored_file(name: str) -> bytes | None:
    """A file of the case folder's `files/`."""
    found = StoredFile.objects.filter(pk=name).values_list("content", flat=True).first()
    return None if found is None else bytes(found)


def tree(project: str) -> etree._Element:
    """A kept project's XML."""
    name = f"{FOLDER}/{project}/{XML}"
    return xml.parse(read_stored_file(name) or b"", name, xml.PROJECT)


def texts(root: etree._Element, project_ids: Iterable[str], known: guids.Ids) -> dict[str, str]:
    """The texts that a kept project names: those of sources lie in `files/`, others in the project's folder."""
    folders = [f"{FOLDER}/{project}/sources/" for project in project_ids]

    def text(name: str) -> str | None:
        stem = name.removesuffix(".txt")
        for path in (*(folder + name for folder in folders), file_of(known.get(stem, stem))):
            if (found := read_stored_file(path)) is not None:
                return decoded(found)
        return None

    return texts_of(root, text)


def notes(project: str) -> list[tuple[str, str]]:
    """What a kept project notes, and on what: its notes, and remarks on passages that carry no code."""
    name = f"{FOLDER}/{project}/{XML}"
    stored = read_stored_file(name) or b""
    return _notes(project, hashlib.blake2b(stored).hexdigest())


@lru_cache(maxsize=FEW)
def _notes(project: str, _state: str) -> list[tuple[str, str]]:
    """Parsed once for each state of a project: a large one takes a second."""
    root = tree(project)
    known = texts(root, [project], guid_ids())
    found = []
    for note in root.iterfind(f"{NS}Notes/{NS}Note"):
        said = text_in(note, known) or note.findtext(f"{NS}Description") or ""
        found.append((said.strip(), note.get("name") or project))
    for selection in root.iter(*(f"{NS}{kind}Selection" for kind in SELECTIONS)):
        if selection.find(f"{NS}Coding") is None:
            host = selection.getparent()
            on = selection.get("name") or (host.get("name") if host is not None else "") or project
            found.append(((selection.findtext(f"{NS}Description") or "").strip(), on))
    return [(said, on) for said, on in found if said]
