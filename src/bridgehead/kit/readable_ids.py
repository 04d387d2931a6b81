"""Readable ids for records that are entered by hand or come from a list that has none."""

from collections.abc import Callable, Iterable

from django.db import models

from bridgehead.kit.id_stem import id_stem

ELSE = "record"


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
