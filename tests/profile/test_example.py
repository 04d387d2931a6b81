"""What the study found of its three firms comes out of the example's evidence (study §5.3.2.1, tables 5–8)."""

from datetime import date

import pytest

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.profile.core.advantage_profile import Profile
from bridgehead.profile.core.insidership import Insidership
from bridgehead.profile.services.insidership import contribution
from bridgehead.profile.services.profile import profile

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("example")]

FIRMS = ("visblue", "stac", "remoni")
LARGE = 1 / 3


def profiles() -> dict[str, Profile]:
    return {firm: profile(firm) for firm in FIRMS}


def through_cluster(found: Profile, component: str) -> float:
    origins = found.components[component].origins
    return sum(origins[name].share for name in ("cluster", "cluster_network") if name in origins)


def test_all_three_are_strong_in_technology() -> None:
    assert {found.components["Oa.technology"].label for found in profiles().values()} == {"strong"}


def test_remonis_network_knowledge_and_capital_come_to_a_large_part_from_the_cluster() -> None:
    remoni = profile("remoni")
    for component in ("Oa.network", "Ot.knowledge", "Oa.capital"):
        assert through_cluster(remoni, component) >= LARGE, component


def test_stacs_network_is_its_own_and_its_capital_comes_by_way_of_the_cluster() -> None:
    stac = profile("stac")
    assert stac.components["Oa.network"].origins["own_network"].share > 2 / 3
    assert through_cluster(stac, "Oa.capital") > 0.5


def test_visblues_capital_is_its_own_and_its_opportunities_partly_the_clusters() -> None:
    visblue = profile("visblue")
    assert through_cluster(visblue, "Oa.capital") == 0.0
    assert LARGE <= through_cluster(visblue, "Ot.opportunity") < 1


def test_visblue_declares_stages_and_acts_partly_through_its_network() -> None:
    pattern = profile("visblue").pattern
    assert pattern.declared == "stages"
    assert "network" in pattern.found
    assert "stages" not in pattern.found


def test_stac_declares_to_be_born_global_and_no_date_shows_it() -> None:
    """§5.3.1 ¶4: global from the start; the study dates none of its entries, so the records cannot tell."""
    pattern = profile("stac").pattern
    assert pattern.declared == "born_global"
    assert pattern.born_global is None
    assert "network" in pattern.found


def cell(found: Insidership, firm: str, market: str) -> int:
    return int(found.hops[found.firms.index(firm), found.markets.index(market)])


def test_the_cluster_brought_visblue_and_remoni_into_markets_and_not_stac() -> None:
    found = contribution(FIRMS, RecordScope(date(2020, 6, 1)), without="clean")
    assert found.without is not None
    for firm, market in (("visblue", "KR"), ("visblue", "SE"), ("remoni", "US")):
        assert cell(found.whole, firm, market) == 1
        assert cell(found.without, firm, market) != 1
    for market in ("US", "GB", "NL", "IN", "AE"):
        assert cell(found.whole, "stac", market) == cell(found.without, "stac", market)
