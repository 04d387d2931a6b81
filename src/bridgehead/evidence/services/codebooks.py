"""Codebooks and codes: ids stay, so that renaming, moving and splitting keep every coding."""

from collections.abc import Iterable

from django.utils import timezone

from bridgehead.evidence import phrases
from bridgehead.evidence.core.qda.guids import slug
from bridgehead.evidence.models import Code, Codebook
from bridgehead.framework.loader import load_framework
from bridgehead.framework.preset_codebooks import codebooks
from bridgehead.kit.change_writer import Writer, batch
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.expectations import Expectation, expects, finds
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt


def code(id_: str) -> Code:
    """One code of a codebook.

    Raises
    ------
    NotFound
        If there is none of that id.
    """
    found = Code.objects.filter(pk=id_).first()
    if found is None:
        raise NotFound(phrases.no_own_code(id_))
    return found


def add_codebook(name: str, *, version: str = "1", viewer: Viewer) -> Receipt[str]:
    """Begin a codebook; its id.

    Raises
    ------
    InputError
        If the name is blank, or a codebook has it, whatever the case of its letters.
    """
    viewer.require(Verb.CHANGE, Resource.CODING)
    called = _name(name)
    with batch("codebook.add", viewer=viewer, name=called) as writer:
        names = dict(Codebook.objects.values_list("pk", "name"))
        _require_free(called, names.values(), expects("name_of_no_codebook"))
        names_of = {id_: {_same(preset.label), _same(preset.text)} for id_, preset in codebooks().items()}
        proposed = (id_ for id_, known in names_of.items() if _same(called) in known)
        id_ = next((own for own in proposed if own not in names), "") or _free(slug(called), set(names))
        writer.put(Codebook, [{"id": id_, "name": called, "version": version}])
    return writer.receipt(id_)


def add_code(codebook: str, *, name: str, parent: str = "", definition: str = "", viewer: Viewer) -> Receipt[str]:
    """Add an emerging code, dated today; its id. A codebook that the framework proposes begins with its first code.

    Raises
    ------
    InputError
        If the codebook does not exist, the parent is in another one, the name is blank, or a code in the same place
        has it, whatever the case of its letters.
    """
    viewer.require(Verb.CHANGE, Resource.CODING)
    called = _name(name)
    with batch("code.add", viewer=viewer, name=called) as writer:
        _ensure_book(writer, codebook)
        if parent and code(parent).codebook_id != codebook:
            raise InputError(expects("code_of_codebook"), column="parent", found=parent)
        _require_free(called, _beside(codebook, parent), NO_DOUBLE)
        (id_,) = _add(writer, codebook, [called], parent, definition)
    return writer.receipt(id_)


def split(id_: str, *, names: Iterable[str], viewer: Viewer) -> Receipt[list[str]]:
    """Add codes under a code, into which its codings can be sorted (`recoding.recode`); they keep the code until then.

    A name that stands there already adds nothing: the result has the id of its code.

    Raises
    ------
    InputError
        If a name is blank, or there is none.
    """
    viewer.require(Verb.CHANGE, Resource.CODING)
    wanted = {_same(name): _name(name) for name in names}
    if not wanted:
        raise InputError(expects("name"), column="name", found=finds("nothing"))
    with batch("code.split", id_, viewer=viewer, name=code(id_).name, names=list(wanted.values())) as writer:
        book = code(id_).codebook_id
        there = {_same(name): pk for pk, name in Code.objects.filter(parent=id_).values_list("pk", "name")}
        fresh = [name for key, name in wanted.items() if key not in there]
        there |= dict(zip(map(_same, fresh), _add(writer, book, fresh, id_, ""), strict=True))
    return writer.receipt([there[key] for key in wanted])


def rename(
    id_: str, *, name: str, definition: str | None = None, seen: int | None = None, viewer: Viewer
) -> Receipt[None]:
    """Give a code another name, and another definition if one is given.

    Parameters
    ----------
    seen
        The code's position in the change log when it was read (`change_writer.Writer.require_fresh`).

    Raises
    ------
    InputError
        If the name is blank, or a code in the same place has it.
    Stale
        If somebody changed the code since.
    """
    viewer.require(Verb.CHANGE, Resource.CODING)
    called = _name(name)
    former = code(id_).name
    action = "code.define" if called == former else "code.rename"
    with batch(action, id_, viewer=viewer, old=former, name=called) as writer:
        old = code(id_)
        row = {"id": id_, "name": called} | ({} if definition is None else {"definition": definition})
        writer.require_fresh(Code, row, seen)
        if called != old.name:
            _require_free(called, _beside(old.codebook_id, old.parent_id, but=id_), NO_DOUBLE)
        writer.put(Code, [row])
    return writer.receipt(None)


def move(id_: str, *, parent: str = "", codebook: str = "", viewer: Viewer) -> Receipt[None]:
    """Put a code under another one, or at the top of a codebook; what stands under it goes along.

    Raises
    ------
    InputError
        If the code would stand under itself, or beside another one of its name.
    """
    viewer.require(Verb.CHANGE, Resource.CODING)
    with batch("code.move", id_, viewer=viewer, name=code(id_).name) as writer:
        moved = code(id_)
        book = code(parent).codebook_id if parent else codebook or moved.codebook_id
        below = family([id_])
        if parent in below:
            raise InputError(expects("code_not_below"), column="parent", found=parent)
        if (book, parent or None) != (moved.codebook_id, moved.parent_id):
            _require_free(moved.name, _beside(book, parent, but=id_), expects("place_without_name"), "parent")
        writer.put(Code, [{"id": id_, "parent_id": parent or None, "codebook_id": book}])
        writer.put(Code, [{"id": other, "codebook_id": book} for other in below if other != id_])
    return writer.receipt(None)


def release(codebook: str, *, version: str, viewer: Viewer) -> Receipt[None]:
    """Give a codebook a version: what was coded after this was coded under it (the change log dates both)."""
    viewer.require(Verb.CHANGE, Resource.CODING)
    if not version.strip():
        raise InputError(expects("version"), column="version", found=finds("nothing"))
    name = Codebook.objects.filter(pk=codebook).values_list("name", flat=True).first()
    with batch("codebook.release", codebook, viewer=viewer, version=version.strip(), name=name or codebook) as writer:
        if not Codebook.objects.filter(pk=codebook).exists():
            raise NotFound(phrases.no_codebook(codebook))
        writer.put(Codebook, [{"id": codebook, "version": version.strip()}])
    return writer.receipt(None)


def family(ids: Iterable[str]) -> set[str]:
    """Codes and all that stand under them."""
    children: dict[str | None, list[str]] = {}
    for pk, parent in Code.objects.values_list("pk", "parent_id"):
        children.setdefault(parent, []).append(pk)
    found, waiting = set(), list(ids)
    while waiting:
        if (id_ := waiting.pop()) not in found:
            found.add(id_)
            waiting += children.get(id_, [])
    return found


def today() -> str:
    """The day on which a code emerged."""
    return timezone.localdate().isoformat()


NO_DOUBLE = expects("name_of_no_code_there")


def _name(name: str) -> str:
    if not name.strip():
        raise InputError(expects("name"), column="name", found=finds("nothing"))
    return name.strip()


def _same(name: str) -> str:
    """What two names share that are one name to a reader."""
    return name.strip().casefold()


def _require_free(name: str, taken: Iterable[str], expected: Expectation, column: str = "name") -> None:
    if _same(name) in {_same(other) for other in taken}:
        raise InputError(expected, column=column, found=name)


def _beside(codebook: str, parent: str | None, *, but: str = "") -> list[str]:
    """Names of the codes in one place."""
    there = Code.objects.filter(codebook=codebook, parent=parent or None).exclude(pk=but)
    return list(there.values_list("name", flat=True))


def _ensure_book(writer: Writer, id_: str) -> None:
    """Begin a codebook that the framework proposes, unless it is there."""
    if Codebook.objects.filter(pk=id_).exists():
        return
    preset = codebooks().get(id_)
    if preset is None:
        raise InputError(expects("codebook_id"), column="codebook", found=id_)
    writer.put(Codebook, [{"id": id_, "name": preset.label, "version": "1"}])


def _add(writer: Writer, codebook: str, names: list[str], parent: str, definition: str) -> list[str]:
    taken = set(Code.objects.values_list("pk", flat=True)) | set(load_framework().codes)
    common = {"codebook_id": codebook, "parent_id": parent or None, "definition": definition}
    rows = []
    for name in names:
        id_ = _free(f"theme.{slug(name).replace('-', '_')}", taken)
        taken.add(id_)
        rows.append({"id": id_, "name": name, "preset": "no", "created": today(), **common})
    writer.put(Code, rows)
    return [str(row["id"]) for row in rows]


def _free(id_: str, taken: set[str]) -> str:
    found, number = id_, 1
    while found in taken:
        number += 1
        found = f"{id_}-{number}"
    return found
