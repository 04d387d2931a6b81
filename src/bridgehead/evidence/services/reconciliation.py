"""From two blind coders to one version: unlock, decide, and keep who decided what."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from bridgehead.ecosystem.models import StoredFile
from bridgehead.evidence.models import Coding, Evidence
from bridgehead.evidence.queries import coding_sessions, source_texts
from bridgehead.evidence.services.coding import JUDGED, coding, evidence_id, locator, quote_of
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotAllowed
from bridgehead.kit.receipt import Receipt

SEPARATOR = ";"


def unlock(session: str, *, by: str, who: int | None = None) -> Receipt[None]:
    """Let the coders of a session see each other's work; from now on nothing in it is coded.

    Raises
    ------
    InputError
        If nobody coded in it.
    """
    with batch(f"unlock session {session}", who=who) as writer:
        if not Coding.objects.filter(session=session).exclude(session="").exists():
            raise InputError("a session in which somebody coded", column="session", found=session)
        state = coding_sessions.session(session)
        if not state.unlocked:
            writer.put(StoredFile, [state.row(unlocked_by=by, unlocked_at=coding_sessions.now())])
    return writer.receipt(None)


def accept_coding(chosen: str, *, of: Sequence[str], by: str, who: int | None = None) -> Receipt[str]:
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
        While the session is blind.
    NotFound
        If one of them is gone.
    """
    ids, told = sorted({chosen, *of}), coding(chosen)
    with batch(f"{by} keeps {told.coder}'s passage of {len(ids)} in {told.source.title}", who=who) as writer:
        found, state = coding(chosen), _opened(ids)
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
        left = {id_: name for id_, name in state.turned_down.items() if id_ not in ids}
        writer.put(Coding, [row])
        if evidence := _evidence(found, key, ids):
            writer.put(Evidence, evidence[:1])
            writer.put(Evidence, evidence[1:])
        if left != state.turned_down:
            writer.put(StoredFile, [state.row(turned_down=left)])
    return writer.receipt(key)


def reject_codings(ids: Sequence[str], *, by: str, who: int | None = None) -> Receipt[None]:
    """Decide against a passage's codings: no reconciled one stands for them.

    Raises
    ------
    InputError
        If there is none, or they are of several sessions or sources.
    NotAllowed
        While the session is blind.
    NotFound
        If one of them is gone.
    """
    where = f" in {coding(ids[0]).source.title}" if ids else ""
    with batch(f"{by} turns down {len(ids)}{where}", who=who) as writer:
        state = _opened(ids)
        earlier = [c.pk for c in _reconciled(ids)]
        writer.remove(Evidence, [evidence_id(key) for key in earlier])
        writer.remove(Coding, earlier)
        writer.put(StoredFile, [state.row(turned_down=state.turned_down | dict.fromkeys(ids, by))])
    return writer.receipt(None)


def _opened(ids: Sequence[str]) -> coding_sessions.CodingSession:
    """The session that some codings are of, in which something can be decided."""
    found = [coding(id_) for id_ in ids]
    if len({(c.session, c.source_id) for c in found}) != 1:
        raise InputError("codings of one session and source", column="ids", found=f"{len(found)} codings")
    session = found[0].session
    if session not in coding_sessions.unlocked():
        raise NotAllowed(f"the session {session!r} is blind; unlock it first")
    return coding_sessions.session(session)


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
