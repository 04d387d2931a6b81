"""Search over everything."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from bridgehead.ecosystem.models import Actor, Person
from bridgehead.kit.change_writer import batch
from bridgehead.kit.models import Batch
from bridgehead.kit.permissions import COMMAND_LINE, Role, Viewer
from bridgehead.kit.search_index import SearchDocument, SearchIndex
from bridgehead.pages import tasks
from bridgehead.pages.services import search
from bridgehead.pages.services.search import find
from bridgehead.workspace.services.personal_data import erase_person
from bridgehead.workspace.services.undo import undo_batch
from tests.world import signed_in, small_world

pytestmark = [pytest.mark.django_db, pytest.mark.database]
STAFF = Viewer(1, Role.ADMIN, None)


@pytest.fixture(autouse=True)
def _own_index(settings: Any, tmp_path: Path) -> None:
    settings.WORKSPACE = tmp_path


def found(words: str, viewer: Viewer = STAFF) -> set[str]:
    """Addresses of what is found; a large change is read in first, as a page has the worker do."""
    if search.is_behind():
        tasks.update_search_index.func()
    return {url for group in find(words, viewer) for _, url in group.links}


@pytest.mark.parametrize(
    ("words", "url"),
    [
        ("flow", "/members/flow"),
        ("BATTERIES flo", "/members/flow"),
        ("gothenburg", "/members/port"),
        ("gothemburg", "/members/port"),
        ("götheborg", ""),
        ("Ane Holm", "/members/flow"),
        ("harbour storage", "/opportunities/harbour-storage"),
        ("import", "/import"),
        ("machnies", "/members/cool"),
    ],
)
def test_words_beginnings_and_typing_errors(words: str, url: str) -> None:
    small_world()
    assert not url or url in found(words)


def test_what_changes_is_found_and_what_goes_is_not() -> None:
    small_world()
    assert found("windmill") == set()
    with batch("add") as writer:
        writer.put(Actor, [{"id": "w", "name": "Windmill Østjylland", "kind": "firm"}])
    assert found("ostjylland") == {"/members/w"}
    undo_batch(Batch.objects.latest("pk").pk, viewer=COMMAND_LINE)
    assert found("windmill") == set()


def test_who_may_find_what() -> None:
    small_world()
    assert "/members/flow" in found("ane holm")
    assert "/members/flow" in found("ane holm", Viewer(2, Role.MEMBER_OWNER, "flow"))
    assert found("ane holm", Viewer(3, Role.MEMBER_OWNER, "cool")) == set()


def test_an_erased_person_is_not_in_the_file(tmp_path: Path) -> None:
    small_world()
    assert found("ane holm")
    erase_person(Person.objects.get(name="Ane Holm").pk, viewer=COMMAND_LINE)
    assert not any(b"ane holm" in path.read_bytes() for path in tmp_path.glob("search.sqlite3*"))
    assert found("ane holm") == set()


def test_the_page_takes_anything() -> None:
    small_world()
    client = signed_in(Role.ADMIN)
    for words in ('"', "*", "a OR", "NEAR(", "<b>", "ø", "%", "x" * 500):
        assert client.get("/search", {"q": words}).status_code == 200
    assert "/members/flow" in client.get("/search", {"q": "flow"}).content.decode()


def test_typing_errors_among_thirty_thousand(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path)
    names = ("wind", "water", "energy", "harbour", "storage", "solar", "heat")
    documents = (
        SearchDocument("actor", str(n), f"Firm{n % 9973} {names[n % 7]} {names[n % 5]}", f"makes {names[n % 3]} {n}")
        for n in range(30_000)
    )
    index.put(documents, (), last=1, anew=True)
    for words in ("firm77 wind", "harbuor", "f", "storge solar"):
        assert index.find(words, everybodys=["actor"])


def test_a_large_change_is_read_in_beside_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    work = tasks.update_search_index
    monkeypatch.setattr(search, "FEW", 0)
    monkeypatch.setattr(tasks, "update_search_index", SimpleNamespace(enqueue=lambda: asked.append(work)))
    small_world()
    client = signed_in(Role.ADMIN)
    for _again in range(2):
        text = client.get("/search", {"q": "flow"}).content.decode()
        assert "The index is updating" in text
        assert "/members/flow" not in text
    assert asked == [work]
    work.func()
    text = client.get("/search", {"q": "flow"}).content.decode()
    assert "The index is updating" not in text
    assert "/members/flow" in text


def test_words_that_nothing_is_like_find_nothing(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path)
    index.put([SearchDocument("actor", "a", "Harbour storage", "")], (), last=1, anew=True)
    assert [hit.key for hit in index.find("jarbour storage", everybodys=["actor"])] == ["a"]
    assert index.find("harbour xqzwvy", everybodys=["actor"]) == []


def test_what_was_asked_for_and_never_put_in_the_queue_is_asked_for_again(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(search, "FEW", 0)
    small_world()
    index = SearchIndex(settings.WORKSPACE)
    assert index.ask(search.last_change()), "and then that process ended"
    for _ in range(2):
        tasks.queue_update()
    assert DBTaskResult.objects.filter(task_path=tasks.update_search_index.module_path).count() == 1
