"""Contrast of colours (WCAG 2.2, 1.4.3 and its definition of relative luminance)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.kit.field_limits import is_colour
from bridgehead.settings.core.contrast import (
    AA,
    DARK_GROUNDS,
    LIGHT_GROUNDS,
    ON_DARK,
    ON_LIGHT,
    accent_shades,
    contrast,
)

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),  # the most there is
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),  # the lightest grey that passes AA on white
        ("#777777", "#ffffff", 4.48),  # the next one does not
        ("#ff0000", "#ffffff", 4.00),  # (1 + 0.05) / (0.2126 + 0.05) = 3.998
    ],
)
def test_contrast_is_as_wcag_says(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


@given(COLOURS)
def test_any_accent_can_be_read_in_both_themes(colour: str) -> None:
    shades = accent_shades(colour)
    assert all(contrast(shades.light, ground) >= AA for ground in (*LIGHT_GROUNDS, ON_LIGHT, shades.light_wash))
    assert all(contrast(shades.dark, ground) >= AA for ground in (*DARK_GROUNDS, ON_DARK, shades.dark_wash))
    assert (shades.light == colour) == (shades.light_contrast >= AA)
    assert (shades.dark == colour) == (shades.dark_contrast >= AA)


def test_the_products_own_accent_stays_as_it_is() -> None:
    assert accent_shades("#0b57a4").light == "#0b57a4"
    assert accent_shades("#83b8f2").dark == "#83b8f2"


def test_yellow_is_darkened_and_navy_is_lightened() -> None:
    yellow, navy = accent_shades("#ffe600"), accent_shades("#001f5b")
    assert yellow.light != "#ffe600"
    assert yellow.dark == "#ffe600"
    assert navy.light == "#001f5b"
    assert navy.dark != "#001f5b"


@pytest.mark.parametrize("text", ["", "red", "#fff", "#0B57A4", "#0b57a4;", "#0b57a4\n", "0b57a4"])
def test_only_six_hexadecimal_digits_are_a_colour(text: str) -> None:
    assert not is_colour(text)
