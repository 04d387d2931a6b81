"""The schema of a store: changed by one process at a time, never back, and by none that has other tables in mind."""

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bridgehead.kit.errors import MachineFault
from bridgehead.kit.store_schema import STAMP, UNFINISHED, own_schema, require_own_schema

EARLIER = Path(__file__).parent.parent / "upgrades" / "0.1.0" / "store.sql"


def opens(home: Path, *more: str) -> subprocess.Popen[str]:
    env = {key: value for key, value in os.environ.items() if not key.startswith(("BRIDGEHEAD_", "DJANGO_"))}
    command = [str(Path(sys.executable).parent / "bridgehead"), *(more or ("changes",))]
    env["BRIDGEHEAD_HOME"] = str(home)
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


@pytest.mark.slow
def test_of_two_that_open_an_older_workspace_at_once_one_changes_it(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "bridgehead.sqlite3") as store:
        store.executescript(EARLIER.read_text(encoding="utf-8"))
    (tmp_path / STAMP).write_text("0001_initial", encoding="ascii")
    both = [opens(tmp_path), opens(tmp_path)]
    said = [each.communicate(timeout=120)[0] for each in both]
    assert [each.returncode for each in both] == [0, 0], said
    assert (tmp_path / STAMP).read_text(encoding="ascii") == own_schema()
    (tmp_path / STAMP).write_text(own_schema() + UNFINISHED, encoding="ascii")  # as where it was cut off
    assert opens(tmp_path).wait(60) == 0
    (tmp_path / STAMP).write_text("9999_later", encoding="ascii")
    newer = opens(tmp_path)
    assert re.fullmatch(r"bridgehead: A newer version of Bridgehead .*\(9999_later\).*\n", newer.communicate()[0])
    assert newer.returncode == 1
    (tmp_path / STAMP).write_text("", encoding="ascii")  # the store itself says so as well
    with sqlite3.connect(tmp_path / "bridgehead.sqlite3") as store:
        store.execute("INSERT INTO django_migrations(app, name, applied) VALUES ('bridgehead', '9999_later', '2026')")
    assert "9999_later" in opens(tmp_path).communicate()[0]


def test_who_has_other_tables_in_mind_writes_nothing(tmp_path: Path) -> None:
    require_own_schema(tmp_path)
    (tmp_path / STAMP).write_text(own_schema(), encoding="ascii")
    require_own_schema(tmp_path)
    for other in ("9999_later", own_schema() + UNFINISHED, "0001_initial"):
        (tmp_path / STAMP).write_text(other, encoding="ascii")
        with pytest.raises(MachineFault, match="Restart Bridgehead"):
            require_own_schema(tmp_path)
