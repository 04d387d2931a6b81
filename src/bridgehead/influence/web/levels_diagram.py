"""Figure 3d: three levels and the six arrows between them, each a link to its evidence."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from bridgehead.influence import phrases
from bridgehead.influence.core.level_relations import INDIRECT, LevelRelation

WIDTH, HEIGHT = 640, 430
TOPS = {"macro": 20, "meso": 180, "micro": 340}
LEFT, RIGHT = 220, 420
# Where each arrow starts, bends and ends, and where its label stands.
PATHS = {
    ("macro", "meso"): ("M285 90V176", (279, 138), "end"),
    ("meso", "macro"): ("M355 180V94", (361, 138), "start"),
    ("meso", "micro"): ("M285 250V336", (279, 298), "end"),
    ("micro", "meso"): ("M355 340V254", (361, 298), "start"),
    ("macro", "micro"): ("M220 55C70 55 70 375 216 375", (100, 219), "end"),
    ("micro", "macro"): ("M420 375C570 375 570 55 424 55", (540, 219), "start"),
}
THINNEST, THICKEST = 1.0, 8.0


def key(arrow: LevelRelation) -> str:
    """What an address calls an arrow."""
    return f"{arrow.from_level}-{arrow.to_level}"


def figure(arrows: Iterable[LevelRelation], chosen: str = "") -> SafeString:
    """The figure as SVG: thickness is strength, dashes are indirect; each arrow leads to `?arrow=`."""
    boxes = format_html_join(
        "",
        '<rect x="220" y="{}" width="200" height="70" rx="3" fill="none" stroke="currentColor"/>'
        '<text x="320" y="{}" text-anchor="middle" font-weight="600" fill="currentColor">{}</text>'
        '<text x="320" y="{}" text-anchor="middle" font-size="11" fill="currentColor">{}</text>',
        (
            (top, top + 31, phrases.level_label(level), top + 51, phrases.level_description(level))
            for level, top in TOPS.items()
        ),
    )
    drawn = format_html_join("", "{}", ((_arrow(arrow, key(arrow) == chosen),) for arrow in arrows))
    return format_html(
        '<svg class="levels" viewBox="0 0 {} {}" width="100%" font-size="13" role="group" aria-label="{}">'
        '<defs><marker id="head" viewBox="0 0 10 10" refX="7" refY="5" markerWidth="9" markerHeight="9" '
        'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L10 5L0 10z" fill="context-stroke"/></marker>'
        '<marker id="big-head" viewBox="0 0 10 10" refX="7" refY="5" markerWidth="17" markerHeight="17" '
        'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L10 5L0 10z" fill="context-stroke"/></marker></defs>'
        "{}{}</svg>",
        WIDTH,
        HEIGHT,
        phrases.levels_title(),
        boxes,
        drawn,
    )


def _arrow(arrow: LevelRelation, chosen: bool) -> SafeString:
    path, (x, y), anchor = PATHS[arrow.from_level, arrow.to_level]
    width = THINNEST + (THICKEST - THINNEST) * arrow.strength
    said = f"{arrow.strength:.2f}"
    bounds = "" if arrow.interval is None else f"{arrow.interval[0]:.2f}–{arrow.interval[1]:.2f}"
    return format_html(
        '<a href="?arrow={}#arrow"{} aria-label="{}"><path d="{}" fill="none" stroke="currentColor" '
        'stroke-width="{}"{} marker-end="url(#{})"/><path d="{}" fill="none" stroke="transparent" stroke-width="22"/>'
        '<text x="{}" y="{}" text-anchor="{}" fill="currentColor" font-weight="{}">{}</text>'
        '<text x="{}" y="{}" text-anchor="{}" fill="currentColor" font-size="11">{}</text></a>',
        key(arrow),
        SafeString(' aria-current="true"') if chosen else "",
        phrases.relation_label(arrow),
        path,
        f"{width:.1f}",
        SafeString(' stroke-dasharray="9 6"') if arrow.directness == INDIRECT else "",
        "big-head" if width > 4.5 else "head",
        path,
        x,
        y - 7,
        anchor,
        700 if chosen else 600,
        said,
        x,
        y + 9,
        anchor,
        bounds,
    )
