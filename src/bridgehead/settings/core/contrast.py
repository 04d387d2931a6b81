"""Whether a colour can be read: contrast by WCAG 2.2, and the nearest shade that has enough of it.

Success criterion 1.4.3 (AA) asks 4.5 : 1 of text. The contrast of two colours is (L1 + 0.05) ÷ (L2 + 0.05), the
lighter first, with the relative luminance L = 0.2126·R + 0.7152·G + 0.0722·B of linear channels.
"""

from collections.abc import Sequence
from dataclasses import dataclass

AA = 4.5
"""The least contrast of text (WCAG 2.2, 1.4.3)."""
STEPS = 200
"""In how many steps a shade moves from the colour itself to black or to white."""
LIGHT_GROUNDS = ("#ffffff", "#f5f7f9")
"""What stands behind the accent in the light theme: paper, margin (`tokens.css`), the first the lightest."""
DARK_GROUNDS = ("#14181d", "#0f1317", "#1c2229")
"""The same in the dark theme, raised parts with it."""
TINT = {"light": 0.07, "dark": 0.18}
"""How much of the accent its wash holds, the rest being paper."""
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
    light_wash, dark_wash
        The tint of each shade that marks what is chosen; the shade can be read on it.
    light_contrast, dark_contrast
        The least contrast of the colour itself to what stands behind or on it in each theme.
    """

    chosen: str
    light: str
    dark: str
    light_wash: str
    dark_wash: str
    light_contrast: float
    dark_contrast: float


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
    light = _readable(colour, (*LIGHT_GROUNDS, ON_LIGHT), TINT["light"], towards=(0, 0, 0))
    dark = _readable(colour, (*DARK_GROUNDS, ON_DARK), TINT["dark"], towards=(255, 255, 255))
    return AccentShades(
        colour,
        light,
        dark,
        _wash(light, LIGHT_GROUNDS[0], TINT["light"]),
        _wash(dark, DARK_GROUNDS[0], TINT["dark"]),
        _least(colour, (*LIGHT_GROUNDS, ON_LIGHT), TINT["light"]),
        _least(colour, (*DARK_GROUNDS, ON_DARK), TINT["dark"]),
    )


def _readable(colour: str, grounds: Sequence[str], tint: float, *, towards: Channels) -> str:
    """The first shade on the way to black or white that has enough contrast to every ground and to its own wash."""
    start = _channels(colour)
    for step in range(STEPS + 1):
        shade = _hex(_mixed(start, towards, step / STEPS))
        if _least(shade, grounds, tint) >= AA:
            return shade
    return _hex(towards)


def _wash(shade: str, paper: str, tint: float) -> str:
    return _hex(_mixed(_channels(paper), _channels(shade), tint))


def _least(colour: str, grounds: Sequence[str], tint: float) -> float:
    return min(contrast(colour, ground) for ground in (*grounds, _wash(colour, grounds[0], tint)))


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
