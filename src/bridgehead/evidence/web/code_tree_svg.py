"""A codebook drawn as a tree, as SVG: geometry here, colour in `evidence/coding.css`."""

from collections.abc import Mapping, Sequence

from django.template.defaultfilters import truncatechars
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from bridgehead.evidence.core.code_tree import DOWN, TreeNode, lay_out
from bridgehead.evidence.queries.code_picker import CodeChoice

LONGEST = 28
"""Characters of a name that fit between two columns."""
PAD = 14


def code_tree(title: str, choices: Sequence[CodeChoice], counts: Mapping[str, int]) -> SafeString:
    """The tree, each code a link with how many passages it has; `title` says what it is."""
    tree = lay_out([choice.depth for choice in choices])
    lines = format_html_join(
        "",
        '<path d="M{} {}C{} {} {} {} {} {}"/>',
        (
            (
                *(node.x - PAD * 3, node.from_y + PAD, node.x - PAD * 2, node.from_y + PAD),
                *(node.x - PAD * 2, node.y + PAD, node.x - PAD // 2, node.y + PAD),
            )
            for node in tree.nodes
        ),
    )
    drawn = zip(tree.nodes, choices, strict=True)
    names = format_html_join("", "{}", ((_name(node, choice, counts),) for node, choice in drawn))
    width, height = tree.width + PAD, max(tree.height, DOWN)
    return format_html(
        '<svg class="tree" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-label="{}">{}'
        '<text class="root" x="0" y="{}">{}</text>{}</svg>',
        *(width, height, width, height, title, lines, tree.root_y + PAD + 4, truncatechars(title, LONGEST), names),
    )


def _name(node: TreeNode, choice: CodeChoice, counts: Mapping[str, int]) -> SafeString:
    short, count = truncatechars(choice.name, LONGEST), counts.get(choice.id, 0)
    text = format_html(
        '<title>{}</title><text class="{}" x="{}" y="{}">{}</text>',
        choice.name,
        "root" if not choice.id else "preset" if choice.preset else "emerging",
        node.x,
        node.y + PAD + 4,
        f"{short} · {count}" if count else short,
    )
    return format_html('<a href="{}">{}</a>', reverse("code", args=[choice.id]), text) if choice.id else text
