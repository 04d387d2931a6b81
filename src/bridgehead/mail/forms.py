"""Forms of the outbox: send again, sent by hand, discard."""

from bridgehead.kit.forms import VerbForm


class SendAgain(VerbForm):
    """A mail is sent that waits or failed."""


class SentByHand(VerbForm):
    """A mail was sent from somebody's own mail program."""


class DiscardMail(VerbForm):
    """A mail is taken out of the outbox."""
