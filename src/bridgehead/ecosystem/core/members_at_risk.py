"""Members at risk of leaving, by rules that anybody can check: each that holds adds its weight, and all are shown.

These are rules of thumb of the product, no estimate: neither the weights nor the bound are fitted to anything.
A rule that cannot be judged, since nothing of its kind is recorded, does not hold.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bridgehead.kit import partial_dates

AT_RISK = 3
"""From which sum of weights on a member is at risk."""
FIRST_DAYS = 90
"""How long a member is new."""
QUIET_MONTHS, SILENT_MONTHS, FADED_MONTHS = 12, 6, 9
DECLINED_LEAST = 2
MONTH = 30.44


@dataclass(frozen=True)
class RiskRule:
    """A rule: what holds adds `weight`."""

    code: str
    weight: int


RULES = (
    RiskRule("no_participation", 3),
    RiskRule("fee_overdue", 3),
    RiskRule("only_first_quarter", 2),
    RiskRule("no_contact", 2),
    RiskRule("invitations_declined", 2),
    RiskRule("survey_unanswered", 1),
)
WEIGHTS = {rule.code: rule.weight for rule in RULES}


@dataclass(frozen=True)
class MemberFacts:
    """What the rules ask of a member; dates are partial dates, blank where unknown.

    Attributes
    ----------
    since
        When its present membership began.
    participations
        Dates of its parts in activities that have begun.
    contacts
        Dates of interactions with it.
    invitations
        Statuses of invitations of the last twelve months: accepted, declined, invited.
    fee, paid_until
        What it pays a year, None for unknown; to which day it has paid.
    unanswered
        Surveys of the last twelve months that several members answered and it did not.
    """

    id: str
    name: str
    since: str = ""
    participations: Sequence[str] = ()
    contacts: Sequence[str] = ()
    invitations: Sequence[str] = ()
    fee: float | None = None
    paid_until: str = ""
    unanswered: Sequence[str] = ()


@dataclass(frozen=True)
class RiskReason:
    """A rule that holds: what it adds, and what it rests on.

    Attributes
    ----------
    day
        The last participation, the last contact, or the day to which the fee is paid; blank where there is none.
    count
        Invitations declined, surveys not answered.
    """

    code: str
    day: str = ""
    count: int = 0

    @property
    def weight(self) -> int:
        """What it adds."""
        return WEIGHTS[self.code]


@dataclass(frozen=True)
class MemberAtRisk:
    """A member with the reasons for concern, the heaviest first."""

    id: str
    name: str
    reasons: Sequence[RiskReason] = field(default_factory=tuple)

    @property
    def score(self) -> int:
        """The sum of the weights of the rules that hold."""
        return sum(reason.weight for reason in self.reasons)


@dataclass(frozen=True)
class InactiveNewcomer:
    """A member that joined within the last 90 days and has taken part in nothing since."""

    id: str
    name: str
    since: str
    days: int


def risk_reasons(facts: MemberFacts, today: date, *, contacts_recorded: bool) -> tuple[RiskReason, ...]:
    """The rules that hold for a member, in the order of the rules.

    Parameters
    ----------
    contacts_recorded
        Whether interactions with any member are on record: where nobody logs them, silence says nothing.
    """
    found = {
        "no_participation": _no_participation(facts, today),
        "fee_overdue": _fee_overdue(facts, today),
        "only_first_quarter": _only_first_quarter(facts, today),
        "no_contact": _no_contact(facts, today) if contacts_recorded else None,
        "invitations_declined": _declined(facts),
        "survey_unanswered": _unanswered(facts),
    }
    return tuple(reason for rule in RULES if (reason := found[rule.code]) is not None)


def members_at_risk(
    facts: Iterable[MemberFacts], today: date, *, contacts_recorded: bool, least: int = AT_RISK
) -> list[MemberAtRisk]:
    """Members whose reasons weigh at least so much, the heaviest first, of equals by name."""
    judged = [
        MemberAtRisk(each.id, each.name, risk_reasons(each, today, contacts_recorded=contacts_recorded))
        for each in facts
    ]
    return sorted((one for one in judged if one.score >= least), key=lambda one: (-one.score, one.name, one.id))


def new_and_inactive(facts: Iterable[MemberFacts], today: date) -> list[InactiveNewcomer]:
    """Members in their first 90 days that have taken part in nothing since they joined, the longest waiting first."""
    found = []
    for each in facts:
        if not each.since:
            continue
        joined = partial_dates.starts(each.since)
        days = (today - joined).days
        active = any(partial_dates.ends(day) >= joined for day in _past(each.participations, today))
        if 0 <= days <= FIRST_DAYS and not active:
            found.append(InactiveNewcomer(each.id, each.name, each.since, days))
    return sorted(found, key=lambda one: (-one.days, one.name, one.id))


def _no_participation(facts: MemberFacts, today: date) -> RiskReason | None:
    """A member for at least twelve months, and no part within the last twelve."""
    bound = _months_before(today, QUIET_MONTHS)
    last = _last(facts.participations, today)
    if not _was_member(facts, bound) or (last and partial_dates.ends(last) >= bound):
        return None
    return RiskReason("no_participation", day=last)


def _only_first_quarter(facts: MemberFacts, today: date) -> RiskReason | None:
    """Took part within its first 90 days and never since, for nine months; what is older is `no_participation`'s."""
    if not facts.since:
        return None
    joined, last = partial_dates.starts(facts.since), _last(facts.participations, today)
    if not last or partial_dates.ends(last) < joined:
        return None
    ended = joined + timedelta(days=FIRST_DAYS)
    faded = ended <= _months_before(today, FADED_MONTHS) and partial_dates.starts(last) <= ended
    return RiskReason("only_first_quarter", day=last) if faded else None


def _no_contact(facts: MemberFacts, today: date) -> RiskReason | None:
    bound = _months_before(today, SILENT_MONTHS)
    last = _last(facts.contacts, today)
    if not _was_member(facts, bound) or (last and partial_dates.ends(last) >= bound):
        return None
    return RiskReason("no_contact", day=last)


def _fee_overdue(facts: MemberFacts, today: date) -> RiskReason | None:
    if facts.fee == 0 or not facts.paid_until or partial_dates.ends(facts.paid_until) >= today:
        return None
    return RiskReason("fee_overdue", day=facts.paid_until)


def _declined(facts: MemberFacts) -> RiskReason | None:
    """At least two invitations declined within a year, and none accepted."""
    declined = sum(status == "declined" for status in facts.invitations)
    if declined < DECLINED_LEAST or "accepted" in facts.invitations:
        return None
    return RiskReason("invitations_declined", count=declined)


def _unanswered(facts: MemberFacts) -> RiskReason | None:
    return RiskReason("survey_unanswered", count=len(facts.unanswered)) if facts.unanswered else None


def _was_member(facts: MemberFacts, day: date) -> bool:
    """Whether it was a member on a day already; one without a date of joining counts as an old one."""
    return not facts.since or partial_dates.ends(facts.since) <= day


def _past(days: Iterable[str], today: date) -> list[str]:
    return [day for day in days if day and partial_dates.starts(day) <= today]


def _last(days: Iterable[str], today: date) -> str:
    return max(_past(days, today), key=partial_dates.ends, default="")


def _months_before(day: date, months: int) -> date:
    return day - timedelta(days=round(months * MONTH))
