"""Invitations, letters and changes in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.kit.phrases import and_list

STATUSES = {
    "invited": gettext_lazy("Invited"),
    "accepted": gettext_lazy("Accepted"),
    "declined": gettext_lazy("Declined"),
}
"""The statuses of an invitation."""


def invitation_counts(accepted: int, declined: int, outstanding: int) -> str:
    """How many invitations have which answer."""
    named = {"accepted": accepted, "declined": declined, "outstanding": outstanding}
    text = ngettext(
        "{accepted} accepted, {declined} declined, {outstanding} answer outstanding",
        "{accepted} accepted, {declined} declined, {outstanding} answers outstanding",
        outstanding,
    )
    return text.format_map(named)


def letter_greeting(name: str) -> str:
    """How a letter begins."""
    return _("Dear {name},").format(name=name)


def letter_subject(cluster: str, title: str, deadline: str) -> str:
    """What a letter is about."""
    if not deadline:
        return _("{cluster} is forming a team for “{title}”.").format(cluster=cluster, title=title)
    text = _("{cluster} is forming a team for “{title}” (deadline {date}).")
    return text.format(cluster=cluster, title=title, date=deadline)


def letter_invitation(name: str, role: str) -> str:
    """What a letter asks for."""
    if role == "lead":
        return _("We invite {name} to join as lead.").format(name=name)
    return _("We invite {name} to join as partner.").format(name=name)


def invitations_sent(parameters: Mapping[str, Any]) -> str:
    """Who was invited, in the list of changes."""
    text = _("{actors} invited for {opportunity}")
    return text.format(actors=and_list(parameters["actors"]), opportunity=parameters["opportunity"])


def invitation_answered(parameters: Mapping[str, Any]) -> str:
    """What an organisation answered, in the list of changes."""
    phrases = {
        "accepted": _("{actor} accepted the invitation for {opportunity}"),
        "declined": _("{actor} declined the invitation for {opportunity}"),
    }
    return phrases.get(parameters["status"], _("{actor} has yet to answer for {opportunity}")).format_map(parameters)


CHANGES = {
    "team.save": gettext_lazy("Team “{name}” saved for {opportunity}"),
    "invitation.send": invitations_sent,
    "invitation.answer": invitation_answered,
}
