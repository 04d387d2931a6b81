"""Tasks about ticked rows, in one go; and a ranking whose rows are ticked as those of a list are."""

import lxml.html
import pytest
from django.test import Client

from bridgehead.followup.models import Task
from bridgehead.kit.models import Batch
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.models import Participation
from bridgehead.workspace.services.undo import undo_batch
from tests.world import signed_in, small_world

pytestmark = [pytest.mark.django_db, pytest.mark.database]
RANKING = "/opportunities/harbour-storage/matches"


@pytest.fixture
def manager() -> Client:
    small_world()
    return signed_in(Role.MANAGER)


def test_a_task_about_each_of_the_ticked_rows_is_one_undo(manager: Client) -> None:
    sent = {"keys": ["flow", "cool"], "next": "/members?kind=firm"}
    asked = manager.post("/records/actor/selected", sent | {"verb": "task"}).content.decode()
    assert "Add 2 tasks" in asked
    assert "Flow Batteries" in asked
    assert manager.post("/records/actor/selected", sent | {"verb": "task-save", "title": ""}).status_code == 400
    given = {"verb": "task-save", "title": "Call them", "due": "2026-12-24"}
    done = manager.post("/records/actor/selected", sent | given)
    assert done.headers["Location"] == "/members?kind=firm"
    kept = Task.objects.order_by("actor").values_list("title", "due", "actor", "owner")
    assert list(kept) == [(given["title"], given["due"], actor, "manager-None") for actor in ("cool", "flow")]
    last = Batch.objects.latest("pk")
    assert last.what == "2 tasks added"
    undo_batch(last.pk, viewer=COMMAND_LINE)
    assert not Task.objects.exists()
    assert manager.post("/records/tie/selected", sent | given | {"keys": ["flow--port"]}).status_code == 404


def test_the_rows_of_a_ranking_are_ticked_by_staff_alone(manager: Client) -> None:
    page = lxml.html.fromstring(manager.get(f"{RANKING}?members_of=hub", headers={"HX-Request": "true"}).content)
    [form] = page.xpath("//form[@id='selected-ranking']")
    ticked = page.xpath("//input[@name='keys'][@form='selected-ranking']/@value")
    assert "flow" in ticked
    pressed = set(form.xpath(".//button/text()"))
    assert {"Email", "Add tag", "Add to activity", "Add tasks", "Download CSV"} <= pressed
    assert "Remove" not in pressed
    assert form.fields["next"] == "/opportunities/harbour-storage?members_of=hub"
    sent = dict(form.form_values()) | {"keys": ticked, "verb": "join", "activity": "trip"}
    assert manager.post(form.action, sent).headers["Location"] == form.fields["next"]
    assert set(ticked) <= set(Participation.objects.filter(activity="trip").values_list("actor", flat=True))
    own = signed_in(Role.MEMBER_OWNER, "flow").get(RANKING).content.decode()
    assert "selected-ranking" not in own
