"""Reads of coding rounds: what a coder may see.

In a coding round, people code the same sources without seeing each other's work. Until somebody opens it,
each sees their own codings only.
"""

from datetime import UTC, datetime

from django.db.models import Q, QuerySet

from bridgehead.evidence.models import Coding, CodingSession
from bridgehead.kit.bulk_insert import Row
from bridgehead.kit.permissions import GrantScope, Resource, Verb, Viewer

RECONCILED = "reconciled"


def session_row(name: str, **values: str) -> Row:
    """The row of a round with these values."""
    return {"id": CodingSession.key_of({"name": name}), "name": name, **values}


def session(name: str) -> CodingSession:
    """A round; one without a row is not open."""
    return CodingSession.objects.filter(name=name).first() or CodingSession(**session_row(name))


def opened() -> set[str]:
    """Names of the rounds that were opened; codings without a round were never blind."""
    return {"", *CodingSession.objects.exclude(opened_by="").values_list("name", flat=True)}


def visible_to(coder: str) -> "QuerySet[Coding]":
    """The codings that somebody may see: their own, and those of rounds that were opened."""
    return Coding.objects.filter(Q(coder=coder) | Q(session__in=opened()))


def seen_by(viewer: Viewer) -> "QuerySet[Coding]":
    """The same for a viewer: a blind coder sees their own at any time, the command line all."""
    if viewer.scope(Verb.VIEW, Resource.CODING) is GrantScope.ENTERED:
        return Coding.objects.filter(coder=viewer.name)
    return visible_to(viewer.name) if viewer.name else Coding.objects.all()


def current() -> str:
    """The round that new codings belong to: the first one that nobody has opened yet."""
    done, number = opened(), 1
    while f"round {number}" in done:
        number += 1
    return f"round {number}"


def now() -> str:
    """The moment as a round has it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M")
