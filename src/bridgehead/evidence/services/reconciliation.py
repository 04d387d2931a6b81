"""From two blind coders to one version: decide on each passage, and keep who decided what."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from bridgehead.evidence import phrases
from bridgehead.evidence.models import Coding, Evidence
from bridgehead.evidence.queries import coding_sessions, source_texts
from bridgehead.evidence.services.coding import JUDGED, about_coding, coding, evidence_id, locator, quote_of
from bridgehead.evidence.services.coding_sessions import COMMAND
from bridgehead.kit.change_writer import Writer, batch
from bridgehead.kit.errors import InputError, NotAllowed
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt

SEPARATOR = ";"


def accept_coding(chosen: str, *, of: Sequence[str], viewer: Viewer) -> Receipt[str]:
    """Decide for a coding: it stands reconciled for all of the passage; the id of the reconciled one.

    Parameters
    ----------
    chosen
        The coding whose positions, memo and judgement are taken.
    of
        Every coding of the passage, the chosen one among them.

    Raises
    ------
    InputError
        If one of them is of another session or source.
    NotAllowed
        While the round is not open.
    NotFound
        If one of them is gone.
    """
    viewer.require(Verb.CHANGE, Resource.CODING)
    with batch("coding.accept", chosen, viewer=viewer, **about_coding(coding(chosen))) as writer:
        key = _accept(writer, chosen, sorted({chosen, *of}))
    return writer.receipt(key)


def reject_codings(ids: Sequence[str], *, viewer: Viewer) -> Receipt[None]:
    """Decide against a passage's codings: no reconciled one stands for them.

    Raises
    ------
    InputError
        If there is none, or they are of several sessions or sources.
    NotAllowed
        While the round is not open.
    NotFound
        If one of them is gone.
    """
    viewer.require(Verb.CHANGE, Resource.CODING)
    if not ids:
        raise InputError(expects("one_coding"), column="ids", found=finds("none"))
    with batch("coding.reject", ids[0], viewer=viewer, **about_coding(coding(ids[0]))) as writer:
        _reject(writer, ids, viewer)
    return writer.receipt(None)


def decide_passages(passages: Sequence[Sequence[str]], coder: str, *, viewer: Viewer) -> Receipt[int]:
    """Decide on several passages at once: for one coder's codings, or against all of them.

    Parameters
    ----------
    passages
        The codings of each passage.
    coder
        Whose codings are accepted; blank to reject the passages.

    Returns
    -------
    Receipt
        How many passages were decided. One in which the coder has no coding, or several, is left as it is.

    Raises
    ------
    InputError
        If there is no passage, or one has codings of several sessions or sources.
    NotAllowed
        While the round is not open.
    NotFound
        If a coding is gone.
    """
    viewer.require(Verb.CHANGE, Resource.CODING)
    if not passages or not all(passages):
        raise InputError(expects("one_coding"), column="ids", found=finds("none"))
    decisions = [(ids, chosen) for ids in passages if (chosen := _coding_of(coder, ids)) is not None]
    if not decisions:
        return Receipt(0, None)
    told = {"source": about_coding(coding(passages[0][0]))["source"], "count": len(decisions)}
    with batch("coding.decide", passages[0][0], viewer=viewer, **told) as writer:
        for ids, chosen in decisions:
            if chosen:
                _accept(writer, chosen, sorted(set(ids)))
            else:
                _reject(writer, ids, viewer)
    return writer.receipt(len(decisions))


def _coding_of(coder: str, ids: Sequence[str]) -> str | None:
    """A coder's one coding among some; None where there is none or several, blank for nobody's."""
    own = [found.pk for found in map(coding, ids) if found.coder == coder]
    return (own[0] if len(own) == 1 else None) if coder else ""


def _accept(writer: Writer, chosen: str, ids: Sequence[str]) -> str:
    """Let a coding stand for the codings of its passage; the id of the reconciled one."""
    found = coding(chosen)
    _require_open(ids)
    earlier = _reconciled(ids)
    key = earlier[0].pk if earlier else str(uuid4())
    row = {
        "id": key,
        "source_id": found.source_id,
        "start": found.start,
        "end": found.end,
        "code": found.code,
        "coder": coding_sessions.RECONCILED,
        "session": found.session,
        "reconciled_from": SEPARATOR.join(ids),
        "memo": found.memo,
    }
    writer.put(Coding, [row])
    if evidence := _evidence(found, key, ids):
        writer.put(Evidence, evidence[:1])
        writer.put(Evidence, evidence[1:])
    writer.put(Coding, [{"id": id_, "rejected_by": ""} for id_ in ids])
    return key


def _reject(writer: Writer, ids: Sequence[str], viewer: Viewer) -> None:
    """Let no coding stand for those of a passage."""
    _require_open(ids)
    earlier = [c.pk for c in _reconciled(ids)]
    writer.remove(Evidence, [evidence_id(key) for key in earlier])
    writer.remove(Coding, earlier)
    writer.put(Coding, [{"id": id_, "rejected_by": viewer.name or COMMAND} for id_ in dict.fromkeys(ids)])


def _require_open(ids: Sequence[str]) -> None:
    """Refuse a decision on codings of several rounds or sources, or of a round that nobody opened."""
    found = [coding(id_) for id_ in ids]
    if len({(c.session, c.source_id) for c in found}) != 1:
        raise InputError(expects("codings_of_one_round"), column="ids", found=finds("codings", count=len(found)))
    session = found[0].session
    if session not in coding_sessions.opened():
        raise NotAllowed(phrases.round_not_open(session))


def _reconciled(ids: Sequence[str]) -> list[Coding]:
    """Reconciled codings that stand for one of these."""
    source = coding(ids[0]).source_id
    found = Coding.objects.filter(source=source, coder=coding_sessions.RECONCILED)
    return [c for c in found if set(c.reconciled_from.split(SEPARATOR)) & set(ids)]


def _evidence(chosen: Coding, key: str, ids: Sequence[str]) -> list[dict[str, Any]]:
    """The reconciled evidence, then the others with its locator: rows of one locator are one passage (§2)."""
    pieces = {e.coding_id: e for e in Evidence.objects.filter(coding__in=ids)}
    judged = pieces.get(chosen.pk) or next(iter(pieces.values()), None)
    if judged is None:
        return []
    text = source_texts.text_of(chosen.source_id)
    place = locator(text, chosen.start, chosen.end)
    row = {name: getattr(judged, name) for name in JUDGED} | {
        "id": evidence_id(key),
        "code": chosen.code,
        "source_id": chosen.source_id,
        "locator": place,
        "coding_id": key,
        "quote": quote_of(text, chosen.start, chosen.end),
        "language": judged.language,
        "date": judged.date,
        "coder": coding_sessions.RECONCILED,
    }
    return [row, *({"id": e.pk, "locator": place} for e in pieces.values())]
