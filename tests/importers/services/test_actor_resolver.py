"""Two sources about one organisation: it is one actor, whichever source comes first."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bridgehead.ecosystem.models import Actor, Identifier, Participation
from bridgehead.importers.queries.duplicates import duplicates
from bridgehead.importers.services.import_file import ImportOutcome, import_file
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.workspace.case_files import tables
from bridgehead.workspace.services.undo import undo_batch
from tests.importers.samples import CORDIS, ORGANISATIONS

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NOTICE = (
    "doc,date,country,doc_type,title,buyer\n031680-2017,20170203,DK,Contract award notice,Solceller,Aarhus Kommune\n"
)


def ted(folder: Path, winner: str, country: str = "DK") -> Path:
    folder.mkdir()
    (folder / "notices.csv").write_text(NOTICE, encoding="utf-8")
    (folder / "awards.csv").write_text(f"doc,winner,winner_country\n031680-2017,{winner},{country}\n", encoding="utf-8")
    return folder


def both(order: Sequence[str], tmp_path: Path, winner: str, country: str = "DK") -> list[ImportOutcome]:
    paths = {"ted": ted(tmp_path / "ted", winner, country), "cordis": CORDIS.write(tmp_path / "cordis")}
    return [import_file(name, paths[name], viewer=COMMAND_LINE) for name in order]


ORDERS = [("ted", "cordis"), ("cordis", "ted")]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("winner", ["Havn Energi ApS", "Havn Energi", "HAVN-ENERGI (HE)"])
def test_it_is_one_actor_in_either_order(tmp_path: Path, order: Sequence[str], winner: str) -> None:
    outcomes = both(order, tmp_path, winner)
    (havn,) = Actor.objects.filter(name__icontains="havn")
    assert Identifier.objects.get(actor=havn, scheme="pic").value == "999000001"
    assert set(Participation.objects.filter(actor=havn).values_list("role", flat=True)) == {"winner", "coordinator"}
    if winner != "Havn Energi ApS" or order == ORDERS[0]:
        assert [found.actor for found in outcomes[1].recognised] == [havn.pk]
    assert not outcomes[0].recognised


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize(
    ("winner", "country"),
    [
        ("Havn Energi A/S", "DK"),
        ("Havn Energi", "SE"),
        ("Havn Energi (Department of Storage)", "DK"),
        ("Havn Enregi", "DK"),
    ],
)
def test_what_is_less_sure_is_left(tmp_path: Path, order: Sequence[str], winner: str, country: str) -> None:
    outcomes = both(order, tmp_path, winner, country)
    assert Actor.objects.filter(name__icontains="havn").count() == 2
    assert not outcomes[1].recognised
    assert bool(duplicates()) is (country == "DK")


def test_two_that_are_called_so_are_nobodys_guess(tmp_path: Path) -> None:
    twin = "700002,999000009,Havn Energi,false,PRC,DK,Ribe,,,4,3,participant,0\n"
    import_file("ted", ted(tmp_path / "ted", "Havn Energi"), viewer=COMMAND_LINE)
    outcome = import_file(
        "cordis", CORDIS.write(tmp_path / "cordis", **{"organization.csv": ORGANISATIONS + twin}), viewer=COMMAND_LINE
    )
    assert not outcome.recognised
    assert Actor.objects.filter(name__icontains="havn").count() == 3


@pytest.mark.parametrize("order", ORDERS)
def test_the_import_that_recognised_is_undone_exactly(tmp_path: Path, order: Sequence[str]) -> None:
    paths = {"ted": ted(tmp_path / "ted", "Havn Energi"), "cordis": CORDIS.write(tmp_path / "cordis")}
    import_file(order[0], paths[order[0]], viewer=COMMAND_LINE)
    before = [table.export() for table in tables()]
    second = import_file(order[1], paths[order[1]], viewer=COMMAND_LINE)
    assert undo_batch(second.batch or 0, viewer=COMMAND_LINE).result == ()
    assert [table.export() for table in tables()] == before


def test_a_vat_number_says_who_it_is(tmp_path: Path) -> None:
    Actor.objects.create(id="harbour", name="Harbour", kind="firm")
    Identifier.objects.create(id="harbour/vat/DK11111111", actor_id="harbour", scheme="vat", value="DK11111111")
    import_file("cordis", CORDIS.write(tmp_path), viewer=COMMAND_LINE)
    assert Identifier.objects.get(scheme="pic", value="999000001").actor_id == "harbour"
