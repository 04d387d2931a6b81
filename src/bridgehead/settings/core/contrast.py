"""Whether a colour can be read: contrast by WCAG 2.2, and the nearest shade that has enough of it.

Success criterion 1.4.3 (AA) asks 4.5 : 1 of text. The contrast of two colours is (L1 + 0.05) ÷ (L2 + 0.05), the
lighter first, with the relative luminance L = 0.2126·R + 0.7152·G + 0.0722·B of linear channels.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

AA = 4.5
"""The least contrast of text (WCAG 2.2, 1.4.3)."""
HEX = re.compile(r"#[0-9a-f]{6}", re.ASCII)
STEPS = 200
"""In how many steps a shade moves from the colour itself to black or to white."""
LIGHT_GROUNDS = ("#ffffff", "#f5f7f9", "#edf4fb")
"""What stands behind the accent in the light theme: paper, margin, wash (`tokens.css`)."""
DARK_GROUNDS = ("#14181d", "#1c2229", "#182a3d")
"""The same in the dark theme."""
ON_LIGHT, ON_DARK = "#ffffff", "#0c1621"
"""What is written on the accent itself, on a button (`--on-accent`)."""

Channels = tuple[int, int, int]


@dataclass(frozen=True)
class AccentShades:
    """An accent as the two themes show it.

    Attributes
    ----------
    light, dark
        The shade in each theme: the colour itself where that can be read, else the nearest shade that can.
    light_contrast, dark_contrast
        The least contrast of the colour itself to what stands behind or on it in each theme.
    """

    chosen: str
    light: str
    dark: str
    light_contrast: float
    dark_contrast: float


def is_colour(text: str) -> bool:
    """Whether a text is a colour as this product writes one: `#0b57a4`."""
    return HEX.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 (the same) to 21 (black on white)."""
    light, dark = sorted((_luminance(_channels(one)), _luminance(_channels(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def accent_shades(colour: str) -> AccentShades:
    """The shades of an accent that can be read in the light and in the dark theme.

    Parameters
    ----------
    colour
        `#rrggbb`, in lower case.
    """
    light, dark = (*LIGHT_GROUNDS, ON_LIGHT), (*DARK_GROUNDS, ON_DARK)
    return AccentShades(
        colour,
        _readable(colour, light, towards=(0, 0, 0)),
        _readable(colour, dark, towards=(255, 255, 255)),
        _least(colour, light),
        _least(colour, dark),
    )


def _readable(colour: str, grounds: Sequence[str], *, towards: Channels) -> str:
    """The first shade on the way to black or white that has enough contrast to every ground."""
    start = _channels(colour)
    for step in range(STEPS + 1):
        shade = _hex(_mixed(start, towards, step / STEPS))
        if _least(shade, grounds) >= AA:
            return shade
    return _hex(towards)


def _least(colour: str, grounds: Sequence[str]) -> float:
    return min(contrast(colour, ground) for ground in grounds)


def _mixed(start: Channels, end: Channels, share: float) -> Channels:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(start, end, strict=True))
    return red, green, blue


def _channels(colour: str) -> Channels:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _hex(channels: Channels) -> str:
    return "#{:02x}{:02x}{:02x}".format(*channels)


def _luminance(channels: Channels) -> float:
    red, green, blue = (_linear(channel / 255) for channel in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
