"""From a text to its words: stems, proper nouns, initials."""

from __future__ import annotations

import pytest

from bridgehead.match.core.ranking.retrieval.tokenizer import capitals, initials, proper, stem, terms

WIND = ["wind", "turbine"]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Centre National de la Recherche Scientifique", {"CNRS", "CNDLRS"}),
        ("VDI/VDE", set()),
        ("Škoda", set()),
        ("", set()),
        ("E.ON Sverige AB", {"EOSA", "OSA"}),
    ],
)
def test_initials(name: str, short: set[str]) -> None:
    assert initials(name) == short


def test_proper_nouns_and_capitals() -> None:
    text = "Wind for Jutland: Better wind. The Danes like Wind,\nOthers the CNRS (H2020, EU)."
    assert proper(text) == ["jutland", "dane", "cnrs", "h2020"]
    assert capitals(text) == ["CNRS", "H2020"]


def test_where_every_noun_or_word_is_capitalised_capitals_tell_nothing() -> None:
    german = (
        "Der Hafen von Malmö braucht Speicher für die Energie der Wohnungen und Fabriken am Ufer, und die Stadt sucht "
        "dafür Anbieter von Batterien mit Erfahrung in der Steuerung von Netzen und im Betrieb von Anlagen."
    )
    assert proper(german) == []
    assert proper(german.lower().replace("malmö", "Malmö")) == ["malmö"]
    assert proper("with Siemens, Vestas, DTU and Aalborg Havn") == ["siemen", "vesta", "dtu", "aalborg", "havn"]


def test_terms_are_stems_and_pairs() -> None:
    assert terms("Wind turbines of the project") == ["wind", "turbine", "wind_turbine"]
    assert terms(f"Wind {'ø' * 101} turbines {'ø' * 100}") == [*WIND, "ø" * 100, "wind_turbine", f"turbine_{'ø' * 100}"]


@pytest.mark.parametrize(
    ("word", "expected"), [("batteries", "battery"), ("grids", "grid"), ("glass", "glass"), ("gas", "gas")]
)
def test_stems(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_other_scripts_have_words_too() -> None:
    assert terms("Fernwärme Ветер")[:2] == ["fernwärme", "ветер"]
