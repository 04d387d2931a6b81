"""Training in a workspace: kept, used, forgotten; what was said of candidates counts."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.match import tasks
from bridgehead.match.core.ranking.ranker_config import RankerConfig
from bridgehead.match.phrases import method
from bridgehead.match.schemas.ranking import ranking_out
from bridgehead.match.services import index_store, match_opportunity, match_text, model_store, ranking_for, training
from bridgehead.match.services.marks import mark
from bridgehead.models import Activity, Actor, Opportunity, Participation
from tests.match.core.ranking.world import THEMES, world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LITTLE = RankerConfig(enough_projects=20, enough_examples=10, every_months=6, trees=10)
TEXT = "fatigue of offshore wind turbine blades"


@pytest.fixture(autouse=True)
def workspace(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace in which a small past suffices."""
    settings.WORKSPACE = tmp_path
    index_store._opened.clear()
    monkeypatch.setattr(training, "train", partial(training.train, config=LITTLE))
    return tmp_path


@pytest.fixture(autouse=True)
def past() -> None:
    history = world()
    shift = (timezone.localdate() - timedelta(days=30) - date(2017, 12, 5)).days
    with batch("test") as writer:
        actors = history.actors.select("actor", "country").iter_rows()
        writer.put(Actor, [{"id": a, "name": a, "kind": "firm", "country": country} for a, country in actors])
        writer.put(
            Activity,
            [
                {
                    "id": project,
                    "name": project,
                    "description": text,
                    "kind": "project",
                    "start": (start + timedelta(days=shift)).isoformat(),
                }
                for project, start, _, text in history.projects.iter_rows()
            ],
        )
        rows = (
            {"activity_id": project, "actor_id": actor, "role": role}
            for project, actor, role, _ in history.participations.iter_rows()
        )
        writer.put(Participation, [{"id": Participation.key_of(row), **row} for row in rows])
        writer.put(Opportunity, [{"id": "call", "title": TEXT, "kind": "call"}])


@pytest.mark.database
def test_trained_weights_are_kept_and_used_until_forgotten() -> None:
    assert match_text(TEXT).method.name == "fusion"
    found = training.train(viewer=COMMAND_LINE)
    assert found is not None
    assert found.about.lessons >= 10
    assert found.about.date == timezone.localdate().isoformat()
    answer = match_text(TEXT)
    assert answer.method.name == "learned"
    assert "past projects" in method(answer.method)
    assert {c.actor[:4] for c in answer.candidates[:5]} == {"wind"}
    assert all(0 <= c.score <= 1 for c in answer.candidates)
    assert any(c.reasons for c in answer.candidates[:3])
    shape = json.loads(ranking_out(ranking_for(COMMAND_LINE, text=TEXT)).model_dump_json())
    assert shape["candidates"][0]["reasons"][0]["weight"] > 0


def test_without_what_a_learned_reason_names_the_score_is_lower() -> None:
    training.train(viewer=COMMAND_LINE)
    before = {c.actor: c for c in match_text(TEXT, top=40).candidates}
    checked = 0
    for actor, candidate in list(before.items())[:3]:
        for reason in candidate.reasons:
            if reason.kind != "past_work":
                continue
            named = {record.id for record in reason.records}
            mine = Participation.objects.filter(actor=actor, activity__in=named).values()
            rows = list(mine)
            with batch("remove") as writer:
                writer.remove(Participation, [row["id"] for row in rows])
            after = {c.actor: c.score for c in match_text(TEXT, top=40).candidates}
            assert after.get(actor, 0) < candidate.score
            with batch("restore") as writer:
                writer.put(Participation, rows)
            checked += 1
    assert checked


def test_a_member_with_a_page_and_no_project_is_found_and_its_words_are_why() -> None:
    def told(words: str) -> None:
        with batch("told") as writer:
            writer.put(Actor, [{"id": "fresh", "name": "Fresh", "kind": "firm", "country": "DK", "description": words}])

    training.train(viewer=COMMAND_LINE)
    told(TEXT)
    found = {c.actor: c for c in match_text(TEXT, top=40).candidates}
    assert list(found).index("fresh") < 10
    assert found["fresh"].reasons[0].kind == "description"
    told("paint")
    after = {c.actor: c.score for c in match_text(TEXT, top=40).candidates}
    assert after.get("fresh", 0) < found["fresh"].score


def test_the_same_seed_gives_the_same_weights() -> None:
    one, other = training.train(seed=3, viewer=COMMAND_LINE), training.train(seed=3, viewer=COMMAND_LINE)
    assert one is not None
    assert other is not None
    for part in model_store.PARTS:
        mine, theirs = (attrgetter(part)(found.taught) for found in (one, other))
        assert np.array_equal(mine.weights, theirs.weights)
        assert mine.trees == theirs.trees


def test_too_short_a_past_goes_back_to_the_sum() -> None:
    training.train(viewer=COMMAND_LINE)
    assert training.train(config=replace(LITTLE, enough_examples=10_000), viewer=COMMAND_LINE) is None
    assert match_text(TEXT).method.name == "fusion"


def test_a_damaged_file_is_as_none(workspace: Path) -> None:
    training.train(viewer=COMMAND_LINE)
    (workspace / "ranker" / "trained.npz").write_bytes(b"noise")
    assert match_text(TEXT).method.name == "fusion"


def test_a_file_of_an_older_version_is_as_none_until_the_next_training(workspace: Path) -> None:
    training.train(viewer=COMMAND_LINE)
    path = workspace / "ranker" / "trained.npz"
    with np.load(path) as file:
        parts = dict(file)
    for lost in [name for name in parts if name.startswith("unled")]:
        del parts[lost]
    with path.open("wb") as file:
        np.savez(file, **parts)
    assert match_text(TEXT).method.name == "fusion"
    training.train(viewer=COMMAND_LINE)
    assert match_text(TEXT).method.name == "learned"


def test_what_was_said_of_candidates_teaches_the_next_training() -> None:
    training.train(viewer=COMMAND_LINE)
    before = {c.actor: c.score for c in match_opportunity("call", top=40).candidates}
    good, bad = "wind3", "wind5"
    with batch("more calls") as writer:
        writer.put(Opportunity, [{"id": f"c{i}", "title": f"{TEXT} {i}", "kind": "call"} for i in range(20)])
    for number in range(20):
        for theme in THEMES:
            mark(f"c{number}", f"{theme}1", "good", by="ida", viewer=COMMAND_LINE)
        mark(f"c{number}", "any0", "not_for_them", by="ida", viewer=COMMAND_LINE)
        mark(f"c{number}", "any1", "not_for_them", by="ida", viewer=COMMAND_LINE)
    found = training.train(viewer=COMMAND_LINE)
    assert found is not None
    assert found.about.judged == 20
    assert "feedback on 20 opportunities" in method(match_text(TEXT).method)
    after = {c.actor: c.score for c in match_opportunity("call", top=40).candidates}
    assert good in before
    assert bad in before
    assert after["bio1"] - after["any2"] > before["bio1"] - before["any2"]


def test_contacted_teaches_nothing_and_joined_is_good() -> None:
    mark("call", "wind1", "contacted", by="ida", viewer=COMMAND_LINE)
    assert training.judgements() == []
    mark("call", "wind1", "joined", by="ida", viewer=COMMAND_LINE)
    mark("call", "bio1", "declined", by="bio1", viewer=COMMAND_LINE)
    (said,) = training.judgements()
    assert (said.suited, said.unsuited) == ({"wind1"}, {"bio1"})


def test_the_worker_looks_every_night_and_trains_once_a_week(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    moment = tasks.schedule_training()
    assert tasks.schedule_training() == moment
    assert DBTaskResult.objects.count() == 1
    assert moment > timezone.localtime()
    tasks.train_at_night.call()
    first = model_store.load()
    assert first is not None
    tasks.train_at_night.call()
    assert model_store.load() is first
    model_store.save(replace(first, about=replace(first.about, date="2020-01-01")))
    tasks.train_at_night.call()
    renewed = model_store.load()
    assert renewed is not None
    assert renewed.about.date == datetime.now().astimezone().date().isoformat()
