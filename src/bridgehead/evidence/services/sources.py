"""Documents into the workspace as sources, and their appraisal."""

import re
from pathlib import Path

from bridgehead.ecosystem.models import Source, StoredFile
from bridgehead.evidence import texts
from bridgehead.evidence.core.documents import text_of
from bridgehead.evidence.core.naming import slug
from bridgehead.evidence.models import Coding
from bridgehead.framework.load import load
from bridgehead.kit import countries
from bridgehead.kit.changes import batch
from bridgehead.kit.csvfiles import content_of
from bridgehead.kit.errors import InputError

VOCABULARIES = {"kind": "source_kind", "purpose": "yes_no", "current": "yes_no", "trust": "yes_no"}
ORIGINALS = (".pdf", ".docx")


def import_document(path: Path, *, kind: str = "document", language: str = "", who: int | None = None) -> str:
    """Read a document into a source of its own; the id of that source.

    The same name again updates the source, unless somebody has coded another text of it.

    Raises
    ------
    InputError
        If the file cannot be read, or passages of a different text were coded.
    """
    return add_document(content_of(path), path.name, kind=kind, language=language, who=who)


def add_document(
    content: bytes, name: str, *, kind: str = "document", language: str = "", into: str = "", who: int | None = None
) -> str:
    """A document's content into a source named after its file, or `into` one that is there; see `import_document`."""
    text = text_of(content, name)
    title = Path(name).stem
    id_ = texts.source(into).pk if into else slug(title)
    _check({"kind": kind, "language": language})
    if texts.text_of(id_) not in ("", text) and Coding.objects.filter(source=id_).exists():
        raise InputError("the text that was coded, or another name", file=name, found="a different text")
    files = {f"{id_}.txt": text.encode()}
    if (ending := Path(name).suffix.lower()) in ORIGINALS:
        files[f"{id_}{ending}"] = content
    with batch(f"add source {title}", who=who) as writer:
        writer.put(StoredFile, ({"id": name, "content": content} for name, content in files.items()))
        row = {"id": id_, "title": title, "kind": kind, "file": f"{id_}.txt", "language": language}
        writer.put(Source, [row], keep=("title", "kind", "language"))
    return id_


def describe(source_id: str, *, who: int | None = None, **values: str) -> None:
    """Set what is known of a source: title, kind, language, date, appraisal, confidentiality, consent.

    Raises
    ------
    InputError
        If a value is not one that the field takes.
    """
    texts.source(source_id)
    _check(values)
    with batch(f"describe source {source_id}", who=who) as writer:
        writer.put(Source, [{"id": source_id, **values}])


def pseudonymise(source_id: str, *, name: str, pseudonym: str, who: int | None = None) -> int:
    """Put a pseudonym for a name throughout a source's text; how often it stood there.

    Positions of codings follow. The document that the text was taken from is removed, since it has the name.

    Raises
    ------
    InputError
        If the name does not stand in the text as words of its own.
    """
    if not name.strip() or not pseudonym.strip():
        raise InputError("a name and its pseudonym", column="name", found="nothing")
    text = texts.text_of(source_id)
    found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    if not found:
        raise InputError("a name that the text has", column="name", found=name)
    changed = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda _: pseudonym, text)
    gain = len(pseudonym) - len(name)

    def moved(position: int) -> int:
        inside = next((at for at in found if at < position < at + len(name)), None)
        before = sum(at + len(name) <= position for at in found)
        return (position if inside is None else inside) + gain * before

    rows = [
        {"id": c.pk, "start": moved(c.start), "end": moved(c.end)}
        for c in Coding.objects.filter(source=source_id).exclude(start=None)
        if c.start is not None and c.end is not None
    ]
    with batch(f"pseudonym in {source_id}", who=who) as writer:
        writer.put(StoredFile, [{"id": f"{source_id}.txt", "content": changed.encode()}])
        writer.put(Coding, rows)
        writer.remove(StoredFile, [f"{source_id}{ending}" for ending in ORIGINALS])
    return len(found)


def _check(values: dict[str, str]) -> None:
    framework = load()
    for name, value in values.items():
        terms = framework.vocabularies.get(VOCABULARIES.get(name, ""), {})
        if name in VOCABULARIES and value and value not in terms:
            raise InputError(f"one of {', '.join(terms)}", column=name, found=value)
    if values.get("language") and values["language"] not in countries.languages():
        raise InputError("a language (ISO 639-1, such as da)", column="language", found=values["language"])
    if "kind" in values and not values["kind"]:
        raise InputError(f"one of {', '.join(framework.vocabularies['source_kind'])}", column="kind", found="nothing")
