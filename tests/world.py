"""A small world for tests of pages: one cluster, two members, a call, a project, evidence and a contact."""

import pytest
from django.test import Client

from bridgehead.ecosystem.models import User
from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import Role
from bridgehead.models import (
    Activity,
    Actor,
    Application,
    Entry,
    Evidence,
    Identifier,
    Membership,
    MembershipRequest,
    Opportunity,
    Participation,
    Person,
    Source,
    Tie,
)

HOSTILE = '<script>alert("x")</script>'


def small_world() -> None:
    """Write it."""
    with batch("the small world") as writer:
        writer.put(
            Actor,
            [
                actor("hub", "Harbour Hub", kind="cluster"),
                actor("flow", "Flow Batteries", size="sme", capabilities=["flow batteries"], sector="Energy storage"),
                actor("cool", "Cool Machines", size="large"),
                actor("port", "Port of Gothenburg", kind="public", country="SE"),
            ],
        )
        writer.put(
            Membership, [keyed(Membership, member_id=m, cluster_id="hub", since="2020") for m in ("flow", "cool")]
        )
        asked = {"name": "Aurora Valves", "contact": "Io Berg", "email": "io@aurora.example", "date": "2021-05-01"}
        writer.put(MembershipRequest, [{"id": "asked", **asked, "status": "waiting", "consent": "mail"}])
        writer.put(Identifier, [keyed(Identifier, actor_id="flow", scheme="cvr", value="12345678")])
        writer.put(Person, [{"id": "p1", "actor_id": "flow", "name": "Ane Holm", "email": "ane@flow.example"}])
        writer.put(
            Opportunity,
            [
                {
                    "id": "harbour-storage",
                    "title": "Energy storage for the harbour",
                    "kind": "challenge",
                    "countries": ["SE"],
                    "status": "open",
                    "buyer": "port",
                    "eligibility": ["sme"],
                    "description": "Batteries for harbour buildings",
                    "deadline": "2099-05-01",
                }
            ],
        )
        writer.put(
            Application,
            [
                {
                    "id": "harbour",
                    "opportunity_id": "harbour-storage",
                    "name": "Batteries for the harbour",
                    "lead_id": "flow",
                    "owner": "ida",
                    "stage": "draft",
                    "amount_asked": 120_000.0,
                }
            ],
        )
        writer.put(
            Activity,
            [
                {
                    "id": "trip",
                    "name": "Trip to Gothenburg",
                    "kind": "delegation_trip",
                    "organiser_id": "hub",
                    "start": "2021-05",
                    "market": "SE",
                }
            ],
        )
        writer.put(
            Participation, [keyed(Participation, activity_id="trip", actor_id="flow", role="participant", since="")]
        )
        writer.put(Source, [{"id": "talk", "title": "Interview with Flow", "kind": "interview"}])
        writer.put(
            Tie,
            [
                {
                    "id": "flow--port",
                    "a_id": "flow",
                    "b_id": "port",
                    "kind": "contact",
                    "origin": "cluster",
                    "activity_id": "trip",
                }
            ],
        )
        writer.put(Entry, [{"id": "flow-se", "firm_id": "flow", "market": "SE", "status": "explored"}])
        writer.put(
            Evidence,
            [
                {
                    "id": "e1",
                    "actor_id": "flow",
                    "code": "Oa.network",
                    "direction": "strength",
                    "salience": 2,
                    "origin": "cluster",
                    "source_id": "talk",
                    "locator": "line 12",
                    "summary": "Knows the port through the trip.",
                }
            ],
        )


def actor(id_: str, name: str, **values: object) -> dict[str, object]:
    """A row of an actor; a Danish firm where nothing else is said."""
    fixed = {"kind": "firm", "country": "DK", "size": "", "sector": "", "capabilities": []}
    return {"id": id_, "name": name, **fixed, **values}


def keyed(model: type, **values: object) -> dict[str, object]:
    """A row of a model whose key is made of its values."""
    return {**values, "id": model.key_of(values)}  # type: ignore[attr-defined]


def signed_in(role: Role, actor_id: str | None = None) -> Client:
    """A browser in which somebody of that role has signed in."""
    client = Client()
    user = User.objects.filter(username=f"{role}-{actor_id}").first()
    client.force_login(
        user or User.objects.create_user(f"{role}-{actor_id}", role=role, actor_id=actor_id, password="let me see")
    )
    return client


@pytest.fixture
def world(db: None) -> None:
    """The small world, written."""
    small_world()


@pytest.fixture
def staff(world: None) -> Client:
    """Somebody of the cluster's staff, who sees the small world."""
    return signed_in(Role.ADMIN)


@pytest.fixture
def flow(world: None) -> Client:
    """A member's user, of Flow Batteries."""
    return signed_in(Role.MEMBER_OWNER, "flow")
