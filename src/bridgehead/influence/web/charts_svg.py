"""Lines over years and effects around a start, as SVG: geometry here, colour in `kit/charts.css`."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bridgehead.influence.core.effect_estimate import PeriodEffect

WIDTH, HEIGHT = 340, 170
LEFT, RIGHT, TOP, BOTTOM = 34, 248, 14, 144
"""The frame that values are drawn in; lines are named to its right."""
APART = 13.0
"""Two names stand at least so far apart."""
WIDE, HIGH = 440, 240


@dataclass(frozen=True)
class ChartLine:
    """One line: what it is called at its end, its class in the style sheet, a value a year."""

    label: str
    style: str
    values: Sequence[float]


def line_chart(title: str, years: Sequence[int], drawn: Sequence[ChartLine]) -> SafeString:
    """Lines over years from zero up, each named where it ends; `title` says the message."""
    top = max((value for line in drawn for value in line.values), default=0.0) or 1.0
    across = [round(LEFT + (RIGHT - LEFT) * n / max(1, len(years) - 1), 1) for n in range(len(years))]
    ends = _spread([_up(line.values[-1], 0.0, top, TOP, BOTTOM) for line in drawn])
    paths = format_html_join(
        "",
        '<polyline class="{}" points="{}"/><text x="{}" y="{}">{}</text>',
        (
            (
                line.style,
                " ".join(f"{x},{_up(v, 0.0, top, TOP, BOTTOM)}" for x, v in zip(across, line.values, strict=True)),
                RIGHT + 6,
                end + 4,
                line.label,
            )
            for line, end in zip(drawn, ends, strict=True)
        ),
    )
    return format_html(
        '<figure class="lines"><figcaption>{}</figcaption><svg viewBox="0 0 {} {}" role="img" aria-label="{}">'
        '<path class="axis" d="M{} {}H{}"/><path class="grid" d="M{} {}H{}"/>'
        '<text class="tick" x="{}" y="{}" text-anchor="end">0</text>'
        '<text class="tick" x="{}" y="{}" text-anchor="end">{}</text>'
        '<text class="tick" x="{}" y="{}">{}</text><text class="tick" x="{}" y="{}" text-anchor="end">{}</text>'
        "{}</svg></figure>",
        *(title, WIDTH, HEIGHT, title),
        *(LEFT, BOTTOM, RIGHT, LEFT, TOP, RIGHT),
        *(LEFT - 5, BOTTOM + 4, LEFT - 5, TOP + 4, f"{top:.2g}" if top < 100 else f"{top:.0f}"),
        *(LEFT, BOTTOM + 18, years[0], RIGHT, BOTTOM + 18, years[-1]),
        paths,
    )


def event_study_chart(title: str, effects: Sequence[PeriodEffect]) -> SafeString:
    """The effect by period since the start with its interval: rings before, where none should be, dots after."""
    known = [(at.period, at.estimate) for at in effects if at.estimate is not None]
    bounds = [end for _period, estimate in known for end in estimate.interval]
    low, high = min([0.0, *bounds]), max([0.0, *bounds])
    high = high if high > low else low + 1.0
    first, last = min(at.period for at in effects), max(at.period for at in effects)

    def across(period: float) -> float:
        return round(46 + (WIDE - 66) * (period - first) / max(1, last - first), 1)

    def up(value: float) -> float:
        return _up(value, low, high, 28, HIGH - 50)

    marks = format_html_join(
        "",
        '<line class="range" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/><circle class="{3}" cx="{0}" cy="{4}" r="4"/>',
        (
            (across(period), *map(up, estimate.interval), "ring" if period < 0 else "dot", up(estimate.att))
            for period, estimate in known
        ),
    )
    ticks = format_html_join(
        "",
        '<text class="tick" x="{}" y="{}" text-anchor="middle">{}</text>',
        ((across(at.period), HIGH - 28, f"{at.period:+d}" if at.period else "0") for at in _few(effects)),
    )
    sides = format_html_join(
        "",
        '<text class="tick" x="{}" y="12" text-anchor="{}">{}</text>',
        (
            (across(-0.5) - 8, "end", _("Pre-period: expect no effect")),
            (across(-0.5) + 8, "start", _("Since the start")),
        ),
    )
    return format_html(
        '<figure class="lines around"><figcaption>{}</figcaption><svg viewBox="0 0 {} {}" role="img" aria-label="{}">'
        '<path class="axis" d="M40 {}H{}"/><path class="start" d="M{} 18V{}"/>'
        '<text class="tick" x="34" y="{}" text-anchor="end">0</text>'
        '<text class="tick" x="34" y="32" text-anchor="end">{}</text>'
        '<text class="tick" x="34" y="{}" text-anchor="end">{}</text>{}{}{}'
        '<text class="tick" x="{}" y="{}" text-anchor="middle">{}</text></svg></figure>',
        *(title, WIDE, HIGH, title),
        *(up(0.0), WIDE - 10, across(-0.5), HIGH - 44, up(0.0) + 4),
        f"{high:.2g}" if up(0.0) - up(high) > APART else "",
        HIGH - 46,
        f"{low:.2g}".replace("-", "\N{MINUS SIGN}") if up(low) - up(0.0) > APART else "",
        *(marks, ticks, sides, WIDE / 2, HIGH - 8, _("Periods since the start")),
    )


def _few(effects: Sequence[PeriodEffect]) -> Sequence[PeriodEffect]:
    """Every period, or as many of them as their names have room for, the start among them."""
    step = 1 + len(effects) // 12
    return [at for at in effects if at.period % step == 0]


def _up(value: float, low: float, high: float, top: float, bottom: float) -> float:
    return round(bottom - (bottom - top) * (value - low) / (high - low), 1)


def _spread(ends: Sequence[float]) -> list[float]:
    """Heights of names, moved apart where two would overlap."""
    order = sorted(range(len(ends)), key=lambda n: ends[n])
    placed = list(ends)
    for above, below in pairwise(order):
        short = APART - (placed[below] - placed[above])
        if short > 0:
            placed[above] -= short / 2
            placed[below] += short / 2
    return placed
