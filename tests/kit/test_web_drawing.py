"""Drawings: what they show is in their attributes, and in words for whoever does not see them."""

from bridgehead.kit import drawing
from bridgehead.kit.drawing import Share


def test_an_interval_is_a_dot_with_its_range() -> None:
    svg = drawing.interval(0.63, 0.41, 0.81)
    assert 'cx="63.00%"' in svg
    assert 'x1="41.00%" x2="81.00%"' in svg
    assert 'aria-label="0.63, between 0.41 and 0.81"' in svg


def test_unknown_is_an_open_ring() -> None:
    svg = drawing.interval(None)
    assert 'class="ring"' in svg
    assert 'class="dot"' not in svg
    assert 'aria-label="unknown"' in svg


def test_a_strip_is_as_long_as_its_parts_together() -> None:
    svg = drawing.strip("Origins", [Share("own", "Own", 3), Share("cluster", "Cluster", 1), Share("other", "Other", 0)])
    assert 'width="75.00%"' in svg
    assert 'width="25.00%"' in svg
    assert "Other" not in svg


def test_a_strip_of_nothing_is_nothing() -> None:
    assert drawing.strip("Origins", []) == ""


def test_a_value_off_the_scale_stays_on_it() -> None:
    assert drawing.percent(1.7) == "100.00%"


def test_labels_are_text() -> None:
    assert "<b>" not in drawing.strip("<b>", [Share("own", "<b>", 1)])
