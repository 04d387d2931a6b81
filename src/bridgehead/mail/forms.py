"""Forms of the outbox: send again, discard."""

from bridgehead.kit.forms import VerbForm


class SendAgain(VerbForm):
    """A mail is sent that waits or failed."""


class DiscardMail(VerbForm):
    """A mail is taken out of the outbox."""
