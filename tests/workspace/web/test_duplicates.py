"""Duplicates through the pages."""

import inspect
from pathlib import Path
from typing import Any

import pytest

from bridgehead.ecosystem.models import Actor
from bridgehead.importers.models import DistinctPair
from bridgehead.kit.models import Batch
from bridgehead.kit.permissions import Role
from bridgehead.workspace.cli import duplicates as commands
from tests.world import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def own_workspace(settings: Any, tmp_path: Path) -> None:
    """A folder of its own, since what was found last is stored there."""
    settings.WORKSPACE = tmp_path


def two() -> None:
    Actor.objects.create(id="havn", name="Havn Energi ApS", kind="firm", city="Aarhus")
    Actor.objects.create(id="havn-2", name="HAVN ENERGI", kind="firm", website="havn.example")


def test_side_by_side_merged_and_undone() -> None:
    two()
    staff = signed_in(Role.ADMIN)
    assert "/duplicates/havn/havn-2" in staff.get("/duplicates").content.decode()
    text = staff.get("/duplicates/havn/havn-2").content.decode()
    assert "Merge into HAVN ENERGI" in text
    assert ">Firm</td>" in text
    staff.post("/duplicates/havn/havn-2/merge", {"keep": "havn-2"})
    assert Actor.objects.values_list("id", "city", "aliases").get() == ("havn-2", "Aarhus", ["Havn Energi ApS"])
    staff.post(f"/changes/{Batch.objects.get().pk}/undo")
    assert Actor.objects.count() == 2


def test_told_apart_is_remembered() -> None:
    two()
    staff = signed_in(Role.ADMIN)
    staff.post("/duplicates/havn/havn-2/apart")
    assert "/duplicates/havn/havn-2" not in staff.get("/duplicates").content.decode()


def test_members_may_not() -> None:
    two()
    assert signed_in(Role.MEMBER_OWNER).get("/duplicates").status_code == 403


def test_the_list_is_found_where_people_look() -> None:
    two()
    staff = signed_in(Role.ADMIN)
    assert "/duplicates" in staff.get("/members").content.decode()
    assert "/duplicates" not in signed_in(Role.MEMBER_OWNER).get("/members").content.decode()
    staff.get("/duplicates")
    assert "1 possible duplicate" in staff.get("/").content.decode()
    staff.post("/duplicates/havn/havn-2/merge", {"keep": "havn"})
    staff.get("/duplicates")
    assert "possible duplicate" not in staff.get("/").content.decode()


def test_the_command_refreshes_what_the_front_page_counts(capsys: pytest.CaptureFixture[str]) -> None:
    two()
    staff, command = signed_in(Role.ADMIN), inspect.unwrap(commands.duplicates)
    command(threshold=0.99, json=True)
    assert "possible duplicate" not in staff.get("/").content.decode(), "another threshold is a question of its own"
    command(threshold=None, json=True)
    assert "havn-2" in capsys.readouterr().out
    assert "1 possible duplicate" in staff.get("/").content.decode()
    DistinctPair.objects.create(first="havn", second="havn-2")
    command(threshold=None, json=True)
    assert "possible duplicate" not in staff.get("/").content.decode()


def test_the_list_follows_what_changes() -> None:
    two()
    staff = signed_in(Role.ADMIN)
    assert "Havn Energi ApS" in staff.get("/duplicates").content.decode()
    assert "Same city" not in staff.get("/duplicates").content.decode()
    Actor.objects.filter(pk="havn-2").update(city="Aarhus")
    assert "Same city" in staff.get("/duplicates").content.decode()


def test_a_merge_that_is_refused_says_so_on_the_page_of_the_pair() -> None:
    two()
    staff = signed_in(Role.ADMIN)
    answer = staff.post("/duplicates/havn/havn-2/merge", {"keep": "nobody"})
    assert answer.status_code == 400
    assert "Select a valid choice" in answer.content.decode()
    Actor.objects.filter(pk="havn").update(description="x" * 30_000)
    Actor.objects.filter(pk="havn-2").update(description="y" * 30_000)
    answer = staff.post("/duplicates/havn/havn-2/merge", {"keep": "havn"})
    assert answer.status_code == 400
    assert "Shorten one of them, then merge." in answer.content.decode()
    assert staff.post("/duplicates/havn/nobody/merge").status_code == 404
    assert Actor.objects.count() == 2
