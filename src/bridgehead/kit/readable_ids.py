"""Readable ids for records that are entered by hand or come from a list that has none."""

import re
from collections.abc import Callable, Iterable

from anyascii import anyascii
from django.db import models

from bridgehead.kit.field_limits import ID_LENGTH

ROOM = 12
"""Characters that stay free for a number at the end."""
ELSE = "record"


def id_stem(*parts: str, limit: int = ID_LENGTH - ROOM) -> str:
    """Texts as the beginning of an id, in Latin letters, digits and hyphens; blank where none is left.

    Letters of other scripts are spelled as they read, roughly (`東和電機` as `donghedianji`). That is for people's
    eyes: two texts may read the same, so an id never says by itself who is meant.
    """
    text = anyascii("-".join(part for part in parts if part)).casefold()
    stem = re.sub(r"[^a-z0-9.]+", "-", text).strip("-.")
    return stem if len(stem) <= limit else (stem[:limit].rpartition("-")[0] or stem[:limit]).strip("-.")


def readable_id(parts: Iterable[str], is_taken: Callable[[str], bool]) -> str:
    """An id made of texts, `north-pumps`; with a number at its end where that one is taken, `north-pumps-2`.

    Parameters
    ----------
    parts
        Names or ids; blank ones are passed over.
    """
    stem = id_stem(*parts) or ELSE
    found, number = stem, 1
    while is_taken(found):
        number += 1
        found = f"{stem}-{number}"
    return found


class FreeIds(set[str]):
    """Ids that are taken, and free ones beside them: `north-pumps`, `north-pumps-2`."""

    def __init__(self, taken: Iterable[str]) -> None:
        super().__init__(taken)
        self._numbers: dict[str, int] = {}

    def free(self, stem: str) -> str:
        """The first id of a stem that is not taken; it stays free until it is added."""
        if stem not in self:
            return stem
        number = self._numbers.get(stem, 2)
        while f"{stem}-{number}" in self:
            number += 1
        self._numbers[stem] = number
        return f"{stem}-{number}"


def free_id(model: type[models.Model], *parts: str) -> str:
    """A readable id, made of texts, that no row of a table has."""
    return readable_id(parts, lambda id_: model._default_manager.filter(pk=id_).exists())
