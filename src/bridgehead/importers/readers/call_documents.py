"""Documents that describe a call or tender: text, PDF, DOCX and saved web pages, never trusted.

Of a web page only its words are read: nothing of it runs, nothing is fetched, what a browser would hide stays out.
"""

import email
import email.policy
import re
from dataclasses import dataclass
from pathlib import PurePosixPath

import ftfy

from bridgehead.evidence.core.document_text import CONTROLS, ENDINGS, text_of
from bridgehead.importers.core.call_text.call_proposal import CallDocument
from bridgehead.importers.core.text_cleaning import INVISIBLE, QUIET
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.html_text import decode_html, parse_html, visible_text

WEB, ARCHIVE = (".html", ".htm", ".xhtml"), (".mhtml", ".mht")
TAKEN = (*ENDINGS, *WEB, *ARCHIVE)
FILE_LIMIT = 20 * 1024 * 1024
TEXT_LIMIT = 200_000
"""So many characters are read, about 100 pages."""
PAGE_LIMIT = 100

SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s>]+)\s*-->", re.IGNORECASE)
SITE = re.compile(r"\s+[|–—·»]\s+|\s+-\s+")


@dataclass(frozen=True)
class ReadDocument:
    """A document that was read.

    Attributes
    ----------
    call
        Its text.
    is_cut
        Whether it was longer than what is read.
    """

    call: CallDocument
    is_cut: bool


def read_document(content: bytes, name: str) -> ReadDocument:
    """The text of a file.

    Raises
    ------
    InputError
        If its ending is none of those that are read, or it is too large, damaged, encrypted, or without text.
    """
    ending = PurePosixPath(name).suffix.lower()
    if ending not in TAKEN:
        raise InputError(expects("file_ending_in", endings=TAKEN), file=name, found=ending or finds("no_ending"))
    if len(content) > FILE_LIMIT:
        raise InputError(expects("file_up_to", limit=FILE_LIMIT), file=name, found=finds("bytes", size=len(content)))
    if ending in WEB:
        return _found(*_page_of(content, name))
    if ending in ARCHIVE:
        return _found(*_archived(content, name))
    return _found(text_of(content, name, pages=PAGE_LIMIT))


def read_pasted(text: str) -> ReadDocument:
    """A text that was pasted.

    Raises
    ------
    InputError
        If it is blank.
    """
    if not text.strip():
        raise InputError(expects("document_with_text"), column="text", found=finds("nothing"))
    return _found(CONTROLS.sub("", re.sub("\r\n?", "\n", text)))


def _found(text: str, heading: str = "", address: str = "") -> ReadDocument:
    plain = INVISIBLE.sub("", ftfy.fix_text(text[: 2 * TEXT_LIMIT], QUIET))
    return ReadDocument(
        CallDocument(plain[:TEXT_LIMIT], ftfy.fix_text(heading, QUIET), address), len(plain) > TEXT_LIMIT
    )


def _archived(content: bytes, name: str) -> tuple[str, str, str]:
    """The page of an archive in which browsers keep a page with its pictures."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            text, heading, address = _page_of(payload if isinstance(payload, bytes) else b"", name)
            return text, heading, address or _web(str(part.get("Content-Location", "")))
    raise InputError(expects("web_page"), file=name, found=finds("archive_without_page"))


def _page_of(content: bytes, name: str) -> tuple[str, str, str]:
    """Text, heading and address of a web page."""
    from lxml import etree  # noqa: PLC0415 only who reads a page pays for it

    said = decode_html(content)
    try:
        root = parse_html(said)
        text = visible_text(root)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError(expects("web_page"), file=name, found=str(error) or type(error).__name__) from error
    if not text:
        raise InputError(expects("document_with_text"), file=name, found=finds("none"))
    return text, _heading(root), _address(root, said)


def _heading(root: object) -> str:
    """The page's only first heading, else its title without the site's name."""
    find = root.xpath  # type: ignore[attr-defined]
    heads = [" ".join(found.text_content().split()) for found in find("//h1")]
    if len([head for head in heads if head]) == 1:
        return next(head for head in heads if head)
    title = " ".join("".join(find("//title[1]//text()")).split())
    return max(SITE.split(title), key=len) if title else ""


def _address(root: object, said: str) -> str:
    found = root.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")  # type: ignore[attr-defined]
    saved = SAVED_FROM.search(said[:4096])
    return next((str(a) for a in [saved[1] if saved else "", *found] if _web(str(a))), "")


def _web(address: str) -> str:
    return address if re.fullmatch(r"https?://[^\s\"'<>]{1,900}", address) else ""
