"""How long a cell may be, and what no cell may hold; apart from the model fields, so that pure code may ask too."""

import re

ID_LENGTH = 100
LINE_LENGTH = 1_000
TEXT_LENGTH = 50_000
KEY_LENGTH = 800
INDEXED_BYTES = 2_600
"""The longest text that an index of PostgreSQL takes, in UTF-8."""

LARGEST_COUNT = 2**31 - 1
"""The largest whole number that every store holds in a column."""

LARGEST_ID = 2**63 - 1
"""The largest number of a row that every store can be asked for."""

COLOUR = re.compile(r"#[0-9a-f]{6}", re.ASCII)
ID_SHAPE = re.compile(r"[\w.\-]*\w[\w.\-]*")


def is_storable(text: str) -> bool:
    """Whether every store and file can hold a text: no null character, no half of a surrogate pair."""
    if text.isascii():
        return "\0" not in text
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def is_id(text: str) -> bool:
    """Whether a text has the shape of an id."""
    return len(text) <= ID_LENGTH and ID_SHAPE.fullmatch(text) is not None


def is_colour(text: str) -> bool:
    """Whether a text is a colour as this product writes one: `#0b57a4`."""
    return COLOUR.fullmatch(text) is not None


def cut_to_line(text: str) -> str:
    """The beginning of a text that a line holds, and an index of every store."""
    return text[:LINE_LENGTH].encode("utf-8", "replace")[:INDEXED_BYTES].decode("utf-8", "ignore")


def fits_index(text: str) -> bool:
    """Whether an index of every store takes a text."""
    return text.isascii() or len(text.encode("utf-8", "replace")) <= INDEXED_BYTES
