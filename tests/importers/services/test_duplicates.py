"""The same organisation under two records."""

import pytest

from bridgehead.ecosystem.models import Actor
from bridgehead.importers.core.name_normalisation import strip_legal_form
from bridgehead.importers.core.record_linkage import THRESHOLD, LinkageRecord, candidates, compare, rarity
from bridgehead.importers.phrases import duplicate_signs
from bridgehead.importers.queries.duplicates import duplicates, pair
from bridgehead.importers.services.duplicates import mark_distinct
from bridgehead.kit.permissions import COMMAND_LINE


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
    assert strip_legal_form(one) == strip_legal_form(other)


def party(id_: str, name: str, **given: object) -> LinkageRecord:
    return LinkageRecord(id_, name, **given)  # type: ignore[arg-type]


def score(one: LinkageRecord, other: LinkageRecord) -> float:
    return compare(one, other, rarity([one, other])).score


def test_a_shared_number_decides() -> None:
    numbers = frozenset({("pic", "999000001")})
    assert score(party("a", "One", identifiers=numbers), party("b", "Other", identifiers=numbers)) == 1


def test_place_and_numbers_count() -> None:
    here = party("a", "Havn Energi A/S", country="DK", identifiers=frozenset({("cvr", "1")}))
    assert score(here, party("b", "Havn Energi", country="DK")) >= THRESHOLD
    assert score(here, party("c", "Havn Energi", country="NO")) < THRESHOLD
    assert score(here, party("d", "Havn Energi", country="DK", identifiers=frozenset({("cvr", "2")}))) < THRESHOLD


CITIES = ["Milano", "Torino", "Parma", "Pavia", "Padova", "Trento", "Trieste", "Köln", "Bonn"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Università degli Studi di Milano", "UNIVERSITA DEGLI STUDI DI TORINO", False),
        ("Università degli Studi di Parma", "Università degli Studi di Pavia", False),
        ("Stadt Köln", "Stadt Bonn", False),
        ("31 Wojskowy Oddział Gospodarczy", "35 Wojskowy Oddział Gospodarczy", False),
        ("id formation", "idc formation", False),
        ("Universität Bremen", "Technische Universität Dresden", False),
        ("Danmarks Tekniske Universitet, DTU", "DANMARKS TEKNISKE UNIVERSITET", True),
        ("HaCon Ingeniergesellschaft mbH", "HACON INGENIEURGESELLSCHAFT MBH", True),
        ("Hungarocontrol Magyar Légiforgalmi Szolgálat", "Hungarocontrol Magyar Legiforgalmiszolgalat", True),
        ("Università degli Studi di Milano", "UNIVERSITA DEGLI STUDI DI MILANO", True),
        ("Universität zu Köln", "Universitaet zu Koeln", True),
    ],
)
def test_what_differs_counts_against_two_names(one: str, other: str, same: bool) -> None:
    everybody = [party(str(n), f"Università degli Studi di {city}", city=city) for n, city in enumerate(CITIES)]
    pair_ = compare(party("a", one, country="IT"), party("b", other, country="IT"), rarity(everybody))
    assert (pair_.score >= THRESHOLD) is same


def test_a_website_of_their_own_makes_two_names_candidates() -> None:
    one = party("a", "Tartu Ülikool", website="https://ut.ee", country="EE")
    other = party("b", "University of Tartu", website="www.ut.ee", country="EE")
    many = [party(str(n), f"Institute {n}", website="ut.ee") for n in range(9)]
    assert [(p.first.id, p.second.id) for p in candidates([one, other])] == [("a", "b")]
    assert compare(one, other, rarity([one, other, *many])).score < THRESHOLD


def test_candidates_come_with_their_signs() -> None:
    found = candidates([
        party("b", "VisBlue ApS", website="https://www.visblue.com"),
        party("a", "Vis Blue", website="visblue.com/da"),
        party("c", "Vestas"),
    ])  # fmt: skip
    assert [(pair.first.id, pair.second.id) for pair in found] == [("a", "b")]
    assert "Same website, visblue.com" in duplicate_signs(found[0].for_it)


@pytest.mark.django_db
@pytest.mark.database
def test_pairs_told_apart_stay_apart() -> None:
    Actor.objects.bulk_create([Actor(id=i, name=n, kind="firm") for i, n in (("a", "Havn ApS"), ("b", "HAVN A/S"))])
    assert len(duplicates()) == 1
    assert pair("b", "a").score >= THRESHOLD
    mark_distinct("b", "a", viewer=COMMAND_LINE)
    mark_distinct("a", "b", viewer=COMMAND_LINE)
    assert duplicates() == []
