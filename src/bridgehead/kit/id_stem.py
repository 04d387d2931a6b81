"""Texts as the beginning of an id."""

import re

from anyascii import anyascii

from bridgehead.kit.field_limits import ID_LENGTH

ROOM = 12
"""Characters that stay free for a number at the end."""


def id_stem(*parts: str, limit: int = ID_LENGTH - ROOM) -> str:
    """Texts as the beginning of an id, in Latin letters, digits and hyphens; blank where none is left.

    Letters of other scripts are spelled as they read, roughly (`東和電機` as `donghedianji`). That is for people's
    eyes: two texts may read the same, so an id never says by itself who is meant.
    """
    text = anyascii("-".join(part for part in parts if part)).casefold()
    stem = re.sub(r"[^a-z0-9.]+", "-", text).strip("-.")
    return stem if len(stem) <= limit else (stem[:limit].rpartition("-")[0] or stem[:limit]).strip("-.")
