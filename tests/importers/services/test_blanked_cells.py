"""What is no country for certain is left blank with a line, in every format, and refuses no record."""

import json
from pathlib import Path

import pytest

from bridgehead.ecosystem.models import Actor, Participation
from bridgehead.importers.models import ImportJob
from bridgehead.importers.services.import_file import ImportOutcome, import_file
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.opportunities.models import Opportunity
from bridgehead.workspace.services.import_results import store_outcome
from tests.importers.samples import CORDIS, ORGANISATIONS

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LIST = """Navn;Land;By
Havn;The Netherlands;1012 AB Amsterdam
Bro;NA;2100 København Ø
Fyr;Atlantis;Køge 2
Mole;na;
Kaj;Atlantis;
Dok;Serbia and Montenegro;
Anker;Norge/Sverige;
Tov;-;
"""


def lines(outcome: ImportOutcome) -> list[tuple[object, ...]]:
    """Where a text was left blank first, which, how often, and why."""
    return [(e.error.row, e.error.column, e.error.found, e.count, e.error.code) for e in outcome.blanked]


@pytest.mark.parametrize("keep_going", [False, True])
def test_a_list_comes_in_whole_and_doubts_are_lines(tmp_path: Path, keep_going: bool) -> None:
    path = tmp_path / "members.csv"
    path.write_text(LIST, encoding="utf-8")
    outcome = import_file("members", path, keep_going=keep_going, viewer=COMMAND_LINE)
    assert outcome.refused == ()
    assert dict(Actor.objects.values_list("name", "country")) == {
        "Havn": "NL",
        **dict.fromkeys(("Bro", "Fyr", "Mole", "Kaj", "Dok", "Anker", "Tov"), ""),
    }
    assert [Actor.objects.get(name=name).city for name in ("Havn", "Bro", "Fyr")] == [
        "Amsterdam",
        "København Ø",
        "Køge 2",
    ]
    assert lines(outcome) == [
        (3, "Land", "NA", 1, "country_namibia"),
        (4, "Land", "Atlantis", 2, "country_unknown"),
        (5, "Land", "na", 1, "country_namibia"),
        (7, "Land", "Serbia and Montenegro", 1, "country_dissolved"),
        (8, "Land", "Norge/Sverige", 1, "country_several"),
    ]
    job = ImportJob.objects.create(name="members.csv", format="members", path=str(path))
    store_outcome(job, outcome, [])
    rows = list(job.rejections.filter(cells__gt=0))

    assert [(row.row, row.cells, row.reason) for row in rows][:2] == [
        (3, 1, "“NA” could mean Namibia or “not available”. Enter Namibia if it is meant."),
        (4, 2, "“Atlantis” is not a known country. Enter a country's name or code."),
    ]


def test_official_tables_keep_their_rows(tmp_path: Path) -> None:
    changed = ORGANISATIONS.replace("PARADEIGMA AE,false,PRC,EL", "PARADEIGMA AE,false,PRC,YU")
    outcome = import_file("cordis", CORDIS.write(tmp_path, **{"organization.csv": changed}), viewer=COMMAND_LINE)
    assert lines(outcome) == [(5, "country", "YU", 1, "country_dissolved")]
    assert Actor.objects.get(name="PARADEIGMA AE").country == ""
    assert Participation.objects.count() == 4


def test_notices_keep_their_rows(tmp_path: Path) -> None:
    notice = {
        "publication-number": "1-2024",
        "publication-date": "2024-01-02",
        "notice-title": {"eng": "Pumps"},
        "buyer-name": ["Komuna"],
        "buyer-country": ["EUN"],
        "winner-name": ["Firma", "Havn"],
        "winner-country": ["1A0", "DNK"],
    }
    path = tmp_path / "notices.json"
    path.write_text(json.dumps([notice]), encoding="utf-8")
    outcome = import_file("ted", path, viewer=COMMAND_LINE)
    assert lines(outcome) == [(1, "buyer-country", "EUN", 1, "country_unknown")]
    assert Opportunity.objects.get().countries == []
    assert dict(Actor.objects.exclude(kind="public").values_list("name", "country")) == {"Firma": "XK", "Havn": "DK"}
