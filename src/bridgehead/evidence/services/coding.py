"""Coding: applying codes to passages, judging them, taking them away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from bridgehead.ecosystem.models import Activity, Actor, Source
from bridgehead.evidence import sessions, texts
from bridgehead.evidence.core.units import page_of
from bridgehead.evidence.models import Code, Coding, Evidence
from bridgehead.framework.load import load
from bridgehead.kit.changes import batch
from bridgehead.kit.errors import InputError, NotAllowed, NotFound
from bridgehead.kit.limits import TEXT_LENGTH

TERMS = {"direction": "direction", "origin": "origin", "mechanism": "mechanism"}


@dataclass(frozen=True)
class Judgement:
    """What makes a coding evidence: about whom, which way, how much, from where."""

    actor: str = ""
    direction: str = ""
    salience: int | None = None
    origin: str = ""
    mechanism: str = ""
    activity: str = ""
    summary: str = ""
    translation: str = ""


def code_passage(  # noqa: PLR0913 a passage, what it is coded with, and by whom
    source_id: str,
    *,
    start: int | None,
    end: int | None,
    codes: Iterable[str],
    coder: str,
    session: str = "",
    memo: str = "",
    judgement: "Judgement | None" = None,
    who: int | None = None,
) -> list[str]:
    """Apply codes to a passage, or to a whole source without positions; the ids of the codings.

    Parameters
    ----------
    judgement
        What the passage shows, if that is said at once: each of the codings is evidence then.

    Raises
    ------
    InputError
        If there is no code, or the passage lies outside the text or is empty.
    NotAllowed
        If the session was unlocked: what was compared does not change any more.
    """
    wanted = list(dict.fromkeys(codes))
    _check_codes(wanted)
    if session and sessions.session(session).unlocked:
        raise NotAllowed(f"the session {session!r} was unlocked; code on in the next one")
    text = texts.text_of(texts.source(source_id).pk)
    if start is not None and (end is None or not 0 <= start < end <= len(text)):
        raise InputError(f"a passage within 0 and {len(text):,}", column="start", found=f"{start} to {end}")
    place = {"source_id": source_id, "start": start, "end": end, "coder": coder, "session": session}
    rows = [{"id": str(uuid4()), "code": code, "memo": memo[:TEXT_LENGTH], **place} for code in wanted]
    if judgement is not None:
        _check_judgement(judgement)
    with batch(f"code {source_id} with {', '.join(wanted)}", who=who) as writer:
        writer.put(Coding, rows)
        if judgement is not None:
            writer.put(Evidence, [_evidence(Coding(**row), judgement, text) for row in rows])
    return [str(row["id"]) for row in rows]


def coding(id_: str) -> Coding:
    """One coding.

    Raises
    ------
    NotFound
        If there is none of that id.
    """
    found = Coding.objects.select_related("source").filter(pk=id_).first()
    if found is None:
        raise NotFound(f"there is no coding {id_!r}")
    return found


def set_memo(id_: str, *, memo: str, who: int | None = None) -> None:
    """Write the memo of a coding."""
    coding(id_)
    with batch(f"memo of {id_}", who=who) as writer:
        writer.put(Coding, [{"id": id_, "memo": memo[:TEXT_LENGTH]}])


def remove_codings(ids: Iterable[str], *, who: int | None = None) -> None:
    """Take codings away, with the evidence they are."""
    keys = list(ids)
    pieces = list(Evidence.objects.filter(coding__in=keys).values_list("pk", flat=True))
    with batch(f"remove codings {', '.join(keys)}", who=who) as writer:
        writer.remove(Evidence, pieces)
        writer.remove(Coding, keys)


def judge(id_: str, judgement: Judgement, *, who: int | None = None) -> str:
    """Make a coding evidence, or change the evidence that it is; the id of the evidence.

    Raises
    ------
    InputError
        If the actor, the activity or a term does not exist.
    """
    found = coding(id_)
    _check_judgement(judgement)
    row = _evidence(found, judgement, texts.text_of(found.source_id))
    with batch(f"judge {id_}", who=who) as writer:
        writer.put(Evidence, [row])
    return str(row["id"])


def _evidence(found: Coding, judgement: Judgement, text: str) -> dict[str, Any]:
    return {
        "id": evidence_id(found.pk),
        "actor_id": judgement.actor or None,
        "code": found.code,
        "direction": judgement.direction,
        "salience": judgement.salience,
        "origin": judgement.origin,
        "mechanism": judgement.mechanism,
        "activity_id": judgement.activity or None,
        "source_id": found.source_id,
        "locator": locator(text, found.start, found.end),
        "coding_id": found.pk,
        "summary": judgement.summary[:TEXT_LENGTH],
        "quote": "" if found.start is None else text[found.start : found.end][:TEXT_LENGTH],
        "language": Source.objects.values_list("language", flat=True).get(pk=found.source_id),
        "translation": judgement.translation[:TEXT_LENGTH],
        "coder": found.coder,
    }


def evidence_id(coding_id: str) -> str:
    """The id of the evidence that a coding is."""
    return f"coding-{coding_id}"


def locator(text: str, start: int | None, end: int | None) -> str:
    """Where a passage stands, in words."""
    if start is None:
        return ""
    page = page_of(text, start)
    return f"{f'page {page}, ' if page else ''}characters {start}–{end}"


def _check_codes(codes: list[str]) -> None:
    known = set(load().codes) | set(Code.objects.filter(pk__in=codes).values_list("pk", flat=True))
    missing = next((code for code in codes if code not in known), None)
    if missing is not None or not codes:
        raise InputError("the id of a code", column="code", found=missing or "nothing")


def _check_judgement(judgement: Judgement) -> None:
    vocabularies: Mapping[str, Mapping[str, str]] = load().vocabularies
    for name, vocabulary in TERMS.items():
        value = getattr(judgement, name)
        if value and value not in vocabularies[vocabulary]:
            raise InputError(f"one of {', '.join(vocabularies[vocabulary])}", column=name, found=value)
    if judgement.salience not in (None, 1, 2, 3):
        raise InputError("1, 2 or 3", column="salience", found=judgement.salience)
    for name, id_, model in (("actor", judgement.actor, Actor), ("activity", judgement.activity, Activity)):
        if id_ and not model._default_manager.filter(pk=id_).exists():
            raise InputError(f"the id of an {name}", column=name, found=id_)
