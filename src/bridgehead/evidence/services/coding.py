"""Coding: applying codes to passages, judging them, taking them away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from bridgehead.ecosystem.models import Activity, Actor, Source
from bridgehead.evidence import phrases
from bridgehead.evidence.core.text_units import page_of
from bridgehead.evidence.models import Code, Coding, Evidence
from bridgehead.evidence.queries import coding_sessions, source_texts
from bridgehead.evidence.queries.codes import labels
from bridgehead.evidence.queries.sources import source_title
from bridgehead.evidence.services.coding_sessions import ensure_sessions
from bridgehead.framework.loader import load_framework
from bridgehead.kit.change_writer import Writer, batch
from bridgehead.kit.checks import BLANKS
from bridgehead.kit.errors import InputError, NotAllowed, NotFound, shorten
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.field_limits import TEXT_LENGTH
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt

TERMS = {"direction": "direction", "origin": "origin", "mechanism": "mechanism"}
JUDGED = ("actor_id", "direction", "salience", "origin", "mechanism", "activity_id", "summary", "translation")


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
    coder: str = "",
    session: str | None = "",
    memo: str = "",
    judgement: "Judgement | None" = None,
    viewer: Viewer,
) -> Receipt[list[str]]:
    """Apply codes to a passage, or to a whole source without positions; the ids of the codings.

    A passage that the coder gave the code in this session already has its coding: what is new is added to it.
    Where it is judged of somebody else, it gets another one: a passage may show something of several.

    Parameters
    ----------
    coder
        Who coded; blank for the viewer.
    session
        None for the one that is open (`coding_sessions.current`).
    judgement
        What the passage shows, if that is said at once: each of the codings is evidence then.

    Raises
    ------
    InputError
        If there is no code, the passage lies outside the text or is empty, or its coding has another memo or
        judgement.
    NotAllowed
        If the session was unlocked: what was compared does not change any more.
    """
    viewer.require(Verb.CHANGE, Resource.CODING, by=_by(coder or viewer.name, viewer))
    wanted = list(dict.fromkeys(codes))
    names = labels(wanted)
    about: dict[str, Any] = {"codes": [names[code] for code in wanted], "source": source_title(source_id)}
    with batch("coding.add", source_id, viewer=viewer, **about) as writer:
        round_ = coding_sessions.current() if session is None else session
        _check_codes(wanted)
        if round_ and coding_sessions.session(round_).is_open:
            raise NotAllowed(phrases.round_closed(round_))
        text = source_texts.text_of(source_texts.source(source_id).pk)
        if start is not None and (end is None or not 0 <= start < end <= len(text)):
            raise InputError(
                expects("passage_up_to", end=len(text)),
                column="start",
                found=finds("span", start=str(start), end=str(end)),
            )
        place = {"source_id": source_id, "start": start, "end": end, "coder": coder or viewer.name, "session": round_}
        there = _there(place, wanted, judgement)
        rows = [{"id": there.get(code) or str(uuid4()), "code": code, "memo": memo, **place} for code in wanted]
        ensure_sessions(writer, [round_])
        _complete(writer, Coding, rows, ["memo"])
        if judgement is not None:
            _check_judgement(judgement)
            _complete(writer, Evidence, [_evidence(Coding(**row), judgement, text) for row in rows], JUDGED)
    return writer.receipt([str(row["id"]) for row in rows])


def _there(place: dict[str, Any], codes: list[str], judgement: Judgement | None) -> dict[str, str]:
    """The codings that a passage has, by code; those that are evidence on another actor are none of them."""
    actor = judgement.actor if judgement is not None else ""
    found = Coding.objects.filter(**place, code__in=codes).order_by("-pk").values_list("code", "pk", "evidence__actor")
    return {code: pk for code, pk, of in found if not actor or of in (None, actor)}


def _complete(
    writer: Writer, model: type[Coding] | type[Evidence], rows: list[dict[str, Any]], names: Iterable[str]
) -> None:
    """Write rows, new ones and what existing ones lack.

    Raises
    ------
    InputError
        If an existing one has something else under one of these names.
    """
    stored = model._default_manager.in_bulk([row["id"] for row in rows])
    for row in rows:
        for name in names if row["id"] in stored else ():
            value, held = row[name], getattr(stored[row["id"]], name)
            if value not in BLANKS and held not in BLANKS and held != value:
                sentence = phrases.says_otherwise(shorten(str(held)))
                raise InputError("", column=name.removesuffix("_id"), found=value, sentence=sentence)
    writer.put(model, rows, keep_blank=True)


def coding(id_: str) -> Coding:
    """One coding.

    Raises
    ------
    NotFound
        If there is none of that id.
    """
    found = Coding.objects.select_related("source").filter(pk=id_).first()
    if found is None:
        raise NotFound(phrases.no_coding(id_))
    return found


def _visible(id_: str, viewer: Viewer) -> Coding:
    """A coding that the viewer may see: another's in a round that is not open does not exist for them."""
    if not coding_sessions.seen_by(viewer).filter(pk=id_).exists():
        raise NotFound(phrases.no_coding(id_))
    return coding(id_)


def _by(coder: str, viewer: Viewer) -> int | None:
    """The account of a coder, if it is the viewer's."""
    return viewer.id if coder == viewer.name else None


def _require_change(id_: str, viewer: Viewer) -> None:
    viewer.require_some(Verb.CHANGE, Resource.CODING)
    viewer.require(Verb.CHANGE, Resource.CODING, by=_by(_visible(id_, viewer).coder, viewer))


def about_coding(found: Coding) -> dict[str, Any]:
    """What the change log says a coding is."""
    return {"code": labels([found.code])[found.code], "source": found.source.title}


def set_memo(id_: str, *, memo: str, seen: int | None = None, viewer: Viewer) -> Receipt[None]:
    """Write the memo of a coding.

    Parameters
    ----------
    seen
        The coding's position in the change log when it was read (`change_writer.Writer.require_fresh`).

    Raises
    ------
    NotFound
        If there is no such coding.
    Stale
        If somebody wrote another memo since.
    """
    _require_change(id_, viewer)
    with batch("coding.note", id_, viewer=viewer, **about_coding(_visible(id_, viewer))) as writer:
        row = {"id": _visible(id_, viewer).pk, "memo": memo}
        writer.require_fresh(Coding, row, seen)
        writer.put(Coding, [row])
    return writer.receipt(None)


def remove_codings(ids: Iterable[str], *, viewer: Viewer) -> Receipt[None]:
    """Take codings away, with the evidence they are; those that are gone or not visible are passed over."""
    viewer.require_some(Verb.REMOVE, Resource.CODING)
    asked = list(ids)
    with batch("coding.remove", viewer=viewer, count=len(asked)) as writer:
        keys = list(coding_sessions.seen_by(viewer).filter(pk__in=asked).values_list("pk", flat=True))
        writer.remove(Evidence, list(Evidence.objects.filter(coding__in=keys).values_list("pk", flat=True)))
        writer.remove(Coding, keys)
    return writer.receipt(None)


def judge(id_: str, judgement: Judgement, *, seen: int | None = None, viewer: Viewer) -> Receipt[str]:
    """Make a coding evidence, or change the evidence that it is; the id of the evidence.

    Parameters
    ----------
    seen
        The evidence's position in the change log when it was read, 0 where there was none.

    Raises
    ------
    InputError
        If the actor, the activity or a term does not exist.
    NotFound
        If there is no such coding.
    Stale
        If somebody judged otherwise since.
    """
    _require_change(id_, viewer)
    with batch("coding.judge", id_, viewer=viewer, **about_coding(_visible(id_, viewer))) as writer:
        found = _visible(id_, viewer)
        _check_judgement(judgement)
        row = _evidence(found, judgement, source_texts.text_of(found.source_id))
        writer.require_fresh(Evidence, {"id": row["id"]} | {name: row[name] for name in JUDGED}, seen)
        writer.put(Evidence, [row])
    return writer.receipt(str(row["id"]))


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
        "summary": judgement.summary,
        "quote": quote_of(text, found.start, found.end),
        "language": Source.objects.values_list("language", flat=True).get(pk=found.source_id),
        "translation": judgement.translation,
        "coder": found.coder,
    }


def evidence_id(coding_id: str) -> str:
    """The id of the evidence that a coding is."""
    return f"coding-{coding_id}"


def quote_of(text: str, start: int | None, end: int | None) -> str:
    """A passage's words, as many as the field holds."""
    return "" if start is None else text[start:end][:TEXT_LENGTH]


def locator(text: str, start: int | None, end: int | None) -> str:
    """Where a passage stands, in words."""
    if start is None:
        return ""
    page = page_of(text, start)
    return f"{f'page {page}, ' if page else ''}characters {start}–{end}"


def _check_codes(codes: list[str]) -> None:
    known = set(load_framework().codes) | set(Code.objects.filter(pk__in=codes).values_list("pk", flat=True))
    missing = next((code for code in codes if code not in known), None)
    if missing is not None or not codes:
        raise InputError(expects("code_id"), column="code", found=missing or finds("nothing"))


def _check_judgement(judgement: Judgement) -> None:
    vocabularies: Mapping[str, Mapping[str, str]] = load_framework().vocabularies
    for name, vocabulary in TERMS.items():
        value = getattr(judgement, name)
        if value and value not in vocabularies[vocabulary]:
            raise InputError(expects("one_of", options=vocabularies[vocabulary]), column=name, found=value)
    if judgement.salience not in (None, 1, 2, 3):
        raise InputError(expects("salience"), column="salience", found=judgement.salience)
    for name, id_, model in (("actor", judgement.actor, Actor), ("activity", judgement.activity, Activity)):
        if id_ and not model._default_manager.filter(pk=id_).exists():
            raise InputError(expects(f"{name}_id"), column=name, found=id_)
