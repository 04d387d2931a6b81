"""What a consortium says in words: codes and parameters of the core in, text out."""

from django.utils.translation import gettext_lazy

from bridgehead.consortium.phrases import applications as _applications
from bridgehead.consortium.phrases import invitations as _invitations
from bridgehead.consortium.phrases.applications import (
    MOVES,
    amounts,
    application_count,
    no_such_team,
    stage_label,
    stage_reached,
)
from bridgehead.consortium.phrases.expected import EXPECTED
from bridgehead.consortium.phrases.invitations import (
    STATUSES,
    invitation_counts,
    letter_greeting,
    letter_invitation,
    letter_subject,
)
from bridgehead.consortium.phrases.requirements import not_covered
from bridgehead.consortium.phrases.teams import (
    TERMS,
    beside,
    budget_share,
    check_failed,
    in_already,
    met,
    newcomers,
    nothing_to_export,
    phrase,
    proof,
    reason,
    role,
    rule_detail,
    rules_label,
    search_effort,
    seat,
    takes_no_seat,
    team_heading,
    time_limit_reached,
    trust_scope,
    weights_change,
)
from bridgehead.kit.record_phrases import RecordPhrases

CHANGES = {**_invitations.CHANGES, **_applications.CHANGES}

RECORDS = {
    "team_seat": RecordPhrases(
        name=gettext_lazy("Team member"),
        add=gettext_lazy("Add team member"),
        edit=gettext_lazy("Edit team member"),
        remove=gettext_lazy("Remove team member"),
        added=gettext_lazy("Team member added"),
        changed=gettext_lazy("Team member changed"),
        removed=gettext_lazy("Team member removed"),
    ),
    "invitation": RecordPhrases(
        name=gettext_lazy("Invitation"),
        add=gettext_lazy("Add invitation"),
        edit=gettext_lazy("Edit invitation"),
        remove=gettext_lazy("Remove invitation"),
        added=gettext_lazy("Invitation added"),
        changed=gettext_lazy("Invitation changed"),
        removed=gettext_lazy("Invitation removed"),
    ),
    "application": RecordPhrases(
        name=gettext_lazy("Application"),
        add=gettext_lazy("Add application"),
        edit=gettext_lazy("Edit application"),
        remove=gettext_lazy("Remove application"),
        added=gettext_lazy("Application added"),
        changed=gettext_lazy("Application changed"),
        removed=gettext_lazy("Application removed"),
    ),
}
"""How its kinds of record are called."""

__all__ = [
    "CHANGES",
    "EXPECTED",
    "MOVES",
    "STATUSES",
    "TERMS",
    "amounts",
    "application_count",
    "beside",
    "budget_share",
    "check_failed",
    "in_already",
    "invitation_counts",
    "letter_greeting",
    "letter_invitation",
    "letter_subject",
    "met",
    "newcomers",
    "no_such_team",
    "not_covered",
    "nothing_to_export",
    "phrase",
    "proof",
    "reason",
    "role",
    "rule_detail",
    "rules_label",
    "search_effort",
    "seat",
    "stage_label",
    "stage_reached",
    "takes_no_seat",
    "team_heading",
    "time_limit_reached",
    "trust_scope",
    "weights_change",
]
