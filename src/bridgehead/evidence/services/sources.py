"""Documents into the workspace as sources, and their appraisal."""

import re
import unicodedata
from pathlib import Path
from typing import Any

from bridgehead.ecosystem.models import Source, StoredFile
from bridgehead.evidence import phrases
from bridgehead.evidence.core.document_text import text_of
from bridgehead.evidence.core.qda.guids import file_of, slug
from bridgehead.evidence.models import Coding
from bridgehead.evidence.queries import source_texts
from bridgehead.evidence.queries.sources import source_title
from bridgehead.kit import change_log, checks
from bridgehead.kit.change_writer import batch
from bridgehead.kit.csv_files import content_of
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.readable_ids import FreeIds
from bridgehead.kit.receipt import Receipt

ORIGINALS = (".pdf", ".docx")


def import_document(path: Path, *, kind: str = "document", language: str = "", viewer: Viewer) -> Receipt[str]:
    """Read a document into a source of its own; the id of that source.

    The same name again updates the source, unless somebody has coded another text of it.

    Raises
    ------
    InputError
        If the file cannot be read, or passages of a different text were coded.
    """
    viewer.require_some(Verb.CHANGE, Resource.SOURCE)
    return add_document(content_of(path), path.name, kind=kind, language=language, viewer=viewer)


def add_document(
    content: bytes, name: str, *, kind: str = "document", language: str = "", into: str = "", viewer: Viewer
) -> Receipt[str]:
    """A document's content into a source named after its file, or `into` one that is there; see `import_document`."""
    viewer.require_some(Verb.CHANGE, Resource.SOURCE)
    text = text_of(content, name)
    title = Path(name).stem
    _check(kind=kind, language=language)
    with batch("source.add", viewer=viewer, name=source_title(into) if into else title) as writer:
        id_ = source_texts.source(into).pk if into else _id_of(title, text)
        if Source.objects.filter(pk=id_).exists():
            _require_change(id_, viewer)
        coded = Coding.objects.filter(source=id_)
        if source_texts.text_of(id_) not in ("", text) and coded.exists():
            sentence = phrases.other_text(source_title(id_), coded.count())
            raise InputError("", file=name, found=finds("different_text"), sentence=sentence)
        files = {source_texts.file_of(id_): text.encode()}
        if (ending := Path(name).suffix.lower()) in ORIGINALS:
            files[file_of(id_, ending)] = content
        writer.put(StoredFile, ({"id": name, "content": content} for name, content in files.items()))
        row = {"id": id_, "title": title, "kind": kind, "file": source_texts.file_of(id_), "language": language}
        writer.put(Source, [row], keep=("title", "kind", "language"))
    return writer.receipt(id_)


def _id_of(title: str, text: str) -> str:
    """The source of this title or text whose id is made of it, else a free id: several titles may make the same."""
    stem = slug(title)
    made = re.compile(rf"{re.escape(stem)}(-\d+)?")
    titles = dict(Source.objects.filter(pk__startswith=stem).values_list("pk", "title"))
    own = [id_ for id_ in sorted(titles, key=lambda id_: (len(id_), id_)) if made.fullmatch(id_)]
    called = (id_ for id_ in own if _folded(titles[id_]) == _folded(title))
    saying = (id_ for id_ in own if source_texts.text_of(id_) == text)
    return next(called, "") or next(saying, "") or FreeIds(titles).free(stem)


def _folded(title: str) -> str:
    return unicodedata.normalize("NFC", title).casefold()


def describe(source_id: str, *, seen: int | None = None, viewer: Viewer, **values: str) -> Receipt[None]:
    """Set what is known of a source: title, kind, language, date, appraisal, confidentiality, consent.

    Parameters
    ----------
    seen
        The source's position in the change log when it was read (`change_writer.Writer.require_fresh`).

    Raises
    ------
    InputError
        If a value is not one that the field takes.
    NotFound
        If there is no such source.
    Stale
        If somebody changed one of these since.
    """
    _require_change(source_id, viewer)
    with batch("source.describe", source_id, viewer=viewer, name=source_title(source_id)) as writer:
        row = {"id": source_texts.source(source_id).pk, **values}
        writer.require_fresh(Source, row, seen)
        writer.put(Source, [row])
    return writer.receipt(None)


def pseudonymise(source_id: str, *, name: str, pseudonym: str, viewer: Viewer) -> Receipt[int]:
    """Put a pseudonym for a name throughout a source's text; how often it stood there.

    Positions of codings follow. The document that the text was taken from is removed, since it has the name.

    Raises
    ------
    InputError
        If the name does not stand in the text as words of its own.
    """
    _require_change(source_id, viewer)
    for column, said in (("name", name), ("pseudonym", pseudonym)):
        if not said.strip():
            raise InputError(expects("name_and_pseudonym"), column=column, found=finds("nothing"))
    with batch("source.pseudonymise", source_id, viewer=viewer, name=source_title(source_id)) as writer:
        text = source_texts.text_of(source_texts.source(source_id).pk)
        found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
        if not found:
            raise InputError(expects("name_in_text"), column="name", found=name)
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
        writer.put(StoredFile, [{"id": source_texts.file_of(source_id), "content": changed.encode()}])
        writer.put(Coding, rows)
        originals = [file_of(source_id, ending) for ending in ORIGINALS]
        writer.remove(StoredFile, originals)
        if Source.objects.filter(pk=source_id, file__in=originals).exists():  # it may name no file that is gone
            writer.put(Source, [{"id": source_id, "file": source_texts.file_of(source_id)}])
    return writer.receipt(len(found))


def _require_change(source_id: str, viewer: Viewer) -> None:
    viewer.require_some(Verb.CHANGE, Resource.SOURCE)
    viewer.require(Verb.CHANGE, Resource.SOURCE, by=change_log.author_of(Source, source_id))


def _check(**values: str) -> None:
    for name, value in values.items():
        field: Any = Source._meta.get_field(name)
        if checks.unmet(field, value) is not None:
            raise InputError(checks.expected(field), column=name, found=value or finds("nothing"))
