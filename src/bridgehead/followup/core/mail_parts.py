"""The parts of an email (MIME): what it says, and its attachments, however they are nested.

Mail programs nest as they like (RFC 2046): attachments stand in an alternative, beside a text in a signed part, or are
the whole message. So every leaf of the tree is looked at, and is either text, another version of the text, a signature,
or an attachment. An attached email is one attachment, whole.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage, Message

from bridgehead.followup.core.document_types import TYPES
from bridgehead.kit.html_text import CONTROLS, decode_html, parse_html, visible_text

TEXTS = ("text/plain", "text/html")
SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"})
ENDINGS = {media_type: ending for ending, media_type in reversed(list(TYPES.items()))} | {
    "text/calendar": ".ics",
    "text/vcard": ".vcf",
    "text/csv": ".csv",
    "message/rfc822": ".eml",
}
"""The ending of the name of an attachment that has none, by its type."""


@dataclass(frozen=True)
class Leaf:
    """A part that has no parts: `choice` is the number of the alternative that it is a version in, 0 for none."""

    part: Message
    choice: int


def text_of(message: EmailMessage) -> str:
    """What a message says, without markup: of an alternative the plain version, if it says anything."""
    said: dict[tuple[int, int], str] = {}
    for number, leaf in enumerate(leaves(message), 1):
        if not _is_text(leaf, message):
            continue
        is_page = _type_of(leaf.part) == "text/html"
        text = _decoded(leaf.part)
        text = _words(text) if is_page else text
        place = (leaf.choice, 0) if leaf.choice else (0, number)
        if place not in said or not said[place]:
            said[place] = CONTROLS.sub("", re.sub("\r\n?", "\n", text)).strip()
    return "\n\n".join(filter(None, said.values()))


def documents_of(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """Name and content of each attachment; blank ones are passed over."""
    number = 0
    for leaf in leaves(message):
        kind = _type_of(leaf.part)
        if _is_text(leaf, message) or kind in SIGNATURES:
            continue
        number += 1
        content = _whole(leaf.part) if kind.startswith("message/") else _bytes_of(leaf.part)
        if content:
            usual = f"{'message' if kind == 'message/rfc822' else 'attachment'}-{number}{ENDINGS.get(kind, '')}"
            yield CONTROLS.sub("", _name_of(leaf.part)).encode("utf-8", "replace").decode().strip() or usual, content


def leaves(message: Message) -> Iterator[Leaf]:
    """The parts of a message that have no parts, in order."""
    waiting = [Leaf(message, 0)]
    choices = 0
    while waiting:
        leaf = waiting.pop()
        inner = leaf.part.get_payload()
        if leaf.part.get_content_maintype() != "multipart" or not isinstance(inner, list):
            yield leaf
            continue
        choice = leaf.choice
        if leaf.part.get_content_subtype() == "alternative" and not choice:
            choices += 1
            choice = choices
        waiting += [Leaf(part, choice) for part in reversed(inner) if isinstance(part, Message)]


def _is_text(leaf: Leaf, message: Message) -> bool:
    """Whether a part is what the message says, rather than something that came with it."""
    kind = _type_of(leaf.part)
    if kind.startswith("multipart/"):  # one that names no boundary, or has none, is one text
        return True
    is_named = bool(_name_of(leaf.part)) and leaf.part is not message
    return kind in TEXTS and not is_named and _disposition(leaf.part) != "attachment"


def _type_of(part: Message) -> str:
    return part.get_content_type()


def _disposition(part: Message) -> str:
    try:
        return str(part.get_content_disposition() or "")
    except (ValueError, IndexError, AttributeError):  # the standard library stumbles over some broken headers
        return ""


def _name_of(part: Message) -> str:
    try:
        return str(part.get_filename() or "")
    except (ValueError, IndexError, AttributeError, KeyError, TypeError):
        return ""


def _bytes_of(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _whole(part: Message) -> bytes:
    """An attached message as a file."""
    inner = part.get_payload()
    if not isinstance(inner, list):
        return _bytes_of(part)
    try:
        return b"\n".join(one.as_bytes() for one in inner if isinstance(one, Message))
    except (ValueError, IndexError, AttributeError, KeyError, TypeError, LookupError, UnicodeError):
        return b""


def _decoded(part: Message) -> str:
    """The text of a part; one that says a wrong encoding, or none, is read as a browser would."""
    content = _bytes_of(part)
    try:
        return content.decode(str(part.get_content_charset("utf-8"))).replace("\0", "")
    except (LookupError, UnicodeDecodeError, ValueError):
        return decode_html(content)


def _words(page: str) -> str:
    from lxml import etree  # noqa: PLC0415 only who reads a page pays for it

    try:
        return visible_text(parse_html(page))
    except (etree.LxmlError, ValueError, AssertionError):
        return ""
