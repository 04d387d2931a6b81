"""Texts that every stage's phrases share."""

import pytest
from django.utils.translation import override

from bridgehead.kit.phrases import and_list, country_inside, probability, running_list, share, signed


@pytest.mark.parametrize(
    ("language", "items", "text"),
    [
        ("en", [], ""),
        ("en", ["A"], "A"),
        ("en", ["A", "B"], "A and B"),
        ("en", ["A", "B", "C"], "A, B and C"),
        ("da", ["A", "B", "C"], "A, B og C"),
    ],
)
def test_lists_have_their_and(language: str, items: list[str], text: str) -> None:
    with override(language):
        assert and_list(items) == text


@pytest.mark.parametrize(("value", "text"), [(0.0, "< 0.001"), (0.0009, "< 0.001"), (0.0344, "0.034"), (1.0, "1.000")])
def test_a_p_value_is_never_nought(value: float, text: str) -> None:
    assert probability(value) == text


def test_shares_are_whole_per_cent() -> None:
    assert share(0.1249) == "12\u202f%"


def test_labels_inside_a_sentence_lose_their_capital_and_names_keep_theirs() -> None:
    assert running_list(["The cluster", "A partner", "EU money"]) == "The cluster, a partner and EU money"
    assert [country_inside(code) for code in ("NL", "DK")] == ["the Netherlands", "Denmark"]
    assert (signed(-0.426), signed(0.5)) == ("\N{MINUS SIGN}0.43", "0.50")
