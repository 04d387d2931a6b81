"""An email taken apart (RFC 5322, MIME): who wrote to whom, when, about what, and whether a program wrote it.

Everything in it comes from outside. Only addresses say who somebody is; a display name is never looked at.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import EmailPolicy
from email.utils import parsedate_to_datetime
from functools import lru_cache
from hashlib import sha256
from itertools import islice
from typing import Any

import ftfy

from bridgehead.followup.core.mail_parts import documents_of, text_of
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.field_limits import LINE_LENGTH, TEXT_LENGTH
from bridgehead.kit.html_text import CONTROLS, decode_html

LARGEST = 50 * 1024 * 1024
"""Bytes of a whole message."""
MOST_DOCUMENTS = 50
"""So many attachments are kept."""
MOST_PARTS = 1_000
"""A message of more parts is not taken apart."""
HEADER_LENGTH = 8_000
LONGEST_HEADERS = {"content-type": 1_000, "content-disposition": 1_000, "from": 2_000, "to": 30_000, "cc": 30_000}
"""Characters of a header that are read, since reading takes the square of their time."""
AUTOMATIC, BULK, BOUNCE = "automatic", "bulk", "bounce"
MACHINES = frozenset({"mailer-daemon", "postmaster", "no-reply", "noreply", "donotreply", "do-not-reply"})
BULK_WORDS = frozenset({"bulk", "junk", "list"})
ANSWERS = (
    "automatic reply:", "auto reply:", "autoreply:", "out of office:", "automatische antwort:", "abwesenheitsnotiz:",
    "autosvar:", "automatisk svar:", "automatiskt svar:", "automaattinen vastaus:", "automatisch antwoord:",
    "réponse automatique :", "réponse automatique:", "respuesta automática:", "risposta automatica:",
    "resposta automática:", "odpowiedź automatyczna:", "automatická odpověď:",
)  # fmt: skip
"""How mail programs begin the subject of an automatic answer."""
ANSWERING_HEADERS = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Loop", "X-AutoReply-From")
ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+")
FIELD_END = re.compile(r"\s+")
BOUNDARY = re.compile(rb"""boundary\s*=\s*["']?([^\s"';]{1,200})""", re.IGNORECASE)
DEEPEST = 50
"""Comments in a header that are read."""
MOST_BOUNDARIES = 100
BROKEN = (ValueError, IndexError, AttributeError, KeyError, TypeError, OverflowError, RecursionError)
"""What the standard library raises at some broken headers."""


@dataclass(frozen=True)
class IncomingMail:
    """An email.

    Attributes
    ----------
    message_id
        As its sender's server gave it; where it gave none, a digest of sender, date, subject, text and attachments,
        which is the same whichever way the message came.
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
    is_read
        Whether it was taken apart; of one that is nested or divided beyond measure only the head is read.
    documents
        Name and content of each attachment, the first `MOST_DOCUMENTS`.
    more_documents
        How many more there are.
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
    is_read: bool
    documents: tuple[tuple[str, bytes], ...]
    more_documents: int
    written_by: str


class _BoundedHeaders(EmailPolicy):
    """Headers of a bounded length, whose raw bytes are read as those of a text would be."""

    def header_source_parse(self, sourcelines: Sequence[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(list(sourcelines))
        limit = LONGEST_HEADERS.get(name.lower(), HEADER_LENGTH)
        if len(value) > limit:
            cut = value[:limit]
            value = cut.rpartition(",")[0] if name.lower() in {"to", "cc"} else cut  # half an address is another one
        if name.lower() != "subject" and value.count("(") > DEEPEST:  # comments nest, and are read by recursion
            value = value[: [found.start() for found in islice(re.finditer(r"\(", value), DEEPEST)][-1]]
        if not value.isascii():
            value = decode_html(value.encode("ascii", "surrogateescape"))
        return name, value

    def header_fetch_parse(self, name: str, value: str) -> Any:
        return value if hasattr(value, "name") else _parsed_header(name, value)


@lru_cache(maxsize=2 * MOST_PARTS)
def _parsed_header(name: str, value: str) -> Any:
    """A header taken apart, once: the standard library does so whenever it is asked for one."""
    return policy.default.header_fetch_parse(name, value)


def read_mail(content: bytes, name: str | None = None) -> IncomingMail:
    """Take a message apart.

    Parameters
    ----------
    name
        Of its file, for an error.

    Raises
    ------
    InputError
        If it is larger than `LARGEST`, or is no email: nothing in it names a sender, a subject or a date.
    """
    if len(content) > LARGEST:
        limit = expects("message_up_to", limit=LARGEST // 1024**2)
        raise InputError(limit, file=name, found=finds("bytes", size=len(content)))
    raw = content.lstrip(b"\r\n")
    mail = None
    if not _has_too_many_parts(raw):
        try:
            mail = _taken_apart(_message(raw))
        except RecursionError:  # nested hundreds of times, which no mail program does
            mail = None
    mail = mail or _head_of(_message(raw, headersonly=True))
    if mail is None:
        found = _beginning(content) if content.strip() else finds("nothing")
        raise InputError(expects("message"), file=name, found=found)
    return mail


def nameless_id(message_id: str, sender: str) -> str:
    """What is kept of a Message-ID when its sender is erased, so that the same message is not filed anew."""
    return f"<{sha256(f'{message_id} {sender}'.encode('utf-8', 'replace')).hexdigest()}>" if message_id else ""


def _message(content: bytes, *, headersonly: bool = False) -> EmailMessage:
    parser: BytesParser[Any] = BytesParser(policy=_BoundedHeaders())
    message: EmailMessage = parser.parsebytes(content, headersonly=headersonly)
    return message


def _has_too_many_parts(content: bytes) -> bool:
    """Whether a message is divided more often than is looked at; lines of dashes in a text are no parts."""
    if content.count(b"\n--") <= MOST_PARTS:
        return False
    boundaries = set(BOUNDARY.findall(content))
    if len(boundaries) > MOST_BOUNDARIES:
        return True
    return sum(content.count(b"\n--" + boundary) for boundary in boundaries) > MOST_PARTS


def _taken_apart(message: EmailMessage) -> IncomingMail | None:
    """All of a message; None if it is none."""
    head = _head_of(message)
    if head is None:
        return None
    text, documents = text_of(message), list(documents_of(message))
    return replace(
        head,
        message_id=head.message_id if _field(message, "Message-ID") else _digest(head, _date(message), text, documents),
        text=text[:TEXT_LENGTH],
        is_cut=len(text) > TEXT_LENGTH,
        is_read=True,
        documents=tuple(documents[:MOST_DOCUMENTS]),
        more_documents=max(0, len(documents) - MOST_DOCUMENTS),
    )


def _head_of(message: EmailMessage) -> IncomingMail | None:
    """What the head of a message says; None if that names no sender, no subject and no date."""
    if not any(_field(message, name) for name in ("From", "Subject", "Date")):
        return None
    head = IncomingMail(
        message_id=_field(message, "Message-ID")[:500],
        sender=_sender(message),
        recipients=tuple(dict.fromkeys([*_addresses(message, "To"), *_addresses(message, "Cc")])),
        subject=_field(message, "Subject")[:LINE_LENGTH],
        moment=_moment(message),
        text="",
        is_cut=False,
        is_read=False,
        documents=(),
        more_documents=0,
        written_by=_written_by(message),
    )
    return head if head.message_id else replace(head, message_id=_digest(head, _date(message), "", ()))


def _digest(head: IncomingMail, date: str, text: str, documents: Sequence[tuple[str, bytes]]) -> str:
    """What tells a message without an id from others; nothing of it depends on the way that it came."""
    said = sha256(f"{head.sender}\n{date}\n{head.subject}\n{text}".encode("utf-8", "replace"))
    for name, content in documents:
        said.update(name.encode("utf-8", "replace") + sha256(content).digest())
    return f"<{said.hexdigest()}>"


def _field(message: EmailMessage, name: str) -> str:
    """A header as one line; what is broken in it is passed over."""
    try:
        value = str(message.get(name, ""))
    except BROKEN:
        value = _raw(message, name)
    plain = ftfy.fix_text(value.encode("utf-8", "replace").decode(), uncurl_quotes=False)
    return FIELD_END.sub(" ", CONTROLS.sub("", plain)).strip()


def _raw(message: EmailMessage, name: str) -> str:
    return next((str(raw) for key, raw in message.raw_items() if key.lower() == name.lower()), "")


def _addresses(message: EmailMessage, name: str) -> list[str]:
    """The addresses of a header, never the names beside them; none where the header is broken."""
    try:
        headers = message.get_all(name, [])
        found = [address.addr_spec for header in headers for address in getattr(header, "addresses", ())]
    except BROKEN:
        return []
    return [address.lower()[:320] for address in found if ADDRESS.fullmatch(address)]


def _sender(message: EmailMessage) -> str:
    """The first address in `From`; blank where it was read out of a broken name before the real one."""
    address = next(iter(_addresses(message, "From")), "")
    raw = _raw(message, "from").lower()
    return address if "<" not in raw or f"<{address}>" in "".join(raw.split()) else ""


def _date(message: EmailMessage) -> str:
    return _field(message, "Date")


def _moment(message: EmailMessage) -> datetime | None:
    try:
        return parsedate_to_datetime(_date(message))
    except BROKEN:
        return None


def _written_by(message: EmailMessage) -> str:
    """Whether a program wrote it (RFC 3834; RFC 2919 for lists; an empty return path for notices)."""
    sender = _sender(message)
    returns = _field(message, "Return-Path")
    if message.get_content_type() == "multipart/report" or returns == "<>" or sender.startswith("mailer-daemon@"):
        return BOUNCE
    precedence = _field(message, "Precedence").lower()
    if _is_answer(message) or precedence == "auto_reply":
        return AUTOMATIC
    if precedence in BULK_WORDS or _field(message, "List-Id") or _field(message, "List-Unsubscribe"):
        return BULK
    return AUTOMATIC if sender.partition("@")[0] in MACHINES else ""


def _is_answer(message: EmailMessage) -> bool:
    """Whether a header says that nobody wrote it, or its subject begins as mail programs begin automatic answers."""
    automatic = _field(message, "Auto-Submitted").partition(";")[0].strip().lower()
    unanswered = _field(message, "X-Auto-Response-Suppress").lower()
    marked = automatic not in {"", "no"} or unanswered not in {"", "none"}
    marked = marked or any(_field(message, name) for name in ANSWERING_HEADERS)
    return marked or _field(message, "Subject").casefold().startswith(ANSWERS)


def _beginning(content: bytes) -> str:
    return content[:40].decode("utf-8", "replace")
