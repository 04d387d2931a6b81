"""Members at risk and new members: each rule by what it says of itself, at its bounds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.ecosystem.core.members_at_risk import (
    AT_RISK,
    RULES,
    MemberFacts,
    RiskReason,
    members_at_risk,
    new_and_inactive,
    risk_reasons,
)

TODAY = date(2026, 11, 30)


def reasons(contacts_recorded: bool = True, **facts: object) -> tuple[RiskReason, ...]:
    return risk_reasons(MemberFacts("flow", "Flow", **facts), TODAY, contacts_recorded=contacts_recorded)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({"since": "2020", "participations": ["2025-11-29"]}, {"no_participation"}),
        ({"since": "2020", "participations": ["2025-12"]}, set()),
        ({"since": "2020", "participations": ["2027-01"]}, {"no_participation"}),  # it is still to come
        ({"since": "2020", "participations": ["2025"]}, set()),  # it may have been in December
        ({"since": "2020"}, {"no_participation"}),
        ({"since": "2026-01"}, set()),  # not a member for a year yet
        ({}, {"no_participation"}),
    ],
)
def test_a_year_without_a_part_in_anything(facts: dict[str, object], codes: set[str]) -> None:
    assert {each.code for each in reasons(contacts_recorded=False, **facts)} == codes


def test_silence_counts_only_where_contacts_are_logged() -> None:
    quiet = {"since": "2026-01", "contacts": ["2026-05-29"]}
    assert [(each.code, each.day) for each in reasons(**quiet)] == [("no_contact", "2026-05-29")]
    assert reasons(contacts_recorded=False, **quiet) == ()
    assert reasons(since="2026-01", contacts=["2026-06"]) == ()
    assert reasons(since="2026-07") == (), "a member for less than half a year"


def test_fees_invitations_surveys() -> None:
    new = {"since": "2026-11"}
    assert reasons(**new, fee=1_000.0, paid_until="2026-11-29") == (RiskReason("fee_overdue", day="2026-11-29"),)
    assert reasons(**new, fee=1_000.0, paid_until="2026-11") == (), "paid to the end of the month"
    assert reasons(**new, fee=0.0, paid_until="2020") == reasons(**new, fee=1_000.0) == ()
    assert reasons(**new, invitations=["declined", "declined"]) == (RiskReason("invitations_declined", count=2),)
    assert reasons(**new, invitations=["declined"]) == ()
    assert reasons(**new, invitations=["declined", "declined", "accepted"]) == ()
    assert reasons(**new, unanswered=["a", "b"]) == (RiskReason("survey_unanswered", count=2),)


def test_a_member_that_faded_after_its_first_quarter() -> None:
    joined = {"since": "2025-12-01"}
    assert reasons(False, **joined, participations=["2026-02-01"]) == (RiskReason("only_first_quarter", "2026-02-01"),)
    assert reasons(False, **joined, participations=["2026-02-01", "2026-04"]) == ()
    assert reasons(False, since="2026-06-01", participations=["2026-06-10"]) == (), "too early to say"


def test_those_at_risk_come_the_heaviest_first_and_each_says_why() -> None:
    gone = MemberFacts("gone", "Gone", since="2020", fee=10.0, paid_until="2025")
    mild = MemberFacts("mild", "Mild", since="2026-11", invitations=["declined"] * 2)
    quiet = MemberFacts("quiet", "Quiet", since="2020")
    found = members_at_risk([mild, quiet, gone], TODAY, contacts_recorded=False)
    assert [(one.id, one.score) for one in found] == [("gone", 6), ("quiet", 3)]
    assert [each.code for each in found[0].reasons] == ["no_participation", "fee_overdue"]
    assert members_at_risk([], TODAY, contacts_recorded=True) == []


def test_new_members_that_have_not_come_yet() -> None:
    facts = [
        MemberFacts("day-90", "A", since=(TODAY - timedelta(days=90)).isoformat()),
        MemberFacts("day-91", "B", since=(TODAY - timedelta(days=91)).isoformat()),
        MemberFacts("came", "C", since="2026-11-01", participations=["2026-11-01"]),
        MemberFacts("before", "D", since="2026-11-01", participations=["2026-10-31", "2027"]),
        MemberFacts("later", "E", since="2026-12-01"),
        MemberFacts("unknown", "F"),
    ]
    assert [(one.id, one.days) for one in new_and_inactive(facts, TODAY)] == [("day-90", 90), ("before", 29)]


DAYS = st.dates(date(2019, 1, 1), TODAY).map(date.isoformat)


@given(st.lists(DAYS, max_size=4), DAYS, st.lists(DAYS, max_size=3), st.dates(date(2026, 6, 15), TODAY))
def test_one_more_recent_part_or_contact_never_adds_risk(
    parts: list[str], since: str, contacts: list[str], day: date
) -> None:
    before = MemberFacts("m", "M", since=since, participations=parts, contacts=contacts)
    more = [*parts, day.isoformat()]
    after = MemberFacts("m", "M", since=since, participations=more, contacts=[*contacts, day.isoformat()])
    held = {each.code for each in risk_reasons(before, TODAY, contacts_recorded=True)}
    holds = {each.code for each in risk_reasons(after, TODAY, contacts_recorded=True)}
    assert not holds & {"no_participation", "no_contact"}
    assert holds - {"only_first_quarter"} <= held
    assert max(rule.weight for rule in RULES) >= AT_RISK
