"""Matching on real records: filters, eligibility, the index on disk."""

from pathlib import Path
from typing import Any

import pytest

from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.match.phrases import phrase
from bridgehead.match.services import match_opportunity, match_text
from bridgehead.models import Actor, Membership, Opportunity, OpportunityComponent

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def workspace(settings: Any, tmp_path: Path) -> Path:
    settings.WORKSPACE = tmp_path
    return tmp_path


@pytest.fixture(autouse=True)
def world() -> None:
    def actor(id_: str, size: str, country: str = "DK") -> dict[str, Any]:
        about = "Batteries for harbours and ships"
        return {"id": id_, "name": id_.title(), "kind": "firm", "size": size, "country": country, "description": about}

    with batch("test") as writer:
        writer.put(
            Actor, [actor("small", "sme"), actor("large", "large"), actor("unsized", ""), actor("swede", "sme", "SE")]
        )
        writer.put(Actor, [{"id": "port", "name": "Port", "kind": "public", "description": "Batteries"}])
        writer.put(Actor, [{"id": "c", "name": "Cluster", "kind": "cluster"}])
        member = {"member_id": "small", "cluster_id": "c", "since": ""}
        writer.put(Membership, [{**member, "id": Membership.key_of(member)}])
        harbour = {"id": "harbour", "title": "Batteries in the harbour", "kind": "challenge"}
        writer.put(Opportunity, [{**harbour, "buyer": "port", "eligibility": ["sme"]}])


def test_whoever_is_not_eligible_stands_below_and_the_list_says_why() -> None:
    found = {c.actor: c for c in match_opportunity("harbour").candidates}
    assert found["small"].eligible is True
    assert found["large"].eligible is False
    assert found["unsized"].eligible is None
    assert found["large"].score < found["small"].score
    assert [phrase(each) for each in found["large"].eligibility] == ["Requires an SME; Large is a large firm"]


def test_what_the_index_does_not_hold_is_asked_of_the_store() -> None:
    with batch("test") as writer:
        writer.put(Actor, [{"id": "small", "staff": 9.0}, {"id": "large", "staff": 10.0}])
        writer.put(Opportunity, [{"id": "harbour", "eligibility": ["staff: under 10", "region: DK"]}])
    found = {c.actor: c for c in match_opportunity("harbour").candidates}
    answers = {actor: candidate.eligible for actor, candidate in found.items()}
    assert answers == {"small": True, "large": False, "unsized": None, "swede": False}
    assert [phrase(each) for each in found["large"].eligibility] == [
        "Meets the condition: Denmark",
        "Requires fewer than 10 employees; 10 recorded",
    ]
    assert found["large"].score < found["small"].score


def test_an_age_is_that_of_the_deadline() -> None:
    with batch("test") as writer:
        writer.put(Actor, [{"id": "small", "founded": "2090-05-01"}])
        writer.put(Opportunity, [{"id": "harbour", "eligibility": ["age: at most 5"], "deadline": "2095-05-01"}])
    assert match_opportunity("harbour", only=("small",)).candidates[0].eligible is True
    with batch("test") as writer:
        writer.put(Opportunity, [{"id": "harbour", "deadline": "2095-05-02"}])
    assert match_opportunity("harbour", only=("small",)).candidates[0].eligible is False


def test_the_buyer_is_no_candidate() -> None:
    assert "port" not in {c.actor for c in match_opportunity("harbour").candidates}


@pytest.mark.parametrize(
    ("standing", "over"),
    [({}, False), ({"deadline": "2099"}, False), ({"deadline": "2017-05"}, True), ({"status": "closed"}, True)],
)
def test_what_is_over_is_ranked_all_the_same_and_says_so(standing: dict[str, str], over: bool) -> None:
    with batch("test") as writer:
        writer.put(Opportunity, [{"id": "harbour", **standing}])
    found = match_opportunity("harbour")
    assert found.over is over
    assert "small" in {c.actor for c in found.candidates}


def test_filters_narrow_the_candidates() -> None:
    assert {c.actor for c in match_text("batteries", country="SE").candidates} == {"swede"}
    assert {c.actor for c in match_text("batteries", members_of="c").candidates} == {"small"}
    assert len(match_text("batteries", top=2).candidates) == 2


def test_a_change_is_seen_by_the_next_query(workspace: Path) -> None:
    assert "new" not in {c.actor for c in match_text("batteries").candidates}
    with batch("edit") as writer:
        writer.put(Actor, [{"id": "new", "name": "New", "kind": "firm", "description": "Batteries, batteries"}])
    assert "new" in {c.actor for c in match_text("batteries").candidates}
    assert len(list((workspace / "index").glob("state-*"))) <= 2


def test_what_cannot_be_asked_is_said() -> None:
    with pytest.raises(NotFound, match="Opportunity “nothing” does not exist"):
        match_opportunity("nothing")
    with pytest.raises(InputError, match="a text that describes the need"):
        match_text("  ")


def test_an_empty_workspace_ranks_nobody() -> None:
    for model in (Membership, OpportunityComponent, Opportunity, Actor):
        model.objects.all().delete()
    with batch("one") as writer:
        writer.put(Opportunity, [{"id": "o", "title": "Nothing known", "kind": "call"}])
    assert match_opportunity("o").candidates == ()
