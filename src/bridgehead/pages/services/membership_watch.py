"""Members that need somebody: at risk of leaving, or new and not seen yet; read from the records of all stages."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bridgehead.consortium.models import Invitation
from bridgehead.ecosystem.core import members_at_risk as core
from bridgehead.ecosystem.core.members_at_risk import InactiveNewcomer, MemberAtRisk, MemberFacts, RiskReason
from bridgehead.ecosystem.models import Actor, Membership, Participation
from bridgehead.ecosystem.queries import cluster_in_question
from bridgehead.ecosystem.queries.membership_records import current_memberships
from bridgehead.followup.models import Interaction
from bridgehead.kit import partial_dates
from bridgehead.mail.queries import unsent_interactions
from bridgehead.profile.models import SurveyAnswer

YEAR = timedelta(days=365)
OTHERS = 3
"""So many others must have answered a survey before it counts that a member did not."""


@dataclass(frozen=True)
class WatchedMembers:
    """What the rules say of the present members.

    Attributes
    ----------
    reasons
        Member to what holds of it, where anything does, whether it is at risk or not.
    newcomers
        Those that are new and have taken part in nothing, the longest waiting first.
    """

    reasons: Mapping[str, MemberAtRisk]
    newcomers: tuple[InactiveNewcomer, ...]

    @property
    def at_risk(self) -> frozenset[str]:
        """Those whose reasons weigh enough."""
        return frozenset(id_ for id_, one in self.reasons.items() if one.score >= core.AT_RISK)

    @property
    def overdue(self) -> frozenset[str]:
        """Those whose fee is overdue."""
        return frozenset(
            id_ for id_, one in self.reasons.items() if any(each.code == "fee_overdue" for each in one.reasons)
        )


def reasons_of(member: str, today: date) -> Sequence[RiskReason]:
    """What holds of one member; nothing for who is no present member of the cluster."""
    facts = member_facts(today, member=member)
    judged = core.members_at_risk(facts, today, contacts_recorded=_contacts_recorded(""), least=1)
    return judged[0].reasons if judged else ()


def watched_members(today: date, *, cluster: str = "") -> WatchedMembers:
    """All that the rules say of the present members, read once."""
    facts = member_facts(today, cluster=cluster)
    judged = core.members_at_risk(facts, today, contacts_recorded=_contacts_recorded(cluster), least=1)
    return WatchedMembers({one.id: one for one in judged}, tuple(core.new_and_inactive(facts, today)))


def member_facts(today: date, *, cluster: str = "", member: str = "") -> list[MemberFacts]:
    """What the rules ask of each present member, by name, or of one; a constant number of queries."""
    asked = cluster or cluster_in_question()
    found = current_memberships(asked, today, member=member)
    members = Actor.objects.filter(pk=member) if member else Actor.objects.filter(memberships__cluster=asked)
    taken = Participation.objects.filter(actor__in=members).values_list("actor_id", "since", "activity__start")
    parts = _by_actor((actor, since or start) for actor, since, start in taken)
    had = Interaction.objects.filter(actor__in=members).exclude(pk__in=unsent_interactions())
    contacts = _by_actor(had.values_list("actor_id", "date"))
    invited = Invitation.objects.filter(actor__in=members).exclude(date="").values_list("actor_id", "status", "date")
    invitations = _by_actor((who, status) for who, status, day in invited if _is_recent(day, today))
    unanswered = _unanswered(found, today)
    return [
        MemberFacts(
            id=one.member_id,
            name=one.member.name,
            since=one.since,
            participations=parts[one.member_id],
            contacts=contacts[one.member_id],
            invitations=invitations[one.member_id],
            fee=one.fee,
            paid_until=one.paid_until,
            unanswered=unanswered[one.member_id],
        )
        for one in found
    ]


def _contacts_recorded(cluster: str) -> bool:
    """Whether anybody logs contacts with members."""
    members = Membership.objects.filter(cluster=cluster or cluster_in_question()).values("member")
    return Interaction.objects.filter(actor__in=members).exclude(date="").exists()


def _is_recent(day: str, today: date) -> bool:
    return bool(day) and partial_dates.starts(day) >= today - YEAR


def _unanswered(found: Iterable[Membership], today: date) -> defaultdict[str, list[str]]:
    """Surveys of the last twelve months that several members answered and each of these did not, though it was one."""
    since = {one.member_id: one.since for one in found}
    answered: defaultdict[str, dict[str, date]] = defaultdict(dict)
    for survey, actor, day in SurveyAnswer.objects.exclude(date="").values_list("survey", "actor_id", "date"):
        if day and partial_dates.starts(day) <= today:  # one that nobody can read is blank here, not in the store
            answered[survey][actor] = max(partial_dates.ends(day), answered[survey].get(actor, date.min))
    missing: defaultdict[str, list[str]] = defaultdict(list)
    for survey, days in sorted(answered.items()):
        first = min(days.values())
        if len(days) < OTHERS or max(days.values()) < today - YEAR:
            continue
        for member, joined in since.items():
            if member not in days and (not joined or partial_dates.ends(joined) <= first):
                missing[member].append(survey)
    return missing


def _by_actor(pairs: Iterable[tuple[str | None, str]]) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for actor, value in pairs:
        if actor and value:
            found[actor].append(value)
    return found
