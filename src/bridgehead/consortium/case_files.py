"""The files of the case folder that hold teams, invitations and applications."""

from bridgehead.consortium.models import Application, Invitation, TeamSeat
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
    CaseFile(
        "applications",
        Application,
        "id opportunity team name lead owner stage amount_asked amount_granted submitted decided activity reason "
        "description",
        Resource.MATCH,
        owner="lead_id",
        first="opportunity name lead owner stage amount_asked description",
        named_after="opportunity_id name",
    ),
)
