"""Possible duplicates as they were found last: looking for them takes a while, so the workspace stores them."""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.conf import settings

from bridgehead.ecosystem.models import Actor, Identifier
from bridgehead.importers.core.record_linkage import LinkagePair, LinkageRecord, Sign
from bridgehead.importers.models import DistinctPair
from bridgehead.importers.queries.duplicates import duplicates
from bridgehead.kit.small_files import put_text


def search_duplicates() -> list[LinkagePair]:
    """Pairs of actors that are probably one, looked for anew and stored in the workspace."""
    found = duplicates()
    _store(found)
    return found


def current_duplicates() -> list[LinkagePair]:
    """The pairs as they were found last, if no actor changed since, else looked for anew."""
    stored = _stored()
    if stored.get("of") != _state():
        return search_duplicates()
    return [
        LinkagePair(LinkageRecord(*first), LinkageRecord(*second), score, _signs(for_it), _signs(against))
        for first, second, score, for_it, against in stored["pairs"]
    ]


def count_duplicates() -> int:
    """How many pairs were found when somebody looked last, or after the last import through the pages."""
    return len(_stored().get("pairs", ()))


def _state() -> str:
    """A mark of all that the list depends on: what actors are called and have, and what was told apart."""
    tables = (
        Actor.objects.order_by("pk").values_list("pk", "name", "aliases", "kind", "country", "city", "website"),
        Identifier.objects.order_by("pk").values_list("actor_id", "scheme", "value"),
        DistinctPair.objects.order_by("pk").values_list("first", "second"),
    )
    mark = hashlib.sha256(b"signs as odds")
    for rows in tables:
        for row in rows.iterator():
            mark.update(repr(row).encode())
    return mark.hexdigest()


def _store(found: list[LinkagePair]) -> None:
    pairs = [
        [
            [p.first.id, p.first.name],
            [p.second.id, p.second.name],
            p.score,
            *([[s.code, *s.values] for s in signs] for signs in (p.for_it, p.against_it)),
        ]
        for p in found
    ]
    put_text(_file(), json.dumps({"of": _state(), "pairs": pairs}))


def clear_duplicates() -> None:
    """Forget the proposals: the next search finds them again in what the store still holds."""
    _file().unlink(missing_ok=True)


def _signs(stored: list[list[Any]]) -> tuple[Sign, ...]:
    return tuple(Sign(code, tuple(values)) for code, *values in stored)


def _stored() -> dict[str, Any]:
    try:
        stored: dict[str, Any] = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stored


def _file() -> Path:
    return Path(settings.WORKSPACE) / "duplicates.json"
