"""The files of the case folder that hold teams and invitations."""

from bridgehead.consortium.models import Invitation, TeamSeat
from bridgehead.kit.case_tables import CaseFile

FILES = (
    CaseFile(
        "teams",
        TeamSeat,
        "id=team opportunity name actor role pinned",
    ),
    CaseFile(
        "invitations",
        Invitation,
        "id opportunity actor status date note",
    ),
)
