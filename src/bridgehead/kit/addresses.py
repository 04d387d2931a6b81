"""Ids in addresses: any id that the store may hold has an address of its own, and no other one.

Those that a field takes stand in it as they are. `/` and what else would end or change a path is written `~2F`; an
earlier version, or somebody by hand, may have stored such an id, and its page must open all the same.
"""

import re

ESCAPED = re.compile(r"~([0-9A-F]{2})")
BLANK = "~"


class IdConverter:
    """`<id:name>` in the pattern of an address."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        """The id that an address names; a ValueError, which Django answers with 404, where no store can hold it."""
        text = "" if value == BLANK else ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
        if "\0" in text:
            raise ValueError(value)
        return text

    def to_url(self, value: object) -> str:
        """How an id stands in an address."""
        text = str(value)
        if not text:
            return BLANK
        if text in {".", ".."}:  # a browser would leave the folder
            return text.replace(".", "~2E")
        return re.sub(r"[~/\\]", lambda found: f"~{ord(found[0]):02X}", text)


class NumberConverter:
    """A number that every store can be asked for; an address with a longer one leads nowhere."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        """The number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """How it stands in an address."""
        return str(value)
