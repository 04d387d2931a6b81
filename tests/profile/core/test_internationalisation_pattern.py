"""Patterns of internationalisation by the definition, with values worked out by hand."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridgehead.profile.core.coded_reason import CodedReason
from bridgehead.profile.core.internationalisation_pattern import DatedEntry, TieRecord, find_pattern, first_entries
from tests.profile.core import plain_pattern

KM = {"SE": 500.0, "DE": 600.0, "GB": 900.0, "US": 6000.0, "CN": 7000.0, "KR": 8000.0}


def entry(market: str, date: str = "", status: str = "entered", **more: Any) -> DatedEntry:
    return DatedEntry(id=f"{market}{date}{status}", market=market, date=date, status=status, **more)


def tie(country: str, date: str = "", kind: str = "contact", market: str = "", **more: Any) -> TieRecord:
    return TieRecord(id=f"{country}{date}", kind=kind, country=country, market=market, date=date, **more)


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
    assert found.reasons["tau.geographic"] == CodedReason("few_ordered_entries", {"known": 3, "needed": 4})


def test_dates_that_overlap_are_tied() -> None:
    # The year 2012 overlaps 2012-05 and 2012-07: 4 of 6 pairs are ordered, and all agree with distance.
    entries = [entry("SE", "2012"), entry("DE", "2012-05"), entry("GB", "2012-07"), entry("US", "2013")]
    tau = find_pattern(entries, [], {"geographic": KM}).tau["geographic"].tau
    assert tau == pytest.approx(4 / (4 * 6) ** 0.5)


def test_what_is_in_no_known_pair_is_left_out() -> None:
    entries = [entry(market, "2012") for market in ("SE", "DE", "GB")]
    found = find_pattern([*entries, entry("US", "2012"), entry("CN"), entry("KR", "2013")], [], {"geographic": KM})
    # KR came after each of the four; CN's order is unknown.
    assert found.tau["geographic"].n == 5
    assert found.tau["geographic"].tau == pytest.approx(4 / (4 * 10) ** 0.5)
    tied = find_pattern([*entries, entry("US", "2012")], [], {"geographic": KM})
    assert (tied.tau["geographic"].tau, tied.tau["geographic"].n) == (None, 0)
    assert tied.reasons["tau.geographic"].code == "few_ordered_entries"


def test_tau_is_null_where_distances_are_equal() -> None:
    entries = [entry("SE", "2010"), entry("DE", "2011"), entry("GB", "2012"), entry("US", "2013")]
    found = find_pattern(entries, [], {"geographic": dict.fromkeys(KM, 1.0)})
    assert (found.tau["geographic"].tau, found.tau["geographic"].n) == (None, 4)
    assert found.reasons["tau.geographic"].code == "one_distance"


def test_after_orders_what_dates_do_not() -> None:
    entries = [entry("SE"), entry("DE", after=("SEentered",)), entry("GB", after=("trip",)), entry("US", "2015")]
    after = {"trip": ["talk"], "talk": ["DEentered"]}
    found = find_pattern(entries, [], {"geographic": KM}, after={**after, "DEentered": ["SEentered"]})
    assert found.tau["geographic"].n == 3  # dates are not chained in: the United States stay without an order
    entries[3] = entry("US", after=("GBentered",))
    named = {e.id: e.after for e in entries}
    assert find_pattern(entries, [], {"geographic": KM}, after={**after, **named}).found == ("stages",)


def test_dates_outrank_after() -> None:
    entries = [entry("SE", "2015", after=("DE2016entered",)), entry("DE", "2016")]
    assert find_pattern(entries, [], {}).first[0].market == "SE"
    ties = [tie("DE", "2014", after=("DE2016entered",))]
    assert find_pattern(entries[1:], ties, {}).prior_tie_share == 1.0


def test_prior_ties_are_those_known_to_be_before() -> None:
    entries = [entry("SE", "2015"), entry("DE", "2015"), entry("GB", "2015"), entry("US"), entry("CN", "2015")]
    ties = [
        tie("SE", "2014"),  # to an actor of the country
        tie("FR", "2014-12-31", market="DE"),  # a tie whose market it is
        tie("GB", "2015"),  # the same year: the order is unknown, and so is the entry
        tie("US", "2000"),  # the entry has no date
        tie("CN", "2014", kind="interest"),  # no way into the market: without
        tie("CN", "2014", kind="competitor"),
    ]
    assert find_pattern(entries, ties, {}).prior_tie_share == pytest.approx(2 / 3)
    assert find_pattern(entries[2:4], ties, {}).reasons["prior_tie_share"].code == "no_known_order"
    entries[3] = entry("US", after=("US2000",))
    assert find_pattern(entries, ties, {}).prior_tie_share == pytest.approx(3 / 4)


def test_one_tie_of_unknown_order_leaves_an_entry_open() -> None:
    assert find_pattern([entry("SE", "2015")], [tie("SE", "2016"), tie("SE")], {}).prior_tie_share is None
    assert find_pattern([entry("SE", "2015")], [tie("SE", "2016")], {}).prior_tie_share == 0.0
    assert find_pattern([entry("SE")], [], {}).prior_tie_share is None
    assert find_pattern([entry("SE", after=("trip",))], [], {}).prior_tie_share == 0.0


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
        ("2015", ["", "2019"], None),
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


DATES = st.sampled_from(
    ["", "2013", "2014", "2015", "2016", "2017-05", "2015-03", "2015-04", "2015-03-31", "2016-01-01"]
)


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    """Entries, ties and activities; each may name what was drawn before it, so there is no circle."""
    of_each = {"entry": draw(st.integers(0, 9)), "tie": draw(st.integers(0, 5)), "activity": draw(st.integers(0, 2))}
    kinds = [kind for kind, count in of_each.items() for _ in range(count)]
    found: dict[str, list[dict[str, Any]]] = {"entry": [], "tie": [], "activity": []}
    markets = draw(st.permutations(["SE", "DE", "GB", "US", "CN", "KR", "SE", "", "NO"]))
    for number, kind in enumerate(draw(st.permutations(kinds))):
        ids = [record["id"] for records in found.values() for record in records]
        after = draw(st.lists(st.sampled_from(ids), max_size=2, unique=True)) if ids and draw(st.booleans()) else []
        record = {"id": f"r{number}", "date": draw(DATES), "after": tuple(after)}
        places = st.sampled_from(["SE", "DE", "GB", "US", "CN", "KR", ""])
        if kind == "entry":
            record |= {
                "market": markets[len(found["entry"])],
                "status": draw(st.sampled_from(["entered", "explored", "entered", "left"])),
            }
            record["origin"] = draw(st.sampled_from(["cluster", "internal", ""]))
        elif kind == "tie":
            kind_of_tie = st.sampled_from(["contact", "agreement", "interest", "competitor"])
            record |= {"market": draw(places), "country": draw(places), "kind": draw(kind_of_tie)}
        found[kind].append(record)
    return found["entry"], found["tie"], found["activity"]


@settings(max_examples=300)
@given(histories(), st.sampled_from(["", "2011", "2012-06", "2013"]))
def test_the_pattern_says_what_the_sentences_say(
    drawn: tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]], founded: str
) -> None:
    entries, ties, activities = drawn
    far = {"SE": 1.0, "DE": 2.0, "GB": 2.0, "US": 6.0, "NO": 1.5, "KR": 9.0}
    world = {record["id"]: record for record in (*entries, *ties, *activities)}
    found = find_pattern(
        [DatedEntry(**row) for row in entries],
        [TieRecord(**row) for row in ties],
        {"geographic": far},
        founded=founded,
        after={id_: record["after"] for id_, record in world.items()},
    )
    first = plain_pattern.first_entries(entries)
    assert [e.id for e in found.first] == [e["id"] for e in first]
    tau, p, n = plain_pattern.tau_and_p(first, far, world)
    assert found.tau["geographic"].n == n
    assert found.tau["geographic"].tau == (None if tau is None else pytest.approx(tau))
    assert found.tau["geographic"].p == (None if p is None else pytest.approx(p))
    assert found.prior_tie_share == plain_pattern.prior_tie_share(first, ties, world)
    assert found.born_global is plain_pattern.born_global(entries, founded)
    assert ("few_entries" in found.found) == (len(first) < 4)
