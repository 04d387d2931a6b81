"""What is coded gets another code: codes become one, passages are sorted into others."""

from collections.abc import Iterable

from bridgehead.evidence.models import Code, Coding, Evidence, MatrixSummary
from bridgehead.evidence.queries import coding_sessions
from bridgehead.evidence.queries.codes import labels
from bridgehead.evidence.services.codebooks import code, family
from bridgehead.framework.loader import load_framework
from bridgehead.kit.change_writer import Writer, batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt


def merge(ids: Iterable[str], *, into: str, viewer: Viewer) -> Receipt[None]:
    """Make several codes one: codings, evidence and codes below go to `into`, the others are removed.

    Codes that are gone already are passed over.

    Raises
    ------
    InputError
        If `into` stands under a code that is to go.
    """
    viewer.require(Verb.CHANGE, Resource.CODING)
    gone = [id_ for id_ in dict.fromkeys(ids) if id_ != into]
    names = labels({into, *gone})
    told = [names[id_] for id_ in gone]
    with batch("code.merge", into, viewer=viewer, names=told, into=names[into]) as writer:
        target = into if into in load_framework().codes else code(into).pk
        if target in family(gone):
            raise InputError(expects("code_not_below_these"), column="into", found=into)
        below = Code.objects.filter(parent__in=gone).exclude(pk__in=gone)
        parent = target if Code.objects.filter(pk=target).exists() else None
        for model in (Coding, Evidence):
            rows = model._default_manager.filter(code__in=gone).values_list("pk", flat=True)
            writer.put(model, [{"id": pk, "code": target} for pk in rows])
        _merge_summaries(writer, gone, target)
        writer.put(Code, [{"id": pk, "parent_id": parent} for pk in below.values_list("pk", flat=True)])
        writer.remove(Code, gone)
    return writer.receipt(None)


def _merge_summaries(writer: Writer, gone: list[str], target: str) -> None:
    """Move the summaries of matrix cells to another code; where a cell has several, they become one text."""
    moved = list(MatrixSummary.objects.filter(code__in=gone).order_by("pk"))
    texts: dict[tuple[str | None, str | None], list[str]] = {}
    for summary in (*MatrixSummary.objects.filter(code=target), *moved):
        texts.setdefault((summary.actor_id, summary.source_id), []).append(summary.summary)
    rows = [{"actor_id": s.actor_id, "source_id": s.source_id, "code": target} for s in moved]
    joined = {
        MatrixSummary.key_of(row): {**row, "summary": "\n\n".join(texts[row["actor_id"], row["source_id"]])}
        for row in rows
    }
    writer.remove(MatrixSummary, [s.pk for s in moved])
    writer.put(MatrixSummary, [{"id": key, **row} for key, row in joined.items()])


def recode(codings: Iterable[str], *, to: str, of: str = "", viewer: Viewer) -> Receipt[None]:
    """Give codings, and the evidence they are, another code.

    Parameters
    ----------
    of
        The code that they have: a coding that somebody gave a third one meanwhile is left as it is. Blank for any.
    viewer
        Whoever recodes, and only what they may see.

    Raises
    ------
    InputError
        If none of them is left.
    """
    viewer.require(Verb.CHANGE, Resource.CODING)
    keys = list(codings)
    with batch("coding.recode", to, viewer=viewer, count=len(keys), code=labels([to])[to]) as writer:
        target = to if to in load_framework().codes else code(to).pk
        found = coding_sessions.seen_by(viewer)
        found = found.filter(pk__in=keys, code__in=(of, target)) if of else found.filter(pk__in=keys)
        kept = list(found.values_list("pk", flat=True))
        if not kept:
            raise InputError(expects("passage_with_code"), column="coding", found=finds("none"))
        pieces = Evidence.objects.filter(coding__in=kept).values_list("pk", flat=True)
        writer.put(Coding, [{"id": key, "code": target} for key in kept])
        writer.put(Evidence, [{"id": pk, "code": target} for pk in pieces])
    return writer.receipt(None)
