"""What is done about who goes together: choose, keep, invite."""

from bridgehead.consortium.services.find_teams import available_rules, custom_rules_folder, find_teams
from bridgehead.consortium.services.invitations import STATUSES, answer_invitation, invite
from bridgehead.consortium.services.team_pool import TeamRequest
from bridgehead.consortium.services.teams import save_team

__all__ = [
    "STATUSES",
    "TeamRequest",
    "answer_invitation",
    "available_rules",
    "custom_rules_folder",
    "find_teams",
    "invite",
    "save_team",
]
