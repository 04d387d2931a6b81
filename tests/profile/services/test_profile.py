"""Profiles, comparisons, networks and markets of a case folder of other firms, worked out by hand."""

from datetime import date

import pytest
from scipy.stats import beta

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.models import Activity, Entry
from bridgehead.ecosystem.queries.record_scope import today
from bridgehead.evidence.models import Evidence
from bridgehead.kit.errors import NotFound
from bridgehead.profile.queries.evidence import pieces
from bridgehead.profile.schemas.profile import ChangedProfileAnswer, ProfileAnswer
from bridgehead.profile.services.profile import advice, profile

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
    answer = ProfileAnswer.of(profile("nordwind")).model_dump(by_alias=True)
    assert set(answer) == {"as_of", "left_out", "versions", "actor", "components", "statements", "pattern", "reasons"}
    assert len(answer["components"]) == 12
    assert answer["components"]["Ot.knowledge"] == {
        "standing": 0.5,
        "interval": pytest.approx([0.05, 0.95]),
        "label": "unknown",
        "evidence": 0,
        "sources": 0,
        "origins": {},
        "mechanisms": {},
        "own": {"standing": 0.5, "interval": pytest.approx([0.05, 0.95]), "known": False},
    }
    assert answer["statements"]["barrier.smallness"] == {
        "status": "stated", "for": 1, "against": 0, "triangulated": False,
    }  # fmt: skip
    assert answer["statements"]["motive.escape"]["status"] == "unknown"


def test_ambidexterity_is_part_of_technology() -> None:
    before = profile("nordwind").components["Oa.technology"]
    found = ProfileAnswer.of(profile("nordwind")).model_dump(by_alias=True)
    assert found["components"]["Oa.technology"]["ambidexterity"]["product"] is None
    assert found["reasons"]["ambidexterity.product"] == (
        "Not enough evidence: Exploration of new technology and Use of existing technology."
    )
    rows = [
        {"id": f"{part}-{n}", "code": f"Oa.technology.{part}", "direction": "strength", "salience": 3}
        for part in ("exploration", "exploitation")
        for n in (1, 2)
    ]
    Evidence.objects.bulk_create(Evidence(actor_id="nordwind", **row) for row in rows)
    after = ProfileAnswer.of(profile("nordwind")).model_dump(by_alias=True)["components"]["Oa.technology"]
    # Without a source each weighs 3 · ½; two of each make Beta(4, 1), of which the product's mean is 0.8².
    assert after["ambidexterity"]["product"] == pytest.approx(0.64)
    assert after["ambidexterity"]["exploration"]["own"]["known"]
    assert after["standing"] == pytest.approx((1 + before.strength + 6) / (2 + before.strength + before.weakness + 6))
    assert {p.part for p in pieces("nordwind", today(), coder="x")["Oa.technology"]} == {
        "", "Exploration of new technology", "Use of existing technology",
    }  # fmt: skip


def test_pattern() -> None:
    # First entries SE 2015, DE 2016-05, GB 2018, US 2019; kilometres 524, 596, 956 and 6,192 rise with them.
    pattern = ProfileAnswer.of(profile("nordwind")).model_dump()["pattern"]
    assert pattern["tau"]["geographic"] == {"tau": pytest.approx(1.0), "p": pytest.approx(2 / 24), "n": 4}
    assert pattern["prior_tie_share"] == 0.25  # the tie to Malmö, ended, began before 2015
    assert pattern["network_origin_share"] == 0.5
    assert (pattern["born_global"], pattern["declared"], pattern["entries"]) == (True, "stages", 4)
    assert pattern["found"] == ["born_global", "network", "stages"]


def test_pattern_follows_after_through_other_records() -> None:
    # Without a date, the entry into Germany came after the trip, and that after the tie to the port.
    Entry.objects.filter(pk="n-de").update(date="", after=["trip"])
    assert profile("nordwind").pattern.prior_tie_share == pytest.approx(1 / 3)  # its order is unknown
    Activity.objects.filter(pk="trip").update(after=["port"])
    assert profile("nordwind").pattern.prior_tie_share == pytest.approx(2 / 4)


def test_pattern_of_a_firm_without_entries_says_why_not() -> None:
    answer = ProfileAnswer.of(profile("solgaard")).model_dump()
    assert answer["pattern"]["born_global"] is None
    assert answer["pattern"]["declared"] == ""
    assert answer["pattern"]["found"] == ["few_entries"]
    assert {"pattern.born_global", "pattern.prior_tie_share", "pattern.tau.geographic"} <= set(answer["reasons"])


def test_as_of_a_day_and_what_changed_since() -> None:
    early = profile("nordwind", RecordScope(date(2018, 12, 31)))
    assert early.components["Oa.capital"].strength == 0.0
    assert len(early.pattern.first) == 3
    changed = ChangedProfileAnswer.since(profile("nordwind", since=date(2018, 12, 31))).model_dump()["changes"]
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
