"""Tenders: the sample of old forms, and what the portal's search gives today."""

import json
from pathlib import Path

import pytest

from bridgehead.ecosystem.models import Activity, Actor, Identifier, Participation
from bridgehead.importers.core.ted import cpv_ancestors
from bridgehead.importers.services.import_file import import_file
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.opportunities.models import Opportunity

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NOTICES = """\
doc,date,lang,country,doc_type,cpv,title_en,buyer,title,desc,value,currency
000776-2017,20170103,IT,UK,Contract notice,71220000;09331200,Italy Genoa,Comune di Genova,Riqualificazione,Servizio,,
031680-2017,20170203,DA,DK,Contract award notice,09331200,Solar,Aarhus Kommune,Solceller,Levering,298 000,DKK
"""
AWARDS = "doc,winner,winner_country,sme\n031680-2017,Havn Energi A/S,DK,Y\n031680-2017,,,\n"
FOUND = {
    "publication-number": "123456-2024",
    "publication-date": "2024-05-01+02:00",
    "notice-title": {"eng": "Denmark – Solar", "dan": "Danmark – Solceller"},
    "description-proc": {"dan": ["Levering af <b>solceller</b>"]},
    "notice-type": "can-standard",
    "buyer-name": {"dan": ["Aarhus Kommune"]},
    "buyer-country": ["DNK"],
    "classification-cpv": ["09331200", "09331200"],
    "deadline-receipt-tender-date-lot": ["2024-06-01+02:00"],
    "total-value": 1200000,
    "total-value-cur": "EUR",
    "winner-name": {"dan": ["Havn Energi A/S", "Fyr ApS"]},
    "winner-country": ["DNK", "DNK"],
}


def sample(tmp_path: Path, **changed: str) -> Path:
    for name, content in {"notices": NOTICES, "awards": AWARDS, **changed}.items():
        (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
    return tmp_path


def test_the_tree_of_a_code() -> None:
    assert cpv_ancestors("71221000") == ["71221000", "71220000", "71200000", "71000000"]
    assert cpv_ancestors("09000000") == ["09000000"]


def test_notices_and_awards(tmp_path: Path) -> None:
    Actor.objects.create(id="havn", name="HAVN ENERGI A/S", kind="firm", country="DK")
    import_file("ted", sample(tmp_path), viewer=COMMAND_LINE)
    first, second = Opportunity.objects.order_by("id")
    assert (first.id, first.title, first.countries, first.language, first.opens, first.status) == (
        "ted-000776-2017", "Riqualificazione", ["GB"], "it", "2017-01-03", "closed",
    )  # fmt: skip
    assert first.cpv == ["71220000", "71200000", "71000000", "09331200", "09331000", "09330000", "09300000", "09000000"]
    assert "Value: 298000 DKK" in second.description
    assert second.budget is None
    assert second.buyer == "aarhus-kommune"
    won = Participation.objects.get()
    assert (won.actor_id, won.role, won.activity_id) == ("havn", "winner", "ted-031680-2017-award")
    assert Activity.objects.get().opportunity_id == second.id
    assert Actor.objects.get(pk="havn").size == "sme"
    again = import_file("ted", tmp_path, viewer=COMMAND_LINE)
    assert not any(t.added or t.changed for t in again.tallies.values())


@pytest.mark.parametrize("shape", ["answer", "list", "lines"])
def test_the_portals_search(tmp_path: Path, shape: str) -> None:
    path = tmp_path / "search.json"
    text = {"answer": json.dumps({"notices": [FOUND]}), "list": json.dumps([FOUND]), "lines": json.dumps(FOUND)}[shape]
    path.write_text(text, encoding="utf-8")
    import_file("ted", path, viewer=COMMAND_LINE)
    found = Opportunity.objects.get()
    assert (found.title, found.language, found.deadline, found.budget, found.status) == (
        "Danmark – Solceller", "da", "2024-06-01", 1_200_000, "closed",
    )  # fmt: skip
    assert found.description == "Levering af solceller"
    assert sorted(Participation.objects.values_list("actor_id", flat=True)) == ["fyr-aps", "havn-energi-as"]


def test_the_portals_search_as_csv(tmp_path: Path) -> None:
    path = tmp_path / "search.csv"
    lines = "publication-number,publication-date,notice-title,buyer-country,classification-cpv\n"
    path.write_text(f"{lines}123456-2024,2024-05-01,Solceller,DNK,09331200|71000000\n", encoding="utf-8")
    import_file("ted", path, viewer=COMMAND_LINE)
    assert Opportunity.objects.get().cpv[0] == "09331200"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match="the column publication-number"):
        import_file("ted", path, viewer=COMMAND_LINE)


def test_a_bad_notice_is_refused_or_left_out(tmp_path: Path) -> None:
    bad = sample(tmp_path, awards=AWARDS + "999999-2017,Somebody,DK,N\n")
    with pytest.raises(InputError, match="a notice that notices"):
        import_file("ted", bad, viewer=COMMAND_LINE)
    assert not Opportunity.objects.exists()
    assert len(import_file("ted", bad, keep_going=True, viewer=COMMAND_LINE).refused) == 1


def test_the_real_sample_and_cordis_share_organisations(shared: Path) -> None:
    Actor.objects.create(id="pic-1", name="STUDIO PACINOTTI SRL", kind="firm", country="IT")
    Identifier.objects.create(id="pic-1/pic/1", actor_id="pic-1", scheme="pic", value="1")
    outcome = import_file("ted", shared / "data" / "ted", viewer=COMMAND_LINE)
    assert outcome.tallies["opportunity"].added == 3447
    assert outcome.tallies["participation"].added > 3_000
    assert Participation.objects.filter(actor="pic-1").exists()
