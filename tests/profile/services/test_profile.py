"""Profiles, comparisons, networks and markets of a case folder of other firms, worked out by hand."""

from datetime import date

import pytest
from scipy.stats import beta

from bridgehead.evidence.models import Evidence
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.models import Change
from bridgehead.profile.core.advantage_profile import as_answer, changes_as_answer
from bridgehead.profile.services.profile import (
    advice,
    by_activity,
    compare,
    comparison_labels,
    contribution,
    correct_evidence,
    profile,
    shortlist,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("case")]

TODAY = date(2020, 6, 30)


def test_standing_from_two_coders_and_a_cap() -> None:
    # talk: passage p1 is (3 + 2) / 2 coders = 2.5, p2 is 3; 5.5 is capped at 3. page: 2 · (1 + ½ + 0) / 3 = 1.
    capital = profile("nordwind").components["Oa.capital"]
    assert (capital.strength, capital.weakness) == (pytest.approx(3.0), pytest.approx(1.0))
    assert capital.standing == pytest.approx(4 / 6)
    assert capital.interval == pytest.approx(beta.ppf([0.05, 0.95], 4, 2))
    assert (capital.evidence, capital.kinds) == (3, ("document", "interview"))
    assert capital.origins["cluster"].share == pytest.approx(2.5 / 5.5)
    assert capital.mechanisms[""].share == pytest.approx(3 / 5.5)


def test_a_reconciled_row_decides() -> None:
    technology = profile("nordwind").components["Oa.technology"]
    assert (technology.strength, technology.weakness, technology.evidence) == (2.0, 0.0, 1)
    assert list(technology.origins) == ["partner"]


def test_survey_answers_are_evidence() -> None:
    # 5 is a strength of salience 2, 2 a weakness of salience 1, 3 nothing; nobody appraised the survey: ½.
    identity = profile("nordwind").components["Oi.identity"]
    assert (identity.strength, identity.weakness, identity.kinds) == (1.0, 0.5, ("survey",))


def test_the_answer_has_every_component_and_says_unknown() -> None:
    answer = as_answer(profile("nordwind"))
    assert set(answer) == {
        "actor", "components", "barriers", "motives", "stance", "lockins", "pattern", "reasons",
    }  # fmt: skip
    assert len(answer["components"]) == 12
    assert answer["components"]["Ot.knowledge"] == {
        "standing": 0.5,
        "interval": pytest.approx([0.05, 0.95]),
        "label": "unknown",
        "evidence": 0,
        "sources": 0,
        "origins": {},
        "mechanisms": {},
    }
    assert answer["barriers"]["barrier.smallness"]["standing"] == pytest.approx(3 / 4)


def test_pattern() -> None:
    # First entries SE 2015, DE 2016-05, GB 2018, US 2019; kilometres 524, 596, 956 and 6,192 rise with them.
    pattern = as_answer(profile("nordwind"))["pattern"]
    assert pattern["tau"]["geographic"] == {"tau": pytest.approx(1.0), "p": pytest.approx(2 / 24), "n": 4}
    assert pattern["prior_tie_share"] == 0.25  # the tie to Malmö, ended, began before 2015
    assert pattern["network_origin_share"] == 0.5
    assert (pattern["born_global"], pattern["declared"], pattern["entries"]) == (True, "stages", 4)
    assert pattern["found"] == ["born_global", "network", "stages"]


def test_pattern_of_a_firm_without_entries_says_why_not() -> None:
    answer = as_answer(profile("solgaard"))
    assert answer["pattern"]["born_global"] is None
    assert answer["pattern"]["declared"] == ""
    assert answer["pattern"]["found"] == ["few_entries"]
    assert {"pattern.born_global", "pattern.prior_tie_share", "pattern.tau.geographic"} <= set(answer["reasons"])


def test_as_of_a_day_and_what_changed_since() -> None:
    early = profile("nordwind", as_of=date(2018, 12, 31))
    assert early.components["Oa.capital"].strength == 0.0
    assert len(early.pattern.first) == 3
    changed = changes_as_answer(profile("nordwind", since=date(2018, 12, 31)).changed)
    assert set(changed) == {"Oa.capital", "Oa.technology", "Oi.identity", "barrier.smallness", "Ot.knowledge"} - {
        "Ot.knowledge"
    }
    assert (changed["Oa.capital"]["before"]["label"], changed["Oa.capital"]["after"]["label"]) == ("unknown", "strong")


def test_nobody_of_that_name() -> None:
    with pytest.raises(NotFound, match="Actor “nobody” does not exist"):
        profile("nobody")


def test_entry_modes_say_what_is_there_and_what_is_not_known() -> None:
    found = {a.mode: a for a in advice(profile("nordwind"))}
    assert [need.component for need in found["direct_export"].met] == ["Oa.capital"]
    assert [need.component for need in found["direct_export"].unknown] == ["Oa.network", "Ot.opportunity"]


def test_side_by_side_in_the_studys_tables() -> None:
    tables = compare(["nordwind", "solgaard"])
    assert [table.number for table in tables] == [5, 6, 7, 8]
    assert list(tables[0].cells) == ["Oa.technology", "Oa.experience", "Oa.network", "Oa.capital"]
    assert tables[3].cells["Oa.capital"]["nordwind"].label == "strong"
    assert comparison_labels(["nordwind"]).firms == {"nordwind": "Nordwind"}


@pytest.mark.parametrize("firms", [["nordwind", "nordwind"], ["a", "b", "c", "d", "e", "f", "g"]])
def test_up_to_six_different_firms(firms: list[str]) -> None:
    with pytest.raises(InputError, match="up to 6 different firms"):
        compare(firms)


def cell(found: object, firm: str, market: str) -> tuple[int, float]:
    row, column = found.firms.index(firm), found.markets.index(market)
    return int(found.hops[row, column]), float(found.reach[row, column])


def test_insidership_with_and_without_the_cluster() -> None:
    found = contribution(["nordwind"], day=TODAY, without="hub")
    assert found.networks == ("web",)
    assert cell(found.whole, "nordwind", "DE")[0] == 1
    assert cell(found.without, "nordwind", "DE") == (-1, 0.0)
    assert cell(found.whole, "nordwind", "SE")[0] == 1
    assert cell(found.without, "nordwind", "SE")[0] == 1  # the joint lab is Malmö's own
    assert cell(found.without, "nordwind", "BE")[0] == 2  # by way of Malmö
    assert cell(found.without_networks, "nordwind", "BE")[0] == -1


def test_reach_by_hand() -> None:
    # Without the hub a path of three is left: nordwind – Malmö (the lab) – web. With x, y, z the masses of a
    # walk that restarts at nordwind: y = d (x + z) and x + y + z = 1, and z = d y / 2.
    found = contribution(["nordwind"], day=TODAY, without="hub")
    d = 0.85
    middle = d / (1 + d)
    assert cell(found.without, "nordwind", "SE")[1] == pytest.approx(middle)
    assert cell(found.without, "nordwind", "BE")[1] == pytest.approx(d / 2 * middle)


def test_a_day_before_the_trip() -> None:
    found = contribution(["nordwind"], day=date(2016, 12, 31))
    assert cell(found.whole, "nordwind", "DE")[0] == -1


def test_which_activity_adds_reach() -> None:
    parts = by_activity("nordwind", cluster="hub", day=TODAY)
    assert {part.activity for part in parts} == {"trip"}
    assert parts[0].market == "DE"


def test_all_firms_at_once() -> None:
    found = contribution([], day=TODAY)
    assert found.whole.firms == ("nordwind", "solgaard")
    assert cell(found.whole, "solgaard", "US")[0] == 1
    assert cell(found.whole, "solgaard", "SE")[0] == -1  # it left the hub in 2018


def test_markets_under_three_lenses() -> None:
    nearest = shortlist("nordwind", day=TODAY, lens="nearest")
    assert [p.market.market for p in nearest[:2]] == ["NO", "SE"]
    germany = next(p for p in nearest if p.market.market == "DE")
    assert (germany.market.opportunities, germany.market.entry, germany.market.hops) == (("quay",), "entered", 1)
    assert shortlist("nordwind", day=TODAY, lens="best")[0].market.market == "US"
    assert shortlist("nordwind", day=TODAY, lens="network")[0].market.hops == 1
    assert "DK" not in {p.market.market for p in nearest}


def test_the_best_lens_takes_an_indicator_of_the_workspace() -> None:
    best = shortlist("nordwind", day=TODAY, lens="best", worth="wind_share")
    assert [(p.market.market, p.market.worth) for p in best[:2]] == [("DE", 25.0), ("SE", 20.0)]
    assert best[2].places["best"] is None
    with pytest.raises(NotFound, match="no market has a figure"):
        shortlist("nordwind", day=TODAY, worth="luck")


def test_weights_are_the_users_own() -> None:
    by_rules = shortlist("nordwind", day=TODAY, weights={"institutional": 1.0})
    assert by_rules[0].market.market == "SE"
    with pytest.raises(InputError, match="expected one of geographic"):
        shortlist("nordwind", day=TODAY, weights={"fondness": 1.0})
    with pytest.raises(InputError, match="above 0"):
        shortlist("nordwind", day=TODAY, weights={"economic": 0.0})


def test_a_wrong_origin_is_corrected_there_and_then_and_logged() -> None:
    correct_evidence("c3", origin="partner", direction="weakness")
    assert Evidence.objects.get(pk="c3").origin == "partner"
    assert profile("nordwind").components["Oa.capital"].weakness == pytest.approx(4.0)
    change = Change.objects.get(table="evidence", key="c3", action="change")
    assert change.before == {"origin": "internal", "direction": "strength"}


def test_only_origins_of_the_framework() -> None:
    with pytest.raises(InputError, match="found 'luck', expected one of internal"):
        correct_evidence("c3", origin="luck")
    with pytest.raises(NotFound, match="there is no evidence 'c99'"):
        correct_evidence("c99", origin="")
