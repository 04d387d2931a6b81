"""Case folders of version 0.1.0: what their stored files say of coding rounds and summaries goes into tables."""

from collections.abc import Mapping, Sequence

from django.db.models import Model

from bridgehead.ecosystem.models import Actor, Source
from bridgehead.evidence.core.legacy_files import LegacyState, is_legacy, read_legacy_files
from bridgehead.evidence.models import Code, Coding, CodingSession, MatrixSummary
from bridgehead.evidence.queries.coding_sessions import session_row
from bridgehead.evidence.queries.matrix_summaries import summary_key
from bridgehead.evidence.services.coding_sessions import ensure_sessions
from bridgehead.framework.loader import load_framework
from bridgehead.kit.bulk_insert import Row
from bridgehead.kit.case_tables import CaseFileContent
from bridgehead.kit.change_writer import Writer

Brought = dict[type[Model], set[str]]


def find_legacy_state(stored: Mapping[str, bytes], parsed: Sequence[CaseFileContent]) -> LegacyState:
    """What a folder's stored files say, apart from rows that its tables have themselves."""
    named = _named_rounds(parsed)
    files = {name: content for name, content in stored.items() if is_legacy(name)}
    if not files:
        return LegacyState(named=named)
    brought: Brought = {part.table.model: {values["id"] for _, values in part.rows} for part in parsed}
    rows = {"actor": _ids(Actor, brought), "source": _ids(Source, brought)}
    state = read_legacy_files(files, rows, {*_ids(Code, brought), *load_framework().codes})
    state.named = named
    own = brought.get(MatrixSummary, set())
    twice = {name for name, s in state.summaries.items() if summary_key(s.by, s.row, s.code) in own}
    state.files -= twice
    state.summaries = {name: s for name, s in state.summaries.items() if name not in twice}
    named = {values["name"] for part in parsed if part.table.model is CodingSession for _, values in part.rows}
    state.sessions = {name: said for name, said in state.sessions.items() if name not in named}
    return state


def write_legacy_state(writer: Writer, state: LegacyState) -> None:
    """Write it, once the tables of the folder are written."""
    if state.sessions:
        opened = state.sessions.items()
        writer.put(CodingSession, [session_row(name, opened_by=by, opened_at=at) for name, (by, at) in opened])
    if state.summaries:
        writer.put(MatrixSummary, [_summary_row(s.by, s.row, s.code, s.text) for s in state.summaries.values()])
    there = Coding.objects.filter(pk__in=state.rejected).values_list("pk", flat=True)
    if rejected := [{"id": pk, "rejected_by": state.rejected[pk]} for pk in there]:
        writer.put(Coding, rejected, keep=("rejected_by",))
    ensure_sessions(writer, state.named)


def _named_rounds(parsed: Sequence[CaseFileContent]) -> set[str]:
    """The rounds that codings name, where the folder has no table of rounds yet."""
    if any(part.table.model is CodingSession for part in parsed):
        return set()
    found = (v.get("session", "") for part in parsed if part.table.model is Coding for _, v in part.rows)
    return {name for name in found if name}


def _summary_row(by: str, row: str, code: str, text: str) -> Row:
    holder = {"actor_id": None, "source_id": None, f"{by}_id": row}
    return {"id": summary_key(by, row, code), **holder, "code": code, "summary": text}


def _ids(model: type[Actor] | type[Source] | type[Code], brought: Brought) -> set[str]:
    return brought.get(model, set()) | set(model._default_manager.values_list("pk", flat=True))
