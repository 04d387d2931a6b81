"""Sessions of coding: what a coder may see, and what was decided.

A session is a round in which people code the same sources without seeing each other's work. Until
somebody unlocks it, each sees their own codings only. What no column holds (who unlocked it, which
codings were turned down and by whom) lies beside the tables in `files/sessions/`.
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db.models import Q, QuerySet

from bridgehead.ecosystem.models import StoredFile
from bridgehead.evidence.core.qda.guids import slug
from bridgehead.evidence.models import Coding
from bridgehead.kit.bulk_insert import Row
from bridgehead.kit.errors import InputError

FOLDER = "sessions"
RECONCILED = "reconciled"


@dataclass(frozen=True)
class CodingSession:
    """A session as it stands; `turned_down` is coding to who decided."""

    name: str
    unlocked_by: str = ""
    unlocked_at: str = ""
    turned_down: dict[str, str] = field(default_factory=dict)

    @property
    def unlocked(self) -> bool:
        """Whether coders see each other's work."""
        return bool(self.unlocked_by)

    def row(self, **changed: Any) -> Row:
        """The stored file that holds the session with these changes."""
        state = {
            "name": self.name,
            "unlocked_by": self.unlocked_by,
            "unlocked_at": self.unlocked_at,
            "turned_down": self.turned_down,
            **changed,
        }
        content = json.dumps(state, ensure_ascii=False, indent=2, sort_keys=True)
        return {"id": file_of(self.name), "content": content.encode()}


def file_of(name: str) -> str:
    """Where a session's state lies."""
    return f"{FOLDER}/{slug(name)}.json"


def session(name: str) -> CodingSession:
    """A session; one that nobody unlocked has no file.

    Raises
    ------
    InputError
        If its file is not what this program writes.
    """
    content = StoredFile.objects.filter(pk=file_of(name)).values_list("content", flat=True).first()
    if content is None:
        return CodingSession(name)
    return _read(bytes(content), file_of(name))


def unlocked() -> set[str]:
    """Names of the sessions that were unlocked; codings without a session were never blind."""
    found = StoredFile.objects.filter(pk__startswith=f"{FOLDER}/").values_list("pk", "content")
    sessions = (_read(bytes(content), name) for name, content in found)
    return {""} | {s.name for s in sessions if s.unlocked}


def visible_to(coder: str) -> "QuerySet[Coding]":
    """The codings that somebody may see: their own, and those of sessions that were unlocked."""
    return Coding.objects.filter(Q(coder=coder) | Q(session__in=unlocked()))


def current() -> str:
    """The session that new codings belong to: the first round that nobody has unlocked yet."""
    done, number = unlocked(), 1
    while f"round {number}" in done:
        number += 1
    return f"round {number}"


def now() -> str:
    """The moment as it is written into a session."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M")


def _read(content: bytes, name: str) -> CodingSession:
    try:
        return CodingSession(**json.loads(content))
    except (ValueError, TypeError) as error:
        raise InputError("the state of a coding session", file=name, found=str(error)) from error
