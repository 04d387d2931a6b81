# ruff: noqa: E402
"""The works that are killed, on a practice cluster: each in the way in which a command or the worker does it."""

import csv
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from bridgehead.kit.cli import load_models, open_store
from tests.faults.kills import Work

load_models()

from django.db import connections

from bridgehead.ecosystem.models import Actor
from bridgehead.kit.change_writer import batch
from bridgehead.kit.models import Batch
from bridgehead.kit.store_schema import STAMP, own_schema
from bridgehead.mail.models import OutboxMail
from bridgehead.match.services import index_store, model_store
from bridgehead.site.cli import app
from bridgehead.trips.models import Slot

MORE = 1_000
PROJECTS = 400
"""Past projects: enough to learn from."""
THEMES = ("wind power", "water", "heat pumps", "batteries", "waste", "harbours", "district heating")
EARLIER = Path(__file__).parent.parent / "upgrades" / "0.1.0" / "store.sql"


def told(*args: str) -> Callable[[], None]:
    """A command, done in this process."""
    return lambda: app(list(args), standalone_mode=False)


def case_folder(place: Path) -> Path:
    """A case folder that adds organisations, and past projects of theirs."""
    folder = place / "case"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    _write(folder / "actors.csv", [("id", "name", "kind"), *((f"more-{n}", f"More {n}", "firm") for n in range(MORE))])
    projects = [
        (
            f"past-{n}",
            f"{THEMES[n % 7]} {n}",
            "project",
            f"{2012 + n // 30}-03-01",
            THEMES[n % 7],
            f"{THEMES[n % 7]} {n}",
        )
        for n in range(PROJECTS)
    ]
    _write(folder / "activities.csv", [("id", "name", "kind", "start", "themes", "description"), *projects])
    parts = [(f"past-{n}", f"more-{(n % 7 + 7 * m + n // 7) % 140}") for n in range(PROJECTS) for m in range(5)]
    _write(folder / "participations.csv", [("activity", "actor"), *dict.fromkeys(parts)])
    return folder


def _write(path: Path, rows: list[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)


def prepared(place: Path, keep: Callable[[], Callable[[], None]]) -> Callable[[], None]:
    """A workspace in which everything can be done; what puts it back to that."""
    # In processes of their own: this one starts no thread before it forks.
    for args in (("import", "case", str(case_folder(place))), ("match", "--text", "wind power")):
        subprocess.run([str(Path(sys.executable).parent / "bridgehead"), *args], check=True, stdout=subprocess.DEVNULL)
    return keep()


def works(place: Path) -> list[Work]:
    """Every work but the migration."""
    ids = Actor.objects.filter(kind="firm").order_by("id").values_list("id", flat=True)
    firms = list(ids.filter(id__startswith="more-"))
    trip = Slot.objects.order_by("pk").values_list("activity_id", flat=True).first()
    member = ids.exclude(id__startswith="more-")[0]
    last = Batch.objects.latest("pk").pk
    connections.close_all()
    report = place / "report.pdf"
    return [
        Work("import", told("import", "case", str(more_folder(place)))),
        Work("undo", told("undo", str(last)), is_refused_again=True),
        Work("merge", told("merge", firms[0], firms[1]), is_refused_again=True),
        Work("train", told("train"), check=_trained),
        Work("index", _index, check=_indexed),
        Work("schedule", told("schedule", str(trip), "--save", "--seconds", "2")),
        Work("report", told("report", "member", "--member", member, "--to", str(report)), check=lambda: _whole(report)),
        Work("digest", told("digest"), is_whole=False, check=_mailed_once),
    ]


def more_folder(place: Path) -> Path:
    """A case folder that adds others, and changes some that are there."""
    folder = place / "case-2"
    shutil.copytree(place / "case", folder, dirs_exist_ok=True)
    text = (folder / "actors.csv").read_text(encoding="utf-8")
    text = text.replace("more-9", "other-9").replace("More 1", "Changed 1")
    (folder / "actors.csv").write_text(text, encoding="utf-8")
    return folder


def _index() -> None:
    shutil.rmtree(index_store.settings.WORKSPACE / "index", ignore_errors=True)
    index_store.current_index()


def _trained() -> None:
    assert model_store.load() is not None, "the ranker cannot be read"


def _indexed() -> None:
    assert not index_store.is_damaged(), "the index cannot be read"


def _whole(report: Path) -> None:
    assert report.read_bytes().startswith(b"%PDF"), "the report is no PDF"
    assert report.read_bytes().rstrip().endswith(b"%%EOF"), "the report is half a PDF"


def _mailed_once() -> None:
    mails = list(OutboxMail.objects.filter(kind="digest").values_list("to", "state"))
    connections.close_all()
    assert len({to for to, _ in mails}) == len(mails), "a reader is written to twice"
    assert all(state != "sending" for _, state in mails), "a mail is sent for ever"


def write_one(number: int) -> None:
    """Save one record, as a service does."""
    with batch("told") as writer:
        writer.put(Actor, [{"id": f"told-{os.getpid()}-{number}", "name": "Told", "kind": "firm"}])


def older_store(place: Path, keep: Callable[[], Callable[[], None]], kind: str) -> Callable[[], None]:
    """A workspace of an earlier version: on SQLite one of 0.1.0, on PostgreSQL an empty database."""
    home = place / "home"
    shutil.rmtree(home)
    home.mkdir()
    if kind == "sqlite":
        with sqlite3.connect(home / "bridgehead.sqlite3") as store:
            store.executescript(EARLIER.read_text(encoding="utf-8"))
    else:
        with connections["default"].cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    connections.close_all()
    (home / STAMP).write_text("0001_initial", encoding="ascii")
    return keep()


def _open() -> None:
    open_store()


def migration() -> Work:
    """Opening the older workspace, which changes its schema step by step."""

    def upgraded() -> None:
        said = (index_store.settings.WORKSPACE / STAMP).read_text(encoding="ascii")
        assert said == own_schema(), "the workspace says that it has another schema"

    return Work("migration", _open, is_whole=False, check=upgraded)
