"""The same organisation under two records."""

import pytest

from bridgehead.ecosystem.models import Actor
from bridgehead.intake.core.duplicates import THRESHOLD, Party, candidates, compare, rarity
from bridgehead.intake.core.names import core_of
from bridgehead.intake.duplicates import duplicates, pair, tell_apart


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Siemens A/S", "SIEMENS AKTIENGESELLSCHAFT"),
        ("Vestas Wind Systems A.S.", "Vestas Wind Systems"),
        ("Århus Kommune", "AARHUS KOMMUNE"),
        ("München Energie GmbH", "Muenchen Energie Gesellschaft mit beschränkter Haftung"),
        ("ΠΑΝΕΠΙΣΤΗΜΙΟ ΠΑΤΡΩΝ", "Panepistimio Patron"),
        ("Foo Sp. z o.o.", "Foo spółka z ograniczoną odpowiedzialnością"),
        ("Danmarks Tekniske Universitet (DTU)", "Danmarks Tekniske Universitet"),
    ],
)
def test_names_that_are_the_same_once_they_are_plain(one: str, other: str) -> None:
    assert core_of(one) == core_of(other)


def party(id_: str, name: str, **given: object) -> Party:
    return Party(id_, name, **given)  # type: ignore[arg-type]


def score(one: Party, other: Party) -> float:
    return compare(one, other, rarity([one, other])).score


def test_a_shared_number_decides() -> None:
    numbers = frozenset({("pic", "999000001")})
    assert score(party("a", "One", identifiers=numbers), party("b", "Other", identifiers=numbers)) == 1


def test_place_and_numbers_count() -> None:
    here = party("a", "Havn Energi A/S", country="DK", identifiers=frozenset({("cvr", "1")}))
    assert score(here, party("b", "Havn Energi", country="DK")) >= THRESHOLD
    assert score(here, party("c", "Havn Energi", country="NO")) < THRESHOLD
    assert score(here, party("d", "Havn Energi", country="DK", identifiers=frozenset({("cvr", "2")}))) < THRESHOLD


def test_candidates_come_with_their_signs() -> None:
    found = candidates([
        party("b", "VisBlue ApS", website="https://www.visblue.com"),
        party("a", "Vis Blue", website="visblue.com/da"),
        party("c", "Vestas"),
    ])  # fmt: skip
    assert [(pair.first.id, pair.second.id) for pair in found] == [("a", "b")]
    assert "same website visblue.com" in found[0].for_it


@pytest.mark.django_db
@pytest.mark.database
def test_pairs_told_apart_stay_apart() -> None:
    Actor.objects.bulk_create([Actor(id=i, name=n, kind="firm") for i, n in (("a", "Havn ApS"), ("b", "HAVN A/S"))])
    assert len(duplicates()) == 1
    assert pair("b", "a").score >= THRESHOLD
    tell_apart("b", "a")
    tell_apart("a", "b")
    assert duplicates() == []
