"""What is done about who goes together: choose, keep, invite."""

from bridgehead.consortium.services.choosing import Ask, available_rules, consortium, own_rules
from bridgehead.consortium.services.keeping import STATUSES, answer_invitation, invite, save_team

__all__ = [
    "STATUSES",
    "Ask",
    "answer_invitation",
    "available_rules",
    "consortium",
    "invite",
    "own_rules",
    "save_team",
]
