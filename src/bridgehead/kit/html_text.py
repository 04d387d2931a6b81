"""The words of a web page or an HTML mail: nothing of it runs, nothing is fetched, what is hidden stays out."""

import re
from collections.abc import Mapping
from typing import Any

# fmt: off
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "br", "caption", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li",
    "main", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
))
CELLS = frozenset({"td", "th"})
SILENT = frozenset((
    "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "embed", "head", "nav", "select",
    "button", "canvas", "audio", "video", "map",
))
# fmt: on
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w\-]{2,30})""", re.IGNORECASE)
SPACE = re.compile(r"[ \n\r\f\v\xa0]+")
CONTROLS = re.compile("[\0-\b\v\x0e-\x1f\x7f]")
BREAK = "\0"
"""Stands for the end of a line while white space of the source is taken together."""


def decode_html(content: bytes) -> str:
    """The text of a page, as its byte order mark, its head, or UTF-8 has it; else as browsers take it."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, "replace").replace("\0", "")
    declared = CHARSET.search(content[:4096])
    for encoding in (declared[1].decode("ascii") if declared else "utf-8", "utf-8"):
        try:
            return content.decode(encoding).replace("\0", "")
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("cp1252", "replace").replace("\0", "")


def parse_html(text: str) -> Any:
    """The root element of a page.

    Raises
    ------
    lxml.etree.LxmlError, ValueError, AssertionError
        If it cannot be read.
    """
    from lxml import html  # noqa: PLC0415 only who reads a page pays for it

    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True, huge_tree=False)
    return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)


def visible_text(root: Any) -> str:
    """The words of a page as a browser would show them, a line a block, cells set apart by tabs."""
    from lxml import etree  # noqa: PLC0415 only who reads a page pays for it

    parts: list[str] = []
    silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        if event == "comment":
            parts += [element.tail or ""] if not silent else []
        elif event == "start":
            silent += _is_silent(element)
            parts += [_break_before(element), element.text or ""] if not silent else []
        else:
            parts += [_break_after(element)] if not silent else []
            silent -= _is_silent(element)
            parts += [element.tail or ""] if not silent else []
    lines = (re.sub(r"[ \t]*\t[ \t]*", "\t", SPACE.sub(" ", line)).strip() for line in "".join(parts).split(BREAK))
    return CONTROLS.sub("", re.sub(r"\n{3,}", "\n\n", "\n".join(lines))).strip()


def _is_silent(element: object) -> bool:
    attributes: Mapping[str, str] = getattr(element, "attrib", {})
    is_hidden = "hidden" in attributes or HIDDEN.search(attributes.get("style", "")) is not None
    return is_hidden or getattr(element, "tag", "") in SILENT


def _break_before(element: object) -> str:
    tag = getattr(element, "tag", "")
    if tag in CELLS:
        return "\t" if getattr(element, "getprevious", lambda: None)() is not None else ""
    return BREAK if tag in BLOCKS else ""


def _break_after(element: object) -> str:
    tag = getattr(element, "tag", "")
    if tag == "br":
        return ""
    return BREAK * (2 if tag in {"p", "h1", "h2", "h3", "table"} else 1) if tag in BLOCKS else ""
