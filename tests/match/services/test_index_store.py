"""The index on disk: read by several processes, brought up to date, made again when damaged."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.match import tasks
from bridgehead.match.core import match_index as core
from bridgehead.match.services import index_store, index_update, match_text
from bridgehead.models import Activity, Actor, Opportunity, Participation, Tie
from bridgehead.workspace.services.undo import undo_batch

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def workspace(settings: Any, tmp_path: Path) -> Path:
    settings.WORKSPACE = tmp_path
    index_store._opened.clear()
    return tmp_path


@pytest.fixture(autouse=True)
def world() -> None:
    with batch("test") as writer:
        writer.put(Actor, [firm(f"firm{number:02d}", "Pumps for water works") for number in range(30)])
        writer.put(Actor, [firm("battery", "Batteries for harbours")])
        writer.put(Activity, [{"id": "p", "name": "Water works", "kind": "project", "start": "2019"}])
        writer.put(Participation, [part("p", "firm00"), part("p", "firm01"), part("p", "firm02")])


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often an index was made anew."""
    times: list[int] = []

    def counted(*args: Any) -> core.MatchIndex:
        times.append(1)
        return core.build(*args)

    monkeypatch.setattr(index_store, "build", counted)
    return times


def firm(id_: str, about: str) -> dict[str, str]:
    return {"id": id_, "name": id_.title(), "kind": "firm", "country": "DK", "description": about}


def part(activity: str, actor: str) -> dict[str, str]:
    row = {"activity_id": activity, "actor_id": actor, "role": ""}
    return {"id": Participation.key_of(row), **row}


def found(text: str) -> list[str]:
    return [c.actor for c in match_text(text).candidates]


def test_a_changed_description_is_found_by_the_next_query(built: list[int]) -> None:
    assert "firm07" not in found("electrolysis of hydrogen")
    with batch("edit") as writer:
        writer.put(Actor, [{"id": "firm07", "description": "Electrolysis of hydrogen"}])
    assert found("electrolysis of hydrogen") == ["firm07"]
    assert len(built) == 1


def test_a_new_member_is_found_and_a_removed_one_is_gone(built: list[int]) -> None:
    assert found("batteries in the harbour")[0] == "battery"
    with batch("new") as writer:
        writer.put(Actor, [firm("aaa", "Batteries for harbours and ships")])
        writer.remove(Actor, ["battery"])
    assert found("batteries in the harbour")[0] == "aaa"
    assert "battery" not in found("batteries in the harbour")
    assert len(built) == 1


def test_new_work_and_ties_count(built: list[int]) -> None:
    assert "firm09" not in found("geothermal drilling")
    with batch("new") as writer:
        drilling = {"id": "d", "name": "Geothermal drilling", "kind": "project", "start": "2020"}
        writer.put(Activity, [drilling])
        writer.put(Participation, [part("d", "firm09")])
        writer.put(Tie, [{"id": "t", "a_id": "firm09", "b_id": "firm10", "kind": "contact"}])
    assert found("geothermal drilling")[0] == "firm09"
    assert len(built) == 1


def test_what_is_undone_vanishes(built: list[int]) -> None:
    before = found("batteries in the harbour")
    with batch("import") as writer:
        writer.put(Actor, [firm("imported", "Batteries for every harbour")])
    assert "imported" in found("batteries in the harbour")
    undo_batch(writer.record.pk, viewer=COMMAND_LINE)
    assert found("batteries in the harbour") == before


def test_when_much_is_new_all_is_made_anew(built: list[int]) -> None:
    found("batteries")
    with batch("import") as writer:
        writer.put(Actor, [firm(f"new{number:02d}", f"Batteries number {number}") for number in range(40)])
    assert len(found("batteries")) == 20
    assert len(built) == 2


def test_what_does_not_concern_matching_leaves_the_index_alone(workspace: Path) -> None:
    found("batteries")
    states = sorted(path.name for path in (workspace / "index").iterdir())
    with batch("a call") as writer:
        writer.put(Opportunity, [{"id": "o", "title": "A call", "kind": "call"}])
    found("batteries")
    assert sorted(path.name for path in (workspace / "index").iterdir()) == states


@pytest.mark.parametrize("pattern", ["state-*/*.npy", "state-*/*.arrow", "state-*/about.json", "current"])
def test_a_damaged_index_is_made_again(workspace: Path, pattern: str, built: list[int]) -> None:
    before = match_text("batteries")
    for file in (workspace / "index").glob(pattern):
        file.write_bytes(b"noise")
    index_store._opened.clear()
    assert match_text("batteries") == before
    assert len(built) == 2
    index_store._opened.clear()
    assert match_text("batteries") == before
    assert len(built) == 2


def test_one_flipped_byte_is_noticed(workspace: Path, built: list[int]) -> None:
    before = match_text("batteries")
    index_store._opened.clear()
    file = next((workspace / "index").glob("state-*/text.weights.data.npy"))
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.unlink()
    file.write_bytes(content)
    assert match_text("batteries") == before
    assert len(built) == 2


def test_files_that_did_not_change_are_the_same_files(workspace: Path) -> None:
    found("batteries")
    with batch("edit") as writer:
        writer.put(Actor, [{"id": "firm07", "description": "Pumps for batteries"}])
    found("batteries")
    factors = [path.stat() for path in (workspace / "index").glob("state-*/text.idf.npy")]
    assert len(factors) == 2


@pytest.mark.slow
def test_two_processes_at_once_give_the_same_answer(example_workspace: Path) -> None:
    command = [str(Path(sys.executable).parent / "bridgehead"), "match", "stockholm-harbour", "--json"]
    env = {"BRIDGEHEAD_HOME": str(example_workspace), "PATH": ""}
    both = [subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    answers = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert answers[0] == answers[1]
    assert "visblue" in answers[0]


def test_the_worker_reads_in_what_a_page_would_wait_for(monkeypatch: pytest.MonkeyPatch, built: list[int]) -> None:
    monkeypatch.setattr(index_store, "PATCH", 10)
    assert index_update.is_index_stale()
    tasks.update_index.call()
    assert not index_update.is_index_stale()
    with batch("test") as writer:
        writer.put(Actor, [firm(f"more{number:02d}", "Pumps") for number in range(11)])
    assert index_update.is_index_stale()
    tasks.update_index.call()
    assert not index_update.is_index_stale()
    with batch("of no concern") as writer:
        writer.put(Opportunity, [{"id": f"o{number}", "title": "Pumps", "kind": "call"} for number in range(11)])
    assert not index_update.is_index_stale()
    found("Batteries")
    assert len(built) <= 2
