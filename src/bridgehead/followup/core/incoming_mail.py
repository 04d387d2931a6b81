"""An e-mail taken apart (RFC 5322, MIME): who wrote to whom, when, about what, and whether a program wrote it.

Everything in it comes from outside. Only addresses say who somebody is; a display name is never looked at.
"""

import email
import email.policy
import re
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage, Message, MIMEPart
from email.utils import parsedate_to_datetime
from hashlib import sha256
from itertools import islice

import ftfy

from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.field_limits import LINE_LENGTH, TEXT_LENGTH
from bridgehead.kit.html_text import CONTROLS, decode_html, parse_html, visible_text

LARGEST = 50 * 1024 * 1024
"""Bytes of a whole message."""
MOST_PARTS = 50
"""So many attachments are looked at."""
AUTOMATIC, BULK, BOUNCE = "automatic", "bulk", "bounce"
MACHINES = frozenset({"mailer-daemon", "postmaster", "no-reply", "noreply", "donotreply", "do-not-reply"})
BULK_WORDS = frozenset({"bulk", "junk", "list"})
ANSWERING_HEADERS = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Loop", "X-AutoReply-From")
ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+")
FIELD_END = re.compile(r"\s+")


@dataclass(frozen=True)
class IncomingMail:
    """An e-mail.

    Attributes
    ----------
    message_id
        As its sender's server gave it; a digest of the message where it gave none.
    sender
        The address in `From`, in lower case; blank where there is none.
    recipients
        The addresses in `To` and `Cc`, in lower case, each once.
    moment
        When it says that it was sent; None where it does not.
    text
        What it says, without markup.
    is_cut
        Whether it says more than is kept.
    documents
        Name and content of each attachment.
    written_by
        `AUTOMATIC` for an answer that nobody wrote, `BULK` for a mailing list, `BOUNCE` for a notice that a mail did
        not arrive; blank for a person's mail.
    """

    message_id: str
    sender: str
    recipients: tuple[str, ...]
    subject: str
    moment: datetime | None
    text: str
    is_cut: bool
    documents: tuple[tuple[str, bytes], ...]
    written_by: str


STUMBLES = (ValueError, IndexError, AttributeError, KeyError, OverflowError)
"""What the standard library raises at some broken headers."""
SIGNS = ("From", "Subject", "Date")
"""Headers of which an e-mail has at least one."""


def read_mail(content: bytes, name: str | None = None) -> IncomingMail:
    """Take a message apart.

    Parameters
    ----------
    name
        Of its file, for an error.

    Raises
    ------
    InputError
        If it is larger than `LARGEST`, or is no e-mail: nothing in it names a sender, a subject or a date.
    """
    if len(content) > LARGEST:
        limit = expects("message_up_to", limit=LARGEST // 1024**2)
        raise InputError(limit, file=name, found=finds("bytes", size=len(content)))
    message = email.message_from_bytes(content.lstrip(b"\r\n"), policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not any(_field(message, name) for name in SIGNS):
        found = _beginning(content) if content.strip() else finds("nothing")
        raise InputError(expects("message"), file=name, found=found)
    text = _text_of(message)
    return IncomingMail(
        message_id=_field(message, "Message-ID")[:500] or f"<{sha256(content).hexdigest()}>",
        sender=_sender(message),
        recipients=tuple(dict.fromkeys([*_addresses(message, "To"), *_addresses(message, "Cc")])),
        subject=_field(message, "Subject")[:LINE_LENGTH],
        moment=_moment(message),
        text=text[:TEXT_LENGTH],
        is_cut=len(text) > TEXT_LENGTH,
        documents=tuple(_documents(message)),
        written_by=_written_by(message),
    )


def _field(message: EmailMessage, name: str) -> str:
    """A header as one line; what is broken in it is passed over."""
    try:
        value = str(message.get(name, ""))
    except STUMBLES:
        value = next((str(raw) for key, raw in message.raw_items() if key.lower() == name.lower()), "")
    plain = ftfy.fix_text(value.encode("utf-8", "replace").decode(), uncurl_quotes=False)
    return FIELD_END.sub(" ", CONTROLS.sub("", plain)).strip()


def _addresses(message: EmailMessage, name: str) -> list[str]:
    """The addresses of a header, never the names beside them; none where the header is broken."""
    try:
        headers = message.get_all(name, [])
        found = [address.addr_spec for header in headers for address in getattr(header, "addresses", ())]
    except STUMBLES:
        return []
    return [address.lower()[:320] for address in found if ADDRESS.fullmatch(address)]


def _sender(message: EmailMessage) -> str:
    """The first address in `From`; blank where it was read out of a broken name before the real one."""
    address = next(iter(_addresses(message, "From")), "")
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == "from"), "").lower()
    return address if "<" not in raw or f"<{address}>" in "".join(raw.split()) else ""


def _moment(message: EmailMessage) -> datetime | None:
    try:
        return parsedate_to_datetime(_field(message, "Date"))
    except STUMBLES:
        return None


def _text_of(message: EmailMessage) -> str:
    try:
        body = message.get_body(("plain", "html"))
    except (KeyError, AttributeError, ValueError):
        body = None
    if body is None:
        return ""
    said = _decoded(body)
    if body.get_content_type() == "text/html":
        said = _words(said)
    return CONTROLS.sub("", re.sub("\r\n?", "\n", said)).strip()


def _words(page: str) -> str:
    from lxml import etree  # noqa: PLC0415 only who reads a page pays for it

    try:
        return visible_text(parse_html(page))
    except (etree.LxmlError, ValueError, AssertionError):
        return ""


def _decoded(part: MIMEPart) -> str:
    """The text of a part; one that says a wrong encoding, or none, is read as a browser would."""
    content = _bytes_of(part)
    try:
        return content.decode(part.get_content_charset("utf-8")).replace("\0", "")
    except (LookupError, ValueError):
        return decode_html(content)


def _bytes_of(part: MIMEPart) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _documents(message: EmailMessage) -> list[tuple[str, bytes]]:
    found = []
    for number, part in enumerate(islice(_attachments(message), MOST_PARTS), 1):
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            content = inner[0].as_bytes() if isinstance(inner, list) and isinstance(inner[0], Message) else b""
            name = part.get_filename() or f"message-{number}.eml"
        else:
            content, name = _bytes_of(part), part.get_filename() or f"attachment-{number}"
        if content:
            found.append((CONTROLS.sub("", name), content))
    return found


def _attachments(message: EmailMessage) -> list[MIMEPart]:
    try:
        return list(message.iter_attachments())
    except (AttributeError, KeyError, TypeError, ValueError):  # a part that says it has parts, and has none
        return []


def _written_by(message: EmailMessage) -> str:
    """Whether a program wrote it (RFC 3834; RFC 2919 for lists; an empty return path for notices)."""
    sender = _sender(message)
    returns = _field(message, "Return-Path")
    if message.get_content_type() == "multipart/report" or returns == "<>" or sender.startswith("mailer-daemon@"):
        return BOUNCE
    automatic = _field(message, "Auto-Submitted").partition(";")[0].strip().lower()
    if automatic not in {"", "no"} or any(_field(message, name) for name in ANSWERING_HEADERS):
        return AUTOMATIC
    precedence = _field(message, "Precedence").lower()
    if precedence == "auto_reply":
        return AUTOMATIC
    if precedence in BULK_WORDS or _field(message, "List-Id") or _field(message, "List-Unsubscribe"):
        return BULK
    return AUTOMATIC if sender.partition("@")[0] in MACHINES else ""


def _beginning(content: bytes) -> str:
    return content[:40].decode("utf-8", "replace")
