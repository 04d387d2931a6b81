"""Fees by kind, size and year, and when a membership renews."""

from datetime import date

from bridgehead.ecosystem.core.membership_terms import FeeFact, a_year_after, fee_for, is_due, next_renewal

FEES = [
    FeeFact("full", "", 2_000.0),
    FeeFact("full", "sme", 1_000.0, 2024),
    FeeFact("full", "sme", 1_200.0, 2027),
    FeeFact("associate", "large", 500.0),
]


def test_the_fee_of_the_size_goes_first_then_the_latest() -> None:
    asked = [("full", "sme", 2026), ("full", "sme", 2027), ("full", "sme", 2023), ("full", "large", 2026)]
    found = [fee_for(FEES, kind=kind, size=size, year=year) for kind, size, year in asked]
    assert found == [1_000.0, 1_200.0, 2_000.0, 2_000.0]
    assert fee_for(FEES, kind="associate", size="", year=2026) is None
    assert fee_for([], kind="full", size="", year=2026) is None


def test_a_membership_renews_a_year_after_it_was_due() -> None:
    today = date(2026, 11, 30)
    assert [a_year_after(text) for text in ("2027", "2027-05", "2028-02-29")] == ["2028", "2028-05", "2029-02-28"]
    assert next_renewal("2026-10-01", "2019", today) == "2027-10-01"
    assert next_renewal("", "2019-05", today) == "2027-05"
    assert next_renewal("", "", today) == "2027-11-30"
    assert [is_due(text, date(2026, 12, 31)) for text in ("2026-12-31", "2027", "2020", "")] == [
        True,
        False,
        True,
        False,
    ]
