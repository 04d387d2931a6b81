"""Members who could join a trip: by fit and additionality, one press, undoable."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from bridgehead.ecosystem.models import Activity, Actor, Membership, Participation, Tie, User
from bridgehead.evidence.models import Evidence
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import BridgeheadError, InputError, NotFound
from bridgehead.kit.models import Batch
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.match.services.marks import mark
from bridgehead.opportunities.models import Opportunity
from bridgehead.trips.services import add_to_trip, companions
from bridgehead.workspace.services.undo import undo_batch
from tests.match.shortfall import expected_minimum
from tests.world import actor, keyed

pytestmark = [pytest.mark.django_db, pytest.mark.database]

PART = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def port_trip(settings: Any, tmp_path: Path) -> None:
    """Three members, two of whom make batteries; a port that wants some; a trip to it."""
    settings.WORKSPACE = tmp_path
    about = {"weak": "Batteries for ports", "strong": "Batteries for ports", "mill": "Grinds corn"}
    with batch("world") as writer:
        writer.put(Actor, [actor("hub", "Hub", kind="cluster"), actor("port", "Port", kind="public", country="SE")])
        writer.put(Actor, [actor(id_, id_.title(), size="sme", description=said) for id_, said in about.items()])
        writer.put(Actor, [actor("outsider", "Outsider", description="Batteries for ports")])
        writer.put(Membership, [keyed(Membership, member_id=m, cluster_id="hub", since="") for m in about])
        call = {"title": "Batteries for the port", "kind": "challenge", "status": "open", "buyer": "port"}
        writer.put(Opportunity, [{"id": "quay", **call, "countries": ["SE"], "deadline": "2099"}])
        trip = {"name": "To the port", "kind": "delegation_trip", "organiser_id": "hub", "market": "SE"}
        writer.put(Activity, [{"id": "trip", **trip}, {"id": "talk", **trip, "kind": "event"}])
        writer.put(Participation, [keyed(Participation, activity_id="trip", actor_id="port", role="host", since="")])
        said = [("weak", "weakness"), ("strong", "strength")]
        rows = [
            {"id": f"{who}{n}", "actor_id": who, "code": "Oa.network", "direction": way, "salience": 3}
            for who, way in said
            for n in range(3)
        ]
        writer.put(Evidence, rows)


def names(**options: Any) -> list[str]:
    return [c.candidate.actor for c in companions("trip", **options).companions]


def test_members_that_suit_it_come_with_fit_additionality_and_reasons() -> None:
    found = companions("trip")
    assert found.cluster == "hub"
    assert [o.pk for o in found.asked] == ["quay"]
    assert set(names()[:2]) == {"weak", "strong"}
    assert "outsider" not in names()
    weak = next(c for c in found.companions if c.candidate.actor == "weak")
    assert weak.candidate.reasons
    assert weak.candidate.additionality is not None
    # Only Oa.network is known of what a trip raises, by 0.2: Σw⁻ = 4.5; and nothing reaches Sweden.
    assert weak.candidate.additionality.value == pytest.approx(expected_minimum(0, 4.5, 0.2) / 0.6)


def test_whom_it_helps_most_can_come_first() -> None:
    assert names(most_added=True)[0] == "weak"


def test_what_the_cluster_brought_about_does_not_count_as_its_own_network() -> None:
    tie = {"id": "t", "a_id": "weak", "b_id": "port", "kind": "contact", "activity_id": "trip"}
    with batch("tie") as writer:
        writer.put(Tie, [{**tie, "origin": "cluster"}])
    weak = next(c for c in companions("trip").companions if c.candidate.actor == "weak")
    assert weak.candidate.additionality is not None
    assert weak.candidate.additionality.nearness == 0


def test_whoever_is_on_it_or_does_not_want_it_is_left_out() -> None:
    add_to_trip("trip", "weak", viewer=COMMAND_LINE)
    assert "weak" not in names()
    with batch("the trip's own opportunity") as writer:
        writer.put(Activity, [{"id": "trip", "opportunity_id": "quay"}])
    mark("quay", "strong", "declined", by="strong", viewer=COMMAND_LINE)
    assert "strong" not in names()


def test_taking_somebody_along_can_be_undone() -> None:
    add_to_trip("trip", "weak", viewer=COMMAND_LINE)
    assert Participation.objects.filter(activity="trip", actor="weak", role="participant").exists()
    with pytest.raises(BridgeheadError, match="Weak already takes part in To the port"):
        add_to_trip("trip", "weak", viewer=COMMAND_LINE)
    undo_batch(Batch.objects.latest("pk").pk, viewer=COMMAND_LINE)
    assert not Participation.objects.filter(activity="trip", actor="weak").exists()


def test_who_had_cancelled_comes_after_all() -> None:
    add_to_trip("trip", "weak", viewer=COMMAND_LINE)
    with batch("cancelled") as writer:
        writer.put(Participation, [{"id": Participation.objects.get(actor="weak").pk, "outcome": "cancelled"}])
    assert "weak" in names()
    add_to_trip("trip", "weak", viewer=COMMAND_LINE)
    assert Participation.objects.get(actor="weak").outcome == ""


def test_only_trips_and_days_with_buyers_and_only_what_exists() -> None:
    with pytest.raises(InputError, match="a delegation trip or a meet-the-buyer day"):
        companions("talk")
    for activity, who in (("nothing", "weak"), ("trip", "nobody")):
        with pytest.raises(NotFound):
            add_to_trip(activity, who, viewer=COMMAND_LINE)


def test_without_any_cluster_the_error_says_so() -> None:
    with batch("no cluster") as writer:
        writer.put(Actor, [{"id": "hub", "kind": "other"}])
    with pytest.raises(InputError, match="a cluster whose members"):
        companions("trip")


@pytest.fixture
def ida() -> Client:
    client = Client()
    client.force_login(User.objects.create_user("ida", role=Role.ADMIN))
    return client


def test_one_press_on_the_page(ida: Client) -> None:
    assert 'hx-get="/activities/trip/company"' in ida.get("/activities/trip/schedule").content.decode()
    part = ida.get("/activities/trip/company", headers=PART).content.decode()
    assert part.lstrip().startswith('<div id="company">')
    assert "Add to trip" in part
    done = ida.post("/activities/trip/company", {"actor": "weak"}, follow=True).content.decode()
    assert "Weak added to the trip." in done
    assert "<html" in ida.get("/activities/trip/company?by=additionality").content.decode()
    assert ida.post("/activities/trip/company", {"actor": "nobody"}).status_code == 404


def test_a_member_does_not_choose(ida: Client) -> None:
    client = Client()
    client.force_login(User.objects.create_user("weak", role=Role.MEMBER_OWNER, actor_id="weak"))
    assert client.get("/activities/trip/company").status_code == 403
    assert client.post("/activities/trip/company", {"actor": "weak"}).status_code == 403
    assert "/activities/trip/company" not in client.get("/activities/trip/schedule").content.decode()
