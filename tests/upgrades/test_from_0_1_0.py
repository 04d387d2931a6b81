"""A store and a case folder of version 0.1.0 come to today's: nothing is lost, and what was queued is still done."""

import csv
import importlib
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bridgehead.kit.store_schema import STAMP

EARLIER = Path(__file__).parent / "0.1.0"
"""Made by 0.1.0 itself: the small world, two coding rounds, summaries, imports on their way, a merge refused,
a mark, an undo, the weekly mail waiting in the queue."""
SETTINGS = {"DJANGO_SETTINGS_MODULE": "bridgehead.site.settings", "BRIDGEHEAD_DATABASE_URL": ""}
pytestmark = pytest.mark.slow


def bridgehead(home: Path, *command: str) -> str:
    """The output of a command on a workspace, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", "from bridgehead.site.cli import main; main()", *command],
        env={**os.environ, **SETTINGS, "BRIDGEHEAD_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of 0.1.0, opened by today's version."""
    home = tmp_path_factory.mktemp("upgraded")
    with sqlite3.connect(home / "bridgehead.sqlite3") as store:
        store.executescript((EARLIER / "store.sql").read_text(encoding="utf-8"))
    (home / STAMP).write_text("0001_initial", encoding="ascii")
    bridgehead(home, "changes", "--json")
    return home


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new workspace into which the case folder of 0.1.0 was imported."""
    home = tmp_path_factory.mktemp("imported")
    bridgehead(home, "import", "case", str(EARLIER / "case"))
    return home


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of a file of a case folder, in the columns that 0.1.0 had; one that is blank everywhere says nothing."""
    known = (EARLIER / "case" / f"{name}.csv").read_text(encoding="utf-8-sig").splitlines()[0].split(",")
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return [{k: v for k, v in row.items() if v and k in known} for row in csv.DictReader(file)]


def exported(home: Path, folder: Path) -> Path:
    """The case folder of a workspace."""
    bridgehead(home, "export", "case", str(folder))
    return folder


def asked(home: Path, query: str) -> list[tuple[object, ...]]:
    """What the store answers."""
    with sqlite3.connect(home / "bridgehead.sqlite3") as store:
        return store.execute(query).fetchall()


@pytest.mark.parametrize("way", ["upgraded", "imported"])
def test_every_row_comes_along(way: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    folder = exported(request.getfixturevalue(way), tmp_path / "out")
    for file in sorted((EARLIER / "case").glob("*.csv")):
        before, after = rows(EARLIER / "case", file.stem), rows(folder, file.stem)
        assert [row for row in before if row not in after] == [], file.name
        assert len(after) == len(before), file.name


@pytest.mark.parametrize("way", ["upgraded", "imported"])
def test_rounds_and_summaries_are_in_tables(way: str, request: pytest.FixtureRequest) -> None:
    home = request.getfixturevalue(way)
    rounds = asked(home, "select name, opened_by, opened_at from bridgehead_codingsession order by name")
    assert rounds == [("round-1", "ida", "2026-11-30T09:34"), ("round-2", "", "")]
    rejected = asked(home, "select id, rejected_by from bridgehead_coding where rejected_by != ''")
    assert rejected == [("2c6ee0f4-2b7c-4e4b-a009-a71cb69e75df", "ida")]
    assert asked(home, "select actor_id, source_id, code, summary from bridgehead_matrixsummary order by id") == [
        (None, "talk-with-ane", "theme.trust", "Trust comes up twice."),
        ("flow", None, "theme.trust", "Flow is trusted by the port.\nSince the fair."),
    ]
    assert asked(home, "select id from bridgehead_storedfile order by id") == [("talk-with-ane.txt",)]


def test_both_ways_lead_to_the_same(upgraded: Path, imported: Path, tmp_path: Path) -> None:
    one, other = exported(upgraded, tmp_path / "one"), exported(imported, tmp_path / "other")
    names = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file() and path.suffix != ".json")
    assert names == sorted(p.relative_to(other) for p in other.rglob("*") if p.is_file() and p.suffix != ".json")
    assert [name for name in names if (one / name).read_bytes() != (other / name).read_bytes()] == []


def test_the_history_reads_as_it_did_and_can_be_undone(upgraded: Path) -> None:
    assert [row[0] for row in asked(upgraded, "select worded from bridgehead_batch order by id limit 2")] == [
        "the small world",
        "add codebook Paths abroad",
    ]
    assert any(
        row["what"].startswith("Undone: memo of")
        for row in json.loads(bridgehead(upgraded, "changes", "--json"))["changes"]
    )


def test_imports_on_their_way_and_pairs_told_apart_are_still_there(upgraded: Path) -> None:
    assert asked(upgraded, "select name, state from bridgehead_importjob order by id") == [
        ("members.csv", "ready"),
        ("more.csv", "done"),
        ("third.csv", "ready"),
    ]
    assert asked(upgraded, "select first, second from bridgehead_distinctpair") == [("cool", "flow")]
    assert asked(upgraded, "select heading, column from bridgehead_columnchoice") == [("Firmanavn", "name")]


def test_what_was_queued_is_still_found(upgraded: Path) -> None:
    """The weekly mail waits under the name that today's worker knows."""
    (path,) = (str(row[0]) for row in asked(upgraded, "select task_path from django_tasks_database_dbtaskresult"))
    module, _, name = path.rpartition(".")
    assert name == "send_weekly"
    assert hasattr(importlib.import_module(module), name)


def test_nothing_needs_mending(upgraded: Path) -> None:
    bridgehead(upgraded, "doctor")


def test_the_first_of_the_staff_can_still_manage_accounts_and_members_keep_theirs(upgraded: Path) -> None:
    roles = [row[0] for row in asked(upgraded, "select role from bridgehead_user order by id")]
    assert roles == ["admin", "member_owner"]
