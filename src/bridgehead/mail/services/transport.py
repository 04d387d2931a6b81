"""The way mail goes out: the backend or server that the environment names, else the server of the settings."""

from django.conf import settings as server
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from bridgehead.settings.queries import workspace_settings
from bridgehead.settings.services.mail_password import mail_password

SMTP = "django.core.mail.backends.smtp.EmailBackend"
SECONDS = 30
"""How long the server may take to answer."""


class UnreadablePassword(Exception):
    """The saved password was encrypted with another key."""


def has_transport() -> bool:
    """Whether mail goes anywhere at all."""
    return bool(server.MAIL_BACKEND or workspace_settings().mail_host)


def transport() -> BaseEmailBackend | None:
    """What sends mail here; None where nothing does.

    Raises
    ------
    UnreadablePassword
        If a password is saved that cannot be read any more.
    """
    if server.MAIL_BACKEND:
        named: BaseEmailBackend = get_connection(server.MAIL_BACKEND)
        return named
    found = workspace_settings()
    if not found.mail_host:
        return None
    password = mail_password()
    if password is None:
        raise UnreadablePassword
    made: BaseEmailBackend = get_connection(
        SMTP,
        host=found.mail_host,
        port=found.mail_port or {"tls": 465, "starttls": 587}.get(found.mail_security, 25),
        username=found.mail_user,
        password=password,
        use_tls=found.mail_security == "starttls",
        use_ssl=found.mail_security == "tls",
        timeout=SECONDS,
    )
    return made


def sender() -> str:
    """Whom mails come from."""
    return workspace_settings().mail_from or server.DEFAULT_FROM_EMAIL
