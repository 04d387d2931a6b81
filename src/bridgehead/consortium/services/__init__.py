"""What is done about who goes together: choose, keep, invite, apply."""

from bridgehead.consortium.services.applications import move_application, start_application
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
    "move_application",
    "save_team",
    "start_application",
]
