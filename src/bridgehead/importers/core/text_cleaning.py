"""Text that others published, made readable: broken encodings repaired, markup taken off."""

import re
from functools import lru_cache
from html.parser import HTMLParser

import ftfy

from bridgehead.importers.core.double_encoding import rejoined

QUIET = ftfy.TextFixerConfig(uncurl_quotes=False)
BLOCKS = {"p", "br", "div", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6"}
HIDDEN = {"script", "style", "template"}
MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,6});|<!--")
LEFT_OVER = re.compile(r"â[^\x00-\x7f]{2}")
INVISIBLE = re.compile("[\ufeff\u200b-\u200d\u2060]")


@lru_cache(maxsize=500)
def clean_text(text: str) -> str:
    """Plain text of what a portal published; paragraphs stay, markup and broken encodings go.

    Remembered, since the topics of a call share most of their text.
    """
    repaired = LEFT_OVER.sub(_repaired, ftfy.fix_text(rejoined(text), QUIET))
    plain = _without_markup(repaired) if MARKUP.search(repaired) else repaired
    lines = (" ".join(line.split()) for line in INVISIBLE.sub("", plain).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _repaired(match: re.Match[str]) -> str:
    """Three characters that were one, where ftfy finds too little of it to be sure."""
    try:
        return match[0].encode("cp1252").decode("utf-8")
    except UnicodeError:
        return match[0]


class _Plain(HTMLParser):
    """Collects the text of HTML, a line for each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HIDDEN:
            self.hidden += 1
        elif tag in BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in HIDDEN:
            self.hidden = max(0, self.hidden - 1)
        elif tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def _without_markup(text: str) -> str:
    parser = _Plain()
    parser.feed(text)
    parser.close()
    return "".join(parser.parts)
