"""A member's next markets, of a case folder of other firms."""

from datetime import date

import pytest

from bridgehead.kit.errors import InputError, NotFound
from bridgehead.profile.services.markets import shortlist

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("case")]

TODAY = date(2020, 6, 30)


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
    with pytest.raises(NotFound, match="No market has a figure"):
        shortlist("nordwind", day=TODAY, worth="luck")


def test_weights_are_the_users_own() -> None:
    by_rules = shortlist("nordwind", day=TODAY, weights={"institutional": 1.0})
    assert by_rules[0].market.market == "SE"
    with pytest.raises(InputError, match="Enter one of geographic"):
        shortlist("nordwind", day=TODAY, weights={"fondness": 1.0})
    with pytest.raises(InputError, match="above 0"):
        shortlist("nordwind", day=TODAY, weights={"economic": 0.0})
