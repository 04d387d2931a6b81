"""The JSON shapes of organisations and activities, as commands and the API give them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.models import User
from bridgehead.ecosystem.services.accounts import SignInSession
from bridgehead.framework.versions import VersionedAnswer


class ScopedAnswer(VersionedAnswer):
    """An answer as of a day (what starts later is left out), and the ids of activities that are left out of it."""

    as_of: str
    left_out: list[str]


def scope_fields(scope: RecordScope) -> dict[str, Any]:
    """The fields of `ScopedAnswer`."""
    return {"as_of": scope.as_of.isoformat(), "left_out": sorted(scope.left_out)}


class ActorSummary(BaseModel):
    """An organisation in a list."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    name: str
    kind: str
    size: str
    country: str
    city: str
    sector: str


class ActorOut(ActorSummary):
    """An organisation, without its contacts."""

    capabilities: list[str]
    description: str
    website: str


class ActorPage(BaseModel):
    """A page of organisations."""

    count: int
    items: list[ActorOut]


class MemberOut(ActorSummary):
    """An organisation with the ids of the clusters that it is or was a member of."""

    clusters: list[str] = []


class MemberListOut(BaseModel):
    """Organisations as the command `members` gives them."""

    members: list[MemberOut]


class ActivityOut(BaseModel):
    """An activity."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    name: str
    kind: str
    organiser_id: str | None
    start: str
    end: str
    market: str
    programme: str


class ActivityPage(BaseModel):
    """A page of activities."""

    count: int
    items: list[ActivityOut]


class ActivitySummary(ActivityOut):
    """An activity in a list of the command line, whose organiser stands under `organiser`."""

    organiser_id: str | None = Field(serialization_alias="organiser")


class ActivityListOut(BaseModel):
    """Activities as the command `activities` gives them."""

    activities: list[ActivitySummary]


class AccountOut(BaseModel):
    """An account: its name, role and organisation, and whether it is switched on."""

    name: str
    role: str
    actor: str | None
    email: str
    active: bool


class SessionOut(BaseModel):
    """A browser in which somebody is signed in."""

    since: datetime | None
    until: datetime


class SessionListOut(BaseModel):
    """The sessions of an account, the latest first."""

    name: str
    sessions: list[SessionOut]

    @classmethod
    def of(cls, name: str, found: Iterable[SignInSession]) -> "SessionListOut":
        """The shape of some sessions."""
        return cls(name=name, sessions=[SessionOut(since=each.since, until=each.until) for each in found])


class AccountListOut(BaseModel):
    """Every account, by name."""

    accounts: list[AccountOut]

    @classmethod
    def of(cls, found: Iterable[User]) -> "AccountListOut":
        """The shape of some accounts."""
        rows = [
            AccountOut(name=u.username, role=u.role, actor=u.actor_id, email=u.email, active=u.is_active) for u in found
        ]
        return cls(accounts=rows)
