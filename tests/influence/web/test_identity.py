"""The page of industrial identity and lock-in."""

import pytest
from django.test import Client

from bridgehead.kit.change_writer import batch
from bridgehead.models import Evidence, Tie
from tests.world import HOSTILE

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("world")]


def test_what_is_not_found_is_said_with_the_power_to_find_it(staff: Client) -> None:
    with batch("supplier ties") as writer:
        writer.put(Tie, [{"id": f"s-{a}", "a_id": a, "b_id": "port", "kind": "supplier"} for a in ("flow", "cool")])
    text = staff.get("/influence/identity/found?subject=hub").content.decode()
    assert "Strength: not enough data" in text
    assert "No indication among 2 members with a supplier; at most" in text
    assert "No indication in 1 activity; at most" in text
    assert "Not tested. One half of the dated activities has fewer than 10 themes." in text


def test_who_perceives_and_public_projects_stand_first(staff: Client) -> None:
    with batch("perceptions") as writer:
        seen = {"actor_id": "flow", "code": "Oi.identity", "direction": "strength", "salience": 3}
        rows = [{"id": f"i{n}", "perceived_by": "insider", "summary": HOSTILE, **seen} for n in range(3)]
        writer.put(Evidence, [*rows, {"id": "o", "perceived_by": "outsider", "summary": "", **seen}])
    text = staff.get("/influence/identity/found?subject=hub").content.decode()
    assert "Perceived by insiders; not enough evidence from officials and outsiders" in text
    assert "strong, 3 pieces" in text
    assert "Cleantech projects of Horizon 2020" in text
    assert "CC BY 4.0" in text
    assert HOSTILE not in text


def test_a_country_is_described_and_nonsense_refused(staff: Client) -> None:
    text = staff.get("/influence/identity/found?subject=DK").content.decode()
    assert "Lock-in is measured for clusters only." in text
    assert staff.get("/influence/identity/found?subject=nobody").status_code == 404
    text = staff.get("/influence/identity/found", {"subject": "DK", "against": HOSTILE}).content.decode()
    assert "countries (ISO 3166-1 alpha-2" in text
    assert HOSTILE not in text
