"""No page asks the store more often because there is more to show: 3 rows of everything beside 30."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bridgehead.kit.audit_log import Event, record_event
from bridgehead.kit.change_writer import batch
from bridgehead.models import (
    Activity,
    Actor,
    Application,
    Code,
    Codebook,
    Entry,
    Evidence,
    Indicator,
    Membership,
    MembershipFee,
    MembershipRequest,
    Opportunity,
    Participation,
    Person,
    Source,
    Tie,
)
from tests.contracts.test_doors import DOORS
from tests.world import actor, flow, keyed, staff, world

__all__ = ["flow", "staff", "world"]

pytestmark = pytest.mark.django_db

BOUNDED = {"fitting", "trip-company", "consortium-teams", "consortium-file"}
"""These rank so many opportunities, or look for so many teams, and no more, each by what its own page asks."""
COUNTRIES = ("SE", "DE", "NO", "FR", "US")


def more(start: int, end: int) -> None:
    """So many further rows of everything, all of them about the things of the small world."""
    numbers = range(start, end)
    with batch(f"{len(numbers)} of everything") as writer:
        writer.put(Actor, [actor(f"a{n}", f"Actor {n}", country=COUNTRIES[n % 5]) for n in numbers])
        writer.put(Membership, [keyed(Membership, member_id=f"a{n}", cluster_id="hub", since="2020") for n in numbers])
        writer.put(
            MembershipFee, [keyed(MembershipFee, kind="full", size="", amount=1.0, from_year=2000 + n) for n in numbers]
        )
        writer.put(MembershipRequest, [{"id": f"r{n}", "name": f"Request {n}", "status": "waiting"} for n in numbers])
        writer.put(Person, [{"id": f"p-{n}", "actor_id": "flow", "name": f"Person {n}"} for n in numbers])
        writer.put(Source, [{"id": f"s{n}", "title": f"Source {n}", "kind": "document"} for n in numbers])
        writer.put(
            Activity,
            [
                {"id": f"act{n}", "name": f"Activity {n}", "kind": "event", "organiser_id": "hub", "start": "2021"}
                for n in numbers
            ],
        )
        parts = [(f"act{n}", "flow") for n in numbers] + [("trip", f"a{n}") for n in numbers]
        writer.put(
            Participation,
            [keyed(Participation, activity_id=a, actor_id=who, role="participant", since="") for a, who in parts],
        )
        writer.put(
            Opportunity,
            [{"id": f"o{n}", "title": f"Call {n}", "kind": "call", "countries": ["SE"]} for n in numbers],
        )
        writer.put(
            Tie,
            [
                {"id": f"t{n}", "a_id": "flow", "b_id": f"a{n}", "kind": "contact", "origin": "cluster"}
                | {"activity_id": f"act{n}", "source_id": f"s{n}"}
                for n in numbers
            ],
        )
        writer.put(
            Entry,
            [
                {"id": f"e-{n}", "firm_id": "flow", "market": COUNTRIES[n % 5], "status": "explored", "date": "2021"}
                | {"activity_id": f"act{n}", "opportunity_id": f"o{n}", "source_id": f"s{n}"}
                for n in numbers
            ],
        )
        writer.put(
            Evidence,
            [
                {"id": f"ev-{who}-{n}", "actor_id": who, "code": "Oa.network", "direction": "strength", "salience": 1}
                | {"source_id": f"s{n}", "activity_id": f"act{n}", "summary": f"It shows {n}"}
                for n in numbers
                for who in ("flow", f"a{n}")
            ],
        )
        writer.put(
            Application,
            [
                {"id": f"app{n}", "opportunity_id": f"o{n}", "name": f"Application {n}", "lead_id": "flow"}
                | {"stage": "idea", "owner": f"user{n}"}
                for n in numbers
            ],
        )
        writer.put(Codebook, [{"id": f"b{n}", "name": f"Book {n}", "version": "1"} for n in numbers])
        writer.put(Code, [{"id": f"c{n}", "codebook_id": f"b{n}", "name": f"Code {n}"} for n in numbers])
        writer.put(
            Indicator,
            [
                keyed(
                    Indicator, subject="flow", subject_kind="actor", indicator=f"turnover {n}", period="2020", value=n
                )
                for n in numbers
            ],
        )


def asked(client: Client, address: str) -> list[str]:
    """The queries of a page, once what is kept between requests is there."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return [query["sql"] for query in queries.captured_queries]


@pytest.mark.slow
@pytest.mark.usefixtures("world")
def test_no_page_asks_more_often_when_there_is_more(staff: Client) -> None:
    pages = {name: address for name, address in DOORS if name not in BOUNDED}
    more(0, 3)
    record_event(Event.EXPORT, what="members")
    few = {name: len(asked(staff, address)) for name, address in pages.items()}
    more(3, 30)
    many = {name: len(asked(staff, address)) for name, address in pages.items()}
    assert {name: (few[name], n) for name, n in many.items() if n > few[name]} == {}
