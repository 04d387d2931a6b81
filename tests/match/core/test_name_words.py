"""A place or a legal form in a name says nothing of what an organisation does."""

import pytest

from bridgehead.match.core.name_words import telling_words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Storrør ApS", ["Storrør"]),
        ("Energy Denmark A/S", ["Energy"]),
        ("Danmarks Vindcenter", ["Vindcenter"]),
        ("Deutschland Wasser GmbH", ["Wasser"]),
        ("Nordic Pumps Limited", ["Pumps"]),
        ("Copenhagen Heat", ["Heat"]),
        ("United Kingdom Pipes plc", ["Pipes"]),
        ("Spildevand Česko s.r.o.", ["Spildevand"]),
        ("South Marshall Harbour", ["South", "Marshall", "Harbour"]),  # words of places, but no place
        ("South Africa Harbour", ["Harbour"]),
        ("", []),
    ],
)
def test_places_and_legal_forms_are_left_out(name: str, words: list[str]) -> None:
    assert telling_words(name) == words


def test_towns_on_record_are_left_out() -> None:
    assert telling_words("Skanderborg Sensors", {"Skanderborg"}) == ["Sensors"]
    assert telling_words("Skanderborg Sensors") == ["Skanderborg", "Sensors"]
