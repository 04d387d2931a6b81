"""Patterns of internationalisation by the definition, with values worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.profile.core.coded_reason import CodedReason
from bridgehead.profile.core.internationalisation_pattern import DatedEntry, TieRecord, find_pattern, first_entries

KM = {"SE": 500.0, "DE": 600.0, "GB": 900.0, "US": 6000.0, "CN": 7000.0, "KR": 8000.0}


def entry(market: str, date: str = "", status: str = "entered", **more: str) -> DatedEntry:
    return DatedEntry(id=f"{market}{date}{status}", market=market, date=date, status=status, **more)


def test_first_entries_are_the_earliest_explored_or_entered_per_market() -> None:
    first = first_entries(
        [
            entry("SE", "2015", "left"),
            entry("SE", "2019"),
            entry("SE", "2018-05", "explored"),
            entry("US"),
            entry("US", "2020"),
            entry("CN"),
            entry("", "2010"),
            entry("GB", "2017", ""),
        ]
    )
    assert [(e.market, e.date) for e in first] == [("SE", "2018-05"), ("US", "2020"), ("CN", "")]


def test_order_and_distance_that_agree_are_stages() -> None:
    found = find_pattern(
        [entry("SE", "2010"), entry("DE", "2012"), entry("GB", "2013"), entry("US", "2015"), entry("CN", "2019")],
        [],
        {"geographic": KM},
    )
    assert found.tau["geographic"].tau == pytest.approx(1.0)
    assert found.tau["geographic"].p == pytest.approx(2 / 120)
    assert (found.tau["geographic"].n, found.found) == (5, ("stages",))


def test_four_in_perfect_order_have_p_of_one_in_twelve() -> None:
    found = find_pattern(
        [entry("SE", "1111"), entry("DE", "1212"), entry("GB", "1313"), entry("US", "1414")], [], {"geographic": KM}
    )
    assert found.tau["geographic"].p == pytest.approx(2 / 24)
    assert "stages" in found.found


def test_tau_is_null_below_four_and_says_why() -> None:
    entries = [entry("SE", "2010"), entry("DE", "2012"), entry("GB"), entry("XX", "2014"), entry("US", "2015")]
    found = find_pattern(entries, [], {"geographic": KM, "cultural": {"SE": None}})
    assert (found.tau["geographic"].tau, found.tau["geographic"].p, found.tau["geographic"].n) == (None, None, 3)
    assert found.tau["cultural"].n == 0
    assert found.reasons["tau.geographic"] == CodedReason("few_dated_entries", {"known": 3, "needed": 4})


def test_dates_that_overlap_are_tied() -> None:
    # The year 2012 overlaps 2012-05 and 2012-07: 4 of 6 pairs are ordered, and all agree with distance.
    entries = [entry("SE", "2012"), entry("DE", "2012-05"), entry("GB", "2012-07"), entry("US", "2013")]
    tau = find_pattern(entries, [], {"geographic": KM}).tau["geographic"].tau
    assert tau == pytest.approx(4 / (4 * 6) ** 0.5)


def test_tau_is_null_where_everything_is_tied() -> None:
    found = find_pattern([entry(market, "2012") for market in ("SE", "DE", "GB", "US")], [], {"geographic": KM})
    assert found.tau["geographic"].tau is None
    assert found.reasons["tau.geographic"].code == "no_order"


def test_prior_ties_end_before_the_entry_starts() -> None:
    entries = [entry("SE", "2015"), entry("DE", "2015"), entry("GB", "2015"), entry("US")]
    ties = [
        TieRecord(country="SE", market="", since="2014"),  # to an actor of the country
        TieRecord(country="FR", market="DE", since="2014-12-31"),  # a tie whose market it is
        TieRecord(country="GB", market="", since="2015"),  # the same year: not before
        TieRecord(country="GB", market="", since=""),  # without a date: does not count
        TieRecord(country="US", market="", since="2000"),  # the entry has no date
    ]
    assert find_pattern(entries, ties, {}).prior_tie_share == pytest.approx(0.5)


def test_network_origins() -> None:
    entries = [
        entry("SE", "2015", origin="cluster"),
        entry("DE", "2015", origin="cluster_network"),
        entry("GB", "2015", origin="own_network"),
        entry("US", "2015", origin="public_programme"),
        entry("CN", "2015"),
        entry("KR", "2015", origin="internal"),
    ]
    found = find_pattern(entries, [], {})
    assert (found.network_origin_share, found.found) == (0.5, ("network",))


@pytest.mark.parametrize(
    ("founded", "dates", "expected"),
    [
        ("2015", ["2018"], True),
        ("2015-12", ["2018-01", "2030"], True),
        ("2015", ["2019"], False),
        ("", ["2019"], None),
        ("2015", [""], None),
        ("2015", ["", "2016"], True),
    ],
)
def test_born_global(founded: str, dates: list[str], expected: bool | None) -> None:
    found = find_pattern([entry("SE", date) for date in dates], [], {}, founded=founded)
    assert found.born_global is expected
    assert ("born_global" in found.reasons) == (expected is None)


def test_only_what_was_entered_makes_a_firm_born_global() -> None:
    found = find_pattern([entry("SE", "2016", "explored"), entry("US", "2020")], [], {}, founded="2015")
    assert found.born_global is False


def test_every_entry_counts_for_born_global_not_only_first_ones() -> None:
    found = find_pattern([entry("SE", "2014", "explored"), entry("SE", "2016")], [], {}, founded="2015")
    assert found.born_global is True


def test_nothing_known() -> None:
    found = find_pattern([], [], {"geographic": KM}, declared="stages")
    assert (found.declared, found.found, found.first) == ("stages", ("few_entries",), ())
    assert (found.prior_tie_share, found.network_origin_share, found.born_global) == (None, None, None)
    assert set(found.reasons) == {"prior_tie_share", "network_origin_share", "born_global", "tau.geographic"}


@given(st.permutations([entry("SE", "2010"), entry("DE", "2012"), entry("GB"), entry("US", "2015", "explored")]))
def test_the_order_of_rows_does_not_matter(entries: list[DatedEntry]) -> None:
    assert find_pattern(entries, [], {"geographic": KM}) == find_pattern(
        sorted(entries, key=lambda e: e.id), [], {"geographic": KM}
    )
