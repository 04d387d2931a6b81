"""Search over everything."""

import sqlite3
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks

from bridgehead.ecosystem.models import Actor, Person
from bridgehead.kit.change_writer import batch
from bridgehead.kit.folding import Words
from bridgehead.kit.models import Batch
from bridgehead.kit.permissions import COMMAND_LINE, Role, Viewer
from bridgehead.kit.search_index import NAME, SearchDocument, SearchIndex
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


def test_an_erased_person_is_not_in_the_file(
    tmp_path: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    small_world()
    assert found("ane holm")
    with django_capture_on_commit_callbacks(execute=True):
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
        assert "/members/flow" in client.get("/search", {"q": "flow"}).content.decode(), "the store answers meanwhile"
        assert "The index is being built" in client.get("/search", {"q": "batterise"}).content.decode()
    assert asked == [work]
    work.func()
    text = client.get("/search", {"q": "batterise"}).content.decode()
    assert "The index is being built" not in text
    assert "/members/flow" in text


def test_the_store_answers_while_the_index_cannot_be_read_or_another_writes_it(tmp_path: Path) -> None:
    small_world()
    assert found("flow")
    writing = sqlite3.connect(tmp_path / NAME, isolation_level=None)
    writing.execute("BEGIN IMMEDIATE")
    with batch("add") as writer:
        writer.put(Actor, [{"id": "w", "name": "Windmill Østjylland", "kind": "firm"}])
    assert "/members/w" in found("ostjylland")
    tasks.queue_update()  # waits for nobody
    writing.close()
    for path in tmp_path.glob(f"{NAME}*"):
        path.unlink()
    (tmp_path / NAME).mkdir()
    assert "/members/w" in found("windmill")
    member = Viewer(3, Role.MEMBER_OWNER, "cool")
    assert (found("ane holm", member), found("ane holm")) == (set(), {"/members/flow"})


SPELLINGS = (
    ("time-lapse", "timelapse", "time lapse", "TIME–LAPSE"),
    ("ENERGI-DANMARK", "ENERGIDANMARK", "energi danmark", "Energi.Danmark"),
    ("O'Reilly", "OREILLY", "o’reilly", "o`reilly"),
    ("Łódź", "LODZ", "lódz", "Lo\N{COMBINING ACUTE ACCENT}dz"),
    ("Zelená Šťáva", "ZELENA STAVA"),
    ("Ενέργεια", "ΕΝΕΡΓΕΙΑ", "ενεργεια"),
    ("Зелёная", "ЗЕЛЕНАЯ"),
    ("İSTANBUL", "istanbul", "ıstanbul", "ISTANBUL"),
    ("أحمد", "احمد", "أَحْمَد"),
    ("בְּרֵאשִׁית", "בראשית"),
    ("ポンプ", "ﾎﾟﾝﾌﾟ"),
)


@pytest.mark.parametrize("spellings", SPELLINGS)
def test_each_spelling_finds_all_the_others(spellings: tuple[str, ...], tmp_path: Path) -> None:
    index = SearchIndex(tmp_path)
    documents = [SearchDocument("actor", str(n), f"Firm {text}", "") for n, text in enumerate(spellings)]
    index.put([*documents, SearchDocument("actor", "other", "Firm Storage", "")], (), last=1, anew=True)
    keys = {str(n) for n in range(len(spellings))}
    for words in spellings:
        assert {hit.key for hit in index.find(words, everybodys=["actor"])} == keys, words
        assert all(Words(words).are_in([document.title]) for document in documents), words
        assert not Words(words).are_in(["Firm Storage"])


WITHIN = (
    ("東和電機株式会社", "電機"),
    ("東和 電機", "東和電機"),
    ("カワサキ重工", "重工"),
    ("深圳市华为技术", "华为技术"),
    ("삼성전자주식회사", "전자"),
    ("การไฟฟ้านครหลวง", "ไฟฟ้า"),
    ("ຟ້າລາວ", "ລາວ"),
    ("makes C++ units", "C++"),
    ("3D-print", "3dprint"),
)


def test_words_within_others_where_a_script_has_no_blanks(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path)
    documents = [SearchDocument("actor", str(n), title, "") for n, (title, _) in enumerate(WITHIN)]
    index.put([*documents, SearchDocument("actor", "other", "Cool 電気機", "C and C#")], (), last=1, anew=True)
    for n, (title, words) in enumerate(WITHIN):
        hits = {hit.key for hit in index.find(words, everybodys=["actor"])}
        assert str(n) in hits, title
        assert "other" not in hits, title
        assert Words(words).are_in([title])


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
