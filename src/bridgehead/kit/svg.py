"""Uncertainty and shares as small drawings: attributes of SVG only, so that no page needs inline style."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

PATTERNED = {"cluster", "public"}
"""Origins whose colour also has a pattern; `own` is plain and dark, `other` plain and light."""


AXIS = SafeString(
    '<line class="axis" x1="0" x2="100%" y1="50%" y2="50%"/><line class="half" x1="50%" x2="50%" y1="15%" y2="85%"/>'
)
RING = SafeString('<circle class="ring" cx="50%" cy="50%" r="4"/>')


@dataclass(frozen=True)
class StripPart:
    """One part of a stacked strip: its origin (own, cluster, public, other, unsaid), its name, its size."""

    origin: str
    label: str
    size: float


def percent(value: float) -> str:
    """A number from 0 to 1 as an SVG length."""
    return f"{100 * min(max(value, 0.0), 1.0):.2f}%"


def interval(value: float | None, low: float = 0.0, high: float = 1.0, own: float | None = None) -> SafeString:
    """A dot with its interval on the scale from 0 to 1; an open ring where the value is unknown.

    `own` is drawn as a small ring: the value without what others brought about.
    """
    if value is None:
        return format_html('<svg class="interval" role="img" aria-label="{}">{}{}</svg>', _("unknown"), AXIS, RING)
    said = _("%(value).2f, between %(low).2f and %(high).2f") % {"value": value, "low": low, "high": high}
    beside: SafeString | str = ""
    if own is not None:
        said = _("%(said)s; own %(own).2f") % {"said": said, "own": own}
        beside = format_html('<circle class="own" cx="{}" cy="50%" r="3"/>', percent(own))
    marks = format_html(
        '<line class="range" x1="{}" x2="{}" y1="50%" y2="50%"/><circle class="dot" cx="{}" cy="50%" r="4"/>',
        percent(low),
        percent(high),
        percent(value),
    )
    return format_html('<svg class="interval" role="img" aria-label="{}">{}{}{}</svg>', said, AXIS, marks, beside)


def bar(value: float, low: float | None = None, high: float | None = None) -> SafeString:
    """A thin bar from 0 to 1, with its interval if there is one; the number stands beside it as text."""
    whisker: SafeString | str = ""
    if low is not None and high is not None:
        whisker = format_html('<line class="range" x1="{}" x2="{}" y1="50%" y2="50%"/>', percent(low), percent(high))
    return format_html(
        '<svg class="bar" aria-hidden="true"><rect class="track" width="100%" y="40%" height="20%"/>'
        '<rect class="value" width="{}" height="100%"/>{}</svg>',
        percent(value),
        whisker,
    )


def swatch(origin: str) -> SafeString:
    """The small square that stands for an origin in words beside it."""
    return format_html('<svg aria-hidden="true">{}</svg>', _block(origin, "0", "100%"))


def strip(title: str, shares: Iterable[StripPart]) -> SafeString:
    """One stacked strip, its parts named and counted below it."""
    shown: Sequence[StripPart] = [share for share in shares if share.size > 0]
    total = sum(share.size for share in shown)
    if not total:
        return SafeString("")
    blocks, start = [], 0.0
    for share in shown:
        blocks.append(_block(share.origin, percent(start), percent(share.size / total)))
        start += share.size / total
        blocks.append(format_html('<line class="seam" x1="{0}" x2="{0}" y1="0" y2="100%"/>', percent(start)))
    keys = format_html_join(
        "", '<li class="origin">{}{} {}</li>', ((swatch(s.origin), s.label, _size(s.size)) for s in shown)
    )
    return format_html(
        '<figure class="strip"><figcaption>{}</figcaption><svg class="strip-chart" aria-hidden="true">{}</svg>'
        '<ul class="keys">{}</ul></figure>',
        title,
        format_html_join("", "{}", ((block,) for block in blocks[:-1])),
        keys,
    )


def _size(size: float) -> str:
    """At most one decimal, none for a whole number."""
    return f"{size:.1f}".removesuffix(".0")


def stack(shares: Iterable[StripPart], whole: float) -> SafeString:
    """The same parts without names, as long as their sum is of `whole`: for rows that stand below each other."""
    blocks, start = [], 0.0
    for share in shares:
        if share.size > 0:
            blocks.append(_block(share.origin, percent(start), percent(share.size / whole)))
            start += share.size / whole
    return format_html(
        '<svg class="stack-chart" aria-hidden="true">{}</svg>', format_html_join("", "{}", ((b,) for b in blocks))
    )


def _block(origin: str, x: str, width: str) -> SafeString:
    block = format_html('<rect class="{}" x="{}" width="{}" height="100%"/>', origin, x, width)
    if origin not in PATTERNED:
        return block
    return format_html('{}<rect x="{}" width="{}" height="100%" fill="url(#pattern-{})"/>', block, x, width, origin)
