"""The files of the case folder that hold teams and invitations."""

from bridgehead.consortium.models import Invitation, TeamSeat
from bridgehead.kit.case_tables import CaseFile
from bridgehead.kit.permissions import Resource

FILES = (
    CaseFile("teams", TeamSeat, "id=team opportunity name actor role pinned", Resource.MATCH, owner="actor_id"),
    CaseFile(
        "invitations",
        Invitation,
        "id opportunity actor status date note",
        Resource.MATCH,
        owner="actor_id",
        named_after="opportunity_id actor_id",
    ),
)
