"""The page on how each figure is computed, from the same text as the documentation's."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TEXT = Path(__file__).parent.parent / "data" / "figures.md"


@dataclass(frozen=True)
class FigureSection:
    """How one figure is computed: what links call the section, its title, and its text as HTML."""

    anchor: str
    title: str
    html: SafeString


@cache
def sections() -> tuple[SafeString, tuple[FigureSection, ...]]:
    """What stands before the sections, and the sections in their order."""
    opening, *parts = re.split(r"^## ", TEXT.read_text(encoding="utf-8"), flags=re.MULTILINE)
    found = []
    for part in parts:
        title, _, body = part.partition("\n")
        found.append(FigureSection(anchor(title), title, _html(body)))
    return _html(opening.partition("\n")[2]), tuple(found)


def anchor(title: str) -> str:
    """What a link calls a section, as documentation sites do: `Own standing` is `own-standing`."""
    return re.sub(r"\W+", "-", title.lower()).strip("-")


def _html(text: str) -> SafeString:
    """Our own text, which comes with the package; markup within it is not passed through."""
    html: str = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    wide = html.replace("<table>", '<div class="wide" tabindex="0"><table>').replace("</table>", "</table></div>")
    return mark_safe(wide)  # noqa: S308
