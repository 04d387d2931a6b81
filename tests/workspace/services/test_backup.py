"""A backup comes back equal, on either store, with what no field takes; what is none is refused in one line."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.test.utils import override_settings

from bridgehead.ecosystem.models import Actor, StoredFile, User
from bridgehead.kit.errors import InputError
from bridgehead.workspace.services import backup_file, table_rows
from bridgehead.workspace.services.backup import write_backup
from bridgehead.workspace.services.restore import find_uploads, put_back
from tests.contracts.spoiled import spoil
from tests.workspace.planted_person import fill_every_text, plant

Tables = dict[str, list[str]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    (folder / "ranker").mkdir(parents=True)
    (folder / "ranker" / "trained.npz").write_bytes(b"trees")
    (folder / "secret.key").write_text("of this one")
    (folder / "index").mkdir()
    (folder / "index" / "current").write_text("made again")
    return folder


def tables(path: Path) -> Tables:
    """The rows of each table in an order of their own: stores order texts differently, and the keys of an object."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith("tables/")]
        return {name: sorted(map(_canonical, archive.read(name).splitlines())) for name in names}


def _canonical(line: bytes) -> str:
    """SQLite has no NaN, which no field takes anyway: it keeps nothing instead."""
    return json.dumps(json.loads(line, parse_constant=lambda name: None if name == "NaN" else name), sort_keys=True)


def forget_everything() -> None:
    connection.disable_constraint_checking()
    with transaction.atomic():
        table_rows.empty_tables(table_rows.tables_of(apps))
    connection.enable_constraint_checking()


@pytest.mark.django_db(transaction=True)
@pytest.mark.database
@pytest.mark.slow
def test_it_comes_back_equal(home: Path, tmp_path: Path) -> None:
    plant()
    fill_every_text()
    assert spoil(7, 0.9) > 100
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    with override_settings(WORKSPACE=home):
        done = write_backup(first)
        assert first.stat().st_mode & 0o777 == 0o600
        assert done.tables["bridgehead.storedfile"] == StoredFile.objects.count() > 0
        with pytest.raises(InputError, match="not empty"):
            put_back(first)
        forget_everything()
        shutil.rmtree(home)
        home.mkdir()
        put_back(first)
        find_uploads()
        write_backup(second)
        assert sorted(p.relative_to(home).as_posix() for p in home.rglob("*") if p.is_file()) == [
            "ranker/trained.npz",
            "secret.key",
        ]
    assert tables(first) == tables(second)
    with zipfile.ZipFile(first) as one, zipfile.ZipFile(second) as other:
        assert set(one.namelist()) == set(other.namelist())
    latest = User.objects.create(username="later")  # numbers go on where they were
    assert latest.pk == max(User.objects.values_list("pk", flat=True))
    if connection.vendor == "postgresql":
        _between_stores(second, tmp_path)


def _between_stores(first: Path, tmp_path: Path) -> None:
    """Into SQLite, and from there into another database of PostgreSQL."""
    lite = {**os.environ, "BRIDGEHEAD_DATABASE_URL": "", "BRIDGEHEAD_HOME": str(tmp_path / "lite")}
    with connection.cursor() as cursor:
        cursor.execute('CREATE DATABASE "moved_here"')
    url = os.environ["BRIDGEHEAD_DATABASE_URL"].replace("/postgres?", "/moved_here?")
    assert url != os.environ["BRIDGEHEAD_DATABASE_URL"]
    post = {**os.environ, "BRIDGEHEAD_DATABASE_URL": url, "BRIDGEHEAD_HOME": str(tmp_path / "post")}
    lite["DJANGO_SETTINGS_MODULE"] = post["DJANGO_SETTINGS_MODULE"] = "bridgehead.site.settings"
    for env, source, target in ((lite, first, "lite.zip"), (post, tmp_path / "lite.zip", "post.zip")):
        for arguments in (("restore", source), ("backup", tmp_path / target)):
            program = [sys.executable, "-c", "from bridgehead.site.cli import main; main()", *map(str, arguments)]
            done = subprocess.run(program, env=env, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
        assert tables(tmp_path / target) == tables(first)


@pytest.mark.django_db(transaction=True)
def test_what_is_no_whole_backup_restores_nothing(home: Path, tmp_path: Path) -> None:
    """Damaged anywhere, cut off, of a later version, or another file: one line, and the store stays empty."""
    Actor.objects.create(id="flow", name="Flow", kind="firm")
    StoredFile.objects.create(id="a.txt", content=os.urandom(4_000))
    path = tmp_path / "backup.zip"
    with override_settings(WORKSPACE=home):
        write_backup(path, keys=False)
        forget_everything()
        whole = path.read_bytes()
        with zipfile.ZipFile(path) as archive:
            assert not any("key" in name for name in archive.namelist())
            place = archive.getinfo(next(n for n in archive.namelist() if n.startswith("contents/"))).header_offset
        flipped = bytes([*whole[: place + 2_000], whole[place + 2_000] ^ 1, *whole[place + 2_001 :]])
        for content in (flipped, whole[:-300], whole[: len(whole) // 2], b"", b"id,name\n"):
            path.write_bytes(content)
            with pytest.raises(InputError, match="no whole backup"):
                put_back(path)
        for change in ({"format": 2, "version": "9.1"}, {"migrations": {"bridgehead": "9999_later"}, "version": "9.1"}):
            path.write_bytes(whole)
            _change_manifest(path, **change)
            with pytest.raises(InputError, match=r"Bridgehead 9\.1 wrote this backup, which is later"):
                put_back(path)
        assert not Actor.objects.exists()
        path.write_bytes(whole)
        put_back(path)
    assert Actor.objects.get().name == "Flow"


def _change_manifest(path: Path, **changes: object) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(parts[backup_file.MANIFEST]) | changes
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (parts | {backup_file.MANIFEST: json.dumps(manifest).encode()}).items():
            archive.writestr(name, content)


@pytest.mark.django_db(transaction=True)
def test_an_earlier_backup_stays_until_the_new_one_is_read_again(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "backup.zip"
    path.write_text("earlier")
    path.chmod(0o644)
    with override_settings(WORKSPACE=home):
        real = zipfile.ZipExtFile.read
        monkeypatch.setattr(zipfile.ZipExtFile, "read", lambda self, n=-1: real(self, n)[:-1])
        with pytest.raises(InputError, match="no whole backup"):
            write_backup(path)
        monkeypatch.undo()
        assert (path.read_text(), list(tmp_path.glob(".*"))) == ("earlier", [])
        write_backup(path)
    assert (path.stat().st_mode & 0o777, zipfile.is_zipfile(path)) == (0o600, True)


@pytest.mark.slow
def test_an_installation_that_never_saw_it(
    example_workspace: Path, tmp_path: Path, bridgehead: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """From a backup of an earlier version: the tables are made as they were then, and brought to today's."""
    path = tmp_path / "backup.zip"
    assert "read again and compared" in bridgehead("backup", path).stdout
    _as_of(path, "0031_kind_of_uploads")
    whole = tables(path)
    assert "Restored" in bridgehead("restore", path, home="other").stdout
    bridgehead("backup", tmp_path / "other.zip", home="other")
    found = tables(tmp_path / "other.zip")
    assert {name: len(found[name]) for name in whole} == {name: len(rows) for name, rows in whole.items()}
    assert {name for name in whole if found[name] == whole[name]} >= {"tables/bridgehead.evidence.jsonl"}
    assert len(whole["tables/bridgehead.evidence.jsonl"]) > 300


def _as_of(path: Path, migration: str) -> None:
    """The backup as it would have been at an earlier migration: without the columns and tables that came later."""
    earlier = MigrationLoader(None).project_state(("bridgehead", migration)).apps
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(parts[backup_file.MANIFEST])
    manifest["migrations"]["bridgehead"] = migration
    there = {table_rows.label_of(model) for model in earlier.get_models()}
    for label in [name for name in manifest["tables"] if name.startswith("bridgehead.") and name not in there]:
        del manifest["tables"][label], manifest["parts"][f"tables/{label}.jsonl"], parts[f"tables/{label}.jsonl"]
    for model in earlier.get_app_config("bridgehead").get_models():
        name, known = f"tables/{table_rows.label_of(model)}.jsonl", set(table_rows.columns_of(model))
        columns, *rows = map(json.loads, parts[name].splitlines())
        kept = [
            [cell for cell, column in zip(row, columns, strict=True) if column in known] for row in (columns, *rows)
        ]
        parts[name] = "".join(f"{json.dumps(row)}\n" for row in kept).encode()
        manifest["parts"][name] = {"bytes": len(parts[name]), "sha256": hashlib.sha256(parts[name]).hexdigest()}
    parts[backup_file.MANIFEST] = json.dumps(manifest).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
