"""A codebook drawn as a tree, as SVG: geometry here, colour in `evidence/coding.css`."""

from collections.abc import Mapping

from django.template.defaultfilters import truncatechars
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from bridgehead.evidence.core.code_tree import DOWN, CodeTree
from bridgehead.evidence.queries.code_picker import CodeChoice

LONGEST = 28
"""Characters of a name that fit between two columns."""
PAD = 14


def code_tree(title: str, tree: CodeTree, codes: Mapping[str, CodeChoice], counts: Mapping[str, int]) -> SafeString:
    """The tree, each code a link with how many passages it has; `title` says what it is."""
    lines = format_html_join(
        "",
        '<path d="M{} {}C{} {} {} {} {} {}"/>',
        (
            (
                node.x - PAD * 3,
                node.from_y + PAD,
                node.x - PAD * 2,
                node.from_y + PAD,
                node.x - PAD * 2,
                node.y + PAD,
                node.x - PAD // 2,
                node.y + PAD,
            )
            for node in tree.nodes
        ),
    )
    names = format_html_join(
        "",
        '<a href="{}"><title>{}</title><text class="{}" x="{}" y="{}">{}</text></a>',
        (
            (
                reverse("code", args=[node.code]),
                codes[node.code].name,
                "preset" if codes[node.code].preset else "emerging",
                node.x,
                node.y + PAD + 4,
                _named(codes[node.code].name, counts.get(node.code, 0)),
            )
            for node in tree.nodes
        ),
    )
    width, height = tree.width + PAD, max(tree.height, DOWN)
    return format_html(
        '<svg class="tree" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-label="{}">{}'
        '<text class="root" x="0" y="{}">{}</text>{}</svg>',
        *(width, height, width, height, title, lines, tree.root_y + PAD + 4, truncatechars(title, LONGEST), names),
    )


def _named(name: str, count: int) -> str:
    short = truncatechars(name, LONGEST)
    return f"{short} · {count}" if count else short
