"""What the audit log says."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.models import AuditEntry

Event = AuditEntry.Event
EVENTS: Mapping[str, str | Promise] = {
    Event.SIGNED_IN: _("Signed in"),
    Event.FAILED: _("Wrong password"),
    Event.REFUSED: _("Refused after too many attempts"),
    Event.CODE_FAILED: _("Wrong code in the second step"),
    Event.SIGNED_OUT: _("Signed out"),
    Event.ENDED: _("Signed out everywhere by an administrator"),
    Event.PASSWORD: _("Password changed"),
    Event.SECOND_STEP: _("Two-step sign-in changed"),
    Event.LINK: _("Password link made"),
    Event.ACCOUNT: _("Account added or changed"),
    Event.EXPORT: _("Data downloaded"),
}
UNKNOWN_ACCOUNT = _("Unknown account")
COMMAND_LINE = _("Command line")


def by_whom(entry: AuditEntry) -> str:
    """Whose account it was; on the command line nobody has one."""
    if entry.who is not None:
        return entry.who.get_username()
    return str(UNKNOWN_ACCOUNT if entry.address else COMMAND_LINE)
