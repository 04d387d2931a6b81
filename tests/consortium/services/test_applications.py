"""Applications through their stages, and what the funding funnel reads of them."""

from datetime import date

import pytest

from bridgehead.consortium import queries
from bridgehead.consortium.models import Application
from bridgehead.consortium.services import move_application, save_team, start_application
from bridgehead.consortium.services.application_funnel import is_behind
from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.framework.loader import load_framework
from bridgehead.influence.core.funnel import funnel_results
from bridgehead.influence.queries.funnel import firm_participations, funnel_records
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.models import Activity, Batch, Opportunity, Outcome, Participation
from bridgehead.workspace.services.undo import undo_batch
from tests.world import keyed, world

__all__ = ["world"]

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("world")]
FIRMS = ("flow", "cool")


def funding_steps() -> list[tuple[int, int]]:
    """Recorded and inferred, of each step of the funding funnel."""
    scope = RecordScope(date(2026, 12, 31))
    taken, records = firm_participations("hub", FIRMS, scope), funnel_records("hub", FIRMS, scope)
    found = funnel_results(taken, records, load_framework().funnels)
    return [(step.recorded, step.inferred) for step in found.funnels["funding"].steps]


def started() -> str:
    with batch("a call") as writer:
        writer.put(Opportunity, [{"id": "call", "title": "Joint call", "kind": "call", "deadline": "2099-02-01"}])
    seats = {"flow": "lead", "cool": "partner"}
    team = save_team("call", name="First try", members=seats, viewer=COMMAND_LINE).result
    return start_application("call", team=team, owner="ida", viewer=COMMAND_LINE).result


def test_an_application_counts_in_the_funding_funnel_exactly_once() -> None:
    id_ = started()
    found = queries.application(id_)
    assert (found.name, found.lead_id, found.owner, found.stage) == ("First try", "flow", "ida", "idea")
    assert queries.members_of(found) == {"flow": "lead", "cool": "partner"}
    assert funding_steps() == [(0, 0), (0, 0), (0, 0)]
    for _twice in range(2):
        move_application(id_, "submitted", on="2026-03-01", viewer=COMMAND_LINE)
        assert funding_steps() == [(2, 0), (0, 0), (0, 0)]
    done = move_application(id_, "granted", on="2026-06", amount=50_000, viewer=COMMAND_LINE)
    assert funding_steps() == [(2, 0), (2, 0), (0, 0)]
    assert move_application(id_, "granted", viewer=COMMAND_LINE).batch is None
    activity = Activity.objects.get(kind="funding_application")
    assert (activity.opportunity_id, activity.organiser_id, activity.start, activity.end) == (
        *("call", "hub"),
        *("2026-03-01", "2026-06"),
    )
    said = (
        Outcome.objects.filter(activity=activity).order_by("actor_id", "kind").values_list("actor_id", "kind", "value")
    )
    assert list(said) == [
        ("cool", "applied", None),
        ("cool", "granted", None),
        ("flow", "applied", None),
        ("flow", "granted", 50_000),
    ]
    move_application(id_, "rejected", viewer=COMMAND_LINE)
    assert (queries.application(id_).amount_granted, funding_steps()[1]) == (None, (0, 0))
    assert Outcome.objects.filter(activity=activity, value=50_000).count() == 0
    undo_batch(Batch.objects.latest("pk").pk, viewer=COMMAND_LINE)
    assert queries.application(id_).amount_granted == 50_000
    undo_batch(done.batch, viewer=COMMAND_LINE)
    assert funding_steps() == [(2, 0), (0, 0), (0, 0)]
    assert queries.application(id_).stage == "submitted"
    move_application(id_, "draft", viewer=COMMAND_LINE)
    assert not Activity.objects.filter(kind="funding_application").exists()
    assert (Outcome.objects.count(), queries.application(id_).submitted) == (0, "")
    assert [row.stage for row in queries.stage_history(found)][::-1] == [
        *("idea", "submitted", "granted", "rejected", "granted", "submitted", "draft"),
    ]


def test_an_application_on_record_is_joined_and_stays_when_it_is_set_back() -> None:
    id_ = started()
    with batch("by hand") as writer:
        fixed = {"kind": "funding_application", "organiser_id": "hub", "opportunity_id": "call"}
        writer.put(Activity, [{"id": "by-hand", "name": "Applied", "start": "2026-01", **fixed}])
        part = {"activity_id": "by-hand", "actor_id": "flow", "role": "applicant", "since": ""}
        writer.put(Participation, [keyed(Participation, **part)])
    before = [*Participation.objects.order_by("pk").values_list("pk", flat=True)]
    move_application(id_, "granted", viewer=COMMAND_LINE)
    assert queries.application(id_).activity_id == "by-hand"
    assert Activity.objects.get(pk="by-hand").name == "Applied"
    assert funding_steps() == [(2, 0), (2, 0), (0, 0)]
    move_application(id_, "idea", viewer=COMMAND_LINE)
    assert [*Participation.objects.order_by("pk").values_list("pk", flat=True)] == before
    assert funding_steps() == [(1, 0), (0, 0), (0, 0)]


def test_what_was_edited_by_hand_is_seen_and_brought_up_to_date() -> None:
    id_ = started()
    with batch("by hand") as writer:
        writer.put(Application, [{"id": id_, "stage": "submitted", "submitted": "2026-03-01"}])
    assert is_behind(queries.application(id_))
    move_application(id_, "submitted", viewer=COMMAND_LINE)
    assert not is_behind(queries.application(id_))
    assert queries.application(id_).submitted == "2026-03-01"
    move_application(id_, "withdrawn", viewer=COMMAND_LINE)
    assert funding_steps()[0] == (2, 0), "it was applied for all the same"


def test_what_cannot_be_is_refused() -> None:
    id_ = start_application("harbour-storage", viewer=COMMAND_LINE).result
    with pytest.raises(InputError, match="leads the application"):
        move_application(id_, "submitted", viewer=COMMAND_LINE)
    with pytest.raises(InputError):
        move_application(id_, "elsewhere", viewer=COMMAND_LINE)
    with pytest.raises(NotFound):
        start_application("harbour-storage", team="no-team", viewer=COMMAND_LINE)
    assert start_application("harbour-storage", viewer=COMMAND_LINE).result != id_
