"""The JSON shapes of pages that bring stages together."""

from collections.abc import Iterable

from pydantic import BaseModel

from bridgehead.ecosystem.models import Membership
from bridgehead.ecosystem.phrases.memberships import risk_reason
from bridgehead.pages.services.membership_watch import WatchedMembers


class MembershipOut(BaseModel):
    """A membership; dates are partial dates, blank where unknown; `fee` in euros a year.

    `concerns` says why the member may leave, `at_risk` whether these reasons weigh enough.
    """

    member: str
    name: str
    cluster: str
    kind: str
    since: str
    until: str
    fee: float | None
    renews: str
    paid_until: str
    left_reason: str
    at_risk: bool
    concerns: list[str]


class MembershipsOut(BaseModel):
    """Memberships by the names of their members."""

    memberships: list[MembershipOut]

    @classmethod
    def of(cls, found: Iterable[Membership], watched: WatchedMembers) -> "MembershipsOut":
        """The answer for some memberships."""
        return cls(
            memberships=[
                MembershipOut(
                    member=one.member_id,
                    name=one.member.name,
                    cluster=one.cluster_id,
                    kind=one.kind,
                    since=one.since,
                    until=one.until,
                    fee=one.fee,
                    renews=one.renews,
                    paid_until=one.paid_until,
                    left_reason=one.left_reason,
                    at_risk=one.member_id in watched.at_risk,
                    concerns=[risk_reason(why) for why in watched.reasons[one.member_id].reasons]
                    if one.member_id in watched.reasons
                    else [],
                )
                for one in found
            ]
        )
