"""Why a mail did not go out, and when it is tried again."""

import smtplib
import socket
import ssl
from datetime import timedelta

import pytest

from bridgehead.mail.core.failures import failure_of, next_wait
from bridgehead.mail.phrases import REASONS


@pytest.mark.parametrize(
    ("error", "code", "answer"),
    [
        (ConnectionRefusedError(111, "refused"), "refused", ""),
        (TimeoutError("timed out"), "timeout", ""),
        (socket.gaierror(-2, "unknown"), "unknown_host", ""),
        (ssl.SSLCertVerificationError("expired"), "encryption", ""),
        (OSError(101, "no network"), "unreachable", ""),
        (smtplib.SMTPAuthenticationError(535, b"5.7.8 bad\r\ncredentials"), "login", "535 5.7.8 bad credentials"),
        (smtplib.SMTPNotSupportedError("no STARTTLS"), "encryption", ""),
        (smtplib.SMTPSenderRefused(550, b"not you", "a@example.org"), "sender", "550 not you"),
        (smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"no such user")}), "recipient", "550 no such user"),
        (smtplib.SMTPRecipientsRefused({}), "recipient", ""),
        (smtplib.SMTPServerDisconnected("bye"), "hung_up", ""),
        (smtplib.SMTPDataError(554, "spam \x1b[31m"), "rejected", "554 spam [31m"),
        (ValueError("a line end in a header"), "not_writable", ""),
        (KeyError("name"), "not_writable", ""),
    ],
)
def test_an_error_is_a_reason_with_words(error: Exception, code: str, answer: str) -> None:
    found = failure_of(error)
    assert (found.code, found.answer) == (code, answer)
    assert code in REASONS


def test_each_wait_is_twice_the_one_before_and_the_sixth_attempt_is_the_last() -> None:
    minutes = [wait // timedelta(minutes=1) if (wait := next_wait(n)) else None for n in range(1, 7)]
    assert minutes == [5, 10, 20, 40, 80, None]


def test_a_recipient_that_does_not_exist_is_not_asked_again() -> None:
    assert failure_of(smtplib.SMTPRecipientsRefused({})).is_final
    assert not failure_of(TimeoutError()).is_final
