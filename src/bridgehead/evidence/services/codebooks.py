"""Codebooks and codes: ids stay, so that renaming, moving, merging and splitting keep every coding."""

from collections.abc import Iterable

from django.utils import timezone

from bridgehead.evidence.core.naming import slug
from bridgehead.evidence.models import Code, Codebook, Coding, Evidence
from bridgehead.framework.load import load
from bridgehead.kit.changes import batch
from bridgehead.kit.errors import InputError, NotFound


def code(id_: str) -> Code:
    """One code of a codebook.

    Raises
    ------
    NotFound
        If there is none of that id.
    """
    found = Code.objects.filter(pk=id_).first()
    if found is None:
        raise NotFound(f"there is no code {id_!r} in a codebook")
    return found


def add_codebook(name: str, *, version: str = "1", who: int | None = None) -> str:
    """Begin a codebook; its id."""
    if not name.strip():
        raise InputError("a name", column="name", found="nothing")
    id_ = _free(slug(name), set(Codebook.objects.values_list("pk", flat=True)))
    with batch(f"add codebook {name}", who=who) as writer:
        writer.put(Codebook, [{"id": id_, "name": name.strip(), "version": version}])
    return id_


def add_code(codebook: str, *, name: str, parent: str = "", definition: str = "", who: int | None = None) -> str:
    """Add an emerging code, dated today; its id.

    Raises
    ------
    InputError
        If the codebook does not exist, the parent is in another one, or the name is blank.
    """
    return _add(codebook, [name], parent, definition, who)[0]


def split(id_: str, *, names: Iterable[str], who: int | None = None) -> list[str]:
    """Add codes under a code, into which its codings can be sorted (`recode`); they keep the code until then."""
    return _add(code(id_).codebook_id, list(names), id_, "", who)


def _add(codebook: str, names: list[str], parent: str, definition: str, who: int | None) -> list[str]:
    if not names or not all(name.strip() for name in names):
        raise InputError("a name", column="name", found="nothing")
    if not Codebook.objects.filter(pk=codebook).exists():
        raise InputError("the id of a codebook", column="codebook", found=codebook)
    if parent and code(parent).codebook_id != codebook:
        raise InputError("a code of the same codebook", column="parent", found=parent)
    taken = set(Code.objects.values_list("pk", flat=True)) | set(load().codes)
    common = {"codebook_id": codebook, "parent_id": parent or None, "definition": definition}
    rows = []
    for name in names:
        id_ = _free(f"theme.{slug(name).replace('-', '_')}", taken)
        taken.add(id_)
        rows.append({"id": id_, "name": name.strip(), "preset": "no", "created": today(), **common})
    with batch(f"add code {', '.join(names)}", who=who) as writer:
        writer.put(Code, rows)
    return [str(row["id"]) for row in rows]


def rename(id_: str, *, name: str, definition: str | None = None, who: int | None = None) -> None:
    """Give a code another name, and another definition if one is given."""
    if not name.strip():
        raise InputError("a name", column="name", found="nothing")
    old = code(id_)
    changed = {"id": id_, "name": name.strip()} | ({} if definition is None else {"definition": definition})
    with batch(f"rename code {old.name} to {name}", who=who) as writer:
        writer.put(Code, [changed])


def move(id_: str, *, parent: str = "", codebook: str = "", who: int | None = None) -> None:
    """Put a code under another one, or at the top of a codebook; what stands under it goes along.

    Raises
    ------
    InputError
        If the code would stand under itself.
    """
    moved = code(id_)
    book = code(parent).codebook_id if parent else codebook or moved.codebook_id
    below = family([id_])
    if parent in below:
        raise InputError("a code that does not stand under it", column="parent", found=parent)
    with batch(f"move code {moved.name}", who=who) as writer:
        writer.put(Code, [{"id": id_, "parent_id": parent or None, "codebook_id": book}])
        writer.put(Code, [{"id": other, "codebook_id": book} for other in below if other != id_])


def merge(ids: Iterable[str], *, into: str, who: int | None = None) -> None:
    """Make several codes one: codings, evidence and codes below go to `into`, the others are removed.

    Raises
    ------
    InputError
        If `into` stands under a code that is to go.
    """
    gone = [id_ for id_ in dict.fromkeys(ids) if id_ != into]
    target = into if into in load().codes else code(into).pk
    if target in family(gone):
        raise InputError("a code that does not stand under one of them", column="into", found=into)
    below = Code.objects.filter(parent__in=gone).exclude(pk__in=gone)
    parent = target if Code.objects.filter(pk=target).exists() else None
    with batch(f"merge codes {', '.join(gone)} into {into}", who=who) as writer:
        for model in (Coding, Evidence):
            rows = model._default_manager.filter(code__in=gone).values_list("pk", flat=True)
            writer.put(model, [{"id": pk, "code": target} for pk in rows])
        writer.put(Code, [{"id": pk, "parent_id": parent} for pk in below.values_list("pk", flat=True)])
        writer.remove(Code, gone)


def recode(codings: Iterable[str], *, to: str, who: int | None = None) -> None:
    """Give codings, and the evidence they are, another code."""
    target = to if to in load().codes else code(to).pk
    keys = list(codings)
    pieces = Evidence.objects.filter(coding__in=keys).values_list("pk", flat=True)
    with batch(f"recode to {target}", who=who) as writer:
        writer.put(Coding, [{"id": key, "code": target} for key in keys])
        writer.put(Evidence, [{"id": pk, "code": target} for pk in pieces])


def release(codebook: str, *, version: str, who: int | None = None) -> None:
    """Give a codebook a version: what was coded after this was coded under it (the change log dates both)."""
    if not Codebook.objects.filter(pk=codebook).exists():
        raise NotFound(f"there is no codebook {codebook!r}")
    if not version.strip():
        raise InputError("a version", column="version", found="nothing")
    with batch(f"version {version} of codebook {codebook}", who=who) as writer:
        writer.put(Codebook, [{"id": codebook, "version": version.strip()}])


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


def _free(id_: str, taken: set[str]) -> str:
    found, number = id_, 1
    while found in taken:
        number += 1
        found = f"{id_}-{number}"
    return found
