"""What version 0.1.0 kept in stored files and tables hold now: coding rounds, and summaries of the framework matrix.

A round lay in `sessions/NAME.json`, a summary in `summaries/actor/ROW/CODE.txt` or `summaries/source/ROW/CODE.txt`.
What cannot be read exactly, or names what is not there, stays a file.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bridgehead.evidence.core.qda.guids import file_of
from bridgehead.kit.field_limits import TEXT_LENGTH, is_storable

SESSIONS, SUMMARIES = "sessions/", "summaries/"
MOMENT = "%Y-%m-%dT%H:%M"
NAME_LENGTH = 200
STATE = {"name", "unlocked_by", "unlocked_at", "turned_down"}


@dataclass(frozen=True)
class LegacySummary:
    """A summary of a cell of the matrix; `by` is `actor` or `source`."""

    by: str
    row: str
    code: str
    text: str


@dataclass
class LegacyState:
    """What the files say.

    Attributes
    ----------
    sessions
        Name of a round to who opened it, and when.
    rejected
        Coding to who decided against it.
    summaries
        File to the summary that it holds.
    files
        All files that this was read from.
    named
        The rounds that codings name.
    """

    sessions: dict[str, tuple[str, str]] = field(default_factory=dict)
    rejected: dict[str, str] = field(default_factory=dict)
    summaries: dict[str, LegacySummary] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)


def is_legacy(name: str) -> bool:
    """Whether a stored file may be one of these."""
    return name.startswith((SESSIONS, SUMMARIES))


def read_legacy_files(
    files: Mapping[str, bytes], rows: Mapping[str, Collection[str]], codes: Collection[str]
) -> LegacyState:
    """Read the files of version 0.1.0.

    Parameters
    ----------
    files
        Stored files by name.
    rows
        The ids of actors and sources, under `actor` and `source`.
    codes
        The ids of codes.
    """
    state = LegacyState()
    names = {by: {file_of(id_): id_ for id_ in ids} for by, ids in rows.items()}
    endings = {file_of(code, ".txt"): code for code in codes}
    for name, content in sorted(files.items()):
        if name.startswith(SESSIONS):
            _read_session(state, name, content)
        elif name.startswith(SUMMARIES) and (text := _text(content)) is not None:
            by, _, place = name.removeprefix(SUMMARIES).partition("/")
            row, _, code = place.partition("/")
            if row in names.get(by, ()) and code in endings:
                state.summaries[name] = LegacySummary(by, names[by][row], endings[code], text)
                state.files.add(name)
    return state


def _text(content: bytes) -> str | None:
    """The text of a summary; None for what is none."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text if text.strip() and len(text) <= TEXT_LENGTH and is_storable(text) else None


def _read_session(state: LegacyState, name: str, content: bytes) -> None:
    try:
        said = json.loads(content)
    except ValueError:
        return
    if not isinstance(said, dict) or not set(said) <= STATE:
        return
    called, by, at = (said.get(key) or "" for key in ("name", "unlocked_by", "unlocked_at"))
    rejected = said.get("turned_down") or {}
    lines = [called, by, at, *rejected, *rejected.values()] if isinstance(rejected, dict) else [None]
    if not all(isinstance(line, str) and len(line) <= NAME_LENGTH and is_storable(line) for line in lines):
        return
    if called and _is_moment(at):
        state.sessions[called] = (by, at)
        state.rejected |= rejected
        state.files.add(name)


def _is_moment(text: str) -> bool:
    try:
        return not text or bool(datetime.strptime(text, MOMENT))
    except ValueError:
        return False
