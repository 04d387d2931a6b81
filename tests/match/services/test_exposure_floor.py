"""A floor for SMEs: lifts those who may answer, says whom, and asks nothing of a list that has it."""

from pathlib import Path
from typing import Any

import pytest

from bridgehead.kit.change_writer import batch
from bridgehead.match.services import match_opportunity
from bridgehead.match.services.exposure import exposure
from bridgehead.models import Actor, Opportunity

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def world(settings: Any, tmp_path: Path) -> None:
    """Four large firms that say all that a call asks for, and two SMEs that say some of it."""
    settings.WORKSPACE = tmp_path

    def firm(id_: str, size: str, about: str, country: str = "DK") -> dict[str, Any]:
        said = {"name": id_.title(), "kind": "firm", "description": about, "capabilities": []}
        return {"id": id_, "size": size, "country": country, **said}

    with batch("test") as writer:
        writer.put(Actor, [firm(f"large{n}", "large", "flow batteries for harbours", "DE") for n in range(4)])
        writer.put(Actor, [firm(f"small{n}", "sme", "batteries, paint, cranes and advice") for n in range(2)])
        call = {"title": "Flow batteries for harbours", "kind": "call", "status": "open", "deadline": ""}
        writer.put(
            Opportunity,
            [
                {"id": "all", **call, "eligibility": []},
                {"id": "large-only", **call, "eligibility": ["large"]},
            ],
        )


def order(id_: str, floor: float = 0.0) -> list[str]:
    return [c.actor for c in match_opportunity(id_, sme_floor=floor, top=4).candidates]


def test_a_floor_lifts_smes_and_says_whom() -> None:
    alike = order("all")
    assert set(alike) == {"large0", "large1", "large2", "large3"}
    found = match_opportunity("all", sme_floor=0.4, top=4)
    assert found.floor is not None
    assert set(found.floor.lifted) == {"small0", "small1"}
    assert found.floor.share >= 0.4
    assert [c.actor for c in found.candidates if c.size == "large"] == alike[:2]


def test_who_is_not_eligible_is_not_lifted() -> None:
    assert order("large-only", 0.4) == order("large-only")
    floor = match_opportunity("large-only", sme_floor=0.4, top=4).floor
    assert floor is not None
    assert (floor.lifted, floor.share) == ((), 0)


def test_without_a_floor_nothing_is_said_of_one() -> None:
    assert match_opportunity("all", top=4).floor is None


def test_who_gets_recommended_is_counted_over_all_that_is_open() -> None:
    plain, raised = exposure(), exposure(sme_floor=0.5)
    assert (plain.lists, plain.actors) == (2, 6)
    sme, lifted = (next(s for s in found.by_size if s.group == "sme") for found in (plain, raised))
    assert sme.base == pytest.approx((2 / 6 + 0 / 4) / 2)
    assert sme.exposure < sme.base < lifted.exposure
    assert {s.group for s in plain.by_country} == {"DE", "DK"}
    assert sum(s.exposure for s in plain.by_country) == pytest.approx(1)


def test_regions_are_counted_where_one_is_recorded() -> None:
    assert exposure().by_region == ()
    with batch("move") as writer:
        writer.put(Actor, [{"id": "small0", "region": "Zealand"}])
    found = {share.group: share for share in exposure().by_region}
    assert found.keys() == {"", "Zealand"}
    assert found["Zealand"].base == pytest.approx((1 / 6 + 0 / 4) / 2)
