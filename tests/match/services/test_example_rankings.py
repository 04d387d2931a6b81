"""Whom the example's opportunities suit and help, once what the cluster's help brought about is left out (study §5–6).

The firm that the study names must come first without being told so: no opportunity says who went for it, and the
activities of the cluster are left out, as with `bridgehead match OPPORTUNITY --leave-out ACTIVITY`.
"""

import csv
import re
from typing import Any

import pytest

from bridgehead.ecosystem.queries.record_scope import record_scope
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.match.core.match_result import Candidate
from bridgehead.match.services import ranking_for
from bridgehead.match.services.additionality import aims, of_actors
from bridgehead.match.services.ranking import RankingRequest
from bridgehead.models import Activity, Actor, Opportunity
from bridgehead.workspace.services import example_workspace
from bridgehead.workspace.services.example_workspace import EXAMPLE

pytestmark = [pytest.mark.django_db, pytest.mark.database]
FIRMS = ("remoni", "stac", "visblue")
NAMED_BY_FIT = {
    "dubai-cooling": "stac",  # §5.3.2.1.1.3 ¶2
    "dutch-storage-bundle": "visblue",  # §5.3.1 ¶5
    "eu-district-cooling": "stac",  # §5.3.2.1.3.1 ¶3
    "incerta": "remoni",  # §5.3.2.2 ¶4
    "new-york-partners": "remoni",  # §5.3.1 ¶3
    "south-korea-flow-batteries": "visblue",  # §5.3.2.1.3.1 ¶4
    "stockholm-harbour": "visblue",  # §5.3.2.1.3.2 ¶5
}
NAMED_BY_ADDITIONALITY = {
    "fie-support": "remoni",
    "new-york-partners": "remoni",
    "south-korea-flow-batteries": "visblue",
    "opi-grant": "stac",
    "eudp-grant": "stac",
}


@pytest.fixture(autouse=True)
def example(settings: Any, tmp_path: Any, db: None) -> None:
    settings.WORKSPACE = tmp_path
    example_workspace.build()


def candidates(opportunity: str, left_out: list[str], members_of: str = "") -> list[Candidate]:
    asked = RankingRequest(members_of=members_of, top=1000, scope=record_scope(None, left_out))
    return [candidate for _, candidate in ranking_for(COMMAND_LINE, opportunity, asked=asked).candidates]


def added(opportunity: str, left_out: list[str]) -> dict[str, float]:
    aim = aims(Opportunity.objects.filter(pk=opportunity))[opportunity]
    found = of_actors(aim, FIRMS, record_scope(None, left_out))
    return {firm: value for firm in FIRMS if (value := found[firm].value) is not None}


def the_clusters_help() -> list[str]:
    return list(Activity.objects.filter(organiser__in=("clean", "icn")).values_list("pk", flat=True))


def test_without_the_clusters_help_the_named_firm_still_suits_best() -> None:
    left_out = the_clusters_help()
    assert {"new-york-trip", "south-korea-trip", "stockholm-trip", "c40-stockholm", "fie"} < set(left_out)
    assert {id_: candidates(id_, left_out)[0].actor for id_ in NAMED_BY_FIT} == NAMED_BY_FIT
    # CLEAN had no part in Eurostars (§5.3.1 ¶2): the help there is the project itself.
    eurostars = candidates("eurostars-2019", ["eurostars-project"])
    assert [c.actor for c in eurostars[:3]] == ["remoni", "bulgarian-partner", "icelandic-partner"]


@pytest.mark.parametrize("help_left_out", [False, True])
def test_help_adds_most_where_the_study_says_that_it_did(help_left_out: bool) -> None:
    left_out = the_clusters_help() if help_left_out else []
    found = {id_: added(id_, left_out) for id_ in NAMED_BY_ADDITIONALITY}
    assert {id_: max(by_firm, key=by_firm.__getitem__) for id_, by_firm in found.items()} == NAMED_BY_ADDITIONALITY
    for id_ in Opportunity.objects.filter(kind="market").exclude(countries=[]).values_list("pk", flat=True):
        by_firm = added(id_, left_out)
        assert min(by_firm, key=by_firm.__getitem__) == "stac", id_


def test_no_opportunity_says_who_went_for_it() -> None:
    members = Actor.objects.filter(memberships__cluster="clean").values_list("name", flat=True)
    assert len(members) == len(FIRMS)
    named = re.compile(rf"\b({'|'.join(members)})\b", re.IGNORECASE)
    with (EXAMPLE / "opportunities.csv").open(encoding="utf-8", newline="") as opened:
        assert [row["id"] for row in csv.DictReader(opened) if named.search(" ".join(row.values()))] == []
