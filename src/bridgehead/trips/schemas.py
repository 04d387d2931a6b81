"""The JSON shapes of trips, as the commands give them (docs/reference/schedule.md)."""

from django.utils import timezone
from pydantic import BaseModel, ConfigDict, Field

from bridgehead.framework.versions import VersionedAnswer, versions
from bridgehead.match.schemas.ranking import AssessmentOut, assessment
from bridgehead.match.services.rank_actors import ranking_method
from bridgehead.trips.core.schedule_solver import Schedule
from bridgehead.trips.core.slot_plan import SlotChange
from bridgehead.trips.queries import plain_table
from bridgehead.trips.services import CompanionList


class MeetingOut(BaseModel):
    """A planned meeting."""

    slot: str
    site: str
    table: str
    participants: list[str]


class UnmetWish(BaseModel):
    """A wish without a meeting."""

    model_config = ConfigDict(serialize_by_alias=True)

    wisher: str = Field(alias="from")
    wished: str = Field(alias="to")


class ScheduleScope(BaseModel):
    """What is proven of a schedule, and at what cost.

    Attributes
    ----------
    least
        Fewest meetings of anybody concerned.
    fair
        Whether no schedule of that interest leaves fewer meetings missing to the average, proven.
    gap_bound
        These meetings cannot be placed with fewer idle slots.
    changed
        After a cancellation: meetings that could have stayed and did not.
    seconds, limit
        Time spent, and allowed.
    """

    least: int
    fair: bool
    gap_bound: int
    changed: int
    seconds: float
    limit: float


class ScheduleOut(BaseModel):
    """A meeting schedule.

    Attributes
    ----------
    objective, bound
        Its interest; no schedule has more than the bound.
    gaps
        Idle slots over all participants.
    """

    model_config = ConfigDict(serialize_by_alias=True)

    status: str
    objective: float
    bound: float
    meetings: list[MeetingOut]
    gaps: int
    unmet: list[UnmetWish]
    scope: ScheduleScope

    @classmethod
    def of(cls, found: Schedule) -> "ScheduleOut":
        """The shape of a schedule."""
        return cls(
            status=found.status,
            objective=found.verdict.interest / 1000,
            bound=found.bound / 1000,
            meetings=[
                MeetingOut(
                    slot=m.slot, site=m.site, table=plain_table(m.site, m.table), participants=list(m.participants)
                )
                for m in found.meetings
            ],
            gaps=found.verdict.gaps,
            unmet=[UnmetWish.model_validate({"from": a, "to": b}) for a, b in found.verdict.unmet],
            scope=ScheduleScope(
                least=found.verdict.least,
                fair=found.fair,
                gap_bound=found.gap_bound,
                changed=found.changed,
                seconds=found.seconds,
                limit=found.limit,
            ),
        )


class SlotChangeOut(BaseModel):
    """What a plan of time slots makes.

    Attributes
    ----------
    times, days, places
        Of the plan; a place is a time at a table.
    kept
        Places outside the plan that stay, since meetings use them.
    left_out
        Places whose table is taken at that time.
    availability_removed
        Rows of availability for times that go.
    """

    times: int
    days: int
    places: int
    added: int
    removed: int
    kept: int
    left_out: int
    availability_removed: int

    @classmethod
    def of(cls, found: SlotChange) -> "SlotChangeOut":
        """The shape of an answer."""
        return cls(
            times=found.times,
            days=found.days,
            places=found.places,
            added=len(found.added),
            removed=len(found.removed),
            kept=found.kept,
            left_out=found.taken,
            availability_removed=len(found.unticked),
        )


class JoiningMemberOut(BaseModel):
    """A member who could join a trip, and the opportunity that it suits best."""

    actor: str
    name: str
    suits: str | None


class CompanionOut(AssessmentOut, JoiningMemberOut):
    """A member who could join a trip, with its fit and what the trip adds for it."""


class CompanionListOut(VersionedAnswer):
    """Who could join a trip."""

    activity: str
    cluster: str
    opportunities: list[str]
    members: list[CompanionOut]

    @classmethod
    def of(cls, found: CompanionList) -> "CompanionListOut":
        """The shape of an answer."""
        return cls(
            versions=versions(ranking_method(timezone.localdate()).version),
            activity=found.activity.pk,
            cluster=found.cluster,
            opportunities=[o.pk for o in found.asked],
            members=[
                CompanionOut(
                    actor=c.candidate.actor,
                    name=c.candidate.name,
                    suits=c.suits.pk if c.suits else None,
                    **dict(assessment(c.candidate)),
                )
                for c in found.companions
            ],
        )
