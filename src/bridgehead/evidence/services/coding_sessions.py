"""Coding rounds: their rows, and opening one so that its coders see each other's work."""

from collections.abc import Iterable

from bridgehead.evidence.models import Coding, CodingSession
from bridgehead.evidence.queries import coding_sessions
from bridgehead.evidence.queries.coding_sessions import session_row
from bridgehead.kit.change_writer import Writer, batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt

COMMAND = "command line"


def open_round(session: str, *, viewer: Viewer) -> Receipt[None]:
    """Let the coders of a round see each other's work; from now on nothing in it is coded.

    Raises
    ------
    InputError
        If nobody coded in it.
    """
    viewer.require(Verb.CHANGE, Resource.CODING)
    with batch("coding_session.open", session, viewer=viewer, name=session) as writer:
        if not Coding.objects.filter(session=session).exclude(session="").exists():
            raise InputError(expects("round_with_codings"), column="session", found=session)
        if not coding_sessions.session(session).is_open:
            row = session_row(session, opened_by=viewer.name or COMMAND, opened_at=coding_sessions.now())
            writer.put(CodingSession, [row])
    return writer.receipt(None)


def ensure_sessions(writer: Writer, names: Iterable[str]) -> None:
    """Give each of these rounds a row, unless it has one."""
    known = set(CodingSession.objects.values_list("name", flat=True))
    if missing := sorted({name for name in names if name.strip()} - known):
        writer.put(CodingSession, [session_row(name) for name in missing])
