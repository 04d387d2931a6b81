"""What a consortium says in words: codes and parameters of the core in, text out."""

from bridgehead.consortium.phrases.invitations import (
    CHANGES,
    STATUSES,
    invitation_counts,
    letter_greeting,
    letter_invitation,
    letter_subject,
)
from bridgehead.consortium.phrases.requirements import not_covered
from bridgehead.consortium.phrases.teams import (
    TERMS,
    check_failed,
    met,
    nothing_to_export,
    phrase,
    proof,
    reason,
    role,
    rules_label,
    search_effort,
    seat,
    team_heading,
    time_limit_reached,
    trust_scope,
    weights_change,
)

__all__ = [
    "CHANGES",
    "STATUSES",
    "TERMS",
    "check_failed",
    "invitation_counts",
    "letter_greeting",
    "letter_invitation",
    "letter_subject",
    "met",
    "not_covered",
    "nothing_to_export",
    "phrase",
    "proof",
    "reason",
    "role",
    "rules_label",
    "search_effort",
    "seat",
    "team_heading",
    "time_limit_reached",
    "trust_scope",
    "weights_change",
]
