"""Members' results beside the indicators of their markets."""

import pytest
from django.test import Client

from bridgehead.influence.core.market_context import CountryIndicator, MarketEntry, market_years
from bridgehead.kit.change_writer import batch
from bridgehead.models import Entry, Indicator, Source
from tests.world import keyed


def test_years_with_an_entry_or_an_indicator_stand_the_busiest_country_first() -> None:
    steps = [
        MarketEntry("SE", "2020", "entered"),
        MarketEntry("SE", "2020", "explored"),
        MarketEntry("NO", "", "entered"),
    ]
    figure = CountryIndicator("SE", "2021", "gdp", 1.5, "percent", "statistics")
    home = CountryIndicator("DK", "2020", "gdp", None, "percent", "statistics")
    found = market_years(steps, [figure, home])
    assert [(row.country, row.year) for row in found] == [("SE", "2021"), ("SE", "2020"), ("NO", ""), ("DK", "2020")]
    assert found[0].figures == (figure,)
    assert found[1].entries == {"entered": 1, "explored": 1}


@pytest.mark.django_db
@pytest.mark.database
def test_the_influence_page_sets_them_side_by_side(staff: Client) -> None:
    with batch("an entry and an indicator") as writer:
        writer.put(
            Entry, [{"id": "cool-se", "firm_id": "cool", "market": "SE", "status": "entered", "date": "2022-03"}]
        )
        of = {"subject": "SE", "subject_kind": "country", "indicator": "gdp_growth", "period": "2022"}
        writer.put(Source, [{"id": "statistics", "title": "National accounts", "kind": "record"}])
        writer.put(Indicator, [keyed(Indicator, **of, value=1.5, unit="percent", source="statistics")])
    text = staff.get("/influence").content.decode()
    assert "Market entries and indicators" in text
    assert "Entered: 1" in text
    assert "GDP growth 1.50 percent" in text or "GDP growth 1.5 percent" in text
    assert "National accounts" in text
