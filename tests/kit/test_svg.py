"""Drawings: what they show is in their attributes, and in words for whoever does not see them."""

from bridgehead.kit import svg
from bridgehead.kit.svg import StripPart


def test_an_interval_is_a_dot_with_its_range() -> None:
    drawn = svg.interval(0.63, 0.41, 0.81)
    assert 'cx="63.00%"' in drawn
    assert 'x1="41.00%" x2="81.00%"' in drawn
    assert 'aria-label="0.63, between 0.41 and 0.81"' in drawn


def test_unknown_is_an_open_ring() -> None:
    drawn = svg.interval(None)
    assert 'class="ring"' in drawn
    assert 'class="dot"' not in drawn
    assert 'aria-label="unknown"' in drawn


def test_a_strip_is_as_long_as_its_parts_together() -> None:
    drawn = svg.strip(
        "Origins", [StripPart("own", "Own", 3), StripPart("cluster", "Cluster", 1), StripPart("other", "Other", 0)]
    )
    assert 'width="75.00%"' in drawn
    assert 'width="25.00%"' in drawn
    assert "Other" not in drawn


def test_a_strip_of_nothing_is_nothing() -> None:
    assert svg.strip("Origins", []) == ""


def test_a_value_off_the_scale_stays_on_it() -> None:
    assert svg.percent(1.7) == "100.00%"


def test_labels_are_text() -> None:
    assert "<b>" not in svg.strip("<b>", [StripPart("own", "<b>", 1)])
