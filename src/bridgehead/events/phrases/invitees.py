"""What is said of contact persons who can be invited to an event."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext


def whom_to_choose(limit: int) -> str:
    """How many contact persons can be invited at once."""
    return _("Tick at least one person; at most {limit} can be invited at once.").format(limit=limit)


STANDINGS: Mapping[str, Promise] = {
    "none": gettext_lazy("Can be invited"),
    "listed": gettext_lazy("On the list already"),
    "no_consent": gettext_lazy("Has not agreed to invitations"),
    "no_email": gettext_lazy("No email address"),
}
"""How a contact person stands to the invitations of an event."""


def invite_all(count: int) -> str:
    """The button that invites everybody whom a list shows."""
    return ngettext("Invite the {n} person of this list", "Invite all {n} people of this list", count).format(n=count)
