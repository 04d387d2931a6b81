"""A member's next markets, of a case folder of other firms."""

from datetime import date
from typing import Any

import pytest

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.models import Actor
from bridgehead.evidence.models import Evidence
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.opportunities.models import Opportunity
from bridgehead.profile.core.market_shortlist import RankedMarket
from bridgehead.profile.phrases.markets import market_reasons
from bridgehead.profile.services.markets import shortlist

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("case")]

TODAY = RecordScope(date(2020, 6, 30))


def test_markets_under_three_lenses() -> None:
    nearest = shortlist("nordwind", TODAY, lens="nearest")
    assert [p.market.market for p in nearest[:2]] == ["NO", "SE"]
    germany = next(p for p in nearest if p.market.market == "DE")
    assert (germany.market.opportunities, germany.market.entry, germany.market.hops) == (("quay",), "entered", 1)
    assert shortlist("nordwind", TODAY, lens="network")[0].market.hops == 1
    assert "DK" not in {p.market.market for p in nearest}


def placed(market: str, **options: Any) -> RankedMarket:
    return next(p for p in shortlist("nordwind", TODAY, **options) if p.market.market == market)


def test_a_market_is_weighed_by_parts_with_their_reasons() -> None:
    Actor.objects.filter(pk="nordwind").update(capabilities=["Quay walls", "piling"])
    Opportunity.objects.filter(pk="quay").update(capabilities=["quay walls", "dredging"])
    row = {"code": "Oi.formal", "direction": "strength", "salience": 3, "source_id": "talk"}
    Evidence.objects.create(id="rule", actor_id="nordwind", activity_id="trip", **row)
    germany = placed("DE").market
    parts = {name: part and part.value for name, part in germany.parts.items()}
    # Law: Beta(1 + 3, 1). Demand: 25 % wind against Sweden's 20 %. Technology: one of two. Network: a partner there.
    assert (parts["law"], parts["demand"], parts["technology"], parts["network"]) == (0.8, 1.0, 0.5, 1.0)
    assert germany.score == pytest.approx(sum(value for value in parts.values() if value is not None) / 5)
    assert market_reasons(germany)[:4] == [
        "The firm has a partner there.",
        "1 piece of evidence on the laws there.",
        "“New quay” asks for 2 capabilities; the firm has 1.",
        "Wind share: higher than in 100\u202f% of markets.",
    ]


def test_what_is_unknown_is_left_out_and_counted() -> None:
    norway = placed("NO").market
    assert norway.unknown == ("demand", "technology")
    known = [part.value for part in norway.parts.values() if part is not None]
    assert norway.score == pytest.approx(sum(known) / 3)
    assert norway.parts["network"] is not None
    assert norway.parts["network"].value == 0.0


def test_the_parts_have_the_users_weights() -> None:
    only = {"law": 0, "demand": 0, "technology": 0, "network": 0}
    assert placed("US", importance=only).places["best"] == 1  # by size alone
    assert placed("DE", importance={**only, "size": 0, "demand": 2}, demand=["wind_share"]).market.score == 1.0
    by_wind = placed("DE", importance=only, worth="wind_share")
    assert (by_wind.places["best"], placed("NO", importance=only, worth="wind_share").places["best"]) == (1, None)
    with pytest.raises(NotFound, match="No market has a figure"):
        shortlist("nordwind", TODAY, worth="luck")
    with pytest.raises(InputError, match="one of law"):
        shortlist("nordwind", TODAY, importance={"luck": 1})
    with pytest.raises(InputError, match="above 0"):
        shortlist("nordwind", TODAY, importance={**only, "size": 0})


def test_firms_with_other_networks_have_other_lists() -> None:
    lists = [[p.market.market for p in shortlist(firm, TODAY)[:5]] for firm in ("nordwind", "solgaard")]
    assert lists[0] != lists[1]


def test_weights_are_the_users_own() -> None:
    by_rules = shortlist("nordwind", TODAY, lens="nearest", weights={"institutional": 1.0})
    assert by_rules[0].market.market == "SE"
    with pytest.raises(InputError, match="Enter one of geographic"):
        shortlist("nordwind", TODAY, weights={"fondness": 1.0})
    with pytest.raises(InputError, match="above 0"):
        shortlist("nordwind", TODAY, weights={"economic": 0.0})
