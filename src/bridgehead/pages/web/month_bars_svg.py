"""Counts of twelve months as bars: geometry here, colour in `kit/charts.css`."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

HIGH, STEP, BAR = 36, 16, 12


def month_bars(label: str, counts: Sequence[int]) -> SafeString:
    """Bars from January to December; the label says what they count, for whoever does not see them."""
    top = max(counts, default=0) or 1
    bars = format_html_join(
        "",
        '<rect class="value" x="{}" y="{}" width="{}" height="{}"/>',
        (
            (STEP * month, round(HIGH - HIGH * count / top, 1), BAR, round(HIGH * count / top, 1))
            for month, count in enumerate(counts)
            if count
        ),
    )
    wide = STEP * len(counts)
    return format_html(
        '<svg class="months" viewBox="0 0 {} {}" role="img" aria-label="{}"><path class="axis" d="M0 {}H{}"/>{}</svg>',
        *(wide, HIGH + 1, label, HIGH + 0.5, wide, bars),
    )
