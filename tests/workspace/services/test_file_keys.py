"""Stored files encrypted at rest: whoever has the store alone reads none of them."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from bridgehead.evidence.queries.source_texts import text_of
from bridgehead.evidence.services.sources import add_document
from bridgehead.kit.errors import InputError, NotAllowed
from bridgehead.kit.permissions import COMMAND_LINE, Role, Viewer
from bridgehead.models import Batch, Change, StoredFile
from bridgehead.workspace.services.file_keys import add_key, open_files, seal_files
from bridgehead.workspace.services.undo import undo_batch
from tests.world import signed_in, staff, world

__all__ = ["staff", "world"]
pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("world")]
SAID = "Said in confidence by a rare voice."


def add(text: str = SAID) -> str:
    return str(add_document(text.encode(), "talk with her.txt", kind="interview", viewer=COMMAND_LINE).result)


def kept() -> bytes:
    """All that the store holds of files, and of their earlier versions, as bytes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM bridgehead_storedfile")
        contents = b"".join(bytes(row[0]) for row in cursor.fetchall())
    return contents + str(list(Change.objects.values_list("before", "after"))).encode()


@pytest.fixture
def keys(tmp_path: Path, settings: Any) -> Path:
    path = tmp_path / "keys"
    add_key(path)
    settings.FILE_KEYS = str(path)
    return path


def test_what_is_written_is_sealed_and_read_changed_and_undone_as_if_it_were_not(keys: Path, staff: Client) -> None:
    key = add()
    assert b"confidence" not in kept()
    assert text_of(key) == SAID
    assert SAID in staff.get(f"/sources/{key}").content.decode()
    before = Batch.objects.count()
    add()
    assert Batch.objects.count() == before, "the same text again is no change"
    add(f"{SAID} And more.")
    assert b"Y29uZmlkZW5jZ" not in kept(), "nor in base64 in the log"
    undo_batch(Batch.objects.latest("pk").pk, viewer=COMMAND_LINE)
    assert text_of(key) == SAID
    assert keys.stat().st_mode & 0o077 == 0


def test_files_of_before_are_sealed_get_a_new_key_and_are_opened_again(keys: Path, settings: Any) -> None:
    path, settings.FILE_KEYS = settings.FILE_KEYS, ""
    key = add()
    add(f"{SAID} And more.")
    assert b"confidence" in kept()
    settings.FILE_KEYS = path
    number = StoredFile.objects.count()
    assert text_of(key).startswith(SAID), "not sealed yet"
    assert seal_files(viewer=COMMAND_LINE).result == number
    assert b"confidence" not in kept()
    earlier = keys.read_text()
    add_key(keys)
    assert text_of(key).startswith(SAID), "the earlier key still opens"
    seal_files(viewer=COMMAND_LINE)
    keys.write_text(keys.read_text().splitlines()[0])
    assert text_of(key).startswith(SAID), "now with the new key alone"
    undo_batch(Batch.objects.latest("pk").pk, viewer=COMMAND_LINE)
    assert text_of(key) == SAID, "earlier versions too"
    keys.write_text(earlier)
    with pytest.raises(InputError, match="encrypted with another key than those in"):
        text_of(key)


def test_a_missing_key_is_said_and_a_store_that_was_opened_needs_none(keys: Path, settings: Any, staff: Client) -> None:
    key = add()
    path, settings.FILE_KEYS = settings.FILE_KEYS, ""
    page = staff.get(f"/sources/{key}")
    assert page.status_code == 400
    assert "the key is missing. Set BRIDGEHEAD_FILE_KEYS" in page.content.decode()
    with pytest.raises(InputError, match="No key file is given"):
        seal_files(viewer=COMMAND_LINE)
    settings.FILE_KEYS = path
    open_files(viewer=COMMAND_LINE)
    settings.FILE_KEYS = ""
    assert text_of(key) == SAID
    settings.FILE_KEYS = "/nowhere/keys"
    with pytest.raises(InputError, match="The key file /nowhere/keys cannot be read"):
        add("Another text.")


def test_the_key_stays_outside_the_workspace_and_managers_do_not_seal(keys: Path, settings: Any) -> None:
    with pytest.raises(InputError, match="outside the workspace"):
        add_key(Path(settings.WORKSPACE) / "keys")
    for work in (seal_files, open_files):
        with pytest.raises(NotAllowed):
            work(viewer=Viewer(1, Role.MANAGER))
    assert signed_in(Role.CODER).get("/sources").status_code == 200
