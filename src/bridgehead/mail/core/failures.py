"""Why a mail could not be sent: the errors of a mail server as codes, and when it is tried again."""

import smtplib
import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

ATTEMPTS = 6
"""After so many attempts a mail has failed: after about two and a half hours."""
FIRST_WAIT = timedelta(minutes=5)

BY_KIND: Sequence[tuple[type[Exception], str]] = (
    (smtplib.SMTPAuthenticationError, "login"),
    (smtplib.SMTPNotSupportedError, "encryption"),
    (smtplib.SMTPSenderRefused, "sender"),
    (smtplib.SMTPRecipientsRefused, "recipient"),
    (smtplib.SMTPServerDisconnected, "hung_up"),
    (smtplib.SMTPException, "rejected"),
    (ssl.SSLError, "encryption"),
    (socket.gaierror, "unknown_host"),
    (TimeoutError, "timeout"),
    (ConnectionRefusedError, "refused"),
    (OSError, "unreachable"),
)
FOR_GOOD = frozenset({"recipient", "not_wanted", "not_writable"})
"""What another attempt would not change."""


@dataclass(frozen=True)
class DeliveryFailure:
    """Why a mail did not go out.

    Attributes
    ----------
    code
        Which phrase says it (`mail.phrases`).
    answer
        What the server answered, as it said it; blank where it did not.
    """

    code: str
    answer: str = ""

    @property
    def is_final(self) -> bool:
        """Whether another attempt would end alike."""
        return self.code in FOR_GOOD


def failure_of(error: Exception) -> DeliveryFailure:
    """What an error that sending raised means."""
    if isinstance(error, smtplib.SMTPServerDisconnected) and isinstance(error.__context__, TimeoutError):
        return DeliveryFailure("timeout")  # smtplib says that the connection was closed: by itself, tired of waiting
    code = next((code for kind, code in BY_KIND if isinstance(error, kind)), "not_writable")
    return DeliveryFailure(code, _answer(error))


def next_wait(attempts: int) -> timedelta | None:
    """How long a mail waits after so many attempts: 5 minutes, then twice as long each time; None gives it up."""
    return None if attempts >= ATTEMPTS else FIRST_WAIT * 2 ** (attempts - 1)


def _answer(error: Exception) -> str:
    """What the server said, as one line."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        said = next(iter(error.recipients.values()), (0, b""))
        return f"{said[0]} {_text(said[1])}".strip() if said[0] else ""
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    return ""


def _text(said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:300]
