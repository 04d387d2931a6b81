"""Readable ids for records that are entered by hand."""

import re
import unicodedata
from collections.abc import Callable, Iterable

from django.db import models

from bridgehead.kit.field_limits import ID_LENGTH

ROOM = 12
"""Characters that stay free for a number at the end."""
ELSE = "record"


def readable_id(parts: Iterable[str], is_taken: Callable[[str], bool]) -> str:
    """An id made of texts, `north-pumps`; with a number at its end where that one is taken, `north-pumps-2`.

    Letters of any alphabet stay, everything else becomes a hyphen.

    Parameters
    ----------
    parts
        Names or ids; blank ones are passed over.
    """
    texts = (unicodedata.normalize("NFC", part).casefold() for part in parts)
    stem = re.sub(r"[^\w.]+|_+", "-", "-".join(texts))[: ID_LENGTH - ROOM].strip("-.") or ELSE
    found, number = stem, 1
    while is_taken(found):
        number += 1
        found = f"{stem}-{number}"
    return found


def free_id(model: type[models.Model], *parts: str) -> str:
    """A readable id, made of texts, that no row of a table has."""
    return readable_id(parts, lambda id_: model._default_manager.filter(pk=id_).exists())
