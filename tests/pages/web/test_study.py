"""Every table and figure of the study has its place, drawn from records, whatever the case."""

import re
from typing import Any

import pytest
from django.test import Client

from bridgehead.ecosystem.models import Source
from bridgehead.kit.permissions import Role
from bridgehead.pages.queries import dynamics_in_records, indicators_of_actor, modes_in_records
from bridgehead.workspace.services import example_workspace
from tests.world import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TABLES = {f"Table {n}" for n in range(1, 9)}
FIGURES = {f"Figure {n}" for n in range(1, 12)} | {"Figure 3a", "Figure 3b", "Figure 3c", "Figure 3d"}


@pytest.fixture
def example(settings: Any, tmp_path: Any) -> Client:
    settings.WORKSPACE = tmp_path
    example_workspace.build()
    return signed_in(Role.MANAGER)


def shown(browser: Client, path: str = "/study") -> str:
    return browser.get(path).content.decode()


def test_every_table_and_figure_leads_to_where_it_is_drawn(example: Client) -> None:
    page = shown(example)
    assert {number for number in TABLES | FIGURES if f">{number}<" in page} == TABLES | FIGURES
    listed = page[page.index('id="study-tables"') : page.index('id="dynamics"')]
    assert "No records yet" not in listed
    places = re.findall(r'<a href="([^"]*)"', listed)
    drawn = [place.replace("&amp;", "&") for place in places if "format=" not in place]
    assert len(drawn) == len(TABLES) + len(FIGURES)
    for place in set(drawn):
        path, _, anchor = place.partition("#")
        answer = example.get(path or "/study")
        assert answer.status_code == 200, place
        assert not anchor or f'id="{anchor}"' in answer.content.decode(), place


def test_table_1_sets_what_is_assumed_beside_what_is_on_record(example: Client) -> None:
    found = {(row.component, row.mechanism): row for row in dynamics_in_records()}
    # South Korea and Stockholm for VisBlue, the search and the matching of chances for ReMoni (§5.3.2.1.2.3).
    search = found["Ot.opportunity", "opportunity_identification"]
    assert (search.pieces, search.organisations) == (4, 2)
    assert search.dynamic is not None
    assert "§2.4.1.2" in search.dynamic.source
    # Trust by a common acquaintance is assumed and was not found (§5.3.2.1.3.2 ¶5).
    assert found["Ot.partnership", "network_extension"].pieces == 0
    # What is only seen stands there, too: risk that CLEAN took off the search.
    assert found["Ot.opportunity", "risk_reduction"].dynamic is None


def test_figures_2_and_7_come_from_entries_and_indicators(example: Client) -> None:
    entries = {row.mode.id: dict(row.entries) for row in modes_in_records()}
    assert entries["contract_manufacturing"] == {"explored": 1}
    assert entries["greenfield"] == {"explored": 1, "entered": 1}
    own = {row.indicator: row.value for row in indicators_of_actor("clean")}
    assert (own["members"], own["sme_share_of_members"], own["export_projects"]) == (166, 58, 56)
    assert 'id="indicators"' in shown(example, "/members/clean")


def test_what_has_no_records_has_no_place() -> None:
    page = shown(signed_in(Role.MANAGER))
    listed = page[page.index('id="study-tables"') : page.index('id="dynamics"')]
    assert listed.count("No records yet") == len(TABLES) + len(FIGURES)
    assert [place for place in re.findall(r'<a href="([^"]*)"', listed) if "format=" not in place] == []


@pytest.mark.parametrize("count", [1, 30])
def test_sources_are_for_whoever_may_read_them(count: int) -> None:
    Source.objects.bulk_create(Source(id=f"s{n}", title=f"Talk {n}", kind="interview") for n in range(count))
    assert shown(signed_in(Role.MANAGER)).count("Talk ") >= count
    assert "Talk " not in shown(signed_in(Role.READER))


def test_a_firms_figures_are_not_for_other_members(example: Client) -> None:
    assert 'id="indicators"' in shown(example, "/members/remoni")
    assert 'id="indicators"' not in shown(signed_in(Role.MEMBER_OWNER, "visblue"), "/members/remoni")
    assert 'id="indicators"' in shown(signed_in(Role.MEMBER_OWNER, "visblue"), "/members/clean")
