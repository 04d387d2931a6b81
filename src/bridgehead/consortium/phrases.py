"""What a consortium says in words: changes."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.kit.phrases import and_list


def invitations_sent(parameters: Mapping[str, Any]) -> str:
    """Who was invited, in the list of changes."""
    named = {"actors": and_list(parameters["actors"]), "opportunity": parameters["opportunity"]}
    count = len(parameters["actors"])
    return ngettext("{actors} invited for {opportunity}", "{actors} invited for {opportunity}", count).format_map(named)


def invitation_answered(parameters: Mapping[str, Any]) -> str:
    """What an organisation answered, in the list of changes."""
    phrases = {
        "accepted": _("{actor} accepted the invitation for {opportunity}"),
        "declined": _("{actor} declined the invitation for {opportunity}"),
    }
    waiting = _("Invitation of {actor} for {opportunity} is open again")
    return phrases.get(parameters["status"], waiting).format_map(parameters)


CHANGES = {
    "team.save": gettext_lazy("Team “{name}” saved for {opportunity}"),
    "invitation.send": invitations_sent,
    "invitation.answer": invitation_answered,
}
