"""The importers as a person meets them: on the command line."""

import csv
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.importers.samples import CORDIS, ORGANISATIONS, TOPICS, write_calls

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("empty_workspace")]


def test_an_import_says_what_it_did(bridgehead: Run, tmp_path: Path) -> None:
    done = bridgehead("import", "cordis", CORDIS.write(tmp_path))
    assert done.stdout.split()[:2] == ["Imported", str(tmp_path)]
    assert "participation" in done.stdout


def test_bad_input_is_one_line_and_exit_status_1(bridgehead: Run, tmp_path: Path) -> None:
    bad = ORGANISATIONS.replace(",PRC,EL,", ",XYZ,EL,")
    done = bridgehead("import", "cordis", CORDIS.write(tmp_path, **{"organization.csv": bad}), status=1)
    said = "bridgehead: organization.csv, row 5, column activityType: “XYZ” is not accepted. Enter "
    assert done.stderr.startswith(said)
    assert done.stderr.count("\n") == 1
    assert '"members": []' in bridgehead("members", "--json").stdout


def test_keep_going_writes_the_refused_rows_beside_the_file(bridgehead: Run, tmp_path: Path) -> None:
    path = write_calls(tmp_path / "calls.json", [TOPICS[1], {**TOPICS[0], "deadline": "=soon"}])
    done = bridgehead("import", "calls", path, "--keep-going")
    target = tmp_path / "calls.json.refused.csv"
    assert "1 row rejected" in done.stdout
    with target.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["content", "refused_row", "refused_column", "refused_because"]
    assert rows[1][1:] == ["2", "deadline", "“=soon” is not accepted. Enter a date (2019-05-31)."]
    assert '"deadline": "=soon"' in rows[1][0]


def test_refused_rows_of_a_folder_stand_with_their_columns(bridgehead: Run, tmp_path: Path) -> None:
    bad = ORGANISATIONS.replace(",PRC,EL,", ",XYZ,EL,")
    folder = CORDIS.write(tmp_path / "cordis", **{"organization.csv": bad})
    bridgehead("import", "cordis", folder, "--keep-going")
    with (tmp_path / "cordis.organization.refused.csv").open(newline="", encoding="utf-8-sig") as file:
        row, *more = csv.DictReader(file)
    assert (row["activityType"], row["refused_row"], row["refused_column"], more) == ("XYZ", "5", "activityType", [])


def test_a_list_makes_members_of_our_cluster_or_of_none(bridgehead: Run, tmp_path: Path) -> None:
    case, ours, others = tmp_path / "case", tmp_path / "ours.csv", tmp_path / "others.csv"
    case.mkdir()
    (case / "actors.csv").write_text("id,name,kind\nnet,Water Net,cluster\n", encoding="utf-8")
    ours.write_text("Company,What we do\nNorth Pumps,Leak detection\n", encoding="utf-8")
    others.write_text("Company\nGuest\n", encoding="utf-8")
    bridgehead("import", "case", case)
    bridgehead("import", "members", ours, "--yes")
    bridgehead("import", "members", others, "--yes", "--cluster", "-")
    bridgehead("export", "case", tmp_path / "out")
    head, *rows = (tmp_path / "out/memberships.csv").read_text().split()
    assert head.startswith("member,cluster,since,until,kind")
    assert rows == ["north-pumps,net,,,,,,,"]


def test_a_path_where_nothing_is(bridgehead: Run, tmp_path: Path) -> None:
    for name in ("cordis", "calls"):
        done = bridgehead("import", name, tmp_path / "none", status=1)
        assert done.stderr.count("\n") == 1
        assert str(tmp_path / "none") in done.stderr
