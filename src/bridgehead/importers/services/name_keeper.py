"""Names that files give an organisation: one is its name, every other one stays as another name of it."""

import re
from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any

from bridgehead.ecosystem.models import Actor
from bridgehead.importers.core.project_records import NUMBERED
from bridgehead.kit.bulk_insert import CHUNK
from bridgehead.kit.list_items import SEPARATOR


class NameKeeper:
    """Notes the names that a file gives, and works out which other names an actor has after it is written."""

    def __init__(self) -> None:
        self.given: dict[str, dict[str, None]] = {}

    def note(self, id_: str, *names: str) -> None:
        """Note names of an actor, in their order in the file."""
        self.given.setdefault(id_, {}).update(dict.fromkeys(name for name in names if name))

    def settle(self, rows: Mapping[str, MutableMapping[str, Any]], *, renames: bool = True) -> None:
        """Set `name` and `aliases` of rows that are about to be written, and forget what was noted of them.

        Parameters
        ----------
        rows
            Id to the row; a blank name, and no other names, leave what is stored.
        renames
            Whether a name of the file becomes the name of an actor who has one; not where it is an other name already.
        """
        stored = _stored(rows)
        for id_, row in rows.items():
            name, aliases = stored.get(id_, ("", []))
            before = set(aliases)
            given = row["name"]
            if name and not is_placeholder(name) and (not renames or as_alias(given) in before):
                row["name"] = ""
            final = row["name"] or name
            told = (*self.given.pop(id_, ()), given, name)
            names = (*aliases, *row.get("aliases", ()), *(text for text in told if not is_placeholder(text)))
            also = dict.fromkeys(as_alias(text) for text in names if text and text != final)
            row["aliases"] = list(also) if also.keys() - before else []


def as_alias(name: str) -> str:
    """A name as an item of a list takes it."""
    return name.replace(SEPARATOR, ",")


def is_placeholder(name: str) -> bool:
    """Whether a name stands for one that a source does not give: `PIC 999989976`."""
    return re.match(NUMBERED, name) is not None


def _stored(ids: Iterable[str]) -> dict[str, tuple[str, list[str]]]:
    """Name and other names of the actors that are there."""
    keys = list(ids)
    found: dict[str, tuple[str, list[str]]] = {}
    for start in range(0, len(keys), CHUNK):
        rows = Actor.objects.filter(pk__in=keys[start : start + CHUNK]).values_list("pk", "name", "aliases")
        found |= {id_: (name, list(aliases)) for id_, name, aliases in rows.iterator()}
    return found
