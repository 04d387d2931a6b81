"""What a person agreed to, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.ecosystem.core.consent import PURPOSES, read_consent
from bridgehead.kit.phrases import and_list

CHANGES = {
    "person.mail_yes": gettext_lazy("{name} agreed to emails"),
    "person.mail_no": gettext_lazy("{name} declined emails"),
    "person.consents": gettext_lazy("Consent of a contact person recorded"),
}
"""How its changes read."""
CONSENTS: Mapping[str, Promise] = {
    "directory": gettext_lazy("Directory"),
    "matchmaking": gettext_lazy("Matchmaking"),
    "mail": gettext_lazy("News and invitations"),
    "research": gettext_lazy("Research"),
}
"""The purposes that a person can agree to."""


def consent_text(consent: str) -> str:
    """What a person said of mails and the directory; what is not clear counts as not asked, and says so."""
    found = read_consent(consent)
    match found.answer:
        case "not_asked":
            return _("Not asked")
        case "unclear":
            return _("Not clear, counts as not asked: “{text}”").format(text=consent)
        case "no":
            return _("No")
    return _("Everything") if found.purposes == PURPOSES else and_list(str(CONSENTS[each]) for each in found.purposes)


def no_mail_choice() -> str:
    """Somebody who cannot be asked whether they want emails."""
    return _("Emails are sent to accounts of members that have an address.")


def no_such_person(id_: str) -> str:
    """A contact person that there is not."""
    return _("Contact person “{id}” does not exist.").format(id=id_)
