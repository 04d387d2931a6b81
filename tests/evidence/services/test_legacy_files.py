"""Stores and case folders of version 0.1.0: coding rounds and summaries land in their tables, and nothing is lost."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from bridgehead.ecosystem.models import Actor, Source, StoredFile
from bridgehead.evidence.models import Code, Codebook, Coding, CodingSession, Evidence, MatrixSummary
from bridgehead.evidence.queries import coding_sessions
from bridgehead.evidence.queries.matrix_summaries import summaries_of
from bridgehead.evidence.services import recoding
from bridgehead.evidence.services.matrix_summaries import set_summary
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.models import Batch, Change
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.workspace.services.case_export import export_case
from bridgehead.workspace.services.case_folder import import_case
from bridgehead.workspace.services.merge_actors import merge_actors
from bridgehead.workspace.services.personal_data import mentions
from bridgehead.workspace.services.undo import undo_batch

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ROUND = {"name": "round 1", "unlocked_by": "ida", "unlocked_at": "2026-05-31T09:30", "turned_down": {"c1": "bo"}}
FILES = {
    "sessions/round-1.json": json.dumps(ROUND).encode(),
    "summaries/actor/flow/Oa.capital.txt": "Få hænder".encode(),
    "summaries/source/talk/theme.money.txt": b"Money",
    "summaries/actor/gone/Oa.capital.txt": b"of an actor that went",
    "summaries/actor/flow/Oa.broken.txt": b"\xff",
    "talk.txt": b"A talk.",
}
LEFT = {"summaries/actor/gone/Oa.capital.txt", "summaries/actor/flow/Oa.broken.txt", "talk.txt"}
CODINGS = {"c1": "round 1", "c2": "round 2", "c3": ""}
CASE = {
    "actors": "id,name,kind\nflow,Flow,firm\n",
    "sources": "id,title,kind,file\ntalk,Talk,interview,talk.txt\n",
    "codebooks": "id,name,version\nbook,Book,1\n",
    "codes": "id,codebook,parent,name\ntheme.money,book,,Money\n",
    "codings": "id,source,start,end,code,coder,session,reconciled_from,memo\n"
    + "".join(f"{id_},talk,0,1,Oa.capital,ida,{round_},,\n" for id_, round_ in CODINGS.items()),
}


def require_moved() -> None:
    assert summaries_of("actor") == {("flow", "Oa.capital"): "Få hænder"}
    assert summaries_of("source") == {("talk", "theme.money"): "Money"}
    assert set(CodingSession.objects.values_list("name", "opened_by", "opened_at")) == {
        ("round 1", "ida", "2026-05-31T09:30"),
        ("round 2", "", ""),
    }
    assert coding_sessions.opened() == {"", "round 1"}
    assert dict(Coding.objects.values_list("pk", "rejected_by")) == {"c1": "bo", "c2": "", "c3": ""}
    assert set(StoredFile.objects.values_list("pk", flat=True)) == LEFT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case folder as version 0.1.0 exported it."""
    for name, text in CASE.items():
        (tmp_path / "case").mkdir(exist_ok=True)
        (tmp_path / "case" / f"{name}.csv").write_text(text, encoding="utf-8")
    for name, content in FILES.items():
        place = tmp_path / "case" / "files" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return tmp_path / "case"


def test_a_folder_of_0_1_0_comes_in(folder: Path, tmp_path: Path) -> None:
    done = import_case(folder, viewer=COMMAND_LINE)
    require_moved()
    assert import_case(folder, viewer=COMMAND_LINE).batch is None, "again it changes nothing"
    export_case(tmp_path / "out")
    rows = (tmp_path / "out" / "matrix_summaries.csv").read_text(encoding="utf-8").splitlines()
    assert rows == ["actor,source,code,summary", ",talk,theme.money,Money", "flow,,Oa.capital,Få hænder"]
    assert import_case(tmp_path / "out", viewer=COMMAND_LINE).batch is None, "what goes out comes in"
    undo_batch(done.batch or 0, viewer=COMMAND_LINE)
    assert not MatrixSummary.objects.exists()
    assert not Coding.objects.exists()


def test_a_table_wins_over_a_file_of_0_1_0(folder: Path) -> None:
    (folder / "matrix_summaries.csv").write_text("actor,source,code,summary\nflow,,Oa.capital,Newer\n")
    (folder / "coding_sessions.csv").write_text("name,opened_by,opened_at\nround 1,bo,2026-06-01T10:00\n")
    import_case(folder, viewer=COMMAND_LINE)
    assert summaries_of("actor") == {("flow", "Oa.capital"): "Newer"}
    assert StoredFile.objects.filter(pk="summaries/actor/flow/Oa.capital.txt").exists(), "and loses nothing"
    assert CodingSession.objects.get(name="round 1").opened_by == "bo"


@pytest.mark.parametrize("row", ["flow,talk,Oa.capital,x", ",,Oa.capital,x", "none,,Oa.capital,x", "flow,,none,x"])
def test_a_summary_is_of_one_row_and_a_code(folder: Path, row: str) -> None:
    (folder / "matrix_summaries.csv").write_text(f"actor,source,code,summary\n{row}\n")
    with pytest.raises(InputError):
        import_case(folder, viewer=COMMAND_LINE)


@pytest.fixture
def executor() -> Iterator[MigrationExecutor]:
    """The migrations; whatever happens, the store is at the last one afterwards."""
    yield MigrationExecutor(connection)
    to_the_last()


def to_the_last() -> None:
    last = MigrationExecutor(connection)
    last.migrate(last.loader.graph.leaf_nodes())


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_store_of_before_is_taken_over(executor: MigrationExecutor) -> None:
    executor.migrate([("bridgehead", "0006_typed_changes")])
    old = executor.loader.project_state([("bridgehead", "0006_typed_changes")]).apps
    _fill({model.__name__: model for model in old.get_models()})
    to_the_last()
    require_moved()
    (move,) = Batch.objects.filter(action="coding_session.upgrade")
    gone = {c.key: c.before for c in move.changes.filter(table="storedfile", action="remove")}
    assert set(gone) == set(FILES) - LEFT
    assert all(base64.b64decode((row or {})["content"]["base64"]) == FILES[name] for name, row in gone.items())
    undo_batch(move.pk, viewer=COMMAND_LINE)
    assert set(StoredFile.objects.values_list("pk", flat=True)) == set(FILES), "the move can be taken back"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_store_without_any_stays_as_it_is(executor: MigrationExecutor) -> None:
    executor.migrate([("bridgehead", "0006_typed_changes")])
    to_the_last()
    assert not Batch.objects.exists()


def _fill(model: dict[str, Any]) -> None:
    """A store as version 0.1.0 had it."""
    model["Actor"].objects.create(id="flow", name="Flow", kind="firm")
    model["Source"].objects.create(id="talk", title="Talk", kind="interview", file="talk.txt")
    model["Codebook"].objects.create(id="book", name="Book")
    model["Code"].objects.create(id="theme.money", codebook_id="book", name="Money")
    for id_, round_ in CODINGS.items():
        model["Coding"].objects.create(id=id_, source_id="talk", code="Oa.capital", coder="ida", session=round_)
    for name, content in FILES.items():
        model["StoredFile"].objects.create(id=name, content=content)


@pytest.fixture
def cells() -> None:
    with batch("test") as w:
        w.put(Actor, [{"id": id_, "name": id_.title(), "kind": "firm"} for id_ in ("flow", "flux")])
        w.put(Source, [{"id": "talk", "title": "Talk", "kind": "interview"}])
        w.put(Codebook, [{"id": "book", "name": "Book"}])
        w.put(Code, [{"id": f"theme.{id_}", "codebook_id": "book", "name": id_.title()} for id_ in ("money", "staff")])
        w.put(Evidence, [{"id": "e", "actor_id": "flow", "code": "theme.money"}])
    set_summary("actor", "flow", "theme.money", text="Ask Ida Holm", viewer=COMMAND_LINE)
    set_summary("actor", "flow", "theme.staff", text="Few hands", viewer=COMMAND_LINE)
    set_summary("actor", "flux", "theme.staff", text="Many hands", viewer=COMMAND_LINE)
    set_summary("source", "talk", "theme.money", text="Money", viewer=COMMAND_LINE)


def test_merged_codes_have_one_summary(cells: None) -> None:
    done = recoding.merge(["theme.money"], into="theme.staff", viewer=COMMAND_LINE)
    assert summaries_of("actor") == {
        ("flow", "theme.staff"): "Few hands\n\nAsk Ida Holm",
        ("flux", "theme.staff"): "Many hands",
    }
    assert summaries_of("source") == {("talk", "theme.staff"): "Money"}
    undo_batch(done.batch or 0, viewer=COMMAND_LINE)
    assert summaries_of("actor")["flow", "theme.money"] == "Ask Ida Holm"
    assert summaries_of("actor")["flow", "theme.staff"] == "Few hands"


def test_merged_actors_have_one_summary(cells: None) -> None:
    merge_actors("flux", "flow", viewer=COMMAND_LINE)
    assert summaries_of("actor") == {
        ("flux", "theme.money"): "Ask Ida Holm",
        ("flux", "theme.staff"): "Many hands; Few hands",
    }


def test_a_name_in_a_summary_is_a_mention(cells: None) -> None:
    row = {"table": "matrix_summaries", "id": "flow//theme.money", "column": "summary"}
    assert mentions("Ida Holm") == [row]
    assert Change.objects.filter(table="matrixsummary").count() == 4
