"""Figure 3d: three levels and the arrows between them, each a link to its evidence."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from bridgehead.influence import phrases
from bridgehead.influence.core.level_relations import DIRECT, INDIRECT, LevelRelation, RelationPart

WIDTH, HEIGHT, BOX, HEAD = 720, 430, 70, 18
TOPS = {"macro": 20, "meso": 180, "micro": 340}
LEFT, RIGHT = 230, 490
ALONE = "alone"
# How far from the middle of the figure an upright arrow stands.
APART = {ALONE: 35, DIRECT: 25, INDIRECT: 105}
# How far a bow reaches out of the boxes, and how far from the middle of a box it starts.
BOWS = {ALONE: (160, 0), DIRECT: (100, -13), INDIRECT: (216, 13)}
THINNEST, THICKEST = 1.0, 8.0


@dataclass(frozen=True)
class Shape:
    """Where an arrow runs.

    Attributes
    ----------
    path
        From its start to the middle of its head.
    tip, towards
        Where its head ends, and the direction in which it points: one step to the right and down.
    label, anchor
        Where its label stands, and which end of it.
    """

    path: str
    tip: tuple[int, int]
    towards: tuple[int, int]
    label: tuple[float, float]
    anchor: str


def figure(arrows: Iterable[LevelRelation], chosen: str = "") -> SafeString:
    """The figure as SVG: thickness is strength, dashes are indirect; each arrow leads to `?arrow=`."""
    boxes = format_html_join(
        "",
        '<rect x="{}" y="{}" width="{}" height="{}" rx="3" fill="none" stroke="currentColor"/>'
        '<text class="level" x="360" y="{}" text-anchor="middle" font-weight="600" fill="currentColor">{}</text>'
        '<text class="detail" x="360" y="{}" text-anchor="middle" font-size="12" fill="currentColor">{}</text>',
        (
            (
                LEFT,
                top,
                RIGHT - LEFT,
                BOX,
                top + 31,
                phrases.level_label(level),
                top + 51,
                phrases.level_description(level),
            )
            for level, top in TOPS.items()
        ),
    )
    drawn = format_html_join("", "{}", ((arrow,) for relation in arrows for arrow in _arrows(relation, chosen)))
    return format_html(
        '<svg class="levels" viewBox="0 0 {} {}" width="100%" font-size="15" role="group" aria-label="{}">{}{}</svg>',
        WIDTH,
        HEIGHT,
        phrases.levels_title(),
        boxes,
        drawn,
    )


def _arrows(relation: LevelRelation, chosen: str) -> Iterable[SafeString]:
    several = len(relation.drawn) > 1
    for directness, part in relation.drawn:
        place = directness if several and directness else ALONE
        key = relation.key(directness if several else "")
        yield _arrow(relation, directness, part, _shape(relation, place), key, key == chosen)


def _shape(relation: LevelRelation, place: str) -> Shape:
    """What goes down is on the left, what goes up on the right; macro and micro are joined by bows."""
    start, end = TOPS[relation.from_level], TOPS[relation.to_level]
    down = start < end
    side, anchor = (-1, "end") if down else (1, "start")
    if {relation.from_level, relation.to_level} == {"macro", "micro"}:
        reach, off = BOWS[place]
        edge = LEFT if down else RIGHT
        out = edge + side * reach
        y, y_end = (top + BOX // 2 + (off if top == TOPS["micro"] else -off) for top in (start, end))
        path = f"M{edge} {y}C{out} {y} {out} {y_end} {edge + side * HEAD // 2} {y_end}"
        middle = (edge / 4 + out * 3 / 4 + side * 6, (y + y_end) / 2)
        return Shape(path, (edge, y_end), (-side, 0), middle, anchor)
    x = (LEFT + RIGHT) // 2 + side * APART[place]
    y, y_end = (start + BOX, end) if down else (start, end + BOX)
    path = f"M{x} {y}V{y_end + side * HEAD // 2}"
    return Shape(path, (x, y_end), (0, -side), (x + side * 6, (y + y_end) / 2), anchor)


def _head(shape: Shape, width: float) -> str:
    """The head of an arrow as a path, larger where the arrow is thicker."""
    (x, y), (dx, dy) = shape.tip, shape.towards
    long = HEAD * (1.0 + width / THICKEST) / 2
    half = long / 2
    back, aside = (x - dx * long, y - dy * long), (dy * half, dx * half)
    return (
        f"M{x} {y}L{back[0] + aside[0]:.1f} {back[1] + aside[1]:.1f}L{back[0] - aside[0]:.1f} {back[1] - aside[1]:.1f}z"
    )


def _arrow(
    relation: LevelRelation, directness: str | None, part: RelationPart, shape: Shape, key: str, chosen: bool
) -> SafeString:
    x, y = shape.label
    width = THINNEST + (THICKEST - THINNEST) * (part.strength or 0.0)
    strength = "" if part.strength is None else f"{part.strength:.2f}"
    bounds = "" if part.interval is None else f"{part.interval[0]:.2f}–{part.interval[1]:.2f}"
    return format_html(
        '<a href="?arrow={}#arrow"{} aria-label="{}"><path d="{}" fill="none" stroke="currentColor" '
        'stroke-width="{}"{}/><path d="{}" fill="currentColor"/>'
        '<path d="{}" fill="none" stroke="transparent" stroke-width="22"/>'
        '<text x="{}" y="{}" text-anchor="{}" fill="currentColor" font-weight="{}">{}</text>'
        '<text class="detail" x="{}" y="{}" text-anchor="{}" fill="currentColor" font-size="12">{}</text></a>',
        key,
        SafeString(' aria-current="true"') if chosen else "",
        phrases.arrow_label(relation, directness, part),
        shape.path,
        f"{width:.1f}",
        SafeString(' stroke-dasharray="9 6"') if directness == INDIRECT else "",
        _head(shape, width),
        shape.path,
        x,
        y,
        shape.anchor,
        700 if chosen else 600,
        strength,
        x,
        y + 15,
        shape.anchor,
        bounds,
    )
