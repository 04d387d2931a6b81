"""What the outbox says to a person: states, kinds, why a mail did not go out."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.mail.models import OutboxMail

STATES: Mapping[str, str | Promise] = {
    "waiting": gettext_lazy("Waiting"),
    "sending": gettext_lazy("Being sent"),
    "sent": gettext_lazy("Sent"),
    "failed": gettext_lazy("Failed"),
}
KINDS: Mapping[str, str | Promise] = {
    "digest": gettext_lazy("Weekly mail"),
    "account": gettext_lazy("Account"),
    "event": gettext_lazy("Event"),
    "test": gettext_lazy("Test"),
    "view": gettext_lazy("Saved view"),
    "group": gettext_lazy("Email to a group"),
    "membership": gettext_lazy("Membership"),
    "other": gettext_lazy("Other"),
}
REASONS: Mapping[str, str | Promise] = {
    "login": gettext_lazy("The mail server refused the username or password. Check both in the settings."),
    "encryption": gettext_lazy("The encrypted connection failed. Choose another encryption or port in the settings."),
    "sender": gettext_lazy("The mail server does not accept this sender. Change the sender in the settings."),
    "recipient": gettext_lazy("The mail server does not accept this recipient. Correct the address."),
    "hung_up": gettext_lazy("The mail server ended the connection. Check port and encryption in the settings."),
    "rejected": gettext_lazy("The mail server rejected the email."),
    "unknown_host": gettext_lazy("No mail server of this name was found. Check the name in the settings."),
    "timeout": gettext_lazy("The mail server did not answer in time. Check its name and port in the settings."),
    "refused": gettext_lazy("The mail server refused the connection. Check its name and port in the settings."),
    "unreachable": gettext_lazy("The mail server cannot be reached. Check the network of the server."),
    "not_wanted": gettext_lazy("Not sent: it was undone, or the recipient no longer wants these emails."),
    "not_writable": gettext_lazy("The email cannot be written. Check address and sender for unusual characters."),
    "by_hand": gettext_lazy("It was sent from somebody's own mail program."),
    "no_password": gettext_lazy(
        "The saved password of the mail server can no longer be read. Enter it again in the settings."
    ),
}

EXPECTED = {"unsent_mail": gettext_lazy("an email that waits or has failed")}
"""What is expected of an input, by code (`kit.expectations`)."""


def no_such_mail(id_: int) -> str:
    """A mail that is not in the outbox."""
    return _("Email {n} is not in the outbox.").format(n=id_)


def reason_text(found: OutboxMail) -> str:
    """Why the last attempt failed, with the server's own words; blank where none did."""
    if found.reason not in REASONS:
        return ""
    text = str(REASONS[found.reason])
    return _("{text} It answered: “{answer}”").format(text=text, answer=found.answer) if found.answer else text


def no_server() -> str:
    """Nothing sends mail here."""
    return _("No mail server is set, so nothing is sent. Emails are saved in the outbox.")


def trial_subject(cluster: str) -> str:
    """The subject of the test mail."""
    return _("{cluster}: test email from Bridgehead").format(cluster=cluster)


def trial_body() -> str:
    """The text of the test mail."""
    return _("This is a test. The mail server of your workspace works.")


def trial_result(found: OutboxMail) -> str:
    """What became of the test mail, in a sentence."""
    if found.state == "sent":
        return _("Test email sent to {to}. Look into the mailbox.").format(to=found.to)
    if not found.reason:
        return _("No mail server is set. The test email is saved in the outbox.")
    return _("The test email was not sent. {reason}").format(reason=reason_text(found))


def already_sent() -> str:
    """A mail that went out, or goes out at the moment, is not sent again."""
    return _("This email was sent already.")


def being_sent() -> str:
    """A mail that goes out at the moment stays."""
    return _("This email is being sent at the moment. Try again in a minute.")
