"""From two blind coders to one version: unlock, decide, and keep who decided what."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from bridgehead.ecosystem.models import StoredFile
from bridgehead.evidence import sessions, texts
from bridgehead.evidence.models import Coding, Evidence
from bridgehead.evidence.services.coding import coding, evidence_id, locator
from bridgehead.kit.changes import batch
from bridgehead.kit.errors import InputError, NotAllowed

SEPARATOR = ";"
JUDGED = ("actor_id", "direction", "salience", "origin", "mechanism", "activity_id", "summary", "translation")


def unlock(session: str, *, by: str, who: int | None = None) -> None:
    """Let the coders of a session see each other's work; from now on nothing in it is coded.

    Raises
    ------
    InputError
        If nobody coded in it.
    """
    if not Coding.objects.filter(session=session).exclude(session="").exists():
        raise InputError("a session in which somebody coded", column="session", found=session)
    state = sessions.session(session)
    if state.unlocked:
        return
    with batch(f"unlock session {session}", who=who) as writer:
        writer.put(StoredFile, [state.row(unlocked_by=by, unlocked_at=sessions.now())])


def keep(chosen: str, *, of: Sequence[str], by: str, who: int | None = None) -> str:
    """Decide for a coding: it stands reconciled for all of the passage; the id of the reconciled one.

    Parameters
    ----------
    chosen
        The coding whose positions, memo and judgement are taken.
    of
        Every coding of the passage, the chosen one among them.

    Raises
    ------
    NotAllowed
        While the session is blind.
    """
    found = coding(chosen)
    ids = sorted({chosen, *of})
    _check_open(found.session)
    state = sessions.session(found.session)
    earlier = list(_reconciled(ids))
    key = earlier[0].pk if earlier else str(uuid4())
    row = {
        "id": key,
        "source_id": found.source_id,
        "start": found.start,
        "end": found.end,
        "code": found.code,
        "coder": sessions.RECONCILED,
        "session": found.session,
        "reconciled_from": SEPARATOR.join(ids),
        "memo": found.memo,
    }
    left = {id_: name for id_, name in state.turned_down.items() if id_ not in ids}
    with batch(f"{by} keeps {found.coder}'s passage of {len(ids)} in {found.source.title}", who=who) as writer:
        writer.put(Coding, [row])
        if evidence := _evidence(found, key, ids):
            writer.put(Evidence, evidence[:1])
            writer.put(Evidence, evidence[1:])
        if left != state.turned_down:
            writer.put(StoredFile, [state.row(turned_down=left)])
    return key


def turn_down(ids: Sequence[str], *, by: str, who: int | None = None) -> None:
    """Decide against a passage's codings: no reconciled one stands for them.

    Raises
    ------
    NotAllowed
        While the session is blind.
    """
    found = [coding(id_) for id_ in ids]
    session = found[0].session
    _check_open(session)
    state = sessions.session(session)
    earlier = [c.pk for c in _reconciled(ids)]
    with batch(f"{by} turns down {len(ids)} in {found[0].source.title}", who=who) as writer:
        writer.remove(Evidence, [evidence_id(key) for key in earlier])
        writer.remove(Coding, earlier)
        writer.put(StoredFile, [state.row(turned_down=state.turned_down | dict.fromkeys(ids, by))])


def _check_open(session: str) -> None:
    if session not in sessions.unlocked():
        raise NotAllowed(f"the session {session!r} is blind; unlock it first")


def _reconciled(ids: Sequence[str]) -> list[Coding]:
    """Reconciled codings that stand for one of these."""
    source = coding(ids[0]).source_id
    found = Coding.objects.filter(source=source, coder=sessions.RECONCILED)
    return [c for c in found if set(c.reconciled_from.split(SEPARATOR)) & set(ids)]


def _evidence(chosen: Coding, key: str, ids: Sequence[str]) -> list[dict[str, Any]]:
    """The reconciled evidence, then the others with its locator: rows of one locator are one passage (§2)."""
    pieces = {e.coding_id: e for e in Evidence.objects.filter(coding__in=ids)}
    judged = pieces.get(chosen.pk) or next(iter(pieces.values()), None)
    if judged is None:
        return []
    text = texts.text_of(chosen.source_id)
    place = locator(text, chosen.start, chosen.end)
    quote = "" if chosen.start is None else text[chosen.start : chosen.end]
    row = {name: getattr(judged, name) for name in JUDGED} | {
        "id": evidence_id(key),
        "code": chosen.code,
        "source_id": chosen.source_id,
        "locator": place,
        "coding_id": key,
        "quote": quote,
        "language": judged.language,
        "date": judged.date,
        "coder": sessions.RECONCILED,
    }
    return [row, *({"id": e.pk, "locator": place} for e in pieces.values())]
