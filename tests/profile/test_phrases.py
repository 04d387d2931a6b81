"""Sentences of the profile stage: pieces in a label, plurals, why a figure is missing."""

from types import MappingProxyType

import pytest

from bridgehead.profile import phrases
from bridgehead.profile.core.coded_reason import CodedReason
from bridgehead.profile.core.internationalisation_pattern import OrderCorrelation
from bridgehead.profile.core.standing import Standing, WeightShare, nothing_known

NONE: MappingProxyType[str, WeightShare] = MappingProxyType({})


def strong(pieces: int) -> Standing:
    return Standing(0.8, (0.6, 0.9), "strong", pieces, ("interview",), 3.0, 0.0, NONE, NONE, nothing_known().own, NONE)


@pytest.mark.parametrize(("pieces", "label"), [(1, "strong, 1 piece"), (3, "strong, 3 pieces")])
def test_a_label_carries_its_number_of_pieces(pieces: int, label: str) -> None:
    assert phrases.standing_label(strong(pieces)) == label


def test_nothing_known_has_no_pieces() -> None:
    assert phrases.standing_label(nothing_known()) == "unknown"


def test_p_is_never_zero() -> None:
    assert phrases.order_correlation(OrderCorrelation(1.0, 0.0001, 8)) == "τ 1.00 (p < 0.001, 8 entries)"


def test_shares_have_their_intervals_and_their_and() -> None:
    shares = {"cluster": WeightShare(2.0, 0.8, (0.57, 0.94)), "": WeightShare(0.5, 0.2, (0.06, 0.43))}
    worded = phrases.shares_with_intervals(shares, {"cluster": "The cluster"}).replace("\u202f", " ")
    assert worded == "The cluster 80 % (57–94 %) and not recorded 20 % (6–43 %)"


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (
            CodedReason("few_ordered_entries", {"known": 1, "needed": 4}),
            "The order is known for 1 entry with this distance; at least 4 are needed.",
        ),
        (
            CodedReason("few_ordered_entries", {"known": 3, "needed": 4}),
            "The order is known for 3 entries with this distance; at least 4 are needed.",
        ),
        (CodedReason("no_entries"), "No market entries recorded."),
    ],
)
def test_why_a_figure_is_missing(found: CodedReason, sentence: str) -> None:
    assert phrases.reason_text(found) == sentence
