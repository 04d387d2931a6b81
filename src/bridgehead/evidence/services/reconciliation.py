"""From two blind coders to one version: decide on each passage, and keep who decided what."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from bridgehead.evidence import phrases
from bridgehead.evidence.models import Coding, Evidence
from bridgehead.evidence.queries import coding_sessions, source_texts
from bridgehead.evidence.services.coding import JUDGED, about_coding, coding, evidence_id, locator, quote_of
from bridgehead.evidence.services.coding_sessions import COMMAND
from bridgehead.kit.change_writer import batch
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
    ids, told = sorted({chosen, *of}), coding(chosen)
    with batch("coding.accept", chosen, viewer=viewer, **about_coding(told)) as writer:
        found = coding(chosen)
        _require_open(ids)
        earlier = list(_reconciled(ids))
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
        _require_open(ids)
        earlier = [c.pk for c in _reconciled(ids)]
        writer.remove(Evidence, [evidence_id(key) for key in earlier])
        writer.remove(Coding, earlier)
        writer.put(Coding, [{"id": id_, "rejected_by": viewer.name or COMMAND} for id_ in dict.fromkeys(ids)])
    return writer.receipt(None)


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
