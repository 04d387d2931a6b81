"""A trip of four firms to a city, a harbour and a ministry that meets groups."""

import pytest

from bridgehead.ecosystem.models import Activity, Actor, Participation
from bridgehead.kit.change_writer import batch
from bridgehead.trips.models import Slot, Wish
from tests.world import keyed


@pytest.fixture
def trip(db: None) -> str:
    firms, hosts = [f"firm-{n}" for n in range(4)], ["city", "harbour", "ministry"]
    with batch("trip") as writer:
        writer.put(
            Actor,
            [{"id": f, "name": f.title(), "kind": "firm", "country": "DK"} for f in firms]
            + [{"id": h, "name": h.title(), "kind": "public", "country": "SE"} for h in hosts],
        )
        writer.put(
            Activity,
            [{"id": "trip", "name": "Trip", "kind": "delegation_trip", "start": "2020-03-02", "market": "SE"}],
        )
        roles = dict.fromkeys(firms, "participant") | dict.fromkeys(hosts, "host") | {"ministry": "group host"}
        writer.put(
            Participation,
            [keyed(Participation, activity_id="trip", actor_id=a, role=r, since="") for a, r in roles.items()],
        )
        writer.put(
            Slot,
            [
                keyed(
                    Slot,
                    activity_id="trip",
                    slot=f"s{n}",
                    site="Hall",
                    table=t,
                    start=f"{9 + n:02}:00",
                    end=f"{9 + n:02}:45",
                )
                for n in range(3)
                for t in ("1", "2")
            ],
        )
        wishes = [(f, h) for f in firms for h in hosts] + [("city", f) for f in firms[:2]]
        writer.put(Wish, [keyed(Wish, activity_id="trip", wisher_id=a, wished_id=b, weight=1) for a, b in wishes])
    return "trip"
