"""Commands on the whole: what they say of what was done before."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run

pytestmark = pytest.mark.slow


@pytest.mark.usefixtures("empty_workspace")
def test_a_second_undo_and_a_second_merge_name_the_first(bridgehead: Run, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "actors.csv").write_text("id,name,kind\na,Havn,firm\nb,Havn ApS,firm\n")
    assert "actors" in bridgehead("import", "case", folder).stdout
    assert "Merged b into a" in bridgehead("merge", "a", "b").stdout
    done = bridgehead("merge", "a", "b", status=1)
    assert done.stderr == "bridgehead: This was already saved, as change 2.\n"
    assert "Change 2 undone by change 3" in bridgehead("undo", 2).stdout
    done = bridgehead("undo", 2, status=1)
    assert done.stderr == "bridgehead: This was already saved, as change 3.\n"
    assert "a and b marked as different organisations." in bridgehead("apart", "a", "b").stdout
    assert "Actor “c” does not exist" in bridgehead("apart", "a", "c", status=1).stderr


@pytest.mark.usefixtures("empty_workspace")
def test_an_opportunity_is_read_from_a_file_corrected_and_added(bridgehead: Run, tmp_path: Path) -> None:
    file = tmp_path / "call.txt"
    file.write_text(
        "Pumps for water works\nBuyer: Port of Esbjerg, Denmark\nTender deadline: 5 May 2099\nValue: 2 million DKK\n"
    )
    proposed = json.loads(bridgehead("add", "opportunity", "--from", file, "--json").stdout)
    assert proposed["values"] | {"description": ""} == {
        "title": "Pumps for water works",
        "kind": "tender",
        "buyer": "Port of Esbjerg",
        "countries": ["DK"],
        "deadline": "2099-05-05",
        "language": "en",
        "status": "open",
        "description": "",
    }
    assert [reading["passage"] for reading in proposed["readings"]["deadline"]] == ["Tender deadline: 5 May 2099"]
    assert proposed["other_currency"] == ["2 million DKK"]
    assert json.loads(bridgehead("opportunities", "--json").stdout) == {"opportunities": []}
    added = bridgehead("add", "opportunity", "--from", file, "--deadline", "2099-06-01", "--yes").stdout
    assert "Opportunity added: pumps-for-water-works" in added
    (found,) = json.loads(bridgehead("opportunities", "--json").stdout)["opportunities"]
    assert (found["deadline"], found["countries"]) == ("2099-06-01", ["DK"])
    assert "--from" in bridgehead("add", "opportunity", "--title", "x", "--yes", status=2).stderr


@pytest.mark.usefixtures("empty_workspace")
def test_a_file_without_its_kind_is_recognised_or_refused_with_the_kinds(bridgehead: Run, tmp_path: Path) -> None:
    panel = tmp_path / "firms.csv"
    panel.write_text("firm,year,first_treat,entries\na,2019,2020,1\na,2020,2020,2\n")
    done = bridgehead("import", panel)
    assert "Recognised: Panel" in done.stdout
    assert "panel firms" in done.stdout
    people = tmp_path / "people.csv"
    people.write_text("First name,Last name,Company,Email\nAnna,Berg,Flow ApS,a@flow.example\n")
    refused = bridgehead("import", people, status=1).stderr
    assert "may be one of several kinds: Member or contact list or Attendance list" in refused
    assert "`bridgehead import members` or `bridgehead import attendance`" in refused
    assert "the activity is missing" in bridgehead("import", "attendance", people, status=1).stderr
    people = tmp_path / "members.csv"
    people.write_bytes("First name;Last name;Company;Land\nAnna;Køhler;Røder A/S;Danmark\n".encode("cp850"))
    assert "Recognised: Member or contact list" in bridgehead("import", people, "--yes", "--encoding", "cp850").stdout
    assert "Røder A/S" in bridgehead("members").stdout
    refused = bridgehead("import", panel, "--keep-going", "--dates", "day-first", status=1).stderr
    assert "--dates does not apply to this kind of file (Panel). It applies to: Member or contact list, " in refused
    assert refused.count("\n") == 1
    assert "No such file" in bridgehead("import", "nothing.csv", status=1).stderr
